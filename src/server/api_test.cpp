// SPDX-License-Identifier: Apache-2.0
// The route that writes, over a real store and without sockets.
#include "server/api.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "pipeline/pipeline.h"

namespace truce::server {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kText =
    "The café in Arden burned. The Southland front said five people were killed.";

Statement toll(Id<Document> document) {
  Statement statement;
  statement.document = document;
  statement.quote = {"five people were killed", {52, 75}};
  statement.speaker = Mention{.name = "The Southland front"};
  statement.measure = Measure::killed;
  statement.figure = Figure{.low = 5, .high = 5, .as_written = "five", .span = TextSpan{52, 56}};
  statement.rule = "subject";
  return statement;
}

/// A desk with one document (2) and one statement in it (3), served from 08:00:30 on.
class Api : public testing::Test {
 protected:
  Api() : folder_(fs::temp_directory_path() / fmt::format("truce-api-{}", ::getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const auto store = store::create_sqlite(path(), StoreMode::desk).value();
    const Instant begin = *parse_instant("2025-03-01");
    Document document;
    document.text = kText;
    document.title = "Fire in Arden";
    document.published = begin;
    const AgreementText agreement{
        "valley.truce",
        "agreement \"Valley truce\"\n  in force 1 March 2025 12:00 UTC\n\n"
        "party Northland\nparty Southland\n",
        {}};
    EXPECT_TRUE(store->append({.command = "add"}, begin, [&](std::uint64_t) {
      return Result<std::vector<Draft>>(
          {{begin, agreement}, {begin, document}, {begin, toll({2})}});
    }));
    serve(true);
  }
  ~Api() override { fs::remove_all(folder_); }

  std::string path() const { return (folder_ / "store").string(); }

  void serve(bool reviews) {
    router_ = {};
    EXPECT_TRUE(add_api(
        router_, path(), [] { return *parse_instant("2025-03-05T08:00:30Z"); }, reviews));
  }

  Response ask(const char* method, std::vector<std::string> segments, const std::string& body = {},
               const char* type = "application/json") {
    Request request;
    request.method = method;
    request.segments = {"api", "v1"};
    request.segments.insert(request.segments.end(), segments.begin(), segments.end());
    for (const std::string& segment : request.segments) request.path += "/" + segment;
    request.headers["content-type"] = type;
    request.body = body;
    return router_(request);
  }

  /// The status and what the answer says of it.
  std::string post(const std::string& body, const char* type = "application/json") {
    const Response response = ask("POST", {"review"}, body, type);
    const Json answer = Json::parse(response.body);
    return fmt::format(
        "{} {}", response.status,
        answer.contains("error") ? answer["error"]["message"].get<std::string>() : answer.dump());
  }

  Json document() { return Json::parse(ask("GET", {"documents", "2"}).body); }

  fs::path folder_;
  Router router_;
};

TEST_F(Api, a_decision_is_seen_at_once) {
  EXPECT_EQ(document()["unreviewed"], 1);
  EXPECT_EQ(post(R"({"by": "A. Clerk", "decisions": [{"what": "accept", "statement": 3}]})"),
            R"(200 {"batch":2,"statements":[]})");
  EXPECT_EQ(document()["unreviewed"], 0);
  const Json row = document()["rows"][0];
  EXPECT_EQ(row["reviewed"], true);
  EXPECT_EQ(row["review"]["what"], "accepted");
  EXPECT_EQ(row["review"]["by"], "A. Clerk");
  EXPECT_EQ(row["review"]["at"], "2025-03-05T08:00:30Z");
}

TEST_F(Api, a_correction_shows_both_readings) {
  EXPECT_EQ(post(R"({"by": "A. Clerk", "decisions": [{"what": "correct", "statement": 3,
                     "fields": {"figure": "at least 5"}, "reason": "the words bound it"}]})"),
            R"(200 {"batch":2,"statements":[4]})");
  const Json rows = document()["rows"];
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["amended"]["replacement"], 4);
  EXPECT_EQ(rows[0]["amended"]["ground"], "review");
  EXPECT_EQ(rows[0]["retracted"], false) << "its source took nothing back";
  EXPECT_EQ(rows[1]["figure"]["qualifier"], "at_least");
}

