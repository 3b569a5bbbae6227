// SPDX-License-Identifier: Apache-2.0
#include "intake/html.h"

#include <libxml/HTMLparser.h>

#include <algorithm>

#include "intake/article.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

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

}  // namespace

bool has_too_many_attributes(std::string_view text) {
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    const std::size_t after = after_unmarked(text, at);
    std::size_t attributes = 0;
    at = after > at ? after : tag_end(text, at + 1, attributes);
    if (attributes > attributes_max) return true;
  }
  return false;
}

Result<Tree> parse_html(const std::string& text) {
  if (has_too_many_attributes(text))
    return invalid("an element of the page has too many attributes",
                   "save the article alone as .txt");
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (!parser) return unavailable("there is no memory to read the page");
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                          HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  Tree page(htmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()), nullptr,
                               "UTF-8", options));
  // A parser that stopped early has read only a part, and a part of an article is another article.
  if (page && parser->disableSAX != 0)
    return invalid("the page nests elements too deep to be read", "save the article alone as .txt");
  if (!page || xmlDocGetRootElement(page.get()) == nullptr)
    return invalid("there is no page in it", "save the page again, or its text as .txt");
  return page;
}

Result<std::string> text_of_html(const std::string& html) {
  const Tree page = TRY(parse_html(html));
  return paragraphs_of(xmlDocGetRootElement(page.get()));
}

}  // namespace truce::intake
