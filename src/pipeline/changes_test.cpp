// SPDX-License-Identifier: Apache-2.0
// What changed in a stretch of a real store, and because of which of its records.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "pipeline/pipeline.h"
#include "report/report.h"

namespace truce {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAgreement = R"(agreement "Valley truce"
  in force 1 March 2025 12:00 UTC

party Northland also "the Northland army"
party Southland also "the Southland front"
guarantors Eastland

phase 1 "Ceasefire and exchange"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Northland, Southland must not fire

  clause 1.2 "Detainees return"
    Southland must release 20 detainees to Northland within 10 days of entry into force
    counting a detainee when Northland confirms the return
)";

class ChangesOfAStore : public testing::Test {
 protected:
  ChangesOfAStore()
      : folder_(fs::temp_directory_path() / fmt::format("truce-changes-{}", ::getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    auto made = store::create_sqlite((folder_ / "store").string(), StoreMode::archive);
    EXPECT_TRUE(made) << made.error().message;
    store_ = *std::move(made);
    EXPECT_TRUE(pipeline::adopt(*store_, {"valley.truce", kAgreement, {}}, at("2025-03-01"),
                                at("2025-03-01")));
  }
  ~ChangesOfAStore() override { fs::remove_all(folder_); }

  static Instant at(const char* moment) { return *parse_instant(moment); }

  void take(std::vector<pipeline::Arrival> arrivals) {
    std::vector<Rejection> rejections;
    const auto outcome = pipeline::take_in(*store_, Gazetteer::built_in(), std::move(arrivals),
                                           rejections, {.command = "test"}, at("2025-06-01"));
    ASSERT_TRUE(outcome) << outcome.error().message;
    ASSERT_TRUE(rejections.empty()) << rejections.front().reason;
  }

  static pipeline::Arrival report(const char* published, const char* text) {
    intake::Taken taken = intake::documents_in(
        "d.txt",
        fmt::format("Title: t\nPublisher: Valley Wire\nPublished: {}\n\n{}\n", published, text),
        {});
    const Instant known_at = pipeline::known_from(taken.documents.at(0));
    return {known_at, std::move(taken.documents.at(0))};
  }

  void tell(const char* published, const char* text) {
    std::vector<pipeline::Arrival> arrivals;
    arrivals.push_back(report(published, text));
    take(std::move(arrivals));
  }

  void record(const char* known_at, Record record) {
    std::vector<pipeline::Arrival> arrivals;
    arrivals.push_back({at(known_at), std::move(record)});
    take(std::move(arrivals));
  }

  std::vector<ChangeRecord> changes(const char* since, const char* until, const char* clause = "") {
    auto found = pipeline::changes(
        *store_, {.since = at(since), .until = at(until), .viewpoint = {}, .clause = clause},
        at("2025-06-01"));
    EXPECT_TRUE(found) << found.error().message;
    return found ? std::move(found->records) : std::vector<ChangeRecord>{};
  }

  std::shared_ptr<const Snapshot> known() {
    return *pipeline::snapshot(*store_, at("2026-01-01"), at("2026-01-01"));
  }

  static std::string lines_of(const std::vector<ChangeRecord>& records) {
    std::string lines;
    for (const ChangeRecord& record : records) {
      lines += fmt::format("{} {} {}: {} → {}, because", to_text(record.at), record.change.ref,
                           to_text(record.change.what), record.change.was, record.change.now);
      for (const Cause& cause : record.causes)
        lines += fmt::format(" {} {}", to_text(cause.kind), cause.record);
      lines += "\n";
    }
    return lines;
  }

  fs::path folder_;
  std::unique_ptr<Store> store_;
};

constexpr const char* kReturned = "The Southland front released 20 detainees, Northland said.";
constexpr const char* kShelling =
    "Shelling by the Northland army killed five people in Arden on Monday, the Southland front "
    "said.";

TEST_F(ChangesOfAStore, a_deadline_that_passes_is_dated_at_the_deadline) {
  tell("2025-03-08T09:00Z", "The Southland front released 12 detainees, Northland said.");
  const auto found = changes("2025-03-11", "2025-03-20");
  ASSERT_EQ(found.size(), 1U) << lines_of(found);
  EXPECT_EQ(found[0].at, at("2025-03-11T12:00Z"));
  EXPECT_EQ(found[0].change.now, "overdue");
  EXPECT_EQ(found[0].causes, std::vector<Cause>{Cause{}});
}

TEST_F(ChangesOfAStore, a_report_after_the_deadline_is_told_apart_from_the_deadline) {
  tell("2025-03-08T09:00Z", "The Southland front released 12 detainees, Northland said.");
  tell("2025-03-14T09:00Z", kReturned);
  const auto found = changes("2025-03-11", "2025-03-20", "1.2");
  ASSERT_GE(found.size(), 2U) << lines_of(found);
  EXPECT_EQ(found[0].at, at("2025-03-11T12:00Z"));
  EXPECT_EQ(found[0].causes, std::vector<Cause>{Cause{}});
  EXPECT_EQ(found[1].at, at("2025-03-14T09:00Z"));
  EXPECT_EQ(found[1].change.was, "overdue");
  ASSERT_EQ(found[1].causes.size(), 1U);
  EXPECT_EQ(found[1].causes[0].kind, Cause::Kind::report);
  EXPECT_EQ(found[1].causes[0].record, known()->documents[1].id.value);
}

TEST_F(ChangesOfAStore, of_records_that_arrive_together_each_is_the_cause_of_its_own) {
  std::vector<pipeline::Arrival> arrivals;
  arrivals.push_back(report("2025-03-09T09:00Z", "Rain fell on the valley, the mayor said."));
  arrivals.push_back(report("2025-03-09T09:00Z", kReturned));
  arrivals.push_back(report("2025-03-09T09:00Z", kShelling));
  take(std::move(arrivals));
  const auto documents = known()->documents;
  const auto found = changes("2025-03-09T09:00Z", "2025-03-09T10:00Z");
  bool returned = false;
  bool shelling = false;
  for (const ChangeRecord& record : found) {
    ASSERT_EQ(record.causes.size(), 1U) << lines_of(found);
    EXPECT_EQ(record.causes[0].record, documents[record.change.ref == "1.2" ? 1 : 2].id.value)
        << lines_of(found);
    (record.change.ref == "1.2" ? returned : shelling) = true;
  }
  EXPECT_TRUE(returned && shelling) << lines_of(found);
}

TEST_F(ChangesOfAStore, what_is_withdrawn_is_counted_no_longer) {
  tell("2025-03-04T09:00Z", kShelling);
  const auto statement = known()->statements.at(0).id;
  record("2025-03-06T09:00Z",
         Amendment{{}, Amendment::Kind::retracted, statement, {}, "mistaken", "Desk editor"});
  const auto found = changes("2025-03-05", "2025-03-07", "1.1");
  ASSERT_EQ(found.size(), 1U) << lines_of(found);
  EXPECT_EQ(found[0].change.was, "1");
  EXPECT_EQ(found[0].change.now, "0");
  EXPECT_EQ(found[0].causes,
            (std::vector<Cause>{
                {Cause::Kind::withdrawal, known()->amendments.at(0).id.value, {statement}}}));
}

TEST_F(ChangesOfAStore, joined_incidents_are_counted_once_and_a_finding_is_named) {
  tell("2025-03-04T09:00Z", kShelling);
  tell("2025-03-05T09:00Z",
       "Gunfire by the Northland army wounded a man in Brook on Tuesday, the Southland front "
       "said.");
  const auto before = known();
  ASSERT_EQ(before->incidents.size(), 2U);
  record("2025-03-06T09:00Z", Link{{},
                                   before->incidents[1].statements.at(0),
                                   before->incidents[0].id,
                                   0,
                                   "one and the same",
                                   "Desk editor"});
  record("2025-03-07T09:00Z", Finding{{},
                                      before->incidents[0].id,
                                      "1.1",
                                      Question::breach,
                                      "breach",
                                      "reasonable grounds",
                                      "two saw it",
                                      {},
                                      "the commission",
                                      *parse_day("2025-03-07")});
  const auto found = changes("2025-03-06", "2025-03-08", "1.1");
  ASSERT_GE(found.size(), 2U) << lines_of(found);
  EXPECT_EQ(found[0].change.what, Change::What::alleged);
  EXPECT_EQ(found[0].change.now, "1");
  EXPECT_EQ(found[0].causes.at(0).kind, Cause::Kind::link);
  EXPECT_EQ(found[1].causes.at(0).kind, Cause::Kind::finding);
  EXPECT_EQ(found[1].causes.at(0).record, known()->findings.at(0).id.value);
}

TEST_F(ChangesOfAStore, a_new_text_of_the_agreement_is_a_cause) {
  std::string longer = kAgreement;
  longer += "\n  clause 1.3 \"Roads open\"\n    Northland must open the road\n";
  ASSERT_TRUE(pipeline::adopt(*store_, {"valley.truce", longer, {}}, at("2025-03-05T09:00Z"),
                              at("2025-03-05T09:00Z")));
  const auto found = changes("2025-03-05", "2025-03-06", "1.3");
  ASSERT_EQ(found.size(), 1U) << lines_of(found);
  EXPECT_EQ(found[0].change.what, Change::What::clause);
  EXPECT_EQ(found[0].causes.at(0).kind, Cause::Kind::agreement);
}

TEST_F(ChangesOfAStore, two_stretches_tell_what_the_whole_tells) {
  tell("2025-03-04T09:00Z", kShelling);
  tell("2025-03-08T09:00Z", "The Southland front released 12 detainees, Northland said.");
  tell("2025-03-14T09:00Z", kReturned);
  const std::string first = lines_of(changes("2025-03-01", "2025-03-07T23:59:59Z"));
  const std::string second = lines_of(changes("2025-03-08", "2025-03-20"));
  EXPECT_EQ(first + second, lines_of(changes("2025-03-01", "2025-03-20")));
  EXPECT_FALSE(first.empty() || second.empty());
}

TEST_F(ChangesOfAStore, what_cannot_be_asked_is_refused_with_a_way_out) {
  tell("2025-03-04T09:00Z", kShelling);
  const auto refusal = [&](const pipeline::Stretch& stretch, std::uint64_t work_max) {
    const auto found = pipeline::changes(*store_, stretch, at("2025-06-01"), work_max);
    return found ? "" : found.error().message;
  };
  EXPECT_EQ(
      refusal({.since = at("2025-04-01"), .until = at("2025-03-01")}, 1000),
      "2025-04-01T00:00:00Z is after 2025-03-01T00:00:00Z, up to which changes are asked for");
  EXPECT_EQ(refusal({.since = at("2025-03-01"), .clause = "9.9"}, 1000),
            "the agreement has no clause 9.9");
  EXPECT_EQ(refusal({.since = at("2025-03-01")}, 0),
            "records arrived at 2 moments of this stretch: too many for a page");
  EXPECT_EQ(
      refusal({.since = at("2025-03-01"), .viewpoint = *parse_viewpoint("party:Nobody")}, 1000),
      "'Nobody' is no party to this agreement");
}

TEST_F(ChangesOfAStore, a_change_is_told_in_words_as_rows_and_as_json) {
  tell("2025-03-14T09:00Z", kReturned);
  const auto found = pipeline::changes(
      *store_, {.since = at("2025-03-14"), .until = at("2025-03-15")}, at("2025-06-01"));
  ASSERT_TRUE(found);
  const auto page = [&](report::Format format) {
    return report::changes(found->latest->scene(), at("2025-03-14"), found->records, format);
  };
  const std::uint64_t statement = known()->statements.at(0).id.value;
  const std::string because = fmt::format("because S{} by ", statement);
  EXPECT_NE(page(report::Format::text).find(because), std::string::npos)
      << page(report::Format::text);
  EXPECT_NE(page(report::Format::csv).find(because), std::string::npos);
  EXPECT_NE(page(report::Format::json).find(fmt::format("\"statements\":[{}]", statement)),
            std::string::npos);
}

TEST_F(ChangesOfAStore, viewpoints_stand_side_by_side) {
  tell("2025-03-04T09:00Z", kShelling);
  const auto compared = [&](const char* viewpoints) {
    const Picture picture(known(), {});
    const auto page = pipeline::compare(picture.scene(), viewpoints, report::Format::csv);
    return page ? *page : page.error().message;
  };
  const std::string two = compared("party:Southland,party:Northland");
  EXPECT_NE(two.find("clause,title,party:Southland,party:Northland\r\n"), std::string::npos) << two;
  EXPECT_NE(two.find("1.1,Fire ceases,\"watched, alleged 1\",watched\r\n"), std::string::npos)
      << two;
  EXPECT_NE(compared("").find("grade:observed,findings"), std::string::npos) << compared("");
  EXPECT_EQ(compared("party:Nobody"), "'Nobody' is no party to this agreement");
  EXPECT_EQ(compared("reading:Northland"), "no clause has a reading of 'Northland'");
}

}  // namespace
}  // namespace truce