TEST_F(Api, words_are_chosen_by_code_points) {
  EXPECT_EQ(post(R"({"by": "A. Clerk", "decisions": [{"what": "add", "document": 2,
                     "span": [0, 24], "fields": {"act": "fire", "place": "Arden"}}]})"),
            R"(200 {"batch":2,"statements":[4]})");
  EXPECT_EQ(document()["rows"][0]["quote"], "The café in Arden burned");
  EXPECT_EQ(post(R"({"by": "A. Clerk", "decisions": [{"what": "add", "document": 2,
                     "words": "nobody wrote this"}]})"),
            "404 document 2 does not hold the words 'nobody wrote this'");
}

TEST_F(Api, what_cannot_be_decided_says_why_and_writes_nothing) {
  EXPECT_EQ(post("{"), "400 the body is no JSON object");
  EXPECT_EQ(post(R"({"by": "A. Clerk"})"), "400 the body holds no decisions");
  EXPECT_EQ(post(R"({"decisions": [{"what": "accept", "statement": 3}]})"), "400 nobody is named");
  EXPECT_EQ(post(R"({"by": "A", "decisions": [{"what": "like", "statement": 3}]})"),
            "400 'like' is no decision: it is accept, correct, reject or add");
  EXPECT_EQ(post(R"({"by": "A", "decisions": [{"what": "accept", "statement": -3}]})"),
            "400 'statement' is no number of a record");
  EXPECT_EQ(post(R"({"by": "A", "decisions": [{"what": "accept", "statement": 2}]})"),
            "404 there is no statement 2");
  EXPECT_EQ(post(R"({"by": "A", "decisions": [{"what": "reject", "statement": 3}]})"),
            "400 it is not said why the statement is rejected");
  EXPECT_EQ(post(R"({"by": "A", "decisions": [{"what": "add", "document": 2, "span": [0, 999]}]})"),
            "400 the words lie outside of the document");
  EXPECT_EQ(document()["unreviewed"], 1);
}

TEST_F(Api, two_who_decide_otherwise_are_told_so) {
  const char* reject =
      R"({"by": "A. Clerk", "decisions": [{"what": "reject", "statement": 3, "reason": "not said"}]})";
  EXPECT_EQ(post(reject), R"(200 {"batch":2,"statements":[]})");
  EXPECT_EQ(post(R"({"by": "B. Clerk", "decisions": [{"what": "accept", "statement": 3}]})"),
            "409 statement 3 was rejected by A. Clerk");
}

TEST_F(Api, a_form_of_another_site_decides_nothing) {
  const char* body = R"({"by": "A", "decisions": [{"what": "accept", "statement": 3}]})";
  EXPECT_EQ(post(body, "text/plain"), "415 a decision is sent as JSON");
  serve(false);
  EXPECT_EQ(post(body), "403 this server takes no decisions, since other machines reach it");
  EXPECT_EQ(document()["unreviewed"], 1);
}

TEST_F(Api, lists_what_nobody_reviewed_with_the_words_that_fields_may_hold) {
  const Json page = Json::parse(ask("GET", {"review"}).body);
  EXPECT_EQ(page["total"], 1);
  EXPECT_EQ(page["rows"][0]["id"], 3);
  EXPECT_EQ(page["words"]["measure"][0], "killed");
  post(R"({"by": "A. Clerk", "decisions": [{"what": "accept", "statement": 3}]})");
  EXPECT_EQ(Json::parse(ask("GET", {"review"}).body)["total"], 0);
}

}  // namespace
}  // namespace truce::server
