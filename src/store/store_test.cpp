// SPDX-License-Identifier: Apache-2.0
// What every store must do, whatever keeps it. A store is made by a factory, so that another kind
// runs the same suite by one more line at the end.
#include "store/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace truce {
namespace {

/// An empty place for stores, gone with the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "truce-store-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

struct Kind {
  const char* name;
  Result<std::unique_ptr<Store>> (*create)(const std::string& where, StoreMode mode);
  Result<std::unique_ptr<Store>> (*open)(const std::string& where);
};

const Kind kSqlite = {
    "sqlite",
    [](const std::string& where, StoreMode mode) { return store::create_sqlite(where, mode); },
    [](const std::string& where) { return store::open_sqlite(where); }};

Instant at(std::string_view text) { return *parse_instant(text); }

Draft said(std::string_view known_at, std::string words) {
  Statement statement;
  statement.quote.text = std::move(words);
  return {at(known_at), statement};
}

Draft document(std::string_view known_at, std::string key, std::string text,
               std::string bytes = {}) {
  Document document;
  document.key = std::move(key);
  document.text = std::move(text);
  document.bytes = std::move(bytes);
  return {at(known_at), document};
}

/// One entry in a line: "2 of batch 1, 2025-10-10T00:00:00Z: statement 'words'".
std::string line_of(const Entry& entry) {
  std::string line = std::to_string(entry.number) + " of batch " + std::to_string(entry.batch) +
                     ", " + to_text(entry.known_at) + ": ";
  line += kind_of(entry.record);
  if (const auto* statement = std::get_if<Statement>(&entry.record))
    line += " '" + statement->quote.text + "'";
  if (const auto* document = std::get_if<Document>(&entry.record))
    line += " '" + document->text + "' '" + document->bytes + "'";
  return line;
}

class AnyStore : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override { store_ = *GetParam().create(folder_.file("x"), StoreMode::desk); }

  Batch append(std::vector<Draft> drafts, std::string_view now = "2025-12-01T00:00Z") {
    return *store_->append({.command = "add"}, at(now), [&](std::uint64_t) { return drafts; });
  }
  void reopen() {
    store_.reset();
    store_ = *GetParam().open(folder_.file("x"));
  }
  std::vector<std::string> read(const Store::Range& range = {}) {
    std::vector<std::string> lines;
    const auto done = store_->read(range, [&](Entry&& entry) -> Result<void> {
      lines.push_back(line_of(entry));
      return {};
    });
    if (!done) lines.push_back(done.error().message);
    return lines;
  }

  Folder folder_;
  std::unique_ptr<Store> store_;
};

using Lines = std::vector<std::string>;

TEST_P(AnyStore, a_new_store_is_empty_and_sound) {
  EXPECT_EQ(store_->head()->entries, 0U);
  EXPECT_EQ(read(), Lines{});
  EXPECT_TRUE(store_->batches()->empty());
  EXPECT_TRUE(store_->verify()->problems.empty());
}

TEST_P(AnyStore, gives_back_what_was_appended_after_it_is_opened_again) {
  append({said("2025-10-10T00:00Z", "first"), said("2025-10-11T00:00Z", "second")});
  append({said("2025-10-12T00:00Z", "third")});
  reopen();
  EXPECT_EQ(read(), (Lines{"1 of batch 1, 2025-10-10T00:00:00Z: statement 'first'",
                           "2 of batch 1, 2025-10-11T00:00:00Z: statement 'second'",
                           "3 of batch 2, 2025-10-12T00:00:00Z: statement 'third'"}));
}

TEST_P(AnyStore, the_clock_never_runs_backwards) {
  append({said("2025-10-12T00:00Z", "late"), said("2025-10-10T00:00Z", "early")});
  append({said("2025-10-11T00:00Z", "between")});
  EXPECT_EQ(read(), (Lines{"1 of batch 1, 2025-10-12T00:00:00Z: statement 'late'",
                           "2 of batch 1, 2025-10-12T00:00:00Z: statement 'early'",
                           "3 of batch 2, 2025-10-12T00:00:00Z: statement 'between'"}));
  EXPECT_EQ(store_->head()->known_at, at("2025-10-12T00:00Z"));
}

TEST_P(AnyStore, a_clock_before_1970_is_a_clock_too) {
  append({said("1949-01-07T00:00Z", "old")});
  EXPECT_EQ(read(), Lines{"1 of batch 1, 1949-01-07T00:00:00Z: statement 'old'"});
}

