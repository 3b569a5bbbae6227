// SPDX-License-Identifier: Apache-2.0
#include "extract/cues.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace truce::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr std::uint8_t kCN = kClause | kNoun;
constexpr std::uint8_t kCI = kClause | kInfinitive;
constexpr std::uint8_t kNI = kNoun | kInfinitive;
constexpr std::uint8_t kCNI = kClause | kNoun | kInfinitive;

constexpr auto kCues = std::to_array<Cue>({
    {"say", CueSort::say, kClause, "", "", true},
    {"tell", CueSort::say, kClause | kAddressee, "", "", true},
    {"state", CueSort::say, kCN, "", "", true},
    {"advise", CueSort::say, kCN | kAddressee},
    {"reassert", CueSort::say, kCN},
    {"characterise", CueSort::say, kNoun},
    {"characterize", CueSort::say, kNoun},
    {"stipulate", CueSort::say, kClause},
    {"announce", CueSort::say, kCN},
    {"read", CueSort::say, kClause},
    {"report", CueSort::say, kCN},
    {"confirm", CueSort::say, kCN},
    {"add", CueSort::say, kClause},
    {"note", CueSort::say, kCN},
    {"insist", CueSort::say, kClause, "on", "insists"},
    {"stress", CueSort::say, kCN},
    {"declare", CueSort::say, kCN},
    {"explain", CueSort::say, kCN},
    {"argue", CueSort::say, kClause},
    {"assert", CueSort::say, kCN},
    {"reveal", CueSort::say, kCN},
    {"disclose", CueSort::say, kCN},
    {"acknowledge", CueSort::say, kCN},
    {"admit", CueSort::say, kCN},
    {"reiterate", CueSort::say, kCN},
    {"reaffirm", CueSort::say, kCN},
    {"repeat", CueSort::say, kClause},
    {"reply", CueSort::say, kClause},
    {"respond", CueSort::say, kClause},
    {"comment", CueSort::say, kClause},
    {"write", CueSort::say, kClause},
    {"post", CueSort::say, kClause},
    {"tweet", CueSort::say, kClause},
    {"testify", CueSort::say, kClause},
    {"maintain", CueSort::say, kClause},
    {"emphasise", CueSort::say, kCN},
    {"emphasize", CueSort::say, kCN},
    {"underline", CueSort::say, kCN},
    {"underscore", CueSort::say, kCN},
    {"predict", CueSort::say, kCN},
    {"estimate", CueSort::say, kClause},
    {"suggest", CueSort::say, kCN},
    {"indicate", CueSort::say, kCN},
    {"conclude", CueSort::say, kClause, "", "", true},
    {"concede", CueSort::say, kClause},
    {"contend", CueSort::say, kClause},
    {"complain", CueSort::say, kClause},
    {"remark", CueSort::say, kClause},
    {"observe", CueSort::say, kClause},
    {"verify", CueSort::say, kCN},
    {"recall", CueSort::say, kClause},
    {"hint", CueSort::say, kClause},
    {"signal", CueSort::say, kClause},
    {"mention", CueSort::say, kCN},
    {"inform", CueSort::say, kClause | kAddressee},
    {"notify", CueSort::say, kClause | kAddressee},
    {"assure", CueSort::say, kClause | kAddressee},
    {"describe", CueSort::say, kNoun},
    {"joke", CueSort::say, kClause},
    {"counter", CueSort::say, kClause},
    {"find", CueSort::say, kClause},
    {"agree", CueSort::say, kClause},
    {"point", CueSort::say, kClause | kParticle, "out"},
    {"affirm", CueSort::say, kCN},
    {"attest", CueSort::say, kClause},
    {"boast", CueSort::say, kClause},
    {"clarify", CueSort::say, kCN},
    {"confess", CueSort::say, kClause},
    {"contradict", CueSort::deny, kNoun},
    {"decide", CueSort::think, kClause},
    {"detail", CueSort::say, kNoun},
    {"elaborate", CueSort::say, kClause},
    {"forecast", CueSort::say, kCN},
    {"guarantee", CueSort::say, kClause},
    {"imply", CueSort::say, kClause},
    {"lament", CueSort::say, kCN},
    {"outline", CueSort::say, kNoun},
    {"proclaim", CueSort::say, kCN},
    {"quip", CueSort::say, kClause},
    {"rebut", CueSort::deny, kNoun},
    {"reassure", CueSort::say, kClause | kAddressee},
    {"recount", CueSort::say, kCN},
    {"remind", CueSort::say, kClause | kAddressee},
    {"retort", CueSort::say, kClause},
    {"speculate", CueSort::say, kClause},
    {"swear", CueSort::promise, kCI, "", "promises"},
    {"theorise", CueSort::say, kClause},
    {"theorize", CueSort::say, kClause},
    {"voice", CueSort::say, kNoun},
    {"express", CueSort::say, kNoun},
    {"reckon", CueSort::think, kClause},
    {"anticipate", CueSort::think, kCN},
    {"foresee", CueSort::think, kCN},
    {"consider", CueSort::think, kClause},
    {"imagine", CueSort::think, kClause},
    {"guess", CueSort::think, kClause},
    {"realise", CueSort::think, kClause},
    {"realize", CueSort::think, kClause},
    {"learn", CueSort::think, kClause},
    {"regret", CueSort::think, kCN},
    {"claim", CueSort::claim, kCNI},
    {"allege", CueSort::claim, kCN},
    {"think", CueSort::think, kClause},
    {"believe", CueSort::think, kClause},
    {"fear", CueSort::think, kCN},
    {"expect", CueSort::think, kCNI},
    {"hope", CueSort::wish, kCI, "for"},
    {"doubt", CueSort::think, kCN},
    {"suspect", CueSort::think, kCN},
    {"assume", CueSort::think, kClause},
    {"worry", CueSort::think, kClause},
    {"know", CueSort::think, kClause},
    {"feel", CueSort::think, kClause},
    {"understand", CueSort::think, kClause},
    {"want", CueSort::wish, kNI, "", "demands"},
    {"wish", CueSort::wish, kCI},
    {"intend", CueSort::wish, kInfinitive},
    {"accuse", CueSort::accuse, kNoun | kParticle, "of"},
    {"blame", CueSort::accuse, kNoun | kParticle, "for"},
    {"deny", CueSort::deny, kCN},
    {"refute", CueSort::deny, kNoun},
    {"dispute", CueSort::deny, kCN},
    {"demand", CueSort::demand, kCNI, "", "demands"},
    {"urge", CueSort::demand, kCNI, "", "demands"},
    {"call", CueSort::demand, kParticle, "for", "demands"},
    {"appeal", CueSort::demand, kParticle, "for", "demands"},
    {"push", CueSort::demand, kParticle, "for", "demands"},
    {"press", CueSort::demand, kParticle, "for", "demands"},
    {"request", CueSort::demand, kCN, "", "demands"},
    {"ask", CueSort::demand, kNI, "", "demands"},
    {"warn", CueSort::warn, kCN, "of", "warns"},
    {"caution", CueSort::warn, kClause, "", "warns"},
    {"threaten", CueSort::warn, kInfinitive, "", "warns"},
    {"propose", CueSort::offer, kCN, "", "offers"},
    {"offer", CueSort::offer, kNI, "", "offers"},
    {"recommend", CueSort::demand, kCN, "", "demands"},
    {"refuse", CueSort::refuse, kNI, "", "refuses"},
    {"decline", CueSort::refuse, kInfinitive, "", "refuses"},
    {"reject", CueSort::refuse, kNoun, "", "refuses"},
    {"rule", CueSort::refuse, kNoun | kParticle, "out", "refuses"},
    {"dismiss", CueSort::refuse, kNoun, "", "refuses"},
    {"welcome", CueSort::support, kNoun, "", "supports"},
    {"back", CueSort::support, kNoun, "", "supports"},
    {"accept", CueSort::support, kNoun, "", "supports"},
    {"praise", CueSort::support, kNoun, "", "supports"},
    {"hail", CueSort::support, kNoun, "", "supports"},
    {"applaud", CueSort::support, kNoun, "", "supports"},
    {"endorse", CueSort::support, kNoun, "", "supports"},
    {"condemn", CueSort::oppose, kNoun, "", "opposes"},
    {"denounce", CueSort::oppose, kNoun, "", "opposes"},
    {"criticise", CueSort::oppose, kNoun, "", "opposes"},
    {"criticize", CueSort::oppose, kNoun, "", "opposes"},
    {"slam", CueSort::oppose, kNoun, "", "opposes"},
    {"decry", CueSort::oppose, kNoun, "", "opposes"},
    {"deplore", CueSort::oppose, kNoun, "", "opposes"},
    {"oppose", CueSort::oppose, kNoun, "", "opposes"},
    {"protest", CueSort::oppose, kNoun, "", "opposes"},
    {"vow", CueSort::promise, kCI, "", "promises"},
    {"pledge", CueSort::promise, kCI, "", "promises"},
    {"promise", CueSort::promise, kCI, "", "promises"},
});

