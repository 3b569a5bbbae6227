// SPDX-License-Identifier: Apache-2.0
#include "extract/actors.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <unordered_map>
#include <utility>

#include "extract/tables.h"

namespace truce::extract {
namespace {

using Words = std::initializer_list<std::string_view>;

bool among(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::pair<std::string_view, ActorSort>, 12> kSorts = {
    {{"state", ActorSort::state},
     {"government", ActorSort::government},
     {"military", ActorSort::military},
     {"police", ActorSort::police},
     {"ministry", ActorSort::ministry},
     {"armed_group", ActorSort::armed_group},
     {"mission", ActorSort::mission},
     {"agency", ActorSort::agency},
     {"outlet", ActorSort::outlet},
     {"office", ActorSort::office},
     {"bloc", ActorSort::bloc},
     {"people", ActorSort::people}}};

ActorSort sort_named(std::string_view word) {
  for (const auto& [name, sort] : kSorts)
    if (name == word) return sort;
  return ActorSort::office;
}

/// One way to name somebody.
struct Entry {
  std::string actor;
  std::string of;
  ActorSort sort = ActorSort::state;
  bool vocabulary = false;
  bool adjective = false;  // a demonym
  bool people = false;     // its plural
  bool capital = false;
  bool upper = false;  // written in capitals only, and so met
  bool title = false;  // begins with a capital, and so met
  bool weak = false;   // gives way to any other entry of the same words
};

/// What a state may have: "army", "ministry of health".
struct Body {
  ActorSort sort = ActorSort::government;
  std::string called;
};

std::string folded(std::string_view name, std::size_t* length = nullptr) {
  std::string key;
  const Tokens tokens = tokens_of(name);
  std::size_t begin = 0;
  if (tokens.size() > 1 && tokens[0].is("the")) begin = 1;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    if (!key.empty()) key += ' ';
    key += tokens[i].lower;
  }
  if (length != nullptr) *length = tokens.size() - begin;
  return key;
}

std::string_view without_article(std::string_view name) {
  for (const std::string_view article : {"the ", "The "})
    if (name.starts_with(article)) return name.substr(article.size());
  return name;
}

bool is_upper(std::string_view name) {
  bool letter = false;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') return false;
    letter = letter || (c >= 'A' && c <= 'Z');
  }
  return letter;
}

bool starts_upper(std::string_view name) {
  const auto lead = static_cast<unsigned char>(name.empty() ? 'A' : name.front());
  return (lead >= 'A' && lead <= 'Z') || lead >= 0x80;
}

}  // namespace

struct ActorTable::Impl {
  std::unordered_map<std::string, std::vector<Entry>> names;
  std::unordered_map<std::string, Body> bodies;
  std::size_t words_max = 1;
  std::size_t body_words_max = 1;
  std::unordered_map<std::string, std::string> canonical;  // folded name → actor of the vocabulary
  std::unordered_map<std::string, std::string> under;      // actor of the vocabulary → its side

  void add(std::string_view name, Entry entry) {
    std::size_t length = 0;
    const std::string key = folded(name, &length);
    if (key.empty()) return;
    name = without_article(name);
    entry.upper = is_upper(name) && name.size() <= 8;
    entry.title = starts_upper(name);
    words_max = std::max(words_max, length);
    auto& entries = names[key];
    for (const Entry& other : entries)
      if (other.vocabulary && !entry.vocabulary) return;
    if (entry.weak && !entries.empty()) return;
    entries.push_back(std::move(entry));
  }

  void add_vocabulary(const Vocabulary& vocabulary) {
    for (const NamedActor& actor : vocabulary.actors) {
      under[actor.name] = actor.under;
      canonical.try_emplace(folded(actor.name), actor.name);
      for (const std::string& also : actor.also) canonical.try_emplace(folded(also), actor.name);
    }
    for (const NamedActor& actor : vocabulary.actors) {
      Entry entry;
      entry.actor = actor.name;
      entry.of = actor.under;
      entry.sort = ActorSort::office;
      entry.vocabulary = true;
      add(actor.name, entry);
      for (const std::string& also : actor.also) add(also, entry);
    }
  }

  /// The vocabulary's name for whom any of these names means.
  std::optional<std::string> known_as(std::string_view name, std::string_view also) const {
    auto found = canonical.find(folded(name));
    if (found != canonical.end()) return found->second;
    std::optional<std::string> answer;
    each_part(also, [&](std::string_view other) {
      const auto match = canonical.find(folded(other));
      if (match != canonical.end() && !answer) answer = match->second;
    });
    return answer;
  }

  /// A name of the vocabulary takes on the sort that the tables know it by.
  void settle_sort(std::string_view name, ActorSort sort) {
    const auto found = names.find(folded(name));
    if (found == names.end()) return;
    for (Entry& entry : found->second)
      if (entry.vocabulary && entry.sort == ActorSort::office) entry.sort = sort;
  }

