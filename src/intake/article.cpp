// SPDX-License-Identifier: Apache-2.0
#include "intake/article.h"

#include <algorithm>
#include <array>
#include <vector>

#include "intake/lines.h"

namespace truce::intake {
namespace {

constexpr std::array<std::string_view, 25> kDropped = {
    "script", "style",      "noscript", "template", "nav",    "aside",  "footer",
    "figure", "figcaption", "form",     "button",   "iframe", "svg",    "select",
    "input",  "textarea",   "video",    "audio",    "object", "dialog", "head",
    "canvas", "menu",       "option",   "label"};
constexpr std::array<std::string_view, 28> kBlocks = {
    "p",  "div", "section", "article", "main", "header",  "blockquote", "li",     "ul", "ol",
    "h2", "h3",  "h4",      "h5",      "h6",   "pre",     "table",      "tr",     "dl", "dt",
    "dd", "br",  "hr",      "body",    "html", "address", "center",     "details"};
constexpr std::array<std::string_view, 5> kDroppedRoles = {"navigation", "complementary", "banner",
                                                           "contentinfo", "search"};
/// Words in a class or id that mark what is around an article.
constexpr std::array<std::string_view, 22> kAround = {
    "related",       "newsletter",  "share",   "sharing", "social", "comments",
    "promo",         "advert",      "ad",      "ads",     "cookie", "cookies",
    "breadcrumb",    "breadcrumbs", "caption", "sidebar", "signup", "subscribe",
    "advertisement", "recommended", "byline",  "trending"};

template <class Names>
bool among(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether one of the words of a class or id, parted by blanks, dashes and underscores, is in
/// kAround.
bool names_surroundings(std::string_view value) {
  while (!value.empty()) {
    const std::size_t end = value.find_first_of(" -_\t\n");
    if (among(lower_case(value.substr(0, end)), kAround)) return true;
    if (end == std::string_view::npos) return false;
    value.remove_prefix(end + 1);
  }
  return false;
}

std::size_t text_size(const xmlNode* node) { return words_of(node).size(); }

bool is_dropped(const xmlNode* element) {
  return among(name_of(element), kDropped) ||
         among(lower_case(attribute(element, "role")), kDroppedRoles) ||
         xmlHasProp(element, reinterpret_cast<const xmlChar*>("hidden")) != nullptr ||
         lower_case(attribute(element, "aria-hidden")) == "true";
}

/// What the page is searched for, gathered in one walk.
struct Candidates {
  const xmlNode* body = nullptr;
  const xmlNode* marked = nullptr;   // itemprop="articleBody"
  const xmlNode* article = nullptr;  // the <article> with the most paragraph text
  std::size_t article_size = 0;
  const xmlNode* main = nullptr;
  const xmlNode* densest = nullptr;
  std::size_t densest_size = 0;
  const xmlNode* heading = nullptr;
};

/// Visits the elements below `node`; gives the length of all paragraphs there, however deep.
std::size_t search(const xmlNode* node, Candidates& found) {
  std::size_t below = 0;
  std::size_t own = 0;  // of paragraphs that are children
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE) continue;
    const std::string_view name = name_of(child);
    if (name == "h1" && found.heading == nullptr) found.heading = child;
    if (is_dropped(child)) continue;
    if (name == "p") {
      own += text_size(child);
      continue;
    }
    below += search(child, found);
  }
  const std::size_t all = own + below;
  if (name_of(node) == "body") found.body = node;
  if (lower_case(attribute(node, "itemprop")) == "articlebody" && found.marked == nullptr)
    found.marked = node;
  if (name_of(node) == "article" && all > found.article_size) {
    found.article = node;
    found.article_size = all;
  }
  if (name_of(node) == "main" || lower_case(attribute(node, "role")) == "main") found.main = node;
  if (own > found.densest_size) {
    found.densest = node;
    found.densest_size = own;
  }
  return all;
}

const xmlNode* best(const Candidates& found) {
  if (found.marked != nullptr && text_size(found.marked) > 0) return found.marked;
  // Teasers are marked as articles too; one that holds much less than another block is no article.
  if (found.article != nullptr && 2 * found.article_size > found.densest_size) return found.article;
  if (found.main != nullptr && 2 * text_size(found.main) > found.densest_size) return found.main;
  if (found.densest != nullptr) return found.densest;
  return found.body;
}

/// Blanks of every kind made single spaces, none at the ends.
std::string single_spaced(std::string_view text) {
  std::string words;
  bool blank = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool no_break = text.substr(at).starts_with("\xC2\xA0");
    if (no_break || text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')) {
      blank = !words.empty();
      if (no_break) ++at;
      continue;
    }
    if (blank) words += ' ';
    blank = false;
    words += text[at];
  }
  return words;
}

class Paragraphs {
 public:
  void write(const xmlNode* node, std::size_t whole) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        add(raw_text_of(child));
      if (child->type != XML_ELEMENT_NODE || is_dropped(child) || name_of(child) == "h1") continue;
      // A class that happens to hold such a word does not lose the body of the article.
      const bool around = names_surroundings(attribute(child, "class")) ||
                          names_surroundings(attribute(child, "id"));
      if (around && 2 * text_size(child) < whole) continue;
      const bool block = among(name_of(child), kBlocks);
      if (block) end();
      write(child, whole);
      if (block) end();
      if (name_of(child) == "td" || name_of(child) == "th") add(" ");
    }
  }

  std::string text() {
    end();
    return std::move(text_);
  }

 private:
  void add(std::string_view words) { paragraph_ += words; }
  void end() {
    const std::string words = single_spaced(paragraph_);
    paragraph_.clear();
    if (words.empty()) return;
    text_ += words;
    text_ += '\n';
  }
  std::string text_;
  std::string paragraph_;
};

}  // namespace

Article article_in(const xmlNode* root) {
  Candidates found;
  search(root, found);
  Article article;
  if (found.heading != nullptr) article.heading = words_of(found.heading);
  const xmlNode* block = best(found);
  if (block == nullptr) block = root;
  Paragraphs paragraphs;
  paragraphs.write(block, text_size(block));
  article.text = paragraphs.text();
  return article;
}

std::string paragraphs_of(const xmlNode* root) {
  Paragraphs paragraphs;
  paragraphs.write(root, text_size(root));
  return paragraphs.text();
}

std::string_view name_of(const xmlNode* element) {
  return element->name == nullptr ? std::string_view()
                                  : reinterpret_cast<const char*>(element->name);
}

std::string attribute(const xmlNode* element, const char* name) {
  xmlChar* value = xmlGetProp(element, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return {};
  std::string text(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

std::string raw_text_of(const xmlNode* node) {
  xmlChar* value = xmlNodeGetContent(node);
  if (value == nullptr) return {};
  std::string text(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return text;
}

std::string words_of(const xmlNode* node) { return single_spaced(raw_text_of(node)); }

}  // namespace truce::intake