constexpr auto kDeeds = std::to_array<DeedVerb>({
    {"kill", Deed::kill, Act::killing},
    {"slay", Deed::kill, Act::killing},
    {"assassinate", Deed::kill, Act::killing},
    {"murder", Deed::kill, Act::killing},
    {"execute", Deed::kill, Act::killing},
    {"massacre", Deed::kill, Act::killing},
    {"behead", Deed::kill, Act::killing},
    {"shoot", Deed::kill, Act::small_arms, "dead"},
    {"die", Deed::die, Act::killing},
    {"perish", Deed::die, Act::killing},
    {"injure", Deed::injure, Act::injury},
    {"wound", Deed::injure, Act::injury},
    {"hurt", Deed::injure, Act::injury},
    {"maim", Deed::injure, Act::injury},
    {"detain", Deed::detain, Act::detention},
    {"arrest", Deed::detain, Act::detention},
    {"capture", Deed::detain, Act::detention},
    {"imprison", Deed::detain, Act::detention},
    {"abduct", Deed::abduct, Act::abduction},
    {"kidnap", Deed::abduct, Act::abduction},
    {"displace", Deed::displace, Act::displacement},
    {"evacuate", Deed::displace, Act::displacement},
    {"uproot", Deed::displace, Act::displacement},
    {"force", Deed::displace, Act::displacement, "flee|leave|homes|home|evacuate|abandon"},
    {"drive", Deed::displace, Act::displacement, "flee|homes"},
    {"prompt", Deed::displace, Act::displacement, "flee|leave|evacuate"},
    {"cause", Deed::displace, Act::displacement, "flee"},
    {"round", Deed::detain, Act::detention, "up"},
    {"lose", Deed::die, Act::killing, "lives|life"},
    {"suffer", Deed::suffer, Act::injury, "injuries|injury|wounds|burns"},
    {"sustain", Deed::suffer, Act::injury, "injuries|injury|wounds|burns"},
    {"set", Deed::release, Act::release, "free"},
    {"let", Deed::admit, Act::aid_entry, "through|in|into|enter|pass|cross"},
    {"reach", Deed::enter, Act::aid_entry},
    {"seize", Deed::seize, std::nullopt},
    {"recapture", Deed::seize, std::nullopt},
    {"retake", Deed::seize, std::nullopt},
    {"surrender", Deed::hand_over, Act::arms_surrender},
    {"hear", Deed::record, std::nullopt},
    {"flee", Deed::flee, Act::displacement},
    {"release", Deed::release, Act::release},
    {"free", Deed::release, Act::release},
    {"liberate", Deed::release, Act::release},
    {"swap", Deed::release, Act::release},
    {"exchange", Deed::release, Act::release},
    {"hand", Deed::hand_over, Act::return_of_remains, "over"},
    {"return", Deed::hand_over, Act::return_of_remains},
    {"deliver", Deed::hand_over, Act::return_of_remains},
    {"transfer", Deed::hand_over, Act::return_of_remains},
    {"repatriate", Deed::hand_over, Act::return_of_remains},
    {"give", Deed::hand_over, Act::return_of_remains},
    {"send", Deed::hand_over, Act::return_of_remains},
    {"pass", Deed::hand_over, Act::return_of_remains},
    {"receive", Deed::hand_over, Act::return_of_remains},
    {"recover", Deed::recover, std::nullopt},
    {"retrieve", Deed::recover, std::nullopt},
    {"exhume", Deed::recover, std::nullopt},
    {"unearth", Deed::recover, std::nullopt},
    {"find", Deed::recover, std::nullopt},
    {"discover", Deed::recover, std::nullopt},
    {"pull", Deed::recover, std::nullopt},
    {"enter", Deed::enter, Act::aid_entry},
    {"cross", Deed::enter, Act::aid_entry},
    {"arrive", Deed::enter, Act::aid_entry},
    {"come", Deed::enter, Act::return_of_remains, "back"},
    {"offload", Deed::admit, Act::aid_entry},
    {"unload", Deed::admit, Act::aid_entry},
    {"treat", Deed::record, std::nullopt},
    {"admit", Deed::admit, Act::aid_entry},
    {"allow", Deed::admit, Act::aid_entry},
    {"withdraw", Deed::withdraw, Act::withdrawal},
    {"destroy", Deed::destroy, Act::damage},
    {"demolish", Deed::demolish, Act::demolition},
    {"raze", Deed::demolish, Act::demolition},
    {"burn", Deed::demolish, Act::damage},
    {"torch", Deed::demolish, Act::damage},
    {"bulldoze", Deed::demolish, Act::demolition},
    {"sink", Deed::shoot_down, Act::damage},
    {"down", Deed::shoot_down, Act::damage},
    {"intercept", Deed::shoot_down, Act::damage},
    {"launch", Deed::launch, Act::fire},
    {"conduct", Deed::launch, Act::fire},
    {"carry", Deed::launch, Act::fire, "out"},
    {"fire", Deed::launch, Act::fire},
    {"commit", Deed::record, Act::violation},
    {"record", Deed::record, std::nullopt},
    {"document", Deed::record, std::nullopt},
    {"register", Deed::record, std::nullopt},
    {"log", Deed::record, std::nullopt},
    {"count", Deed::record, std::nullopt},
    {"report", Deed::record, std::nullopt},
    {"note", Deed::record, std::nullopt},
    {"observe", Deed::record, std::nullopt},
    {"verify", Deed::record, std::nullopt},
    {"leave", Deed::leave, std::nullopt},
    {"strike", Deed::strike, Act::fire},
    {"hit", Deed::strike, Act::fire},
    {"bomb", Deed::strike, Act::air_strike},
    {"shell", Deed::strike, Act::artillery},
    {"bombard", Deed::strike, Act::artillery},
    {"attack", Deed::strike, Act::fire},
    {"ambush", Deed::strike, Act::small_arms},
    {"raid", Deed::strike, Act::incursion},
    {"storm", Deed::strike, Act::incursion},
    {"invade", Deed::strike, Act::incursion},
    {"loot", Deed::loot, Act::looting},
    {"reopen", Deed::open, Act::crossing_opened},
    {"open", Deed::open, Act::crossing_opened},
    {"close", Deed::close, Act::crossing_closed},
    {"shut", Deed::close, Act::crossing_closed},
    {"block", Deed::block, Act::aid_denial},
    {"halt", Deed::block, Act::aid_denial},
    {"suspend", Deed::block, Act::aid_denial},
    {"meet", Deed::meet, Act::meeting},
    {"hold", Deed::hold, std::nullopt},
    {"bring", Deed::bring, std::nullopt},
    {"raise", Deed::bring, std::nullopt},
    {"take", Deed::bring, std::nullopt},
    {"push", Deed::bring, std::nullopt},
});

