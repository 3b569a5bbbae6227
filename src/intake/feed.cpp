// SPDX-License-Identifier: Apache-2.0
// RSS 0.9x, 1.0 and 2.0, and Atom: each item of a feed is a document.
//
// An item's bytes are those of the element that its words were taken from, and not of the whole
// item: counts of comments and the like change from one fetch to the next, the document does not.
#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>

#include "intake/article.h"
#include "intake/decode.h"
#include "intake/documents.h"
#include "intake/html.h"
#include "intake/lines.h"
#include "intake/mail_date.h"

namespace truce::intake {
namespace {

constexpr std::string_view kContentModule = "http://purl.org/rss/1.0/modules/content/";
constexpr std::string_view kDublinCore = "http://purl.org/dc/elements/1.1/";

/// The encoding in <?xml version="1.0" encoding="windows-1252"?>.
std::string_view encoding_named_in(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, bytes.substr(0, 512).find("?>"));
  const std::size_t at = head.substr(0, 512).find("encoding=");
  if (!head.starts_with("<?xml") || at == std::string_view::npos) return {};
  const std::string_view name = head.substr(at + 9, 60);
  return name.size() < 2 ? std::string_view()
                         : name.substr(1, name.find_first_of("\"' \t?>", 1) - 1);
}

/// Where a comment or CDATA section ends that begins at `at`; `at` itself elsewhere.
std::size_t after_verbatim(std::string_view xml, std::size_t at) {
  for (const auto& [begin, end] : {std::pair{"<!--", "-->"}, std::pair{"<![CDATA[", "]]>"}})
    if (xml.substr(at, 9).starts_with(begin)) return std::min(xml.find(end, at), xml.size());
  return at;
}

/// Names of HTML's characters, as in &nbsp;, that a feed uses without declaring them, put as
/// numbers.
std::string with_numbered_characters(std::string_view xml) {
  constexpr std::array<std::string_view, 5> own = {"amp", "lt", "gt", "quot", "apos"};
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = xml.find_first_of("&<"); at < xml.size();
       at = xml.find_first_of("&<", at + 1)) {
    if (xml[at] == '<') {
      at = std::max(at, after_verbatim(xml, at));
      continue;
    }
    const std::size_t end = xml.substr(at, 12).find(';');
    if (end == std::string_view::npos) continue;
    const std::string name(xml.substr(at + 1, end - 1));
    if (std::find(own.begin(), own.end(), name) != own.end()) continue;
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (known == nullptr) continue;
    out += xml.substr(done, at - done);
    out += fmt::format("&#{};", known->value);
    done = at + end + 1;
  }
  out += xml.substr(done);
  return out;
}

/// The first thing that is wrong with the XML.
struct Fault {
  std::size_t line = 0;
  std::string words;
};

void note_first_fault(void* user, const xmlError* error) {
  auto* fault = static_cast<Fault*>(user);
  if (fault->line > 0 || error->level < XML_ERR_ERROR) return;
  fault->line = static_cast<std::size_t>(std::max(error->line, 1));
  fault->words = trimmed(error->message == nullptr ? "" : error->message);
}

struct FreeParser {
  void operator()(xmlParserCtxtPtr parser) const { xmlFreeParserCtxt(parser); }
};

/// The tree as far as it could be read. Without XML_PARSE_HUGE libxml2 bounds depth and lengths,
/// without XML_PARSE_DTDLOAD and _NOENT it opens nothing and expands nothing.
Result<Tree> parse_xml(const std::string& xml, Fault& fault) {
  const std::unique_ptr<xmlParserCtxt, FreeParser> parser(xmlNewParserCtxt());
  if (!parser) return unavailable("there is no memory to read the feed");
  // Generic, since libxml2 2.12 hands over what 2.9 still let one write to.
  xmlSetStructuredErrorFunc(&fault, [](void* user, auto error) { note_first_fault(user, error); });
  constexpr int options =
      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;
  Tree tree(xmlCtxtReadMemory(parser.get(), xml.data(), static_cast<int>(xml.size()), nullptr,
                              "UTF-8", options));
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  if (!tree || xmlDocGetRootElement(tree.get()) == nullptr)
    return invalid(fault.words.empty() ? "there is no XML in it"
                                       : fmt::format("the feed is not sound XML: {}", fault.words),
                   "fetch the feed again");
  return tree;
}