  void add_country(std::string_view row) {
    const std::string_view name = cell(row, 1), also = cell(row, 2), adjectives = cell(row, 3);
    const auto known = known_as(name, also);
    Entry entry;
    entry.actor = known ? *known : std::string(name);
    entry.of = known ? under[*known] : std::string();
    entry.vocabulary = known.has_value();
    settle_sort(name, ActorSort::state);
    add(name, entry);
    each_part(also, [&](std::string_view other) {
      settle_sort(other, ActorSort::state);
      add(other, entry);
    });
    Entry adjective = entry;
    adjective.adjective = true;
    each_part(adjectives, [&](std::string_view word) { add_demonym(word, adjective); });
    Entry capital = entry;
    capital.capital = true;
    capital.sort = ActorSort::government;
    capital.weak = true;
    each_part(cell(row, 4), [&](std::string_view city) { add(city, capital); });
  }

  /// "Sudanese", and "Kenyans" beside "Kenyan". Where two states share a demonym the first keeps
  /// it, but an actor that the agreement knows comes before.
  void add_demonym(std::string_view word, const Entry& adjective) {
    const auto taken = names.find(folded(word));
    if (taken != names.end()) {
      for (Entry& entry : taken->second) {
        if (entry.vocabulary && entry.actor == adjective.actor) entry.adjective = true;
        if (entry.adjective && !adjective.vocabulary) return;
        if (!entry.adjective && !entry.people && entry.vocabulary) return;
      }
    }
    add(word, adjective);
    if (word.ends_with("ese") || word.ends_with("ish") || word.ends_with("ch") ||
        word.ends_with("ss"))
      return;
    Entry people = adjective;
    people.people = true;
    people.sort = ActorSort::people;
    if (!is_upper(word)) add(std::string(word) + "s", people);
  }

  void add_actor(std::string_view row) {
    const std::string_view name = cell(row, 1), also = cell(row, 2), of = cell(row, 3);
    const auto known = known_as(name, also);
    Entry entry;
    entry.sort = sort_named(cell(row, 0));
    entry.actor = known ? *known : std::string(name);
    const auto side = known_as(of, {});
    entry.of = known ? under[*known] : side ? *side : std::string(of);
    entry.vocabulary = known.has_value();
    settle_sort(name, entry.sort);
    add(name, entry);
    each_part(also, [&](std::string_view other) {
      settle_sort(other, entry.sort);
      add(other, entry);
    });
  }

  void add_body(std::string_view row) {
    const Body body{sort_named(cell(row, 1)), std::string(cell(row, 2))};
    each_part(cell(row, 0), [&](std::string_view words) {
      std::size_t length = 0;
      std::string key = folded(words, &length);
      body_words_max = std::max(body_words_max, length);
      bodies.try_emplace(std::move(key), body);
    });
  }
};

namespace {

struct NameMatch {
  std::size_t end = 0;
  const Entry* entry = nullptr;
};

struct BodyMatch {
  std::size_t end = 0;
  const Body* body = nullptr;
};

/// Finds the actors of one range.
class Finder {
 public:
  Finder(const ActorTable::Impl& table, const Tokens& tokens, TokenRange range)
      : table_(table), tokens_(tokens), range_(range) {
    range_.end = std::min(range_.end, tokens.size());
  }

  std::vector<FoundActor> run() {
    for (std::size_t at = range_.begin; at < range_.end;) {
      if (auto actor = actor_at(at)) {
        at = actor->tokens.end;
        found_.push_back(std::move(*actor));
      } else {
        ++at;
      }
    }
    return std::move(found_);
  }

 private:
  std::string_view word(std::size_t at) const {
    return at >= range_.begin && at < range_.end ? std::string_view(tokens_[at].lower)
                                                 : std::string_view();
  }

  /// The longest run of tokens from `at` that `visit` knows by its folded words.
  template <class Visit>
  std::size_t longest(std::size_t at, std::size_t words_max, Visit visit) const {
    std::string key;
    std::size_t best = 0;
    for (std::size_t end = at; end < range_.end && end < at + words_max; ++end) {
      if (!key.empty()) key += ' ';
      key += tokens_[end].lower;
      if (visit(key, end + 1)) best = end + 1;
    }
    return best;
  }

  std::optional<NameMatch> name_at(std::size_t at) const {
    NameMatch match;
    longest(at, table_.words_max, [&](const std::string& key, std::size_t end) {
      const auto found = table_.names.find(key);
      if (found == table_.names.end()) return false;
      const Entry* entry = fitting(found->second, at, end);
      if (entry == nullptr) return false;
      match = {end, entry};
      return true;
    });
    if (match.entry == nullptr) return std::nullopt;
    return match;
  }

