// SPDX-License-Identifier: Apache-2.0
// HTML pages: the article, and not the page around it.
//
// page.cpp reads what the page says about itself; html.cpp opens it, article.cpp finds the words.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "intake/article.h"
#include "intake/decode.h"
#include "intake/documents.h"
#include "intake/html.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

/// The encoding that a page names in its first bytes, as in <meta charset="windows-1256">.
std::string_view encoding_named_in(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 2048);
  const std::size_t at = head.find("charset=");
  if (at == std::string_view::npos) return {};
  std::string_view name = head.substr(at + 8);
  while (name.starts_with('"') || name.starts_with('\'')) name.remove_prefix(1);
  return name.substr(0, name.find_first_of("\"' \t\r\n/>;"));
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
  const auto page = parse_html(*text);
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