struct Irregular {
  std::string_view lemma, third, past, participle, ing;
};
constexpr auto kIrregular = std::to_array<Irregular>({
    {"say", "says", "said", "", "saying"},
    {"drive", "drives", "drove", "driven", "driving"},
    {"lose", "loses", "lost", "", "losing"},
    {"set", "sets", "set", "", "setting"},
    {"let", "lets", "let", "", "letting"},
    {"hear", "hears", "heard", "", "hearing"},
    {"retake", "retakes", "retook", "retaken", "retaking"},
    {"tell", "tells", "told", "", "telling"},
    {"write", "writes", "wrote", "written", "writing"},
    {"think", "thinks", "thought", "", "thinking"},
    {"read", "reads", "read", "", "reading"},
    {"know", "knows", "knew", "known", "knowing"},
    {"feel", "feels", "felt", "", "feeling"},
    {"understand", "understands", "understood", "", "understanding"},
    {"find", "finds", "found", "", "finding"},
    {"slay", "slays", "slew", "slain", "slaying"},
    {"shoot", "shoots", "shot", "", "shooting"},
    {"hurt", "hurts", "hurt", "", "hurting"},
    {"flee", "flees", "fled", "", "fleeing"},
    {"free", "frees", "freed", "", "freeing"},
    {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"},
    {"sink", "sinks", "sank", "sunk", "sinking"},
    {"leave", "leaves", "left", "", "leaving"},
    {"strike", "strikes", "struck", "", "striking"},
    {"shut", "shuts", "shut", "", "shutting"},
    {"meet", "meets", "met", "", "meeting"},
    {"hold", "holds", "held", "", "holding"},
    {"bring", "brings", "brought", "", "bringing"},
    {"come", "comes", "came", "", "coming"},
    {"hit", "hits", "hit", "", "hitting"},
    {"take", "takes", "took", "taken", "taking"},
    {"give", "gives", "gave", "given", "giving"},
    {"send", "sends", "sent", "", "sending"},
    {"die", "dies", "died", "", "dying"},
    {"admit", "admits", "admitted", "", "admitting"},
    {"commit", "commits", "committed", "", "committing"},
    {"swap", "swaps", "swapped", "", "swapping"},
    {"abduct", "abducts", "abducted", "", "abducting"},
    {"kidnap", "kidnaps", "kidnapped", "", "kidnapping"},
    {"slam", "slams", "slammed", "", "slamming"},
    {"log", "logs", "logged", "", "logging"},
    {"transfer", "transfers", "transferred", "", "transferring"},
    {"refer", "refers", "referred", "", "referring"},
    {"signal", "signals", "signalled", "", "signalling"},
    {"quip", "quips", "quipped", "", "quipping"},
    {"rebut", "rebuts", "rebutted", "", "rebutting"},
    {"regret", "regrets", "regretted", "", "regretting"},
    {"forecast", "forecasts", "forecast", "", "forecasting"},
    {"foresee", "foresees", "foresaw", "foreseen", "foreseeing"},
    {"swear", "swears", "swore", "sworn", "swearing"},
});

struct Forms {
  std::string third, past, participle, ing;
};

bool ends(std::string_view word, std::string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}
bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

Forms forms_of(std::string_view lemma) {
  for (const Irregular& i : kIrregular)
    if (i.lemma == lemma)
      return {std::string(i.third), std::string(i.past), std::string(i.participle),
              std::string(i.ing)};
  const std::string word(lemma);
  const std::string stem = word.substr(0, word.size() - 1);
  if (ends(word, "y") && word.size() > 2 && !is_vowel(word[word.size() - 2]))
    return {stem + "ies", stem + "ied", "", word + "ing"};
  if (ends(word, "e")) return {word + "s", word + "d", "", stem + "ing"};
  const bool hissing = ends(word, "s") || ends(word, "sh") || ends(word, "ch");
  return {word + (hissing ? "es" : "s"), word + "ed", "", word + "ing"};
}

/// Every form of every verb of a table.
template <class Verb>
struct Inflected {
  struct Entry {
    const Verb* verb;
    VerbForm form;
    bool participle_only;
  };
  std::vector<std::unique_ptr<std::string>> words;
  std::unordered_map<std::string_view, Entry> of;

  template <class Table>
  explicit Inflected(const Table& table) {
    for (const Verb& verb : table) {
      const Forms forms = forms_of(verb.lemma);
      add(std::string(verb.lemma), {&verb, VerbForm::base, false});
      add(forms.third, {&verb, VerbForm::third, false});
      add(forms.ing, {&verb, VerbForm::ing, false});
      add(forms.participle, {&verb, VerbForm::past, true});
      add(forms.past, {&verb, VerbForm::past, false});
    }
  }
  void add(const std::string& word, Entry entry) {
    if (word.empty()) return;
    words.push_back(std::make_unique<std::string>(word));
    // "hurt" and "shut" are read as past: headlines aside, accounts tell what was.
    of[*words.back()] = entry;
  }
};

bool in(const Words& words, std::string_view word) { return words.count(word) != 0; }

}  // namespace