std::string_view namespace_of(const xmlNode* element) {
  return element->ns == nullptr || element->ns->href == nullptr
             ? std::string_view()
             : reinterpret_cast<const char*>(element->ns->href);
}

bool is(const xmlNode* node, std::string_view space, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && name_of(node) == name && namespace_of(node) == space;
}

/// The first child of this name in `space`.
const xmlNode* child_in(const xmlNode* parent, std::string_view space, std::string_view name) {
  if (parent == nullptr) return nullptr;
  for (const xmlNode* child = parent->children; child != nullptr; child = child->next)
    if (is(child, space, name)) return child;
  return nullptr;
}

/// The first child of one of these names in the parent's own language, so that the title of a
/// picture is not taken for the item's.
const xmlNode* child_of(const xmlNode* parent, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (parent != nullptr)
      if (const xmlNode* child = child_in(parent, namespace_of(parent), name)) return child;
  return nullptr;
}

std::string raw(const xmlNode* node) {
  return node == nullptr ? std::string() : std::string(trimmed(raw_text_of(node)));
}

/// What a title says. RSS does not tell whether it is HTML, and feeds do as they like.
std::string title_words(const xmlNode* node) {
  std::string words = raw(node);
  if (words.find_first_of("<&") == std::string::npos) return words;
  const auto text = text_of_html(words);
  if (!text || trimmed(*text).empty()) return words;
  words = trimmed(*text);
  std::replace(words.begin(), words.end(), '\n', ' ');
  return words;
}

/// A feed, opened: where its items are and what it says of itself.
struct Feed {
  const xmlNode* about = nullptr;
  std::vector<const xmlNode*> items;
  bool atom = false;
};

Result<Feed> feed_in(const xmlNode* root) {
  Feed feed;
  const std::string_view name = name_of(root);
  feed.atom = name == "feed";
  const xmlNode* holder = root;
  if (name == "rss") holder = child_of(root, {"channel"});
  if ((!feed.atom && name != "rss" && name != "RDF") || holder == nullptr)
    return invalid(fmt::format("this XML is no feed: its outermost element is '{}'", name),
                   "a feed is RSS or Atom; give other XML as text or as JSON Lines");
  feed.about = holder;
  for (const xmlNode* child = holder->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE) continue;
    if (name == "RDF" && name_of(child) == "channel") feed.about = child;
    if (name_of(child) == (feed.atom ? "entry" : "item")) feed.items.push_back(child);
  }
  return feed;
}

/// The address under which an item is read.
std::string address_of(const xmlNode* item, bool atom, const std::string& id) {
  if (!atom) {
    std::string link = raw(child_of(item, {"link"}));
    const xmlNode* guid = child_of(item, {"guid"});
    const bool permanent = guid != nullptr && attribute(guid, "isPermaLink") != "false";
    if (link.empty() && permanent && id.starts_with("http")) link = id;
    return link;
  }
  std::string other;
  for (const xmlNode* child = item->children; child != nullptr; child = child->next) {
    if (!is(child, namespace_of(item), "link")) continue;
    const std::string relation = attribute(child, "rel");
    if (relation.empty() || relation == "alternate") return attribute(child, "href");
    if (other.empty() && relation == "via") other = attribute(child, "href");
  }
  return other;
}

/// The words of an element that holds text, HTML or, in Atom, XHTML.
Result<std::string> text_of(const xmlNode* element, bool atom) {
  const std::string type = atom ? lower_case(attribute(element, "type")) : "html";
  if (type == "xhtml" || type.ends_with("+xml")) return paragraphs_of(element);
  const std::string words = raw_text_of(element);
  if (type == "html" || type == "text/html") return text_of_html(words);
  if (type.empty() || type.starts_with("text")) return words;
  return std::string();  // a picture or a file, in base64
}

/// Takes the text of the fullest element that has any. A title alone is a text too: many feeds give
/// no more.
Result<void> set_text(Document& document, const xmlNode* item, bool atom) {
  const std::vector<const xmlNode*> elements = {child_in(item, kContentModule, "encoded"),
                                                child_of(item, {"content"}),
                                                child_of(item, {"summary", "description"})};
  for (const xmlNode* element : elements) {
    if (element == nullptr) continue;
    std::string text = TRY(text_of(element, atom));
    if (trimmed(text).empty()) continue;
    document.text = std::move(text);
    document.bytes = raw_text_of(element);
    if (document.bytes == document.text) document.bytes.clear();
    return {};
  }
  document.text = document.title;
  return {};
}

