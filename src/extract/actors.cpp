// SPDX-License-Identifier: Apache-2.0
#include "extract/actors.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <unordered_map>
#include <unordered_set>
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

/// Somebody whom the tables know.
struct Who {
  std::string name;
  std::string of;
  ActorSort sort = ActorSort::state;
};

/// One way to name somebody of the tables.
struct TableName {
  std::size_t who = 0;
  bool adjective = false;  // a demonym
  bool people = false;     // its plural
  bool capital = false;
  bool upper = false;  // written in capitals only, and so met
  bool title = false;  // begins with a capital, and so met
};

/// One way to name an actor of the vocabulary.
struct OwnName {
  std::size_t actor = 0;
  bool upper = false;
  bool title = false;
};

/// Who is meant by some words of a text.
struct Meaning {
  std::string actor;
  std::string of;
  ActorSort sort = ActorSort::state;
  bool vocabulary = false;
  bool adjective = false;
  bool people = false;
  bool capital = false;
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

/// The first word of a folded name: most words of a text begin nobody's.
std::string first_word(const std::string& key) { return key.substr(0, key.find(' ')); }

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

namespace {

/// The tables of data/actors, read once for all vocabularies.
struct General {
  std::vector<Who> whos;
  std::unordered_map<std::string, std::vector<TableName>> names;
  std::unordered_map<std::string, Body> bodies;
  std::unordered_set<std::string> first_words;       // of names
  std::unordered_set<std::string> body_first_words;  // of bodies
  std::size_t words_max = 1;
  std::size_t body_words_max = 1;

  General() {
    each_row(countries_table(), [&](std::string_view row) { add_country(row); });
    each_row(actors_table(), [&](std::string_view row) { add_actor(row); });
    each_row(bodies_table(), [&](std::string_view row) { add_body(row); });
  }

  void add(std::string_view name, TableName entry) {
    std::size_t length = 0;
    const std::string key = folded(name, &length);
    if (key.empty()) return;
    name = without_article(name);
    entry.upper = is_upper(name) && name.size() <= 8;
    entry.title = starts_upper(name);
    words_max = std::max(words_max, length);
    first_words.insert(first_word(key));
    names[key].push_back(entry);
  }

  void add_country(std::string_view row) {
    const std::string_view name = cell(row, 1);
    whos.push_back({std::string(name), {}, ActorSort::state});
    TableName entry;
    entry.who = whos.size() - 1;
    add(name, entry);
    each_part(cell(row, 2), [&](std::string_view other) { add(other, entry); });
    TableName demonym = entry;
    demonym.adjective = true;
    each_part(cell(row, 3), [&](std::string_view word) { add_demonym(word, demonym); });
    TableName capital = entry;
    capital.capital = true;
    each_part(cell(row, 4), [&](std::string_view city) { add(city, capital); });
  }

  /// "Sudanese", and "Kenyans" beside "Kenyan".
  void add_demonym(std::string_view word, const TableName& demonym) {
    add(word, demonym);
    for (const std::string_view tail : {"ese", "ish", "ch", "ss"})
      if (word.ends_with(tail)) return;
    TableName people = demonym;
    people.people = true;
    if (!is_upper(word)) add(std::string(word) + "s", people);
  }

  void add_actor(std::string_view row) {
    const std::string_view name = cell(row, 1);
    whos.push_back({std::string(name), std::string(cell(row, 3)), sort_named(cell(row, 0))});
    TableName entry;
    entry.who = whos.size() - 1;
    add(name, entry);
    each_part(cell(row, 2), [&](std::string_view other) { add(other, entry); });
  }

  void add_body(std::string_view row) {
    const Body body{sort_named(cell(row, 1)), std::string(cell(row, 2))};
    each_part(cell(row, 0), [&](std::string_view words) {
      std::size_t length = 0;
      std::string key = folded(words, &length);
      body_words_max = std::max(body_words_max, length);
      body_first_words.insert(first_word(key));
      bodies.try_emplace(std::move(key), body);
    });
  }
};

const General& general() {
  static const General kGeneral;
  return kGeneral;
}

}  // namespace

struct ActorTable::Impl {
  std::vector<std::string> actors;  // of the vocabulary
  std::vector<std::string> under;
  std::unordered_map<std::string, OwnName> own;  // folded name → actor of the vocabulary
  std::unordered_set<std::string> own_first_words;
  std::unordered_map<std::size_t, std::size_t>
      known_as;  // who of the tables → actor of the vocabulary
  std::unordered_map<std::string, std::size_t> known_names;  // the same by the table's name
  std::size_t words_max = general().words_max;