std::optional<CueForm> cue_of(std::string_view lower) {
  static const Inflected<Cue> kForms(kCues);
  const auto found = kForms.of.find(lower);
  if (found == kForms.of.end()) return std::nullopt;
  return CueForm{found->second.verb, found->second.form};
}

std::optional<DeedForm> deed_of(std::string_view lower) {
  static const Inflected<DeedVerb> kForms(kDeeds);
  const auto found = kForms.of.find(lower);
  if (found == kForms.of.end()) return std::nullopt;
  return DeedForm{found->second.verb, found->second.form, found->second.participle_only};
}

std::optional<Act> act_of_noun(std::string_view lower, std::string_view before) {
  static const std::unordered_map<std::string_view, Act> kActs = {{"airstrike", Act::air_strike},
                                                                  {"airstrikes", Act::air_strike},
                                                                  {"strike", Act::fire},
                                                                  {"strikes", Act::fire},
                                                                  {"bombing", Act::fire},
                                                                  {"bombings", Act::fire},
                                                                  {"bombardment", Act::artillery},
                                                                  {"bombardments", Act::artillery},
                                                                  {"shelling", Act::artillery},
                                                                  {"shellings", Act::artillery},
                                                                  {"gunfire", Act::small_arms},
                                                                  {"shooting", Act::small_arms},
                                                                  {"shootings", Act::small_arms},
                                                                  {"fire", Act::small_arms},
                                                                  {"ambush", Act::small_arms},
                                                                  {"clashes", Act::small_arms},
                                                                  {"clash", Act::small_arms},
                                                                  {"shootout", Act::small_arms},
                                                                  {"gunmen", Act::small_arms},
                                                                  {"firefight", Act::small_arms},
                                                                  {"sniper", Act::sniper},
                                                                  {"snipers", Act::sniper},
                                                                  {"attack", Act::fire},
                                                                  {"attacks", Act::fire},
                                                                  {"explosion", Act::explosion},
                                                                  {"explosions", Act::explosion},
                                                                  {"blast", Act::explosion},
                                                                  {"blasts", Act::explosion},
                                                                  {"bomb", Act::explosion},
                                                                  {"landmine", Act::mine},
                                                                  {"mine", Act::mine},
                                                                  {"mines", Act::mine},
                                                                  {"raid", Act::incursion},
                                                                  {"raids", Act::incursion},
                                                                  {"incursion", Act::incursion},
                                                                  {"incursions", Act::incursion},
                                                                  {"demolition", Act::demolition},
                                                                  {"demolitions", Act::demolition},
                                                                  {"looting", Act::looting},
                                                                  {"mortar", Act::mortar},
                                                                  {"mortars", Act::mortar},
                                                                  {"rocket", Act::rocket},
                                                                  {"rockets", Act::rocket},
                                                                  {"missile", Act::rocket},
                                                                  {"missiles", Act::rocket},
                                                                  {"drone", Act::drone_strike},
                                                                  {"drones", Act::drone_strike},
                                                                  {"artillery", Act::artillery}};
  if (lower == "strike" || lower == "strikes" || lower == "attack" || lower == "attacks" ||
      lower == "raid" || lower == "raids") {
    if (before == "air") return Act::air_strike;
    if (before == "drone") return Act::drone_strike;
    if (before == "missile" || before == "rocket") return Act::rocket;
    if (before == "artillery") return Act::artillery;
    if (before == "mortar") return Act::mortar;
    if (before == "bomb" || before == "bombing") return Act::explosion;
    if (before == "sniper") return Act::sniper;
  }
  if (lower == "bombing" && (before == "suicide" || before == "car")) return Act::explosion;
  const auto found = kActs.find(lower);
  if (found == kActs.end()) return std::nullopt;
  return found->second;
}

