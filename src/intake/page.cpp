// SPDX-License-Identifier: Apache-2.0
// HTML pages: the article, and not the page around it.
//
// page.cpp opens the page and reads what it says about itself; article.cpp finds the words. libxml2
// halts at 256 elements within elements, so everything here may recurse.
#include <fmt/format.h>
#include <libxml/HTMLparser.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "intake/article.h"
#include "intake/decode.h"
#include "intake/documents.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

struct FreePage {
  void operator()(htmlDocPtr page) const { xmlFreeDoc(page); }
};
struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};
using Page = std::unique_ptr<xmlDoc, FreePage>;

/// The encoding that a page names in its first bytes, as in <meta charset="windows-1256">.
std::string_view encoding_named_in(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 2048);
  const std::size_t at = head.find("charset=");
  if (at == std::string_view::npos) return {};
  std::string_view name = head.substr(at + 8);
  while (name.starts_with('"') || name.starts_with('\'')) name.remove_prefix(1);
  return name.substr(0, name.find_first_of("\"' \t\r\n/>;"));
}

/// libxml2 compares each attribute of an element with all before it: tens of thousands take
/// minutes.
constexpr std::size_t attributes_max = 1000;

bool is_blank(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

/// Where the tag ends that begins at `at`; `attributes` counts what stands in it.
std::size_t tag_end(std::string_view text, std::size_t at, std::size_t& attributes) {
  for (bool value = false; at < text.size() && text[at] != '>'; ++at) {
    if (value && (text[at] == '"' || text[at] == '\'')) {
      at = std::min(text.find(text[at], at + 1), text.size() - 1);
      value = false;
    } else if (text[at] == '=') {
      value = true;
    } else if (!is_blank(text[at])) {
      if (is_blank(text[at - 1]) && !value) ++attributes;
      value = false;
    }
  }
  return at;
}

/// Where the text goes on after what is no markup: a comment, a script, a style; `at` itself
/// elsewhere.
std::size_t after_unmarked(std::string_view text, std::size_t at) {
  for (const auto& [begin, end] : {std::pair{"<!--", "-->"}, std::pair{"<script", "</script"},
                                   std::pair{"<style", "</style"}}) {
    const std::string_view lead(begin);
    if (lower_case(text.substr(at, lead.size())) != lead) continue;
    const std::size_t next = at + lead.size();
    const bool whole = lead == "<!--" || next == text.size() || is_blank(text[next]) ||
                       text[next] == '>' || text[next] == '/';
    if (whole) return std::min(text.find(end, next), text.size());
  }
  return at;
}

bool has_too_many_attributes(std::string_view text) {
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    const std::size_t after = after_unmarked(text, at);
    std::size_t attributes = 0;
    at = after > at ? after : tag_end(text, at + 1, attributes);
    if (attributes > attributes_max) return true;
  }
  return false;
}

Result<Page> parse(const std::string& text) {
  if (has_too_many_attributes(text))
    return invalid("an element of the page has too many attributes",
                   "save the article alone as .txt");
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (!parser) return unavailable("there is no memory to read the page");
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                          HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  Page page(htmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr,
                               "UTF-8", options));
  // A parser that stopped early has read only a part, and a part of an article is another article.
  if (page && parser->disableSAX != 0)
    return invalid("the page nests elements too deep to be read", "save the article alone as .txt");
  if (!page || xmlDocGetRootElement(page.get()) == nullptr)
    return invalid("there is no page in it", "save the page again, or its text as .txt");
  return page;
}

/// What a page says of itself, in the order in which it is believed.
struct Claims {
  std::vector<std::string> titles;
  std::vector<std::string> publishers;
  std::vector<std::string> published;
  std::vector<std::string> urls;
  std::vector<std::string> languages;
};

void add(std::vector<std::string>& claims, std::string value) {
  if (!value.empty()) claims.push_back(std::move(value));
}