  explicit Impl(const Vocabulary& vocabulary) {
    for (const NamedActor& actor : vocabulary.actors) {
      actors.push_back(actor.name);
      under.push_back(actor.under);
    }
    for (std::size_t i = 0; i < vocabulary.actors.size(); ++i) add(vocabulary.actors[i].name, i);
    for (std::size_t i = 0; i < vocabulary.actors.size(); ++i)
      for (const std::string& also : vocabulary.actors[i].also) add(also, i);
  }

  void add(std::string_view name, std::size_t actor) {
    std::size_t length = 0;
    const std::string key = folded(name, &length);
    if (key.empty()) return;
    name = without_article(name);
    words_max = std::max(words_max, length);
    own_first_words.insert(first_word(key));
    own.try_emplace(key, OwnName{actor, is_upper(name) && name.size() <= 8, starts_upper(name)});
    const auto found = general().names.find(key);
    if (found == general().names.end()) return;
    for (const TableName& entry : found->second) {
      known_as.try_emplace(entry.who, actor);
      known_names.try_emplace(general().whos[entry.who].name, actor);
    }
  }

  Meaning meaning(const TableName& name) const {
    const Who& who = general().whos[name.who];
    Meaning meaning;
    meaning.sort = name.people    ? ActorSort::people
                   : name.capital ? ActorSort::government
                                  : who.sort;
    meaning.adjective = name.adjective;
    meaning.people = name.people;
    meaning.capital = name.capital;
    const auto known = known_as.find(name.who);
    if (known != known_as.end()) return in_vocabulary(known->second, meaning);
    meaning.actor = who.name;
    meaning.of = who.of;
    const auto side = known_names.find(who.of);
    if (side == known_names.end()) return meaning;
    // The forces of a state that is a party are the party's.
    if (who.sort == ActorSort::military) return in_vocabulary(side->second, meaning);
    meaning.of = actors[side->second];
    return meaning;
  }

  Meaning in_vocabulary(std::size_t actor, Meaning meaning) const {
    meaning.actor = actors[actor];
    meaning.of = under[actor];
    meaning.vocabulary = true;
    return meaning;
  }
};

namespace {

struct NameMatch {
  std::size_t end = 0;
  Meaning meaning;
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
    if (at >= range_.end || (!general().first_words.contains(tokens_[at].lower) &&
                             !table_.own_first_words.contains(tokens_[at].lower)))
      return std::nullopt;
    std::optional<NameMatch> match;
    longest(at, table_.words_max, [&](const std::string& key, std::size_t end) {
      auto meaning = meaning_of(key, at, end);
      if (!meaning) return false;
      match = NameMatch{end, std::move(*meaning)};
      return true;
    });
    return match;
  }

  /// The vocabulary's names come first, then whom it knows by another name, then the tables' order.
  std::optional<Meaning> meaning_of(const std::string& key, std::size_t at, std::size_t end) const {
    const TableName* name = table_name(key, at, end);
    const auto own = table_.own.find(key);
    if (own != table_.own.end() && fits(own->second, at, end)) {
      Meaning meaning;
      meaning.sort = ActorSort::office;
      if (name != nullptr)
        meaning = table_.meaning(*name);
      else if (const auto body = body_ending(key))
        meaning.sort = body->sort;
      if (name == nullptr) meaning.adjective = grows_from(key, table_.actors[own->second.actor]);
      if (!meaning.people) return table_.in_vocabulary(own->second.actor, meaning);
    }
    if (name == nullptr) return std::nullopt;
    return table_.meaning(*name);
  }

  /// An agreement's "Northern" of its party "North": the adjective of a name that no table knows.
  static bool grows_from(const std::string& key, const std::string& actor) {
    const std::string root = folded(actor);
    return key.size() > root.size() && key.size() <= root.size() + 3 && key.starts_with(root) &&
           !key.ends_with('s') && key.find(' ') == std::string::npos;
  }

  const TableName* table_name(const std::string& key, std::size_t at, std::size_t end) const {
    const auto found = general().names.find(key);
    if (found == general().names.end()) return nullptr;
    const TableName* first = nullptr;
    for (const TableName& name : found->second) {
      if (!fits(name, at, end)) continue;
      if (table_.known_as.contains(name.who)) return &name;
      if (first == nullptr || (first->capital && !name.capital)) first = &name;
    }
    return first;
  }

  template <class Name>
  bool fits(const Name& name, std::size_t at, std::size_t end) const {
    return (!name.upper || all_upper(at, end)) && (!name.title || any_capital(at, end));
  }

