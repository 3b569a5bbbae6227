// SPDX-License-Identifier: Apache-2.0
#include "monitor/grade.h"

#include <fmt/format.h>

namespace truce::monitor {
namespace {

/// What the standing statements come to, before it is put into one word.
struct Voices {
  std::vector<SpeakerAt> speakers;         // distinct
  std::vector<const Document*> documents;  // distinct
  std::vector<PartyAt> accused;            // held responsible, distinct
  bool admitted = false;
  bool observed = false;
};

template <class T>
void add_once(std::vector<T>& set, const T& value) {
  if (std::find(set.begin(), set.end(), value) == set.end()) set.push_back(value);
}

Voices voices_of(World& world, std::span<const std::uint32_t> members, bool all) {
  Voices voices;
  for (const std::uint32_t at : members) {
    const Told& told = world.told[at];
    if (told.standing != Standing::told || (!all && !told.counts)) continue;
    const Speaker& speaker = world.speaker(told);
    add_once(voices.speakers, told.speaker);
    add_once(voices.documents, told.document);
    voices.observed |= speaker.monitor && told.statement->kind == StatementKind::fact;
    const PartyAt doer = told.doer;
    if (doer == kNoParty) continue;
    add_once(voices.accused, doer);
    const PartyAt own = world.roster.doer(told.speaker);
    if (own == kNoParty) continue;
    const bool on_a_side = world.speaker(told).side != kNoParty;
    voices.admitted |= carries_out(*told.statement) ? on_a_side && own != doer : own == doer;
  }
  return voices;
}

}  // namespace

Weight weigh(World& world, std::span<const std::uint32_t> members, bool all) {
  const Voices voices = voices_of(world, members, all);
  Weight weight;
  weight.any = !voices.speakers.empty();
  weight.documents = static_cast<int>(voices.documents.size());
  weight.groups = static_cast<int>(voices.speakers.size());
  weight.anyone_accused = !voices.accused.empty();
  int independent = 0;
  std::vector<PartyAt> sides;
  for (const SpeakerAt at : voices.speakers) {
    const PartyAt side = world.roster[at].side;
    if (side == kNoParty) {
      // One who is bound and accused does not speak of it as a third.
      const PartyAt own = world.roster.doer(at);
      const bool is_accused =
          own != kNoParty &&
          std::find(voices.accused.begin(), voices.accused.end(), own) != voices.accused.end();
      ++(is_accused ? weight.accused_groups : independent);
      continue;
    }
    add_once(sides, side);
    if (std::find(voices.accused.begin(), voices.accused.end(), side) != voices.accused.end())
      ++weight.accused_groups;
  }
  if (voices.observed)
    weight.grade = Grade::observed;
  else if (sides.size() >= 2 || voices.admitted)
    weight.grade = Grade::acknowledged;
  else if (independent >= 2)
    weight.grade = Grade::corroborated;
  else if (independent == 1)
    weight.grade = Grade::reported;
  return weight;
}

std::string Weight::parts() const {
  const auto counted = [](int count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
  };
  const std::string tail = !anyone_accused ? std::string("nobody held responsible")
                           : accused_groups == 0
                               ? std::string("none from the side accused")
                               : fmt::format("{} from the side accused", accused_groups);
  return fmt::format("{}: {}, {}, {}", to_text(grade), counted(documents, "document"),
                     counted(groups, "group"), tail);
}

bool carries_out(const Statement& statement) {
  if (statement.act) switch (*statement.act) {
      case Act::withdrawal:
      case Act::release:
      case Act::return_of_remains:
      case Act::aid_entry:
      case Act::crossing_opened:
      case Act::list_delivered:
      case Act::member_named:
      case Act::meeting:
      case Act::order_issued:
      case Act::arms_surrender:
      case Act::arms_storage:
        return true;
      default:
        return false;
    }
  const Measure measure = statement.measure.value_or(Measure::other);
  return measure == Measure::released || measure == Measure::bodies_returned ||
         measure == Measure::withdrawn || measure == Measure::trucks || measure == Measure::tonnes;
}

}  // namespace truce::monitor