  const Entry* fitting(const std::vector<Entry>& entries, std::size_t at, std::size_t end) const {
    for (const Entry& entry : entries) {
      if (entry.upper && !all_upper(at, end)) continue;
      if (entry.title && !any_capital(at, end)) continue;
      return &entry;
    }
    return nullptr;
  }

  bool all_upper(std::size_t at, std::size_t end) const {
    for (std::size_t i = at; i < end; ++i)
      if (tokens_[i].kind == TokenKind::word && !is_upper(tokens_[i].text)) return false;
    return true;
  }

  /// A capital of its own: the first word of "al-Shabaab" has none, the name does.
  bool any_capital(std::size_t at, std::size_t end) const {
    for (std::size_t i = at; i < end; ++i) {
      const std::string_view text = tokens_[i].text;
      if (tokens_[i].capitalised) return true;
      const std::size_t hyphen = text.find('-');
      if (hyphen != std::string_view::npos && starts_upper(text.substr(hyphen + 1))) return true;
    }
    return false;
  }

  std::optional<BodyMatch> body_at(std::size_t at) const {
    BodyMatch match;
    longest(at, table_.body_words_max, [&](const std::string& key, std::size_t end) {
      const auto found = table_.bodies.find(key);
      if (found == table_.bodies.end()) return false;
      match = {end, &found->second};
      return true;
    });
    if (match.body == nullptr) return std::nullopt;
    return match;
  }

  std::optional<FoundActor> actor_at(std::size_t at) const {
    if (tokens_[at].kind != TokenKind::word && tokens_[at].kind != TokenKind::number)
      return std::nullopt;
    if (auto actor = body_of_at(at)) return actor;
    const auto name = name_at(at);
    if (!name || part_of_person(at, *name)) return std::nullopt;
    const Entry& entry = *name->entry;
    if (entry.capital && (located(at) || table_capital_is_town(*name))) return std::nullopt;
    FoundActor actor = plain(at, *name);
    if (entry.people) return actor;
    if (has_bodies(entry)) {
      const std::size_t next = word(name->end) == "'s" ? name->end + 1 : name->end;
      const auto body = body_at(past_modifier(next));
      if (body && (next == name->end || !entry.adjective)) return composed(at, *name, *body);
    }
    return actor;
  }

  bool has_bodies(const Entry& entry) const {
    return !entry.capital &&
           (entry.sort == ActorSort::state || entry.adjective ||
            entry.sort == ActorSort::armed_group || entry.sort == ActorSort::bloc ||
            entry.sort == ActorSort::government || entry.vocabulary);
  }

  /// "the Syrian transitional government": a word between that changes nothing.
  std::size_t past_modifier(std::size_t at) const {
    return among(word(at), {"transitional", "interim", "federal", "regular", "local", "senior",
                            "top", "national", "caretaker", "central", "former", "state", "deputy",
                            "internal", "led", "military"}) &&
                   !body_at(at)
               ? at + 1
               : at;
  }

  FoundActor plain(std::size_t at, const NameMatch& name) const {
    const Entry& entry = *name.entry;
    FoundActor actor;
    actor.tokens = {at, name.end};
    actor.span = tokens_.span(at, name.end);
    actor.name = std::string(actor.span.in(tokens_.text));
    actor.actor = entry.actor;
    actor.of = entry.of;
    actor.sort = entry.sort;
    actor.in_vocabulary = entry.vocabulary;
    actor.adjective = entry.adjective && !entry.people && !entry_is_noun(at, name);
    actor.capital = entry.capital;
    actor.carrier = entry.sort == ActorSort::outlet;
    return actor;
  }

  /// "US" and "UK" are nouns and adjectives both; before a verb or a mark they are nouns.
  bool entry_is_noun(std::size_t at, const NameMatch& name) const {
    if (!is_upper(tokens_[at].text) || name.end != at + 1) return false;
    return name.end >= range_.end || tokens_[name.end].kind != TokenKind::word ||
           among(word(name.end),
                 {"said", "says", "has", "have", "had", "is", "was", "and", "to", "in", "will"});
  }

  FoundActor composed(std::size_t at, const NameMatch& name, const BodyMatch& body) const {
    FoundActor actor = plain(at, name);
    const Entry& entry = *name.entry;
    actor.tokens.end = body.end;
    actor.span = tokens_.span(at, body.end);
    actor.name = std::string(actor.span.in(tokens_.text));
    actor.adjective = false;
    if (entry.sort != ActorSort::state && !entry.adjective) return actor;
    actor.sort = body.body->sort;
    actor.of = entry.actor;
    const bool speaks_for_state = body.body->called.empty();
    const bool party_force = entry.vocabulary && body.body->sort == ActorSort::military;
    if (!speaks_for_state && !party_force) {
      actor.actor = entry.actor + " " + body.body->called;
      actor.in_vocabulary = false;
      const auto known = table_.canonical.find(folded(actor.actor));
      if (known != table_.canonical.end()) {
        actor.actor = known->second;
        actor.in_vocabulary = true;
      }
    }
    return actor;
  }

