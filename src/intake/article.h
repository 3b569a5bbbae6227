// SPDX-License-Identifier: Apache-2.0
// Finds the words of the article in a page.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace truce::intake {

struct Article {
  std::string heading;  // the first h1
  std::string text;     // a line for each paragraph
};

/// The article under `root`: what the page marks as one, else its main part, else the block that
/// holds the most paragraph text. Menus, forms, captions, footers and further links are left out.
Article article_in(const xmlNode* root);

/// All words below `root` but captions, menus and the like, a line for each paragraph: for a piece
/// of HTML that holds nothing but the article.
std::string paragraphs_of(const xmlNode* root);

std::string_view name_of(const xmlNode* element);
std::string attribute(const xmlNode* element, const char* name);
/// All text below `node`, as it stands.
std::string raw_text_of(const xmlNode* node);
/// All text below `node`, its blanks made single.
std::string words_of(const xmlNode* node);

}  // namespace truce::intake
