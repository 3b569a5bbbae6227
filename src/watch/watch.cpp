// SPDX-License-Identifier: Apache-2.0
#include "watch/watch.h"

#include <charconv>

#include "base/hash.h"

namespace truce::watch {
namespace {

constexpr std::string_view kFormat = "truce watch 2\n";
// Numbers within ± this are themselves; above it stand the texts.
constexpr Value kFirstText = Value{1} << 61;

/// What a checkpoint must agree with: the rules, with all that they are made of.
std::string outline_of(const Program& program, std::optional<Seconds> grace) {
  Writer writer;
  writer.put(grace.value_or(-1));
  for (const Program::Kind& kind : program.kinds) {
    writer.put_text(kind.name);
    for (const std::string& field : kind.fields) writer.put_text(field);
  }
  for (const FamilyPlan& family : program.families) {
    writer.put(family.form);
    for (std::size_t role = 0; role < kRoles; ++role) {
      writer.put(family.kinds[role].value_or(UINT16_MAX));
      writer.put_all(std::span<const std::uint8_t>(family.key[role]));
    }
    writer.put(family.summed.value_or(UINT8_MAX));
    for (const Gauge& gauge : family.gauges) {
      writer.put(gauge.within);
      for (const Limit& limit : gauge.limits) {
        writer.put(limit.bound);
        writer.put(limit.rule);
      }
    }
  }
  return to_hex(sha256(writer.take()));
}

Error of_other_rules() {
  return invalid("the checkpoint was made with other rules", "start again from the log");
}

}  // namespace

std::string_view to_text(State state) {
  switch (state) {
    case State::not_triggered:
      return "not triggered";
    case State::open:
      return "open";
    case State::fulfilled:
      return "fulfilled";
    case State::fulfilled_late:
      return "fulfilled late";
    case State::violated:
      return "violated";
    case State::undetermined:
      return "undetermined";
  }
  return "";
}

Value Texts::value_of(std::string_view text) {
  Value number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  // "007" and "+7" are texts, so that text_of() gives back what was written.
  const bool plain = !text.empty() && (text.front() != '0' || text.size() == 1) && text != "-0" &&
                     !text.starts_with("-0");
  if (plain && failure == std::errc{} && end == text.data() + text.size() && number < kFirstText &&
      number > -kFirstText)
    return number;
  const auto [place, fresh] =
      values_.try_emplace(std::string(text), kFirstText + static_cast<Value>(texts_.size()));
  if (fresh) texts_.emplace_back(text);
  return place->second;
}

bool Texts::is_text(Value value) { return value >= kFirstText; }

std::string Texts::text_of(Value value) const {
  if (value < kFirstText) return std::to_string(value);
  return texts_[static_cast<std::size_t>(value - kFirstText)];
}

Watch::Watch(Program program, std::optional<Seconds> grace)
    : program_(std::make_unique<Program>(std::move(program))), grace_(grace) {
  for (const FamilyPlan& plan : program_->families) families_.push_back(make_family(plan));
  if (grace_) setting_.memory = *grace_ + program_->horizon;
}

Watch::Taken Watch::take(const Report& report, std::vector<Change>& changes) {
  if (grace_ && report.earliest < setting_.clock - *grace_) return Taken::too_late;
  advance(report.earliest, changes);
  setting_.changes = &changes;
  for (const Use& use : program_->kinds[report.kind].uses)
    families_[use.family]->take(use.role, report, setting_);
  return Taken::taken;
}

bool Watch::withdraw(const Report& report, std::vector<Change>& changes) {
  if (grace_ && report.earliest < setting_.clock - *grace_) return false;
  setting_.changes = &changes;
  const auto& uses = program_->kinds[report.kind].uses;
  bool known = uses.empty();  // what no rule watches is not remembered, and not missed
  for (const Use& use : uses)
    known |= families_[use.family]->withdraw(use.role, report, setting_);
  return known;
}

void Watch::advance(Seconds clock, std::vector<Change>& changes) {
  if (clock <= setting_.clock) return;
  setting_.clock = clock;
  setting_.changes = &changes;
  for (const auto& family : families_) family->advance(setting_);
}

std::vector<Open> Watch::open() const {
  std::vector<Open> open;
  for (const auto& family : families_) family->list_open(setting_.clock, open);
  return open;
}

std::optional<Change> Watch::verdict(std::uint32_t rule, const Report& report) const {
  for (const Use& use : program_->kinds[report.kind].uses) {
    if (use.role != Role::subject) continue;
    // What came before an older event may be forgotten; what follows it is not.
    const bool looks_back = program_->families[use.family].form != EventRule::Form::followed;
    if (grace_ && looks_back && report.latest < setting_.clock - *grace_) continue;
    if (auto found = families_[use.family]->verdict(rule, report, setting_.clock)) return found;
  }
  return std::nullopt;
}

std::string Watch::checkpoint() const {
  Writer writer;
  writer.put_text(outline_of(*program_, grace_));
  writer.put(setting_.clock);
  writer.put(static_cast<std::uint64_t>(texts_.all().size()));
  for (const std::string& text : texts_.all()) writer.put_text(text);
  for (const auto& family : families_) family->save(writer);
  std::string bytes = writer.take();
  return std::string(kFormat) + to_hex(sha256(bytes)) + '\n' + bytes;
}

Result<Watch> Watch::restore(Program program, std::optional<Seconds> grace,
                             std::string_view checkpoint) {
  constexpr std::size_t kHash = 64 + 1;
  if (!checkpoint.starts_with(kFormat) || checkpoint.size() < kFormat.size() + kHash ||
      checkpoint[kFormat.size() + kHash - 1] != '\n')
    return invalid("this is no checkpoint of a watch", "start again from the log");
  checkpoint.remove_prefix(kFormat.size());
  const std::string_view hash = checkpoint.substr(0, kHash - 1);
  checkpoint.remove_prefix(kHash);
  if (to_hex(sha256(checkpoint)) != hash)
    return invalid("the checkpoint is damaged", "start again from the log");

  Watch watch(std::move(program), grace);
  Reader reader(checkpoint);
  if (TRY(reader.get_text()) != outline_of(*watch.program_, grace)) return of_other_rules();
  watch.setting_.clock = TRY(reader.get<Seconds>());
  const auto texts = TRY(reader.get<std::uint64_t>());
  for (std::uint64_t at = 0; at < texts; ++at) watch.texts_.value_of(TRY(reader.get_text()));
  for (const auto& family : watch.families_) TRY(family->restore(reader, watch.setting_));
  if (!reader.ended()) return of_other_rules();
  return watch;
}

}  // namespace truce::watch
