// SPDX-License-Identifier: Apache-2.0
// For tests: what was taken in, as text.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "intake/intake.h"

namespace truce::intake {

/// A line for each document and rejection.
inline std::string shown(const Taken& taken) {
  std::string text;
  for (const Document& document : taken.documents) {
    const std::string published = !document.published ? "undated"
                                  : document.published_precision == Precision::day
                                      ? to_text(day_of(*document.published))
                                      : to_text(*document.published);
    text += fmt::format("[{}|{}|{}|{}|{}] {}\n", document.title, document.publisher, published,
                        document.language, document.url, document.text);
  }
  for (const Rejection& rejection : taken.rejections)
    text += fmt::format("{}:{}: {}\n", rejection.file, rejection.line, rejection.reason);
  return text;
}

inline void check(std::string_view file, std::string_view bytes, std::string_view expected,
                  const Defaults& defaults = {}) {
  const Taken taken = documents_in(file, bytes, defaults);
  EXPECT_EQ(shown(taken), expected);
  for (const Rejection& rejection : taken.rejections) EXPECT_NE(rejection.help, "");
  for (const Document& document : taken.documents) EXPECT_EQ(document.key.size(), 64U);
}

inline const Defaults kByGazette = {.publisher = "Gazette"};

}  // namespace truce::intake
