// SPDX-License-Identifier: Apache-2.0
// Who says or thinks what: every attribution of a document, with its source resolved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/cues.h"
#include "extract/phrases.h"
#include "extract/scene.h"

namespace truce::extract {

struct FoundAttribution {
  std::vector<TokenRange> source;
  std::vector<TokenRange> cue;
  std::vector<TokenRange> content;
  std::optional<NounPhrase> phrase;  // the source, parsed; empty for a passive without agent
  std::optional<NounPhrase> title;   // "the head of the agency" beside a name between commas
  const Cue* verb = nullptr;         // null for "according to" and headline colons
  CueSort sort = CueSort::say;
  std::string_view stance;
  bool direct = false;
  bool negated = false;               // "did not say": what follows is not said
  std::optional<TokenRange> against;  // whom an accusation names
  std::optional<TokenRange> wanted;   // what is demanded, welcomed, refused
  std::optional<std::size_t> like;    // shares the source of this earlier attribution
  const char* rule = "";

  std::optional<Mention> speaker;  // filled by resolve_speakers()
  std::optional<Day> said_on;

  std::size_t begin() const { return cue.front().begin; }
};

std::vector<FoundAttribution> attributions_in(const Scene& scene);

/// Gives each attribution its speaker: pronouns and short forms go to the last mention that fits.
void resolve_speakers(const Scene& scene, std::vector<FoundAttribution>& attributions);

/// The last actor before `head` for whom "the group", "the army" may stand; null when there is
/// none.
const FoundActor* short_form(const Scene& scene, std::size_t head);

/// Answers whose words a token is, without looking at every attribution of the document.
class Voices {
 public:
  Voices(const Scene& scene, const std::vector<FoundAttribution>& attributions);
  /// Indices of the attributions whose content holds `token`, innermost first.
  std::vector<std::size_t> holding(std::size_t token) const;
  /// Indices of the attributions that touch a sentence, in the order of their cues.
  const std::vector<std::size_t>& in_sentence(std::size_t sentence) const {
    return of_sentence_[sentence];
  }

 private:
  const Scene& scene_;
  const std::vector<FoundAttribution>& attributions_;
  std::vector<std::vector<std::size_t>> of_sentence_;
};

}  // namespace truce::extract
