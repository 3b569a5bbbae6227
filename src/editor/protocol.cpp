// SPDX-License-Identifier: Apache-2.0
#include "editor/protocol.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/result.h"

namespace truce::editor {
namespace {

using Json = nlohmann::ordered_json;
using agreement::NameKind;

// The protocol's own numbers.
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kNotInitialized = -32002;
constexpr int kRequestFailed = -32803;

constexpr std::string_view kMessageHelp = "a message is one JSON object of JSON-RPC 2.0, in UTF-8";

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string reply(const Json& id, Json result) {
  return dump({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

std::string refusal(const Json& id, int code, std::string_view why) {
  return dump({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", why}}}});
}

std::string notice(std::string_view method, Json params) {
  return dump({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

/// For what cannot be answered: the editor writes it into its log.
std::string logged(std::string_view what) {
  return notice("window/logMessage", {{"type", 1}, {"message", what}});
}

// ---- Reading
// --------------------------------------------------------------------------------------

const Json* member(const Json* object, const char* name) {
  if (object == nullptr || !object->is_object()) return nullptr;
  const auto found = object->find(name);
  return found == object->end() ? nullptr : &*found;
}

const std::string* text_member(const Json* object, const char* name) {
  const Json* found = member(object, name);
  return found == nullptr ? nullptr : found->get_ptr<const std::string*>();
}

std::optional<std::size_t> number_member(const Json* object, const char* name) {
  const Json* found = member(object, name);
  if (found == nullptr || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::size_t>();
}

std::optional<Position> position_in(const Json* params) {
  const Json* position = member(params, "position");
  const auto line = number_member(position, "line");
  const auto character = number_member(position, "character");
  if (!line || !character) return std::nullopt;
  return Position{*line, *character};
}

// ---- Writing
// --------------------------------------------------------------------------------------

Json json_of(const Range& range) {
  return {{"start", {{"line", range.begin.line}, {"character", range.begin.character}}},
          {"end", {{"line", range.end.line}, {"character", range.end.character}}}};
}

Json json_of(const Mark& mark) {
  return {{"range", json_of(mark.range)},
          {"severity", mark.error ? 1 : 2},
          {"source", "truce"},
          {"message", mark.help.empty() ? mark.message : mark.message + "\nhelp: " + mark.help}};
}

/// The protocol's SymbolKind.
int symbol_kind(NameKind kind) {
  switch (kind) {
    case NameKind::participant:
      return 5;  // class
    case NameKind::area:
      return 19;  // object
    case NameKind::clause:
      return 12;  // function
    case NameKind::rule:
      return 25;  // operator
    case NameKind::phase:
      return 3;  // namespace
    case NameKind::event:
      return 24;  // event
    case NameKind::tally:
      return 16;  // number
    case NameKind::amendment:
      return 2;  // module
  }
  return 13;
}

Json json_of(const Symbol& symbol) {
  Json children = Json::array();
  for (const Symbol& child : symbol.children) children.push_back(json_of(child));
  // Editors refuse a symbol without a name.
  const std::string name = symbol.name.empty() ? "without a name" : symbol.name;
  return {{"name", std::string(agreement::to_text(symbol.kind)) + " " + name},
          {"detail", symbol.detail},
          {"kind", symbol_kind(symbol.kind)},
          {"range", json_of(symbol.whole)},
          {"selectionRange", json_of(symbol.heading)},
          {"children", children}};
}

Json json_of(const Proposal& proposal) {
  constexpr int kKeyword = 14;
  constexpr int kReference = 18;
  return {{"label", proposal.label},
          {"kind", proposal.kind ? kReference : kKeyword},
          {"detail", proposal.detail},
          {"insertText", proposal.insert}};
}

Json capabilities() {
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 1}}},  // 1: the full text
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"documentSymbolProvider", true},
          {"documentFormattingProvider", true},
          {"completionProvider", Json::object()}};
}

}  // namespace

class Protocol::Session {
 public:
  explicit Session(StateOf state_of) : state_of_(std::move(state_of)) {}

  std::vector<std::string> answer(std::string_view message) {
    const Json json = Json::parse(message, nullptr, false);
    if (json.is_discarded())
      return {
          refusal(nullptr, kParseError, fmt::format("this is no JSON; help: {}", kMessageHelp))};
    const Json* id = member(&json, "id");
    const bool good_id = id == nullptr || id->is_string() || id->is_number() || id->is_null();
    const std::string* method = text_member(&json, "method");
    if (method == nullptr && (member(&json, "result") || member(&json, "error")))
      return {};  // an answer, though nothing was asked
    if (method == nullptr || !good_id)
      return {refusal(id != nullptr && good_id ? *id : Json(nullptr), kInvalidRequest,
                      fmt::format("this is no request; help: {}", kMessageHelp))};
    const Json* params = member(&json, "params");
    if (id == nullptr) return notified(*method, params);
    return {asked(*id, *method, params)};
  }

  bool ended() const { return ended_; }
  bool ended_well() const { return ended_ && shut_down_; }

 private:
  using Answer = std::string (Session::*)(const Json& id, const Json* params);

  // ---- Requests

  std::string asked(const Json& id, const std::string& method, const Json* params) {
    static const std::map<std::string, Answer, std::less<>> answers = {
        {"initialize", &Session::initialize},
        {"shutdown", &Session::shut_down},
        {"textDocument/hover", &Session::hover},
        {"textDocument/definition", &Session::definition},
        {"textDocument/documentSymbol", &Session::symbols},
        {"textDocument/formatting", &Session::formatting},
        {"textDocument/completion", &Session::completion}};
    if (shut_down_) return refusal(id, kInvalidRequest, "the server was told to shut down");
    if (!initialized_ && method != "initialize")
      return refusal(id, kNotInitialized, "the first request must be 'initialize'");
    const auto found = answers.find(method);
    if (found == answers.end())
      return refusal(id, kMethodNotFound, fmt::format("there is no method '{}'", method));
    return (this->*found->second)(id, params);
  }

  std::string initialize(const Json& id, const Json*) {
    if (initialized_) return refusal(id, kInvalidRequest, "the server is initialized already");
    initialized_ = true;
    return reply(id, {{"capabilities", capabilities()}, {"serverInfo", {{"name", "truce"}}}});
  }

  std::string shut_down(const Json& id, const Json*) {
    shut_down_ = true;
    return reply(id, nullptr);
  }

  std::string hover(const Json& id, const Json* params) {
    const auto at = position_in(params);
    const OpenText* text = open_text(params);
    if (text == nullptr || !at) return bad_params(id, "an open text and a position");
    const auto hover = text->hover(*at, state_of_);
    if (!hover) return reply(id, nullptr);
    return reply(id, {{"contents", {{"kind", "markdown"}, {"value", hover->markdown}}},
                      {"range", json_of(hover->range)}});
  }

  std::string definition(const Json& id, const Json* params) {
    const auto at = position_in(params);
    const OpenText* text = open_text(params);
    if (text == nullptr || !at) return bad_params(id, "an open text and a position");
    const auto range = text->definition(*at);
    if (!range) return reply(id, nullptr);
    return reply(id, {{"uri", *uri_in(params)}, {"range", json_of(*range)}});
  }

  std::string symbols(const Json& id, const Json* params) {
    const OpenText* text = open_text(params);
    if (text == nullptr) return bad_params(id, "an open text");
    Json list = Json::array();
    for (const Symbol& symbol : text->symbols()) list.push_back(json_of(symbol));
    return reply(id, list);
  }

  std::string formatting(const Json& id, const Json* params) {
    const OpenText* text = open_text(params);
    if (text == nullptr) return bad_params(id, "an open text");
    const auto laid_out = text->laid_out();
    if (!laid_out)
      return refusal(id, kRequestFailed,
                     fmt::format("{}; help: put right what is underlined as an error first",
                                 laid_out.error().message));
    Json edits = Json::array();
    edits.push_back({{"range", json_of(text->whole())}, {"newText", *laid_out}});
    return reply(id, edits);
  }

  std::string completion(const Json& id, const Json* params) {
    const auto at = position_in(params);
    const OpenText* text = open_text(params);
    if (text == nullptr || !at) return bad_params(id, "an open text and a position");
    Json list = Json::array();
    for (const Proposal& proposal : text->proposals(*at)) list.push_back(json_of(proposal));
    return reply(id, list);
  }

  static std::string bad_params(const Json& id, std::string_view what) {
    return refusal(id, kInvalidParams, fmt::format("the params do not name {}", what));
  }

  // ---- Notifications

  std::vector<std::string> notified(const std::string& method, const Json* params) {
    if (method == "exit") {
      ended_ = true;
      return {};
    }
    if (!initialized_ || shut_down_) return {};  // as the protocol asks
    if (method == "textDocument/didOpen")
      return changed(uri_in(params), text_member(member(params, "textDocument"), "text"), params);
    if (method == "textDocument/didChange")
      return changed(uri_in(params), last_text(params), params);
    if (method == "textDocument/didClose") return closed(uri_in(params));
    return {};
  }

  /// The whole text after the last change that gives one.
  static const std::string* last_text(const Json* params) {
    const Json* changes = member(params, "contentChanges");
    if (changes == nullptr || !changes->is_array() || changes->empty()) return nullptr;
    const Json& last = changes->back();
    return member(&last, "range") == nullptr ? text_member(&last, "text") : nullptr;
  }

  std::vector<std::string> changed(const std::string* uri, const std::string* text,
                                   const Json* params) {
    if (uri == nullptr || text == nullptr)
      return {logged("truce: a text was opened or changed without its uri or its full text")};
    auto open = std::make_unique<OpenText>(*text);
    Json list = Json::array();
    for (const Mark& mark : open->marks()) list.push_back(json_of(mark));
    Json published = {{"uri", *uri}, {"diagnostics", std::move(list)}};
    const Json* version = member(member(params, "textDocument"), "version");
    if (version != nullptr && version->is_number_integer()) published["version"] = *version;
    texts_[*uri] = std::move(open);
    return {notice("textDocument/publishDiagnostics", std::move(published))};
  }

  std::vector<std::string> closed(const std::string* uri) {
    if (uri == nullptr || texts_.erase(*uri) == 0) return {};
    // A closed text has no mistakes to show.
    return {
        notice("textDocument/publishDiagnostics", {{"uri", *uri}, {"diagnostics", Json::array()}})};
  }

  // ---- Texts

  static const std::string* uri_in(const Json* params) {
    return text_member(member(params, "textDocument"), "uri");
  }

  const OpenText* open_text(const Json* params) const {
    const std::string* uri = uri_in(params);
    const auto found = uri == nullptr ? texts_.end() : texts_.find(*uri);
    return found == texts_.end() ? nullptr : found->second.get();
  }

  StateOf state_of_;
  std::map<std::string, std::unique_ptr<OpenText>> texts_;
  bool initialized_ = false;
  bool shut_down_ = false;
  bool ended_ = false;
};

Protocol::Protocol(StateOf state_of) : session_(std::make_unique<Session>(std::move(state_of))) {}
Protocol::~Protocol() = default;

std::vector<std::string> Protocol::answer(std::string_view message) {
  return session_->answer(message);
}

std::string Protocol::complaint(std::string_view problem) const {
  return refusal(nullptr, kInvalidRequest, problem);
}

bool Protocol::ended() const { return session_->ended(); }
bool Protocol::ended_well() const { return session_->ended_well(); }

}  // namespace truce::editor
