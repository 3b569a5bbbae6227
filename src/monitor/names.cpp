// SPDX-License-Identifier: Apache-2.0
#include "monitor/names.h"

#include <array>
#include <optional>
#include <utility>

namespace truce::monitor {
namespace {

struct WordForThing {
  std::string_view word;
  Thing thing;
};
constexpr auto kThings = std::to_array<WordForThing>({
    {"soldier", Thing::soldiers},
    {"soldiers", Thing::soldiers},
    {"troops", Thing::soldiers},
    {"reservist", Thing::soldiers},
    {"reservists", Thing::soldiers},
    {"fighter", Thing::fighters},
    {"fighters", Thing::fighters},
    {"militant", Thing::fighters},
    {"militants", Thing::fighters},
    {"gunman", Thing::fighters},
    {"gunmen", Thing::fighters},
    {"operatives", Thing::fighters},
    {"terrorist", Thing::fighters},
    {"terrorists", Thing::fighters},
    {"civilian", Thing::civilians},
    {"civilians", Thing::civilians},
    {"child", Thing::children},
    {"children", Thing::children},
    {"woman", Thing::women},
    {"women", Thing::women},
    {"captive", Thing::captives},
    {"captives", Thing::captives},
    {"hostage", Thing::captives},
    {"hostages", Thing::captives},
    {"abductees", Thing::captives},
    {"prisoner", Thing::prisoners},
    {"prisoners", Thing::prisoners},
    {"detainee", Thing::prisoners},
    {"detainees", Thing::prisoners},
    {"journalist", Thing::press},
    {"journalists", Thing::press},
    {"reporters", Thing::press},
    {"medics", Thing::aid_workers},
    {"paramedics", Thing::aid_workers},
    {"aid workers", Thing::aid_workers},
});

struct WordForLife {
  std::string_view word;
  Life life;
};
constexpr auto kLives = std::to_array<WordForLife>({
    {"living", Life::living},
    {"alive", Life::living},
    {"live", Life::living},
    {"dead", Life::dead},
    {"deceased", Life::dead},
    {"body", Life::dead},
    {"bodies", Life::dead},
    {"remains", Life::dead},
    {"coffin", Life::dead},
    {"coffins", Life::dead},
    {"corpses", Life::dead},
    {"slain", Life::dead},
});

/// Whether `word` stands in `text` as whole words.
bool holds_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return true;
  }
  return false;
}

Thing thing_in(std::string_view plain) {
  for (const auto& [word, thing] : kThings)
    if (holds_word(plain, word)) return thing;
  return Thing::anyone;
}

Life life_in(std::string_view plain) {
  for (const auto& [word, life] : kLives)
    if (holds_word(plain, word)) return life;
  return Life::unsaid;
}

}  // namespace

std::string_view to_text(Thing thing) {
  switch (thing) {
    case Thing::anyone:
      return "people";
    case Thing::soldiers:
      return "soldiers";
    case Thing::fighters:
      return "fighters";
    case Thing::civilians:
      return "civilians";
    case Thing::children:
      return "children";
    case Thing::women:
      return "women";
    case Thing::captives:
      return "captives";
    case Thing::prisoners:
      return "prisoners";
    case Thing::press:
      return "journalists";
    case Thing::aid_workers:
      return "aid workers";
  }
  return {};
}

NameId Names::of(std::string_view written) {
  if (const auto known = by_written_.find(written); known != by_written_.end())
    return known->second;
  std::string plain_name = plain(written);
  const auto [at, fresh] =
      by_plain_.try_emplace(plain_name, NameId{static_cast<std::uint32_t>(known_.size())});
  if (fresh) known_.push_back({thing_in(plain_name), life_in(plain_name)});
  by_written_.emplace(written, at->second);
  return at->second;
}

std::string Names::plain(std::string_view written) {
  std::string out;
  out.reserve(written.size());
  for (const char letter : written)
    out.push_back('A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (out.starts_with("the ")) out.erase(0, 4);
  return out;
}

}  // namespace truce::monitor
