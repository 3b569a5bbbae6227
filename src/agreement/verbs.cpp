// SPDX-License-Identifier: Apache-2.0
// The verbs of agreements. docs/language.md repeats this table for authors; a test compares the
// two.
//
// A row applies when the clause's act begins with one of its verbs and, where the row names
// objects, one of them stands in the act or in the thing that is counted. The first row that
// applies is taken, so a row with objects stands before the bare verb.
#include "agreement/verbs.h"

#include <algorithm>

#include "base/ascii.h"

namespace truce::agreement {
namespace {

using List = std::vector<std::string_view>;

struct Row {
  List verbs;
  List objects;
  std::vector<Act> acts;
  std::vector<ActGroup> groups;
  std::vector<Measure> measures;
};

const List kRemains = {"body", "bodies", "remains", "dead", "deceased", "corpses"};
const List kWeapons = {"weapon",     "weapons",  "arms",       "rifles", "rockets",
                       "ammunition", "missiles", "explosives", "tunnels"};
const List kAid = {"aid",        "relief", "trucks",    "truck",  "convoys",   "convoy",
                   "supplies",   "fuel",   "food",      "goods",  "equipment", "humanitarian",
                   "assistance", "tonnes", "medicines", "shelter"};
const List kCrossing = {"crossing", "crossings", "checkpoint", "road",      "roads",
                        "route",    "routes",    "corridor",   "corridors", "port",
                        "ports",    "airport",   "border"};
const List kMonitors = {"monitors",     "observers", "inspectors", "mission",
                        "verification", "verifiers", "patrols",    "peacekeepers"};
const List kLists = {"list", "lists",       "names",   "maps",
                     "map",  "information", "records", "inventory"};
const List kPosts = {"position", "positions", "post",     "posts",          "base",
                     "bases",    "outpost",   "outposts", "fortifications", "settlements"};
const List kHeavy = {"heavy", "artillery", "tanks", "howitzers", "mortars"};

const std::vector<Row>& rows() {
  using enum Act;
  static const std::vector<Row> table = {
      {{"fire", "shoot", "shell", "bomb", "bombard", "open fire", "strike", "attack", "raid",
        "use force", "conduct military operations", "carry out offensive military operations"},
       kAid,
       {attack_on_aid},
       {ActGroup::fire},
       {}},
      {{"attack", "threaten"}, kMonitors, {threat_to_monitors}, {ActGroup::fire}, {}},
      {{"fire", "shoot", "shell", "bomb", "bombard", "open fire", "strike", "attack", "raid",
        "use force"},
       {},
       {},
       {ActGroup::fire},
       {}},
      {{"conduct military operations", "carry out military operations",
        "conduct offensive military operations", "carry out offensive military operations"},
       {},
       {incursion},
       {ActGroup::fire},
       {}},
      {{"kill"}, {}, {killing}, {}, {Measure::killed}},
      {{"injure", "wound"}, {}, {injury}, {}, {Measure::injured}},
      {{"detain", "arrest", "capture"}, {}, {detention}, {}, {Measure::detained}},
      {{"abduct", "take hostage", "take hostages", "kidnap"},
       {},
       {abduction},
       {},
       {Measure::abducted}},
      {{"displace", "expel", "force out", "transfer", "deport", "force"},
       {},
       {displacement},
       {},
       {Measure::displaced}},
      {{"recover", "search", "find", "locate"}, kRemains, {}, {}, {Measure::bodies_recovered}},
      {{"return", "hand over", "release", "transfer", "give back"},
       kRemains,
       {return_of_remains},
       {},
       {Measure::bodies_returned}},
      {{"hand over", "lay down", "surrender", "give up", "decommission", "turn in", "destroy",
        "dismantle", "place beyond use", "return"},
       kWeapons,
       {arms_surrender},
       {},
       {}},
      {{"disarm", "demilitarise", "demilitarize"}, {}, {arms_surrender}, {}, {}},
      {{"store", "canton"}, kWeapons, {arms_storage}, {}, {}},
      {{"disclose", "declare"}, kWeapons, {arms_cache}, {}, {}},
      {{"deliver", "provide", "hand over", "submit", "exchange", "share"},
       kLists,
       {list_delivered},
       {},
       {}},
      {{"release", "free", "return", "hand over", "set free"},
       {},
       {release},
       {},
       {Measure::released}},
      {{"loot", "seize", "divert", "steal"}, kAid, {aid_looting}, {}, {}},
      {{"block", "deny", "obstruct", "hinder", "impede", "prevent", "restrict", "delay",
        "interfere"},
       kAid,
       {aid_denial, aid_delay},
       {},
       {}},
      {{"admit", "let in", "let", "allow in", "allow", "allow entry", "deliver", "bring in", "send",
        "facilitate", "permit"},
       kAid,
       {aid_entry},
       {},
       {Measure::trucks, Measure::tonnes}},
      {{"keep open", "keep", "open", "reopen"},
       kCrossing,
       {crossing_opened, crossing_closed},
       {},
       {}},
      {{"close", "block"}, kCrossing, {crossing_closed}, {}, {}},
      {{"deny", "block", "obstruct", "hinder", "restrict"},
       kMonitors,
       {access_denied, access_delayed},
       {},
       {}},
      {{"deny access", "restrict access"}, {}, {access_denied, access_delayed}, {}, {}},
      {{"jam"}, {}, {jamming}, {}, {}},
      {{"withdraw", "pull back", "redeploy", "leave", "vacate", "retreat"},
       {},
       {withdrawal},
       {},
       {Measure::withdrawn}},
      {{"build", "set up", "establish", "dig", "erect", "expand", "keep", "deploy"},
       kPosts,
       {new_position},
       {},
       {}},
      {{"deploy", "keep", "bring", "hold", "move"}, kHeavy, {heavy_weapon}, {}, {}},
      {{"deploy", "redeploy"}, {}, {new_position}, {}, {}},
      {{"enter", "advance", "invade", "cross", "move", "reoccupy", "re-enter", "return"},
       {},
       {incursion, line_crossing},
       {},
       {}},
      {{"overfly", "fly over", "fly"}, {}, {overflight}, {}, {}},
      {{"demolish", "raze", "destroy", "level"}, {}, {demolition}, {}, {Measure::destroyed}},
      {{"damage"}, {}, {damage}, {}, {}},
      {{"loot", "plunder"}, {}, {looting}, {}, {}},
      {{"lay mines", "mine", "plant mines"}, {}, {mine}, {}, {}},
      {{"meet", "convene", "hold talks", "hold a meeting", "negotiate"}, {}, {meeting}, {}, {}},
      {{"boycott"}, {}, {boycott}, {}, {}},
      {{"name", "appoint", "nominate", "designate"}, {}, {member_named}, {}, {}},
      {{"order", "instruct"}, {}, {order_issued}, {}, {}},
  };
  return table;
}

bool begins_with_words(std::string_view text, std::string_view words) {
  return text.starts_with(words) && (text.size() == words.size() || text[words.size()] == ' ');
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const bool begins = at == 0 || text[at - 1] == ' ';
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || text[end] == ' ' || text[end] == ',')) return true;
  }
  return false;
}

