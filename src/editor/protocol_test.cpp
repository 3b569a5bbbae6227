// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "editor/editor.h"

namespace truce::editor {
namespace {

using Json = nlohmann::json;

constexpr const char* kInitialize = R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{}})";
constexpr const char* kUri = "file:///valley.truce";
const std::string kText =
    "agreement \"V\"\n  in force 3 May 2025 UTC\nparty North\nphase 1 \"Q\"\n"
    "  clause 1.1 \"A\"\n    North must not fire\n";

std::string note(const char* method, Json params) {
  return Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}.dump();
}

std::string request(const char* method, Json params) {
  return Json{{"jsonrpc", "2.0"}, {"id", "a"}, {"method", method}, {"params", std::move(params)}}
      .dump();
}

Json about(std::size_t line, std::size_t character) {
  return {{"textDocument", {{"uri", kUri}}},
          {"position", {{"line", line}, {"character", character}}}};
}

std::string opened(const std::string& text) {
  return note("textDocument/didOpen",
              {{"textDocument", {{"uri", kUri}, {"version", 1}, {"text", text}}}});
}

/// The one answer to a message.
Json answer(Protocol& protocol, const std::string& message) {
  const auto answers = protocol.answer(message);
  EXPECT_EQ(answers.size(), 1U) << message;
  return answers.empty() ? Json() : Json::parse(answers.front());
}

int code_of(const Json& reply) { return reply.contains("error") ? int(reply["error"]["code"]) : 0; }

class Started : public testing::Test {
 protected:
  Started() { (void)protocol.answer(kInitialize); }
  Protocol protocol{[](std::string_view) { return std::string("overdue"); }};
};

TEST(Protocol, begins_with_what_it_can_do) {
  Protocol protocol({});
  const Json reply = answer(protocol, kInitialize);
  EXPECT_EQ(reply["id"], 0);
  for (const char* can : {"hoverProvider", "definitionProvider", "documentSymbolProvider",
                          "documentFormattingProvider", "completionProvider"})
    EXPECT_TRUE(reply["result"]["capabilities"].contains(can)) << can;
  EXPECT_EQ(reply["result"]["capabilities"]["textDocumentSync"]["change"], 1);
  EXPECT_EQ(code_of(answer(protocol, kInitialize)), -32600) << "only once";
}

TEST(Protocol, refuses_work_before_the_beginning_and_after_the_end) {
  Protocol protocol({});
  EXPECT_EQ(code_of(answer(protocol, request("textDocument/hover", about(0, 0)))), -32002);
  EXPECT_TRUE(protocol.answer(opened(kText)).empty());
  (void)answer(protocol, kInitialize);
  EXPECT_EQ(answer(protocol, request("shutdown", nullptr))["result"], nullptr);
  EXPECT_EQ(code_of(answer(protocol, request("textDocument/hover", about(0, 0)))), -32600);
  EXPECT_FALSE(protocol.ended());
  EXPECT_TRUE(protocol.answer(note("exit", nullptr)).empty());
  EXPECT_TRUE(protocol.ended() && protocol.ended_well());
}

TEST(Protocol, does_not_end_well_without_a_word) {
  Protocol protocol({});
  (void)protocol.answer(note("exit", nullptr));
  EXPECT_TRUE(protocol.ended() && !protocol.ended_well());
}

TEST_F(Started, publishes_mistakes_at_each_change_and_takes_them_back_at_the_close) {
  const Json none = answer(protocol, opened(kText));
  EXPECT_EQ(none["method"], "textDocument/publishDiagnostics");
  EXPECT_EQ(none["params"]["version"], 1);
  EXPECT_TRUE(none["params"]["diagnostics"].empty());
  const Json one = answer(
      protocol, note("textDocument/didChange",
                     {{"textDocument", {{"uri", kUri}, {"version", 2}}},
                      {"contentChanges", {{{"text", kText}}, {{"text", kText + "nonsense\n"}}}}}));
  ASSERT_EQ(one["params"]["diagnostics"].size(), 1U);
  const Json& mark = one["params"]["diagnostics"][0];
  EXPECT_EQ(mark["severity"], 1);
  EXPECT_EQ(mark["range"]["start"], (Json{{"line", 6}, {"character", 0}}));
  EXPECT_EQ(mark["range"]["end"], (Json{{"line", 6}, {"character", 8}}));
  EXPECT_NE(mark["message"].get<std::string>().find("\nhelp: "), std::string::npos);
  const Json closed =
      answer(protocol, note("textDocument/didClose", {{"textDocument", {{"uri", kUri}}}}));
  EXPECT_TRUE(closed["params"]["diagnostics"].empty());
  EXPECT_EQ(code_of(answer(protocol, request("textDocument/hover", about(0, 0)))), -32602);
}

TEST_F(Started, answers_about_places) {
  (void)answer(protocol, opened(kText));
  const Json hover = answer(protocol, request("textDocument/hover", about(4, 10)));
  EXPECT_EQ(hover["id"], "a");
  const std::string words = hover["result"]["contents"]["value"];
  EXPECT_NE(words.find("North must not fire"), std::string::npos);
  EXPECT_NE(words.find("overdue"), std::string::npos);
  EXPECT_EQ(answer(protocol, request("textDocument/hover", about(99, 0)))["result"], nullptr);
  const Json definition = answer(protocol, request("textDocument/definition", about(5, 5)));
  EXPECT_EQ(definition["result"]["uri"], kUri);
  EXPECT_EQ(definition["result"]["range"]["start"]["line"], 2);
  EXPECT_GT(answer(protocol, request("textDocument/completion", about(5, 4)))["result"].size(),
            20U);
  const Json symbols =
      answer(protocol, request("textDocument/documentSymbol", {{"textDocument", {{"uri", kUri}}}}));
  EXPECT_EQ(symbols["result"][1]["name"], "phase 1");
  EXPECT_EQ(symbols["result"][1]["children"][0]["name"], "clause 1.1");
}

