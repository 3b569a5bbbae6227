// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "conversation.h"
#include "run_truce.h"

namespace truce::editors {
namespace {

using Json = nlohmann::json;

constexpr const char* kUri = "file:///valley.truce";
const std::string kText =
    "agreement \"V\"\n  in force 3 May 2025 UTC\nparty North\nphase 1 \"🕊\"\n"
    "  clause 1.1 \"A\"\n    North must not fire\n";

Json note(const char* method, Json params) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

Json request(int id, const char* method, Json params) {
  Json message = note(method, std::move(params));
  message["id"] = id;
  return message;
}

Json about(std::size_t line, std::size_t character) {
  return {{"textDocument", {{"uri", kUri}}},
          {"position", {{"line", line}, {"character", character}}}};
}

Json opened(const std::string& text) {
  return note("textDocument/didOpen",
              {{"textDocument", {{"uri", kUri}, {"version", 1}, {"text", text}}}});
}

/// Begins a talk and takes the greeting.
void begin(Conversation& talk) {
  ASSERT_TRUE(talk.send(request(0, "initialize", Json::object())));
  const auto reply = talk.receive();
  ASSERT_TRUE(reply);
  ASSERT_TRUE((*reply)["result"].contains("capabilities"));
  ASSERT_TRUE(talk.send(note("initialized", Json::object())));
}

int end(Conversation& talk) {
  talk.send(request(99, "shutdown", nullptr));
  talk.send(note("exit", nullptr));
  return talk.close();
}

Json asked(Conversation& talk, const char* method, Json params) {
  EXPECT_TRUE(talk.send(request(7, method, std::move(params))));
  const auto reply = talk.receive();
  EXPECT_TRUE(reply) << method;
  return reply.value_or(Json::object());
}

TEST(LanguageServer, talks_from_the_greeting_to_the_end) {
  Conversation talk;
  begin(talk);
  ASSERT_TRUE(talk.send(
      opened(kText + "phase 2 \"🕊\" oops\n  clause 2.1 \"B\"\n    North must meet\n")));
  const auto published = talk.receive();
  ASSERT_TRUE(published);
  const Json& marks = (*published)["params"]["diagnostics"];
  ASSERT_EQ(marks.size(), 1U) << marks;
  EXPECT_EQ(marks[0]["range"]["start"], (Json{{"line", 6}, {"character", 13}}));
  EXPECT_EQ(asked(talk, "textDocument/definition", about(5, 5))["result"]["range"]["start"]["line"],
            2);
  const std::string hover =
      asked(talk, "textDocument/hover", about(4, 3))["result"]["contents"]["value"];
  EXPECT_NE(hover.find("North must not fire"), std::string::npos);
  EXPECT_EQ(hover.find("---"), std::string::npos) << "there is no account";
  EXPECT_EQ(asked(talk, "textDocument/formatting", about(0, 0))["error"]["code"], -32803);
  EXPECT_EQ(end(talk), 0);
}

TEST(LanguageServer, shows_where_a_clause_stands_by_the_account) {
  const scenarios::Scratch scratch("language-server");
  std::ofstream(scratch / "valley.truce") << kText;
  const auto made = scenarios::run_truce(
      {"init", scratch / "valley.store", "--agreement", scratch / "valley.truce"});
  ASSERT_EQ(made.code, 0) << made.err;
  Conversation talk({"--store", scratch / "valley.store"});
  begin(talk);
  ASSERT_TRUE(talk.send(opened(kText)));
  ASSERT_TRUE(talk.receive());
  const std::string hover =
      asked(talk, "textDocument/hover", about(4, 3))["result"]["contents"]["value"];
  EXPECT_NE(hover.find("as known"), std::string::npos) << hover;
  EXPECT_NE(hover.find("watched"), std::string::npos) << hover;
  EXPECT_EQ(end(talk), 0);
}

TEST(LanguageServer, says_so_when_the_store_cannot_be_read) {
  Conversation talk({"--store", "/nowhere/at/all.store"});
  begin(talk);
  ASSERT_TRUE(talk.send(opened(kText)));
  ASSERT_TRUE(talk.receive());
  const std::string hover =
      asked(talk, "textDocument/hover", about(4, 3))["result"]["contents"]["value"];
  EXPECT_NE(hover.find("the account cannot be shown"), std::string::npos) << hover;
  EXPECT_EQ(end(talk), 0);
}

TEST(LanguageServer, outlives_messages_that_are_none) {
  Conversation talk;
  begin(talk);
  for (const std::string body : {"", "{", "nonsense", "\xFF\xFE", "[1]", "{\"id\":1}"}) {
    ASSERT_TRUE(talk.write("Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
    const auto reply = talk.receive();
    ASSERT_TRUE(reply) << body;
    EXPECT_LT((*reply)["error"]["code"], 0) << body;
  }
  EXPECT_EQ(asked(talk, "textDocument/fly", {})["error"]["code"], -32601);
  EXPECT_EQ(asked(talk, "textDocument/hover", {})["error"]["code"], -32602);
  EXPECT_EQ(end(talk), 0);
}

TEST(LanguageServer, skips_a_message_that_is_too_long) {
  Conversation talk;
  begin(talk);
  constexpr std::size_t kLength = (64U << 20U) + 1;
  ASSERT_TRUE(talk.write("Content-Length: " + std::to_string(kLength) + "\r\n\r\n"));
  ASSERT_TRUE(talk.write(std::string(kLength, ' ')));
  const auto reply = talk.receive();
  ASSERT_TRUE(reply);
  EXPECT_EQ((*reply)["error"]["code"], -32600);
  EXPECT_EQ(end(talk), 0);
}

TEST(LanguageServer, ends_with_a_reason_when_a_header_cannot_be_read) {
  for (const char* header : {"Content-Length: 99999999999999999999999\r\n\r\n",
                             "Content-Length: -5\r\n\r\n", "hello\r\n\r\n"}) {
    Conversation talk;
    begin(talk);
    talk.write(header);
    const auto reply = talk.receive();
    ASSERT_TRUE(reply) << header;
    EXPECT_EQ((*reply)["error"]["message"], "a message's header does not say its Content-Length");
    EXPECT_FALSE(talk.receive());
    EXPECT_EQ(talk.close(), 1);
  }
}

TEST(LanguageServer, that_is_left_without_a_word_fails) {
  Conversation silent;
  EXPECT_EQ(silent.close(), 1);
  Conversation cut;
  begin(cut);
  cut.write("Content-Length: 100\r\n\r\n{");
  EXPECT_EQ(cut.close(), 1);
  Conversation abrupt;
  begin(abrupt);
  abrupt.send(note("exit", nullptr));
  EXPECT_EQ(abrupt.close(), 1);
}

}  // namespace
}  // namespace truce::editors
