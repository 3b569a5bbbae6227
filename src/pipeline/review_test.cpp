// SPDX-License-Identifier: Apache-2.0
// What people decide about statements, over a real store in a temporary folder.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "pipeline/pipeline.h"

namespace truce {
namespace {

namespace fs = std::filesystem;
using What = pipeline::Decision::What;

constexpr const char* kAgreement = R"(agreement "Valley truce"
  in force 1 March 2025 12:00 UTC

party Northland also "the Northland army"
party Southland also "the Southland front"

phase 1 "Ceasefire"
  begins at entry into force

  clause 1.1 "Fire ceases"
    Northland, Southland must not fire
)";

constexpr const char* kReport =
    "Shelling by the Northland army killed five people in Arden on Monday, the Southland front "
    "said. "
    "A market burned down in Corin.";

/// A desk's or an archive's store with one article, gone with the test.
class Reviewing : public testing::Test {
 protected:
  Reviewing() : folder_(fs::temp_directory_path() / fmt::format("truce-review-{}", ::getpid())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Reviewing() override { fs::remove_all(folder_); }

  void open(StoreMode mode = StoreMode::desk) {
    store_ = store::create_sqlite((folder_ / "store").string(), mode).value();
    const Instant begin = *parse_instant("2025-03-01");
    ASSERT_TRUE(pipeline::adopt(*store_, {"valley.truce", kAgreement, {}}, begin, begin));
    auto taken = intake::documents_in(
        "d.txt",
        fmt::format("Title: t\nPublisher: Valley Wire\nPublished: 2025-03-04T09:00Z\n\n{}\n",
                    kReport),
        {});
    const Instant known = pipeline::known_from(taken.documents.at(0));
    std::vector<pipeline::Arrival> arrivals;
    arrivals.push_back({known, std::move(taken.documents.at(0))});
    std::vector<Rejection> rejections;
    ASSERT_TRUE(pipeline::take_in(*store_, Gazetteer::built_in(), std::move(arrivals), rejections,
                                  {.command = "add"}, *parse_instant("2025-03-04T10:00Z")));
  }

  /// What came of decisions: how many records, or why there are none.
  std::string decide(std::vector<pipeline::Decision> decisions, const char* by = "A. Clerk",
                     const char* now = "2025-03-05T08:00Z") {
    const auto reviewed = pipeline::decide(*store_, decisions, by, *parse_instant(now));
    if (!reviewed) return reviewed.error().message;
    return fmt::format("{} records", reviewed->batch.last - reviewed->batch.first + 1);
  }

  std::shared_ptr<const Picture> picture(std::optional<Instant> as_known = {}) {
    auto snapshot = pipeline::snapshot(*store_, as_known, *parse_instant("2025-03-06"));
    return std::make_shared<const Picture>(snapshot.value(), Viewpoint{});
  }

  /// The first statement that counts the killed and stands.
  Id<Statement> toll() {
    const auto seen = picture();
    for (const Statement& one : seen->scene().statements)
      if (one.measure == Measure::killed && seen->scene().amendment_of(one.id) == nullptr)
        return one.id;
    return {};
  }

  /// The statements that stand, in short, and those that do not; then the incidents and their
  /// flags.
  std::string state(std::optional<Instant> as_known = {}) {
    const auto seen = picture(as_known);
    const Scene& scene = seen->scene();
    std::string out;
    for (const Statement& one : scene.statements) {
      if (!one.measure && one.rule.find(" by ") == std::string::npos) continue;
      const Review* review = scene.review_of(one.id);
      out += fmt::format(
          "{}{}{}{}\n", one.measure ? to_text(*one.measure) : "none",
          one.figure ? fmt::format(" {}", *one.figure->low) : "", one.reviewed ? ", reviewed" : "",
          review ? fmt::format(", {} by {}", to_text(review->what), review->by) : "");
    }
    for (const IncidentSummary& one : scene.account->incidents)
      out += fmt::format("incident{}\n", one.flags.empty() ? "" : ": " + one.flags.front());
    return out;
  }

  fs::path folder_;
  std::unique_ptr<Store> store_;
};

pipeline::Decision accept(Id<Statement> id) { return {.what = What::accept, .statement = id}; }
pipeline::Decision reject(Id<Statement> id) {
  return {.what = What::reject, .statement = id, .reason = "nobody is said to have died"};
}
pipeline::Decision correct(Id<Statement> id, const char* field) {
  return {.what = What::correct, .statement = id, .fields = {review::field_in(field).value()}};
}

TEST_F(Reviewing, accepting_is_a_record_with_a_name) {
  open();
  EXPECT_EQ(state(), "killed 5\nincident\n");
  EXPECT_EQ(decide({accept(toll())}), "1 records");
  EXPECT_EQ(state(), "killed 5, reviewed, accepted by A. Clerk\nincident\n");
  EXPECT_EQ(state(*parse_instant("2025-03-05T07:59Z")), "killed 5\nincident\n")
      << "as known before";
  EXPECT_EQ(store_->batches()->back().by, "A. Clerk");
  EXPECT_EQ(to_text(picture()->scene().review_of(toll())->at), "2025-03-05T08:00:00Z");
}

TEST_F(Reviewing, what_was_accepted_may_be_accepted_by_another_but_not_twice_by_one) {
  open();
  decide({accept(toll())});
  const auto again = decide({accept(toll())});
  EXPECT_EQ(again, fmt::format("A. Clerk accepted statement {} before", toll().value));
  EXPECT_EQ(decide({accept(toll())}, "B. Clerk"), "1 records");
}

TEST_F(Reviewing, a_rejected_statement_was_never_said_and_its_incident_never_told) {
  open();
  EXPECT_EQ(decide({reject(toll())}), "1 records");
  EXPECT_EQ(state(), "killed 5, reviewed, rejected by A. Clerk\n");
}

TEST_F(Reviewing, a_source_that_takes_its_words_back_is_another_thing) {
  open();
  const Amendment retraction{.statement = toll(), .reason = "taken back", .by = "A. Clerk"};
  const Instant now = *parse_instant("2025-03-05T08:00Z");
  ASSERT_TRUE(store_->append({.command = "enter"}, now, [&](std::uint64_t) {
    return Result<std::vector<Draft>>({{now, retraction}});
  }));
  EXPECT_EQ(state(), "killed 5\nincident: retracted\n");
}

TEST_F(Reviewing, a_correction_takes_the_place_of_the_reading_in_its_incident) {
  open();
  EXPECT_EQ(decide({correct(toll(), "figure: 4")}), "3 records");
  EXPECT_EQ(state(), "killed 5, reviewed, corrected by A. Clerk\nkilled 4, reviewed\nincident\n");
  const auto seen = picture();
  const IncidentSummary& incident = *seen->scene().account->incidents.at(0);
  ASSERT_EQ(incident.ranges.size(), 1U);
  EXPECT_EQ(incident.ranges.at(0).low, 4);
  EXPECT_EQ(seen->scene().amendment_of(seen->scene().statements.front().id)->reason,
            "the words say figure: 4");
}

TEST_F(Reviewing, what_was_decided_is_not_decided_again) {
  open();
  const Id<Statement> first = toll();
  decide({correct(first, "figure: 4")});
  const auto replaced = fmt::format("statement {} was corrected by A. Clerk", first.value);
  EXPECT_EQ(decide({accept(first)}), replaced);
  EXPECT_EQ(decide({reject(first)}), replaced);
  EXPECT_EQ(decide({reject(toll())}), "1 records") << "what stands in its place";
}

TEST_F(Reviewing, a_batch_with_one_mistake_changes_nothing) {
  open();
  EXPECT_EQ(decide({accept(toll()), accept({999})}), "there is no statement 999");
  EXPECT_EQ(decide({accept(toll()), {.what = What::reject, .statement = toll()}}),
            "it is not said why the statement is rejected");
  EXPECT_EQ(decide({accept(toll())}, " "), "nobody is named");
  EXPECT_EQ(state(), "killed 5\nincident\n");
}

TEST_F(Reviewing, words_that_were_passed_over_become_a_statement_of_the_same_document) {
  open();
  const Id<Document> document = picture()->scene().documents.front().id;
  EXPECT_EQ(decide({{.what = What::add,
                     .document = document,
                     .words = "A market burned down in Corin",
                     .fields = {{"act", "fire"}, {"place", "Corin"}, {"from", "2025-03-03"}}}}),
            "2 records");
  const auto seen = picture();
  const auto statements = seen->scene().statements_of(document);
  EXPECT_EQ(statements.back()->rule, "added by A. Clerk");
  EXPECT_EQ(statements.back()->quote.span.in(kReport), "A market burned down in Corin");
  EXPECT_NE(seen->scene().incident_of(statements.back()->id).value, 0U);
}

TEST_F(Reviewing, a_review_does_not_move_the_clock_of_an_archive) {
  open(StoreMode::archive);
  const Instant before = store_->head()->known_at;
  EXPECT_EQ(decide({accept(toll())}, "A. Clerk", "2026-03-05T08:00Z"), "1 records");
  EXPECT_EQ(store_->head()->known_at, before);
  EXPECT_EQ(to_text(picture()->scene().review_of(toll())->at), "2026-03-05T08:00:00Z");
}

// ---- reading again ----

pipeline::Rereading reread(const Store& store) {
  return pipeline::reread(store, Gazetteer::built_in(), {}, *parse_instant("2025-03-06")).value();
}

/// The last line of the page: how many of each.
std::string check(const pipeline::Rereading& rereading) {
  std::string page = pipeline::rereading_page(rereading, report::Format::text);
  page.pop_back();
  return page.substr(page.rfind('\n') + 1);
}

/// Puts a reading into the log as an earlier reader might have made it.
void remember(Store& store, Statement statement) {
  const Instant now = *parse_instant("2025-03-04T12:00Z");
  ASSERT_TRUE(store.append({.command = "add"}, now, [&](std::uint64_t) {
    return Result<std::vector<Draft>>({{now, std::move(statement)}});
  }));
}

Statement misreading(Id<Document> document) {
  Statement statement;
  statement.document = document;
  statement.quote = {"A market burned down in Corin", {97, 126}};
  statement.measure = Measure::destroyed;
  statement.figure = Figure{.low = 7, .high = 7};
  statement.rule = "an old rule";
  return statement;
}

TEST_F(Reviewing, the_reader_that_read_it_reads_it_the_same_again) {
  open();
  const auto found = reread(*store_);
  EXPECT_EQ(found.differ.size(), 0U);
  EXPECT_GE(found.same, 1U);
  EXPECT_EQ(pipeline::take_rereading(*store_, found, "A. Clerk", *parse_instant("2025-03-06"))
                ->made.size(),
            0U);
}

TEST_F(Reviewing, what_a_later_reading_does_not_find_is_taken_out_unless_somebody_accepted_it) {
  open();
  const Id<Document> document = picture()->scene().documents.front().id;
  remember(*store_, misreading(document));
  const Id<Statement> old = picture()->scene().statements_of(document).back()->id;
  EXPECT_NE(check(reread(*store_)).find("1 gone, 0 changed, 0 kept"), std::string::npos)
      << check(reread(*store_));

  decide({accept(old)});
  EXPECT_NE(check(reread(*store_)).find("0 gone, 0 changed"), std::string::npos);
  EXPECT_EQ(picture()->scene().amendment_of(old), nullptr);
}

TEST_F(Reviewing, what_a_later_reading_brings_goes_in_as_records) {
  open();
  const Id<Document> document = picture()->scene().documents.front().id;
  remember(*store_, misreading(document));
  const Id<Statement> old = picture()->scene().statements_of(document).back()->id;
  const auto found = reread(*store_);
  ASSERT_TRUE(
      pipeline::take_rereading(*store_, found, "A. Clerk", *parse_instant("2025-03-06T00:00Z")));
  const auto seen = picture();
  EXPECT_EQ(seen->scene().amendment_of(old)->ground, Amendment::Ground::rereading);
  EXPECT_EQ(seen->scene().review_of(old), nullptr) << "no person decided about it";
  EXPECT_EQ(reread(*store_).differ.size(), 0U);

  const auto late =
      pipeline::take_rereading(*store_, found, "A. Clerk", *parse_instant("2025-03-06"));
  EXPECT_EQ(late.error().message, "records arrived while the documents were read");
}

}  // namespace
}  // namespace truce