bool is_person_noun(std::string_view lower) {
  static const Words kWords = {
      "official",   "spokesman",     "spokeswoman",    "spokesperson", "minister",     "president",
      "premier",    "leader",        "chief",          "commander",    "ambassador",   "envoy",
      "general",    "colonel",       "secretary",      "director",     "head",         "medic",
      "doctor",     "witness",       "resident",       "source",       "lawmaker",     "mayor",
      "governor",   "coordinator",   "representative", "analyst",      "diplomat",     "negotiator",
      "soldier",    "officer",       "adviser",        "advisor",      "aide",         "senator",
      "chairman",   "correspondent", "journalist",     "reporter",     "expert",       "rapporteur",
      "judge",      "lawyer",        "activist",       "mediator",     "mother",       "father",
      "man",        "woman",         "survivor",       "nurse",        "teacher",      "king",
      "emir",       "sheikh",        "pope",           "chancellor",   "commissioner", "captain",
      "major",      "lieutenant",    "brigadier",      "member",       "politician",   "farmer",
      "villager",   "driver",        "worker",         "surgeon",      "paramedic",    "rescuer",
      "prosecutor", "inspector",     "delegate",       "observer",     "elder",        "priest",
      "bishop",     "imam",          "ombudsman",      "scientist",    "researcher",   "professor",
      "author",     "student",       "critic",         "campaigner",   "organiser",    "organizer",
      "refugee",    "neighbour",     "neighbor",       "relative",     "brother",      "sister",
      "son",        "daughter",      "wife",           "husband",      "sergeant",     "master",
      "warden",     "trader",        "veteran",        "candidate",    "councillor",   "victim",
      "protester",  "investigator",  "scholar",        "economist",    "speaker",      "guard",
      "fighter",    "refugee",       "prisoner",       "caretaker",    "historian",    "historian"};
  return in(kWords, lower);
}

