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
constexpr std::array<std::string_view, 36> kAround = {
    "related", "newsletter", "share",       "sharing", "social",    "comments",
    "promo",   "advert",     "ad",          "ads",     "cookie",    "cookies",
    "sidebar", "breadcrumb", "breadcrumbs", "caption", "signup",    "subscribe",
    "byline",  "trending",   "recommended", "credit",  "credits",   "advertisement",
    "nav",     "navigation", "navbar",      "menu",    "copyright", "toolbar",
    "paywall", "modal",      "popup",       "widget",  "pullquote", "tags"};

template <class Names>
bool among(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

/// Whether one of the words of a class or id is in kAround. Blanks, dashes, underscores and
/// capitals part them: "related-links", "article__related", "RelatedLinks".
bool names_surroundings(std::string_view value) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    const bool parts =
        at == value.size() || std::string_view(" -_\t\n").find(value[at]) != std::string_view::npos;
    const bool new_word =
        !parts && at > begin && is_capital(value[at]) && !is_capital(value[at - 1]);
    if (!parts && !new_word) continue;
    if (at > begin && among(lower_case(value.substr(begin, at - begin)), kAround)) return true;
    begin = parts ? at + 1 : at;
  }
  return false;
}

std::size_t text_size(const xmlNode* node) { return words_of(node).size(); }

/// Whether the page's own style hides the element.
bool is_unseen(const xmlNode* element) {
  std::string style = lower_case(attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

/// "killed 12" with a footnote 3 must not be read as 123.
bool is_footnote_mark(const xmlNode* element) {
  if (name_of(element) != "sup") return false;
  const std::string words = raw_text_of(element);
  return words.find_first_not_of("0123456789[](),* \t\n") == std::string::npos;
}

bool is_dropped(const xmlNode* element) {
  return among(name_of(element), kDropped) ||
         among(lower_case(attribute(element, "role")), kDroppedRoles) ||
         xmlHasProp(element, reinterpret_cast<const xmlChar*>("hidden")) != nullptr ||
         lower_case(attribute(element, "aria-hidden")) == "true" || is_unseen(element) ||
         is_footnote_mark(element);
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

/// Old pages part paragraphs by <br> alone. What stands loose in menus is shorter.
std::size_t loose_text_size(const xmlNode* text) {
  const std::size_t size = text_size(text);
  return size >= 60 ? size : 0;
}

/// The entries of a live blog are articles side by side, of one class: then what holds them is the
/// article.
const xmlNode* holder_of_entries(const xmlNode* article) {
  std::size_t entries = 0;
  if (article->parent == nullptr) return article;
  for (const xmlNode* one = article->parent->children; one != nullptr; one = one->next)
    if (one->type == XML_ELEMENT_NODE && name_of(one) == "article" &&
        attribute(one, "class") == attribute(article, "class") && text_size(one) > 0)
      ++entries;
  return entries >= 3 ? article->parent : article;
}

/// Visits the elements below `node`; gives the length of all paragraphs there, however deep.
std::size_t search(const xmlNode* node, Candidates& found) {
  std::size_t below = 0;
  std::size_t own = 0;  // of paragraphs that are children
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE) own += loose_text_size(child);
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
  if (found.article != nullptr && 2 * found.article_size > found.densest_size)
    return holder_of_entries(found.article);
  if (found.main != nullptr && 2 * text_size(found.main) > found.densest_size) return found.main;
  if (found.densest != nullptr) return found.densest;
  return found.body;
}

/// How many bytes the blank at `at` takes, be it a no-break, thin or figure space; 0 where none is.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')) return 1;
  if (static_cast<unsigned char>(text[at]) < 0x80) return 0;
  for (const std::string_view blank : {"\u00A0", "\u2007", "\u2009", "\u202F"})
    if (text.substr(at, blank.size()) == blank) return blank.size();
  return 0;
}

/// How many bytes the character at `at` takes that only tells where a line may break.
std::size_t unseen_at(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return 0;
  for (const std::string_view unseen : {"\u00AD", "\u200B", "\u2060", "\uFEFF"})
    if (text.substr(at, unseen.size()) == unseen) return unseen.size();
  return 0;
}

/// Blanks of every kind made single spaces, none at the ends; soft hyphens and the like left out.
std::string single_spaced(std::string_view text) {
  std::string words;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t size = blank_at(text, at); size > 0) {
      blank = !words.empty();
      at += size;
    } else if (const std::size_t hidden = unseen_at(text, at); hidden > 0) {
      at += hidden;
    } else {
      if (blank) words += ' ';
      blank = false;
      words += text[at++];
    }
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
