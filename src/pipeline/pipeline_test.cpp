// SPDX-License-Identifier: Apache-2.0
// The stages together, over a real store in a temporary folder.
#include "pipeline/pipeline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "report/report.h"

namespace truce {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAgreement = R"(agreement "Valley truce"
  in force 1 March 2025 12:00 UTC

party Northland also "the Northland army", "Northern"
party Southland also "the Southland front", "Southern"
guarantors Eastland

phase 1 "Ceasefire and exchange"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Northland, Southland must not fire

  clause 1.2 "Detainees return"
    Southland must release 20 detainees to Northland within 10 days of entry into force
    counting a detainee when Northland confirms the return
)";

/// A store in a folder of its own, gone with the test.
class Pipeline : public testing::Test {
 protected:
  Pipeline() : folder_(fs::temp_directory_path() / fmt::format("truce-pipeline-{}", ::getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Pipeline() override { fs::remove_all(folder_); }

  void open(StoreMode mode) {
    auto made = store::create_sqlite((folder_ / "store").string(), mode);
    ASSERT_TRUE(made) << made.error().message;
    store_ = *std::move(made);
    ASSERT_TRUE(pipeline::adopt(*store_, {"valley.truce", kAgreement, {}},
                                *parse_instant("2025-03-01"), *parse_instant("2025-03-01")));
  }

  static Document report(const char* published, const char* text,
                         const char* publisher = "Valley Wire") {
    intake::Taken taken = intake::documents_in(
        "d.txt",
        fmt::format("Title: t\nPublisher: {}\nPublished: {}\n\n{}\n", publisher, published, text),
        {});
    EXPECT_EQ(taken.documents.size(), 1U);
    return taken.documents.at(0);
  }

  pipeline::Outcome add(std::vector<Document> documents, const char* now = "2025-06-01") {
    std::vector<pipeline::Arrival> arrivals;
    for (Document& document : documents) {
      const Instant known_at = pipeline::known_from(document);
      arrivals.push_back({known_at, std::move(document)});
    }
    return take(std::move(arrivals), now);
  }

  pipeline::Outcome enter(const char* text, const char* now = "2025-06-01") {
    std::vector<pipeline::Arrival> arrivals;
    intake::TakenEntries taken = intake::entries_in("e.entries", text);
    rejections_ = std::move(taken.rejections);
    for (auto& entry : taken.entries) {
      if (auto* row = std::get_if<intake::SeriesRow>(&entry.what))
        arrivals.push_back({entry.known, std::move(*row)});
      else
        arrivals.push_back({entry.known, std::get<Record>(std::move(entry.what))});
    }
    return take(std::move(arrivals), now);
  }

  std::string board_as_known(const char* moment) {
    auto snapshot =
        pipeline::snapshot(*store_, *parse_instant(moment), *parse_instant("2026-01-01"));
    if (!snapshot) return "error: " + snapshot.error().message;
    const Picture picture(*snapshot, {});
    return report::board_json(picture.scene()) + report::agreement_json(picture.scene()) +
           report::incidents_json(picture.scene(), {}) + report::tallies_json(picture.scene());
  }

  std::shared_ptr<const Snapshot> known(const char* moment) {
    auto snapshot =
        pipeline::snapshot(*store_, *parse_instant(moment), *parse_instant("2026-01-01"));
    EXPECT_TRUE(snapshot) << snapshot.error().message;
    return snapshot ? *snapshot : nullptr;
  }

  fs::path folder_;
  std::unique_ptr<Store> store_;
  std::vector<Rejection> rejections_;

 private:
  pipeline::Outcome take(std::vector<pipeline::Arrival> arrivals, const char* now) {
    auto outcome = pipeline::take_in(*store_, Gazetteer::built_in(), std::move(arrivals),
                                     rejections_, {.command = "test"}, *parse_instant(now));
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? *outcome : pipeline::Outcome{};
  }
};

TEST_F(Pipeline, a_report_becomes_statements_and_an_incident) {
  open(StoreMode::archive);
  const auto outcome = add({report("2025-03-04T09:00Z",
                                   "Shelling by the Northland army killed five people in "
                                   "Arden on Monday, the Southland front said.")});
  EXPECT_EQ(outcome.documents, 1U);
  EXPECT_GE(outcome.statements, 1U);
  EXPECT_EQ(outcome.incidents, 1U);
}

TEST_F(Pipeline, the_same_document_sent_again_is_stored_once) {
  open(StoreMode::archive);
  const Document document =
      report("2025-03-04T09:00Z", "Two people were killed in Arden, police said.");
  EXPECT_EQ(add({document, document}).already_here, 1U);
  const auto again = add({document});
  EXPECT_EQ(again.already_here, 1U);
  EXPECT_EQ(again.documents, 0U);
}

TEST_F(Pipeline, a_page_as_known_reads_the_same_after_later_records_arrive) {
  open(StoreMode::archive);
  add({report("2025-03-04T09:00Z",
              "Two people were killed in Arden on Monday, the Southland front said."),
       report("2025-03-08T09:00Z",
              "The Southland front released 12 detainees on Friday, Northland said.")});
  const std::string before = board_as_known("2025-03-05");
  const std::string at_end = board_as_known("2025-03-09");
  // One published before the moment arrives late: the store's clock has passed it, so the past
  // stays.
  const auto late =
      add({report("2025-03-04T10:00Z", "Northland denied firing on Arden."),
           report("2025-03-10T10:00Z", "Six people were killed in Brook, medics said.")});
  EXPECT_EQ(late.clamped, 1U);
  EXPECT_EQ(board_as_known("2025-03-05"), before);
  EXPECT_EQ(before.find("\"entries\":0"), std::string::npos);
  EXPECT_NE(board_as_known("2025-03-12"), at_end);
}

TEST_F(Pipeline, a_desk_knows_a_document_from_when_it_was_added) {
  open(StoreMode::desk);
  add({report("2025-03-04T09:00Z", "Two people were killed in Arden, police said.")},
      "2025-03-06T08:00Z");
  EXPECT_EQ(known("2025-03-05")->documents.size(), 0U);
  EXPECT_EQ(known("2025-03-07")->documents.size(), 1U);
}

TEST_F(Pipeline, before_anything_was_known_the_account_is_empty) {
  open(StoreMode::archive);
  add({report("2025-03-04T09:00Z", "Two people were killed in Arden, police said.")});
  const auto before = known("2020-01-01");
  EXPECT_EQ(before->agreement.title, "Valley truce");
  EXPECT_EQ(before->head.entries, 0U);
  EXPECT_TRUE(before->documents.empty());
}

TEST_F(Pipeline, a_retraction_is_a_further_record) {
  open(StoreMode::archive);
  add({report("2025-03-04T09:00Z",
              "Five people were killed in Arden on Monday, the Southland front said.")});
  const auto statement = known("2025-03-05")->statements.at(0).id.value;
  enter(fmt::format("retraction of {}\nreason: the front withdrew the report\non: 2025-03-06\nby: "
                    "Desk editor\n",
                    statement)
            .c_str());
  EXPECT_EQ(known("2025-03-05")->amendments.size(), 0U);
  const auto later = known("2025-03-08");
  ASSERT_EQ(later->amendments.size(), 1U);
  EXPECT_EQ(later->statements.at(0).id.value, statement) << "the statement stays";
}

TEST_F(Pipeline, an_entry_about_nothing_is_rejected_and_the_rest_goes_in) {
  open(StoreMode::archive);
  const auto outcome = enter(
      "retraction of 999\nreason: mistaken\non: 2025-03-06\nby: Desk editor\n\n"
      "declaration\nwhat: phase 2 begins\ndeclared by: Eastland\non: 2025-03-07\nby: Desk "
      "editor\n");
  ASSERT_EQ(rejections_.size(), 1U);
  EXPECT_EQ(rejections_[0].reason, "there is no statement 999");
  EXPECT_EQ(outcome.rejected, 1U);
  EXPECT_EQ(known("2025-03-09")->declarations.size(), 1U);
}

TEST_F(Pipeline, a_series_published_again_corrects_its_earlier_row) {
  open(StoreMode::archive);
  const auto row = [](const char* known_at, std::int64_t count) {
    intake::SeriesRow made;
    made.known = *parse_instant(known_at);
    made.document.kind = Document::Kind::row;
    made.document.publisher = "Counter";
    made.document.published = made.known;
    made.document.text = fmt::format("day,killed\n2025-03-04,{}", count);
    made.document.key = intake::document_key(made.document);
    Statement statement;
    statement.measure = Measure::killed;
    statement.figure = Figure{count, count, Qualifier::exactly, std::to_string(count), {}, {}};
    statement.window = {*parse_day("2025-03-04"), *parse_day("2025-03-04"), false, Precision::day};
    statement.series = "toll/killed";
    statement.quote = {std::to_string(count), {22, 23}};
    made.statements.push_back(statement);
    return pipeline::Arrival{made.known, made};
  };
  std::vector<pipeline::Arrival> first;
  first.push_back(row("2025-03-05", 3));
  ASSERT_TRUE(pipeline::take_in(*store_, Gazetteer::built_in(), std::move(first), rejections_,
                                {.command = "import"}, *parse_instant("2025-06-01")));
  std::vector<pipeline::Arrival> second;
  second.push_back(row("2025-03-09", 4));
  ASSERT_TRUE(pipeline::take_in(*store_, Gazetteer::built_in(), std::move(second), rejections_,
                                {.command = "import"}, *parse_instant("2025-06-01")));
  EXPECT_EQ(known("2025-03-06")->amendments.size(), 0U);
  const auto later = known("2025-03-10");
  ASSERT_EQ(later->amendments.size(), 1U);
  EXPECT_EQ(later->amendments[0].statement, later->statements[0].id);
  EXPECT_EQ(later->amendments[0].replacement, later->statements[1].id);
}

}  // namespace
}  // namespace truce
