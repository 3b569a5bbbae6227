// SPDX-License-Identifier: Apache-2.0
#include "story/tense.h"

#include <algorithm>
#include <array>
#include <map>

#include "agreement/sentences.h"

namespace truce::story {
namespace {

struct Irregular {
  std::string_view base;
  std::string_view past;
  std::string_view participle;  // "has given"
};
constexpr auto kIrregular = std::to_array<Irregular>({
    {"shoot", "shot", "shot"},
    {"strike", "struck", "struck"},
    {"withdraw", "withdrew", "withdrawn"},
    {"leave", "left", "left"},
    {"give", "gave", "given"},
    {"lay", "laid", "laid"},
    {"keep", "kept", "kept"},
    {"hold", "held", "held"},
    {"meet", "met", "met"},
    {"build", "built", "built"},
    {"dig", "dug", "dug"},
    {"send", "sent", "sent"},
    {"bring", "brought", "brought"},
    {"let", "let", "let"},
    {"take", "took", "taken"},
    {"fly", "flew", "flown"},
    {"overfly", "overflew", "overflown"},
    {"set", "set", "set"},
    {"find", "found", "found"},
    {"steal", "stole", "stolen"},
    {"forbid", "forbade", "forbidden"},
});

bool is_vowel(char letter) {
  return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

/// "jam" doubles its last letter, "open" and "destroy" do not; the language has few that do.
bool doubles(std::string_view base) {
  static constexpr auto kDoubling = std::to_array<std::string_view>(
      {"jam", "let", "set", "dig", "permit", "admit", "submit", "kidnap", "transfer", "canton"});
  return base != "canton" && std::find(kDoubling.begin(), kDoubling.end(), base) != kDoubling.end();
}

std::string stem_before(std::string_view base, char vowel) {
  std::string stem(base);
  if (doubles(base)) return stem + stem.back();
  if (stem.back() == 'e' && !(vowel == 'i' && stem.ends_with("ee"))) stem.pop_back();
  return stem;
}

std::string past_of(std::string_view base) {
  if (base.size() > 1 && base.back() == 'y' && !is_vowel(base[base.size() - 2]))
    return std::string(base.substr(0, base.size() - 1)) + "ied";
  return stem_before(base, 'e') + "ed";
}

std::string third_person_of(std::string_view base) {
  std::string form(base);
  if (form.size() > 1 && form.back() == 'y' && !is_vowel(form[form.size() - 2])) {
    form.pop_back();
    return form + "ies";
  }
  const bool hisses = form.ends_with("s") || form.ends_with("sh") || form.ends_with("ch") ||
                      form.ends_with("x") || form.ends_with("z");
  return form + (hisses ? "es" : "s");
}

std::string first_word(std::string_view verb) {
  return std::string(verb.substr(0, verb.find(' ')));
}

struct Forms {
  std::map<std::string, std::string, std::less<>> base;        // by any finite form
  std::map<std::string, std::string, std::less<>> participle;  // "killing"
  std::vector<std::string> all;
};

void add(Forms& forms, const std::string& base) {
  const auto enter = [&](const std::string& form) {
    if (forms.base.emplace(form, base).second) forms.all.push_back(form);
  };
  enter(base);
  enter(third_person_of(base));
  const auto irregular = std::find_if(kIrregular.begin(), kIrregular.end(),
                                      [&](const Irregular& verb) { return verb.base == base; });
  if (irregular != kIrregular.end()) {
    enter(std::string(irregular->past));
    enter(std::string(irregular->participle));
  } else {
    enter(past_of(base));
  }
  forms.participle.emplace(stem_before(base, 'i') + "ing", base);
}

const Forms& forms() {
  static const Forms table = [] {
    Forms made;
    std::vector<std::string> bases;
    for (const std::string_view verb : agreement::known_verbs()) bases.push_back(first_word(verb));
    std::sort(bases.begin(), bases.end());
    bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
    for (const std::string& base : bases) add(made, base);
    return made;
  }();
  return table;
}

std::optional<std::string> look_up(const std::map<std::string, std::string, std::less<>>& table,
                                   std::string_view word) {
  const auto found = table.find(word);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<std::string> base_of(std::string_view word) { return look_up(forms().base, word); }

std::optional<std::string> base_of_participle(std::string_view word) {
  return look_up(forms().participle, word);
}

const std::vector<std::string>& verb_forms() { return forms().all; }

}  // namespace truce::story
