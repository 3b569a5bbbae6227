// SPDX-License-Identifier: Apache-2.0
// HTML opened within bounds that hold on hostile input. libxml2 halts at 256 elements within
// elements, so whoever walks a tree of it may recurse.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace truce::intake {

struct FreeTree {
  void operator()(xmlDoc* tree) const { xmlFreeDoc(tree); }
};
using Tree = std::unique_ptr<xmlDoc, FreeTree>;

/// The tree of a page or of a piece of one, in UTF-8. Refused when it cannot be read to its end.
Result<Tree> parse_html(const std::string& text);

/// The words of a piece of HTML, a line for each paragraph.
Result<std::string> text_of_html(const std::string& html);

/// Whether an element of `text`, HTML or XML, has so many attributes that libxml2 would take
/// minutes over it.
bool has_too_many_attributes(std::string_view text);

}  // namespace truce::intake