std::string language_of(const xmlNode* node) {
  const auto* key = reinterpret_cast<const xmlChar*>("lang");
  for (; node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
    xmlChar* value = xmlGetNsProp(node, key, XML_XML_NAMESPACE);
    if (value == nullptr) continue;
    std::string language(reinterpret_cast<const char*>(value));
    xmlFree(value);
    return language;
  }
  return {};
}

Result<Document> document_of(const xmlNode* item, const Feed& feed) {
  Document document;
  document.media_type = feed.atom ? "application/atom+xml" : "application/rss+xml";
  document.title = title_words(child_of(item, {"title"}));
  document.given_id = raw(child_of(item, {"guid", "id"}));
  document.url = address_of(item, feed.atom, document.given_id);

  // An item that a feed passes on says whose it is.
  const xmlNode* source = child_of(item, {"source"});
  document.publisher = feed.atom ? title_words(child_of(source, {"title"})) : raw(source);
  if (document.publisher.empty()) document.publisher = title_words(child_of(feed.about, {"title"}));
  document.language = language_of(item);
  if (document.language.empty()) document.language = raw(child_of(feed.about, {"language"}));
  if (document.language.empty())
    document.language = raw(child_in(feed.about, kDublinCore, "language"));

  std::string published = raw(child_of(item, {"pubDate", "published", "updated"}));
  if (published.empty()) published = raw(child_in(item, kDublinCore, "date"));
  if (!published.empty()) TRY(set_published_as_in_mail(document, published));
  TRY(set_text(document, item, feed.atom));
  if (document.text.size() > document_bytes_max)
    return invalid("the item is too long", "a document has at most 8 MB; cut it into parts");
  return document;
}

std::size_t line_of(const xmlNode* node) {
  return static_cast<std::size_t>(std::max(xmlGetLineNo(node), 0L));
}

/// How many items stand whole before the line in which the XML goes wrong: those that another item
/// follows before it.
std::size_t whole_items(const Feed& feed, const Fault& fault) {
  if (fault.line == 0) return feed.items.size();
  std::size_t whole = 0;
  while (whole + 1 < feed.items.size() && line_of(feed.items[whole + 1]) < fault.line) ++whole;
  return whole;
}

Result<std::string> xml_of(std::string_view bytes) {
  std::string text = TRY(utf8_of(bytes, encoding_named_in(bytes)));
  if (text.find("<!ENTITY") != std::string::npos)
    return invalid("the feed declares entities of its own", "write the characters themselves");
  if (has_too_many_attributes(text))
    return invalid("an element of the feed has too many attributes", "fetch the feed again");
  return with_numbered_characters(text);
}

}  // namespace

Taken feed_documents(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  Taken taken;
  const auto reject = [&](std::size_t line, const Error& error) {
    taken.rejections.push_back({std::string(file), line, error.message, error.help});
  };
  const auto refused = [&](const Error& error) {
    reject(0, error);
    return taken;
  };
  const auto xml = xml_of(bytes);
  if (!xml) return refused(xml.error());
  Fault fault;
  const auto tree = parse_xml(*xml, fault);
  if (!tree) return refused(tree.error());
  const auto feed = feed_in(xmlDocGetRootElement(tree->get()));
  if (!feed) return refused(feed.error());

  const std::size_t whole = whole_items(*feed, fault);
  for (std::size_t at = 0; at < whole; ++at) {
    auto document = document_of(feed->items[at], *feed);
    const std::size_t line = line_of(feed->items[at]);
    if (!document) {
      reject(line, document.error());
      continue;
    }
    document->file = file;
    take(taken, std::move(*document), line, defaults);
  }
  if (fault.line > 0)
    reject(fault.line,
           invalid(fmt::format("the feed is not sound XML from here on: {}", fault.words),
                   "fetch the feed again; the items before this one are taken"));
  else if (feed->items.empty())
    reject(0, invalid("the feed has no items", "a feed with items is read item by item"));
  return taken;
}

}  // namespace truce::intake