void read_json_ld(const nlohmann::json& item, Claims& claims, int depth = 0) {
  if (depth > 4) return;
  if (item.is_array())
    for (const auto& one : item) read_json_ld(one, claims, depth + 1);
  if (!item.is_object()) return;
  const auto text = [](const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  add(claims.published, text(item, "datePublished"));
  add(claims.titles, text(item, "headline"));
  if (const auto found = item.find("publisher"); found != item.end() && found->is_object())
    add(claims.publishers, text(*found, "name"));
  if (const auto found = item.find("@graph"); found != item.end())
    read_json_ld(*found, claims, depth + 1);
}

void read_meta(const xmlNode* node, Claims& claims) {
  std::string name = attribute(node, "property");
  if (name.empty()) name = attribute(node, "name");
  if (name.empty()) name = attribute(node, "itemprop");
  name = lower_case(name);
  std::string value(trimmed(attribute(node, "content")));
  if (name == "og:title") claims.titles.insert(claims.titles.begin(), value);
  if (name == "og:site_name") claims.publishers.insert(claims.publishers.begin(), value);
  if (name == "article:published_time") claims.published.insert(claims.published.begin(), value);
  if (name == "og:url") add(claims.urls, value);
  if (name == "og:locale") add(claims.languages, value.substr(0, value.find('_')));
  if (name == "application-name" || name == "dc.publisher") add(claims.publishers, value);
  for (const char* dated : {"datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
                            "publish-date", "parsely-pub-date"})
    if (name == dated) add(claims.published, value);
}

void read_claims(const xmlNode* node, Claims& claims) {
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const std::string_view element = name_of(node);
    if (element == "html") add(claims.languages, attribute(node, "lang"));
    if (element == "meta") read_meta(node, claims);
    if (element == "title") add(claims.titles, words_of(node));
    if (element == "link" && lower_case(attribute(node, "rel")) == "canonical")
      claims.urls.insert(claims.urls.begin(), attribute(node, "href"));
    if (element == "time") add(claims.published, attribute(node, "datetime"));
    if (element == "script" && lower_case(attribute(node, "type")) == "application/ld+json") {
      const std::string json = raw_text_of(node);
      if (nesting_of(json) <= nesting_max)
        read_json_ld(nlohmann::json::parse(json, nullptr, false), claims);
    }
    read_claims(node->children, claims);
  }
}

/// The first claim that can be understood. A clock without its zone is nobody's, so only its day is
/// taken.
void set_published_from(const std::vector<std::string>& claims, Document& document) {
  for (const std::string& claim : claims) {
    if (set_published(document, claim)) return;
    const std::string_view day = std::string_view(claim).substr(0, 10);
    if (parse_day(day) && set_published(document, day)) return;
  }
}

std::string first_of(const std::vector<std::string>& claims) {
  for (const std::string& claim : claims)
    if (!trimmed(claim).empty()) return std::string(trimmed(claim));
  return {};
}

}  // namespace

Taken page_documents(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  Taken taken;
  const auto reject = [&](const Error& error) {
    taken.rejections.push_back({std::string(file), 0, error.message, error.help});
    return taken;
  };
  const auto text = utf8_of(bytes, encoding_named_in(bytes));
  if (!text) return reject(text.error());
  const auto page = parse(*text);
  if (!page) return reject(page.error());

  const xmlNode* root = xmlDocGetRootElement(page->get());
  Claims claims;
  read_claims(root, claims);
  Article article = article_in(root);
  Document document;
  document.file = file;
  document.media_type = "text/html";
  document.title = first_of(claims.titles);
  if (!article.heading.empty() && document.title.empty()) document.title = article.heading;
  document.publisher = first_of(claims.publishers);
  document.url = first_of(claims.urls);
  document.language = first_of(claims.languages);
  set_published_from(claims.published, document);
  document.text = std::move(article.text);
  document.bytes = bytes;
  take(taken, std::move(document), 0, defaults);
  return taken;
}

}  // namespace truce::intake