bool is_body_noun(std::string_view lower) {
  static const Words kWords = {
      "ministry",   "group",        "army",           "military",   "movement",    "government",
      "agency",     "organisation", "organization",   "police",     "council",     "committee",
      "office",     "mission",      "administration", "party",      "militia",     "faction",
      "bureau",     "department",   "authority",      "union",      "commission",  "force",
      "court",      "company",      "party",          "side",       "kremlin",     "embassy",
      "parliament", "cabinet",      "hospital",       "federation", "alliance",    "bloc",
      "coalition",  "monitor",      "observatory",    "network",    "statement",   "report",
      "newspaper",  "broadcaster",  "channel",        "media",      "navy",        "junta",
      "presidency", "spokespeople", "state",          "country",    "foundation",  "charity",
      "body",       "directorate",  "delegation",     "society",    "institute",   "centre",
      "center",     "brigades",     "brigade",        "front",      "association", "forum",
      "club",       "corps",        "assembly",       "tribunal",   "crescent",    "cross",
      "fund",       "programme",    "program",        "nations",    "watch",       "international",
      "press",      "times",        "news",           "leadership", "wing",        "headquarters",
      "congress",   "senate",       "house",          "team",       "league",      "rebels",
      "command",    "service",      "television",     "study",      "survey",      "investigation",
      "inquiry",    "poll",         "data",           "document",   "letter",      "radio",
      "tribe",      "headquarters", "parliament",     "opposition", "secretariat", "archive",
      "city",       "town",         "museum",         "university", "school",      "bank",
      "firm",       "magazine",     "website",        "outlet",     "paper",       "church",
      "verdict",    "ruling"};
  return in(kWords, lower);
}