TEST_F(Started, lays_out_a_text_or_says_why_not) {
  (void)answer(protocol, opened(kText));
  const Json ask = {{"textDocument", {{"uri", kUri}}}, {"options", {{"tabSize", 2}}}};
  const Json edits = answer(protocol, request("textDocument/formatting", ask))["result"];
  ASSERT_EQ(edits.size(), 1U);
  EXPECT_EQ(edits[0]["newText"], *agreement::format(kText));
  EXPECT_EQ(edits[0]["range"]["end"], (Json{{"line", 6}, {"character", 0}}));
  (void)answer(protocol, opened("agreement"));
  const Json refused = answer(protocol, request("textDocument/formatting", ask));
  EXPECT_EQ(code_of(refused), -32803);
  EXPECT_EQ(refused["error"]["message"],
            "the agreement has mistakes; help: put right what is underlined as an error first");
}

TEST_F(Started, names_what_is_wrong_with_a_message) {
  EXPECT_EQ(code_of(answer(protocol, "{")), -32700);
  EXPECT_EQ(code_of(answer(protocol, "")), -32700);
  EXPECT_EQ(code_of(answer(protocol, "{\"id\":1,\"method\":\"\xFF\"}")), -32700) << "not UTF-8";
  EXPECT_EQ(code_of(answer(protocol, R"({"id":1,"method":"\ud800"})")), -32700) << "half a pair";
  EXPECT_EQ(code_of(answer(protocol, std::string(100'000, '['))), -32700);
  EXPECT_EQ(code_of(answer(protocol, "[]")), -32600);
  EXPECT_EQ(code_of(answer(protocol, "7")), -32600);
  EXPECT_EQ(code_of(answer(protocol, R"({"id":{},"method":"shutdown"})")), -32600);
  EXPECT_EQ(code_of(answer(protocol, R"({"id":1,"method":7})")), -32600);
  const Json unknown = answer(protocol, request("textDocument/fly", {}));
  EXPECT_EQ(code_of(unknown), -32601);
  EXPECT_EQ(unknown["error"]["message"], "there is no method 'textDocument/fly'");
}

TEST_F(Started, does_not_stumble_over_nests_of_brackets) {
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  EXPECT_EQ(code_of(answer(protocol, deep)), -32600);
  EXPECT_EQ(code_of(answer(protocol, R"({"id":1,"method":"fly","params":)" + deep + "}")), -32601);
}

TEST_F(Started, wants_params_of_the_right_kind) {
  (void)answer(protocol, opened(kText));
  const Json text = {{"uri", kUri}};
  for (const Json& params :
       {Json(), Json(7), Json::array(), Json{{"textDocument", 7}}, Json{{"textDocument", text}},
        Json{{"textDocument", text}, {"position", {{"line", -1}, {"character", 0}}}},
        Json{{"textDocument", text}, {"position", {{"line", 1e300}, {"character", 0}}}},
        Json{{"textDocument", text}, {"position", {{"line", "1"}, {"character", 0}}}},
        Json{{"textDocument", {{"uri", "file:///other"}}}, {"position", about(0, 0)["position"]}}})
    EXPECT_EQ(code_of(answer(protocol, request("textDocument/hover", params))), -32602) << params;
}

TEST_F(Started, says_in_the_log_which_change_it_could_not_take) {
  const Json range = {{"range", {}}, {"text", "x"}};
  for (const Json& params : {Json(), Json{{"textDocument", {{"uri", kUri}}}},
                             Json{{"textDocument", {{"uri", kUri}}}, {"contentChanges", {range}}},
                             Json{{"textDocument", {{"uri", 7}}}, {"contentChanges", {7}}}})
    EXPECT_EQ(answer(protocol, note("textDocument/didChange", params))["method"],
              "window/logMessage")
        << params;
}

TEST_F(Started, is_silent_where_the_protocol_asks_it) {
  EXPECT_TRUE(protocol.answer(note("initialized", {})).empty());
  EXPECT_TRUE(protocol.answer(note("$/cancelRequest", {{"id", 1}})).empty());
  EXPECT_TRUE(protocol.answer(note("workspace/didFly", {})).empty());
  EXPECT_TRUE(protocol.answer(R"({"jsonrpc":"2.0","id":1,"result":null})").empty());
  EXPECT_TRUE(protocol.answer(note("textDocument/didClose", {})).empty());
}

TEST_F(Started, takes_the_largest_position_there_is) {
  (void)answer(protocol, opened(kText));
  const Json params = about(18446744073709551615ULL, 18446744073709551615ULL);
  for (const char* method :
       {"textDocument/hover", "textDocument/definition", "textDocument/completion"})
    EXPECT_EQ(code_of(answer(protocol, request(method, params))), 0) << method;
}

}  // namespace
}  // namespace truce::editor