  /// "the ministry of health of Ukraine", "the Armed Forces of Ukraine", "the president of Iran"
  std::optional<FoundActor> body_of_at(std::size_t at) const {
    const auto body = body_at(at);
    if (!body || !among(word(body->end), {"of", "in"})) return std::nullopt;
    const std::size_t start = among(word(body->end + 1), {"the"}) ? body->end + 2 : body->end + 1;
    if (start >= range_.end) return std::nullopt;
    const auto name = name_at(start);
    if (!name || name->entry->sort != ActorSort::state || name->entry->adjective)
      return std::nullopt;
    // "troops in Ukraine" belong to whoever sent them.
    if (word(body->end) == "in" && body->body->sort != ActorSort::ministry) return std::nullopt;
    if (const auto own = name_at(at); own && own->end >= name->end) return std::nullopt;
    FoundActor actor = composed(start, *name, {name->end, body->body});
    actor.tokens = {at, name->end};
    actor.span = tokens_.span(at, name->end);
    actor.name = std::string(actor.span.in(tokens_.text));
    return actor;
  }

  // --- what only looks like an actor ---

  bool located(std::size_t at) const {
    if (at == range_.begin) return false;
    return among(word(at - 1), {"in", "near", "outside", "around", "inside", "across", "central",
                                "downtown", "northern", "southern", "eastern", "western", "at"});
  }

  /// "Tripoli, Lebanon", "Moscow region": the town, not the government.
  bool table_capital_is_town(const NameMatch& name) const {
    if (among(word(name.end), {"region", "oblast", "province", "district", "governorate", "airport",
                               "international", "city", "state", "suburbs", "suburb"}))
      return true;
    return word(name.end) == "," && name.end + 1 < range_.end &&
           tokens_[name.end + 1].capitalised && name_at(name.end + 1) &&
           !name_at(name.end + 1)->entry->capital;
  }

  /// "Israel Katz", "Jordan Peterson": a state's name before a capital that is no body's.
  bool part_of_person(std::size_t at, const NameMatch& name) const {
    if (name.entry->adjective || name.end != at + 1 || tokens_.sentence_of(at).heading)
      return false;
    if (name.entry->sort != ActorSort::state && !name.entry->capital) return false;
    const std::size_t next = name.end;
    if (next >= range_.end || tokens_[next].kind != TokenKind::word || !tokens_[next].capitalised)
      return at > range_.begin && among(word(at - 1), {"michael", "paris"});
    if (body_at(next) || name_at(next) || is_upper(tokens_[next].text)) return false;
    return !among(
        word(next),
        {"monday",  "tuesday",   "wednesday", "thursday", "friday",   "saturday",  "sunday",
         "january", "february",  "march",     "april",    "may",      "june",      "july",
         "august",  "september", "october",   "november", "december", "president", "strip"});
  }

  const ActorTable::Impl& table_;
  const Tokens& tokens_;
  TokenRange range_;
  std::vector<FoundActor> found_;
};

}  // namespace

std::string_view to_text(ActorSort sort) {
  for (const auto& [name, value] : kSorts)
    if (value == sort) return name;
  return "office";
}

ActorTable::ActorTable(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>()) {
  impl_->add_vocabulary(vocabulary);
  each_row(countries_table(), [&](std::string_view row) { impl_->add_country(row); });
  each_row(actors_table(), [&](std::string_view row) { impl_->add_actor(row); });
  each_row(bodies_table(), [&](std::string_view row) { impl_->add_body(row); });
}

ActorTable::~ActorTable() = default;
ActorTable::ActorTable(ActorTable&&) noexcept = default;
ActorTable& ActorTable::operator=(ActorTable&&) noexcept = default;

std::vector<FoundActor> ActorTable::actors_in(const Tokens& tokens, TokenRange range) const {
  return Finder(*impl_, tokens, range).run();
}

std::string ActorTable::actor_named(std::string_view name) const {
  const Tokens tokens = tokens_of(name);
  const std::size_t begin = tokens.size() > 1 && tokens[0].is("the") ? 1 : 0;
  const auto found = actors_in(tokens, {begin, tokens.size()});
  if (found.empty()) return {};
  const FoundActor& first = found.front();
  return first.tokens.begin == begin && first.tokens.end == tokens.size() ? first.actor
                                                                          : std::string();
}

}  // namespace truce::extract