bool is_source_noun(std::string_view lower) {
  static const Words kPlurals = {
      "officials",     "authorities",   "sources",     "witnesses",     "medics",
      "doctors",       "residents",     "ministers",   "leaders",       "analysts",
      "diplomats",     "mediators",     "negotiators", "parties",       "sides",
      "groups",        "ministries",    "media",       "reports",       "forces",
      "troops",        "militants",     "rebels",      "agencies",      "organisations",
      "organizations", "experts",       "spokesmen",   "aides",         "lawmakers",
      "commanders",    "activists",     "observers",   "monitors",      "rescuers",
      "paramedics",    "relatives",     "families",    "villagers",     "journalists",
      "reporters",     "people",        "survivors",   "families",      "soldiers",
      "police",        "states",        "countries",   "governments",   "rights",
      "workers",       "investigators", "prosecutors", "protesters",    "critics",
      "opponents",     "supporters",    "lawyers",     "staff",         "insurgents",
      "guerrillas",    "fighters",      "services",    "allies",        "guarantors",
      "elders",        "locals",        "hospitals",   "statements",    "figures",
      "scientists",    "teams",         "chiefs",      "envoys",        "officers",
      "politicians",   "others",        "many",        "some",          "both",
      "citizens",      "studies",       "researchers", "campaigners",   "users",
      "voters",        "students",      "refugees",    "delegates",     "peacekeepers",
      "farmers",       "herders",       "traders",     "tribes",        "councils",
      "judges",        "historians",    "economists",  "drivers",       "inspectors",
      "neighbours",    "neighbors",     "delegations", "commissioners", "headquarters",
      "rescuers",      "prisoners",     "surveys",     "documents",     "passengers"};
  return is_person_noun(lower) || is_body_noun(lower) || in(kPlurals, lower);
}

bool is_be(std::string_view lower) {
  static const Words kWords = {"is",  "are",  "was", "were", "be",     "been",    "being", "am",
                               "get", "gets", "got", "'re",  "wasn't", "weren't", "isn't"};
  return in(kWords, lower);
}