TEST_P(AnyStore, as_known_on_a_day_is_a_prefix_of_the_log) {
  append({said("2025-10-10T00:00Z", "a"), said("2025-10-12T00:00Z", "b")});
  append({said("2025-10-14T00:00Z", "c")});
  Store::Range range;
  range.as_known = at("2025-10-12T00:00Z");
  EXPECT_EQ(read(range).size(), 2U);
  range.as_known = at("2025-10-11T23:59:59Z");
  EXPECT_EQ(read(range).size(), 1U);
  EXPECT_EQ(store_->head_as_known(at("2025-10-13T00:00Z"))->entries, 2U);
  EXPECT_EQ(store_->head_as_known(at("2025-10-14T00:00Z"))->hash, store_->head()->hash);
  EXPECT_EQ(store_->head_as_known(at("2025-10-09T00:00Z"))->entries, 0U);
}

TEST_P(AnyStore, the_head_of_a_moment_never_changes) {
  append({said("2025-10-10T00:00Z", "a")});
  const LogHead before = *store_->head();
  append({said("2025-10-12T00:00Z", "b")});
  EXPECT_EQ(store_->head_at(1)->hash, before.hash);
  EXPECT_EQ(store_->head_as_known(at("2025-10-11T00:00Z"))->hash, before.hash);
  EXPECT_NE(store_->head()->hash, before.hash);
  EXPECT_EQ(store_->head_at(7).error().message, "the log has no entry 7");
}

TEST_P(AnyStore, reads_only_the_kinds_and_numbers_asked_for) {
  append({document("2025-10-10T00:00Z", "k", "text"), said("2025-10-10T00:00Z", "a"),
          said("2025-10-10T00:00Z", "b")});
  Store::Range range;
  range.kinds = {"statement"};
  EXPECT_EQ(read(range).size(), 2U);
  range.kinds = {"statement", "document"};
  EXPECT_EQ(read(range).size(), 3U);
  range.first = 2;
  range.last = 2;
  EXPECT_EQ(read(range), Lines{"2 of batch 1, 2025-10-10T00:00:00Z: statement 'a'"});
}

TEST_P(AnyStore, keeps_the_bytes_of_a_document_and_reads_them_only_when_asked) {
  const std::string bytes = {'<', 'p', '>', '\0', '\xFF'};
  append({document("2025-10-10T00:00Z", "k", "text", bytes)});
  EXPECT_EQ(read(), Lines{"1 of batch 1, 2025-10-10T00:00:00Z: document 'text' ''"});
  Store::Range range;
  range.without_bytes = false;
  const auto whole = "1 of batch 1, 2025-10-10T00:00:00Z: document 'text' '" + bytes + "'";
  EXPECT_EQ(read(range), Lines{whole});
  EXPECT_EQ(line_of(*store_->entry(1)), whole);
}

TEST_P(AnyStore, finds_a_document_by_its_key) {
  append({said("2025-10-10T00:00Z", "a"), document("2025-10-10T00:00Z", "k", "text"),
          document("2025-10-10T00:00Z", "k", "again")});
  EXPECT_EQ(store_->document_with_key("k")->value().value, 2U);
  EXPECT_FALSE(store_->document_with_key("other")->has_value());
}

TEST_P(AnyStore, a_retry_that_looks_first_writes_nothing_twice) {
  const auto add_once = [&] {
    return *store_->append({.command = "add"}, at("2025-12-01T00:00Z"), [&](std::uint64_t) {
      std::vector<Draft> drafts;
      if (!store_->document_with_key("k")->has_value())
        drafts.push_back(document("2025-10-10T00:00Z", "k", "text"));
      return drafts;
    });
  };
  add_once();
  const Batch again = add_once();
  EXPECT_GT(again.first, again.last);
  EXPECT_EQ(store_->head()->entries, 1U);
  EXPECT_EQ(store_->batches()->size(), 1U);
}

TEST_P(AnyStore, drafts_can_name_each_other) {
  append({said("2025-10-10T00:00Z", "a")});
  const auto batch =
      store_->append({.command = "link"}, at("2025-12-01T00:00Z"), [](std::uint64_t first) {
        Statement statement;
        statement.id.value = first;
        Link link;
        link.statement.value = first;
        return std::vector<Draft>{{at("2025-10-11T00:00Z"), statement},
                                  {at("2025-10-11T00:00Z"), link}};
      });
  EXPECT_EQ(batch->first, 2U);
  EXPECT_EQ(batch->last, 3U);
  const Entry entry = *store_->entry(3);
  EXPECT_EQ(std::get<Link>(entry.record).statement.value, 2U);
  EXPECT_EQ(std::get<Link>(entry.record).id.value, 3U);
}