/// What a counted thing leaves of the measures: trucks are not tonnes.
std::vector<Measure> fitting(const std::vector<Measure>& measures, std::string_view thing) {
  if (has_word(thing, "tonnes")) return {Measure::tonnes};
  if (measures.size() > 1) return {measures.front()};
  return measures;
}

}  // namespace

ActPattern act_of_words(std::string_view words, std::string_view thing) {
  ActPattern pattern;
  pattern.words = words;
  const std::string act = lower_case(words);
  const std::string object = act + ' ' + lower_case(thing);
  for (const Row& row : rows()) {
    const auto begins = [&](std::string_view verb) { return begins_with_words(act, verb); };
    const auto stands = [&](std::string_view word) { return has_word(object, word); };
    if (std::none_of(row.verbs.begin(), row.verbs.end(), begins)) continue;
    if (!row.objects.empty() && std::none_of(row.objects.begin(), row.objects.end(), stands))
      continue;
    pattern.acts = row.acts;
    pattern.groups = row.groups;
    pattern.measures = fitting(row.measures, object);
    break;
  }
  return pattern;
}

bool is_lasting_verb(std::string_view words) {
  static const List verbs = {"keep",   "maintain", "respect",  "uphold",
                             "remain", "continue", "guarantee"};
  return std::find(verbs.begin(), verbs.end(), words.substr(0, words.find(' '))) != verbs.end();
}

std::vector<std::string_view> known_verbs() {
  List verbs;
  for (const Row& row : rows()) verbs.insert(verbs.end(), row.verbs.begin(), row.verbs.end());
  std::sort(verbs.begin(), verbs.end());
  verbs.erase(std::unique(verbs.begin(), verbs.end()), verbs.end());
  return verbs;
}

}  // namespace truce::agreement