  /// The body that a name of the vocabulary ends in: "army" of "northern army".
  static const Body* body_ending(const std::string& key) {
    if (const auto whole = general().bodies.find(key); whole != general().bodies.end())
      return &whole->second;
    for (std::size_t space = key.find(' '); space != std::string::npos;
         space = key.find(' ', space + 1)) {
      const auto found = general().bodies.find(key.substr(space + 1));
      if (found != general().bodies.end()) return &found->second;
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
    if (at >= range_.end || !general().body_first_words.contains(tokens_[at].lower))
      return std::nullopt;
    BodyMatch match;
    longest(at, general().body_words_max, [&](const std::string& key, std::size_t end) {
      const auto found = general().bodies.find(key);
      if (found == general().bodies.end()) return false;
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
    const Meaning& entry = name->meaning;
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

  bool has_bodies(const Meaning& entry) const {
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
    const Meaning& entry = name.meaning;
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
    const Meaning& entry = name.meaning;
    actor.tokens.end = body.end;
    actor.span = tokens_.span(at, body.end);
    actor.name = std::string(actor.span.in(tokens_.text));
    actor.adjective = false;
    if (entry.vocabulary) return body_of_party(std::move(actor), entry, *body.body);
    if (entry.sort != ActorSort::state && !entry.adjective) return actor;
    actor.sort = body.body->sort;
    actor.of = entry.actor;
    const bool speaks_for_state = body.body->called.empty();
    if (speaks_for_state) return actor;
    actor.actor = entry.actor + " " + body.body->called;
    actor.in_vocabulary = false;
    name_by_vocabulary(actor);
    return actor;
  }

  // A body of one of the agreement's own is that one, be it a state or not, unless the agreement
  // names the body too: so a body is on its party's side, and every party has bodies alike.
  FoundActor body_of_party(FoundActor actor, const Meaning& entry, const Body& body) const {
    actor.sort = body.sort;
    actor.of = entry.actor;
    if (body.called.empty()) return actor;
    const std::string party = actor.actor;
    actor.actor = entry.actor + " " + body.called;
    if (!name_by_vocabulary(actor)) actor.actor = party;
    return actor;
  }

  bool name_by_vocabulary(FoundActor& actor) const {
    const auto known = table_.own.find(folded(actor.actor));
    if (known == table_.own.end()) return false;
    actor.actor = table_.actors[known->second.actor];
    actor.in_vocabulary = true;
    return true;
  }

  /// "the ministry of health of Ukraine", "the Armed Forces of Ukraine", "the president of Iran"
  std::optional<FoundActor> body_of_at(std::size_t at) const {
    const auto body = body_at(at);
    if (!body || !among(word(body->end), {"of", "in"})) return std::nullopt;
    const std::size_t start = among(word(body->end + 1), {"the"}) ? body->end + 2 : body->end + 1;
    if (start >= range_.end) return std::nullopt;
    const auto name = name_at(start);
    if (!name || name->meaning.adjective) return std::nullopt;
    if (name->meaning.sort != ActorSort::state && !name->meaning.vocabulary) return std::nullopt;
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
    while (at > range_.begin &&
           among(word(at - 1), {"the", "capital", "city", ",", "of", "occupied", "besieged"}))
      --at;
    if (at == range_.begin) return false;
    return among(word(at - 1),
                 {"in", "near", "outside", "around", "inside", "across", "central", "downtown",
                  "northern", "southern", "eastern", "western", "at", "upper", "lower"});
  }

  /// "Tripoli, Lebanon", "Moscow region": the town, not the government.
  bool table_capital_is_town(const NameMatch& name) const {
    if (among(word(name.end), {"region", "oblast", "province", "district", "governorate", "airport",
                               "international", "city", "state", "suburbs", "suburb"}))
      return true;
    return word(name.end) == "," && name.end + 1 < range_.end &&
           tokens_[name.end + 1].capitalised && name_at(name.end + 1) &&
           !name_at(name.end + 1)->meaning.capital;
  }

  /// "Israel Katz", "Jordan Peterson": a state's name before a capital that is no body's.
  bool part_of_person(std::size_t at, const NameMatch& name) const {
    if (name.meaning.adjective || name.end != at + 1 || tokens_.sentence_of(at).heading)
      return false;
    if (name.meaning.sort != ActorSort::state && !name.meaning.capital) return false;
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

ActorTable::ActorTable(const Vocabulary& vocabulary) : impl_(std::make_unique<Impl>(vocabulary)) {}

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