TEST_P(AnyStore, refuses_a_draft_with_another_records_id_and_writes_none_of_its_batch) {
  const auto refused =
      store_->append({.command = "add"}, at("2025-12-01T00:00Z"), [](std::uint64_t) {
        Statement statement;
        statement.id.value = 9;
        return std::vector<Draft>{said("2025-10-10T00:00Z", "a"),
                                  {at("2025-10-10T00:00Z"), statement}};
      });
  EXPECT_EQ(refused.error().kind, Error::Kind::invalid);
  EXPECT_EQ(refused.error().message, "a draft calls itself 9 but its place in the log is 2");
  EXPECT_EQ(store_->head()->entries, 0U);
  EXPECT_TRUE(store_->batches()->empty());
}

TEST_P(AnyStore, when_the_drafts_cannot_be_made_nothing_is_written) {
  const auto failed = store_->append(
      {}, at("2025-12-01T00:00Z"),
      [](std::uint64_t) -> Result<std::vector<Draft>> { return not_found("no such statement"); });
  EXPECT_EQ(failed.error().message, "no such statement");
  append({said("2025-10-10T00:00Z", "a")});
  EXPECT_EQ(store_->head()->entries, 1U);
}

TEST_P(AnyStore, lists_its_batches) {
  store_
      ->append({.command = "import", .by = "A. Clerk", .note = "series.csv"},
               at("2025-12-01T10:00Z"),
               [](std::uint64_t) { return std::vector<Draft>{said("2025-10-10T00:00Z", "a")}; })
      .value();
  const Batch batch = store_->batches()->at(0);
  EXPECT_EQ(batch.number, 1U);
  EXPECT_EQ(batch.command, "import");
  EXPECT_EQ(batch.by, "A. Clerk");
  EXPECT_EQ(batch.note, "series.csv");
  EXPECT_EQ(batch.recorded_at, at("2025-12-01T10:00Z"));
  EXPECT_EQ(batch.first, 1U);
  EXPECT_EQ(batch.last, 1U);
  EXPECT_EQ(store_->entry(1)->recorded_at, at("2025-12-01T10:00Z"));
}

TEST_P(AnyStore, stops_reading_with_the_first_error_of_its_visitor) {
  append({said("2025-10-10T00:00Z", "a"), said("2025-10-10T00:00Z", "b")});
  int visited = 0;
  const auto done = store_->read({}, [&](Entry&&) -> Result<void> {
    ++visited;
    return invalid("enough");
  });
  EXPECT_EQ(done.error().message, "enough");
  EXPECT_EQ(visited, 1);
}

TEST_P(AnyStore, a_visitor_may_read_on_while_it_is_called) {
  append({said("2025-10-10T00:00Z", "a"), said("2025-10-10T00:00Z", "b")});
  Lines lines;
  const auto done = store_->read({}, [&](Entry&& entry) -> Result<void> {
    lines.push_back(line_of(*store_->entry(3 - entry.number)));
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(lines.size(), 2U);
}

TEST_P(AnyStore, knows_no_entry_that_was_not_written) {
  EXPECT_EQ(store_->entry(1).error().message, "the store has no entry 1");
  EXPECT_EQ(store_->entry(0).error().kind, Error::Kind::not_found);
}

TEST_P(AnyStore, remembers_its_mode) {
  EXPECT_EQ(store_->mode(), StoreMode::desk);
  GetParam().create(folder_.file("y"), StoreMode::archive).value();
  EXPECT_EQ((*GetParam().open(folder_.file("y")))->mode(), StoreMode::archive);
}

TEST_P(AnyStore, the_same_log_has_the_same_root_in_every_store) {
  append({said("2025-10-10T00:00Z", "a")});
  const auto other = *GetParam().create(folder_.file("y"), StoreMode::desk);
  other
      ->append({.command = "add"}, at("2025-12-01T00:00Z"),
               [](std::uint64_t) { return std::vector<Draft>{said("2025-10-10T00:00Z", "a")}; })
      .value();
  EXPECT_EQ(store::root(*store_->head()), store::root(*other->head()));
  EXPECT_EQ(store::root(*store_->head()).size(), 64U);
}

TEST_P(AnyStore, two_open_stores_see_each_other) {
  const auto other = *GetParam().open(folder_.file("x"));
  append({said("2025-10-10T00:00Z", "a")});
  EXPECT_EQ(other->head()->entries, 1U);
  other
      ->append(
          {}, at("2025-12-01T00:00Z"),
          [](std::uint64_t first) {
            return std::vector<Draft>{said("2025-10-10T00:00Z", "entry " + std::to_string(first))};
          })
      .value();
  EXPECT_EQ(read().back(), "2 of batch 2, 2025-10-10T00:00:00Z: statement 'entry 2'");
}

INSTANTIATE_TEST_SUITE_P(Sqlite, AnyStore, testing::Values(kSqlite),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace
}  // namespace truce