bool is_modal(std::string_view lower) {
  static const Words kWords = {"will", "would", "shall", "should",   "must",   "can",   "could",
                               "may",  "might", "won't", "wouldn't", "cannot", "can't", "ought"};
  return in(kWords, lower);
}

bool is_auxiliary(std::string_view lower) {
  static const Words kWords = {"has",    "have",    "had",   "having", "do",      "does",   "did",
                               "didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "'ve"};
  return in(kWords, lower) || is_be(lower) || is_modal(lower);
}

bool is_adverb(std::string_view lower) {
  static const Words kWords = {
      "also",  "later",    "earlier",   "then",       "again",   "now",     "still", "already",
      "just",  "not",      "never",     "once",       "often",   "always",  "since", "too",
      "even",  "only",     "however",   "meanwhile",  "further", "instead", "far",   "yet",
      "first", "both",     "all",       "long",       "there",   "so",      "thus",  "ever",
      "back",  "together", "therefore", "separately", "jointly", "else"};
  static const Words kNot = {"family",  "italy", "july",  "assembly", "ally",  "supply",  "reply",
                             "anomaly", "early", "daily", "only",     "rally", "elderly", "deadly"};
  return in(kWords, lower) || (lower.size() > 4 && ends(lower, "ly") && !in(kNot, lower));
}

bool is_preposition(std::string_view lower) {
  static const Words kWords = {
      "of",     "in",        "on",        "at",      "by",         "for",     "from",    "to",
      "with",   "near",      "into",      "under",   "over",       "after",   "before",  "during",
      "since",  "until",     "between",   "among",   "across",     "against", "through", "amid",
      "around", "along",     "outside",   "inside",  "within",     "without", "about",   "than",
      "as",     "via",       "following", "despite", "towards",    "toward",  "upon",    "per",
      "like",   "including", "behind",    "beyond",  "throughout", "beside",  "onto",    "off",
      "past",   "till"};
  return in(kWords, lower);
}

bool is_determiner(std::string_view lower) {
  static const Words kWords = {"the",  "a",    "an",     "this",    "that", "these",   "those",
                               "its",  "his",  "her",    "their",   "our",  "my",      "some",
                               "any",  "all",  "each",   "every",   "both", "another", "several",
                               "many", "no",   "either", "neither", "most", "such",    "more",
                               "your", "what", "few"};
  return in(kWords, lower);
}

bool is_conjunction(std::string_view lower) {
  static const Words kWords = {"that",    "while",  "when",  "because", "although", "though",
                               "whereas", "if",     "but",   "as",      "after",    "before",
                               "since",   "until",  "where", "which",   "who",      "whom",
                               "whose",   "unless", "once",  "whether", "so",       "yet",
                               "nor",     "or",     "and",   "how",     "why",      "what"};
  return in(kWords, lower);
}

bool is_pronoun(std::string_view lower) {
  static const Words kWords = {"he", "she", "they", "it", "we", "i", "you"};
  return in(kWords, lower);
}

bool is_negation(std::string_view lower) {
  static const Words kWords = {"not",     "never",   "no",      "didn't",  "doesn't", "don't",
                               "hasn't",  "haven't", "hadn't",  "wasn't",  "weren't", "isn't",
                               "without", "won't",   "nobody",  "neither", "nor",     "none",
                               "denied",  "denies",  "denying", "failed",  "refused", "wouldn't"};
  return in(kWords, lower);
}

bool is_hypothetical(std::string_view lower) {
  static const Words kWords = {"if",        "could",        "may",   "might",   "unless",
                               "should",    "can",          "must",  "whether", "possible",
                               "potential", "hypothetical", "cannot"};
  return in(kWords, lower);
}

bool is_charge_noun(std::string_view lower) {
  static const Words kWords = {"violation",  "violations",   "breach",        "breaches",
                               "crime",      "crimes",       "violating",     "breaching",
                               "breaking",   "infringement", "infringements", "genocide",
                               "aggression", "abuses"};
  return in(kWords, lower);
}

bool is_talks_noun(std::string_view lower) {
  static const Words kWords = {"talks",       "negotiations", "meeting",       "meetings",
                               "summit",      "conference",   "consultations", "dialogue",
                               "discussions", "negotiation"};
  return in(kWords, lower);
}

}  // namespace truce::extract
