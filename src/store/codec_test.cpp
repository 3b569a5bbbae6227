// SPDX-License-Identifier: Apache-2.0
// Laws of the canonical JSON: nothing is lost, and the same record always gives the same bytes.
#include <gtest/gtest.h>
// RapidCheck's macros for GoogleTest need it before them.
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "store/codec.h"
#include "store/fields.h"
#include "store/store.h"

namespace truce::store {
namespace {

// ---- any record: each field that describe() names gets any value ----

struct Anything {
  template <class T>
  void operator()(std::string_view, T& value) {
    fill(value);
  }
  template <class T>
  void operator()(std::string_view, T& value, T) {
    fill(value);
  }
  void original(std::string_view) {}

  static int below(int end) { return *rc::gen::inRange(0, end); }

  static void fill(bool& value) { value = *rc::gen::arbitrary<bool>(); }
  static void fill(std::uint64_t& value) { value = *rc::gen::arbitrary<std::uint64_t>(); }
  static void fill(std::int64_t& value) { value = *rc::gen::arbitrary<std::int64_t>(); }
  static void fill(double& value) {
    const double odd[] = {0.0,
                          -0.0,
                          1.0,
                          0.1,
                          std::numeric_limits<double>::infinity(),
                          -1.0 / 3,
                          1e22,
                          123456789012345680000.0,
                          5e-324,
                          -std::numeric_limits<double>::infinity()};
    value = below(2) == 0 ? odd[below(10)]
                          : std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
  }
  static void fill(std::string& value) {
    const char* odd[] = {"", "Türkiye", "\"\\\b\t\n\f\r\x01\x1f", "غزة", "\xff\x00\xfe", "\xc3"};
    value = below(2) == 0 ? std::string(odd[below(6)]) : *rc::gen::arbitrary<std::string>();
  }
  static void fill(Day& value) {
    value = Day{std::chrono::days{*rc::gen::arbitrary<std::int32_t>() / (1 << below(20))}};
  }
  static void fill(Instant& value) {
    value = Instant{std::chrono::seconds{*rc::gen::arbitrary<std::int64_t>() >> below(40)}};
  }
  static void fill(TextSpan& value) {
    fill(value.begin);
    fill(value.end);
  }
  static void fill(std::pair<std::string, std::string>& value) {
    fill(value.first);
    fill(value.second);
  }
  template <class T>
  static void fill(Id<T>& value) {
    fill(value.value);
  }
  template <class T>
  static void fill(std::optional<T>& value) {
    if (below(2) == 0) return value.reset();
    fill(value.emplace());
  }
  template <class T>
  static void fill(std::vector<T>& value) {
    value.resize(static_cast<std::size_t>(below(4)));
    for (T& item : value) fill(item);
  }
  template <class Kind>
  requires std::is_enum_v<Kind>
  static void fill(Kind& value) { value = static_cast<Kind>(below(last<Kind>() + 1)); }
  template <class T>
  requires requires(Anything& self, T& value) { describe(self, value); }
  static void fill(T& value) {
    Anything nested;
    describe(nested, value);
  }

  template <class Kind>
  static int last() {
    if constexpr (std::same_as<Kind, Precision>) return static_cast<int>(Precision::unknown);
    if constexpr (std::same_as<Kind, Document::Kind>) return 2;
    if constexpr (std::same_as<Kind, Amendment::Kind>) return 1;
    if constexpr (std::same_as<Kind, Amendment::Ground>) return 2;
    if constexpr (std::same_as<Kind, StatementKind>) return static_cast<int>(StatementKind::talks);
    if constexpr (std::same_as<Kind, Mood>) return static_cast<int>(Mood::corrected);
    if constexpr (std::same_as<Kind, Measure>) return static_cast<int>(Measure::other);
    if constexpr (std::same_as<Kind, Qualifier>) return static_cast<int>(Qualifier::vague);
    if constexpr (std::same_as<Kind, Act>) return static_cast<int>(Act::other);
    if constexpr (std::same_as<Kind, PlacePrecision>)
      return static_cast<int>(PlacePrecision::unknown);
    if constexpr (std::same_as<Kind, Question>) return static_cast<int>(Question::breach);
  }
};

template <std::size_t At = 0>
Record any_record(std::size_t kind) {
  if constexpr (At == std::variant_size_v<Record>) {
    return {};
  } else {
    if (kind != At) return any_record<At + 1>(kind);
    std::variant_alternative_t<At, Record> record;
    Anything::fill(record);
    return record;
  }
}

// ---- equality, spelled out: the records themselves have none ----

/// Every field of a record as text, exactly. It shares no code with the codec but the list of
/// fields.
struct Spelled {
  std::string text;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    text += name;
    text += '=';
    spell(value);
    text += ';';
  }
  template <class T>
  void operator()(std::string_view name, const T& value, T) {
    (*this)(name, value);
  }
  void original(std::string_view) {}

  void spell(const std::string& value) { text += std::to_string(value.size()) + ':' + value; }
  void spell(double value) { text += std::to_string(std::bit_cast<std::uint64_t>(value)); }
  void spell(Day value) { text += std::to_string(value.time_since_epoch().count()); }
  void spell(Instant value) { text += std::to_string(value.time_since_epoch().count()); }
  void spell(const TextSpan& value) {
    text += std::to_string(value.begin) + '-' + std::to_string(value.end);
  }
  void spell(const std::pair<std::string, std::string>& value) {
    spell(value.first);
    spell(value.second);
  }
  template <class T>
  requires(std::integral<T> || std::is_enum_v<T>) void spell(T value) {
    if constexpr (std::is_enum_v<T>)
      text += std::to_string(static_cast<int>(value));
    else
      text += std::to_string(value);
  }
  template <class T>
  void spell(Id<T> value) {
    spell(value.value);
  }
  template <class T>
  void spell(const std::optional<T>& value) {
    text += value ? "some " : "none";
    if (value) spell(*value);
  }
  template <class T>
  void spell(const std::vector<T>& value) {
    text += std::to_string(value.size()) + '[';
    for (const T& item : value) spell(item);
    text += ']';
  }
  template <class T>
  requires requires(Spelled& self, const T& value) { describe(self, value); }
  void spell(const T& value) {
    text += '{';
    describe(*this, value);
    text += '}';
  }
};

std::string spelled(const Record& record) {
  Spelled spelled;
  std::visit([&](const auto& alternative) { spelled.spell(alternative); }, record);
  return std::string(kind_of(record)) + spelled.text;
}

RC_GTEST_PROP(Codec, nothing_is_lost, ()) {
  const Record record =
      any_record(static_cast<std::size_t>(Anything::below(std::variant_size_v<Record>)));
  const std::string json = encode(record);
  const auto back = decode(kind_of(record), json);
  if (!back) RC_FAIL(back.error().message + " in " + json);
  RC_ASSERT(spelled(*back) == spelled(record));
  RC_ASSERT(encode(*back) == json);
}

TEST(Codec, every_kind_of_record_comes_back) {
  rc::check([] {
    for (std::size_t kind = 0; kind < std::variant_size_v<Record>; ++kind) {
      const Record record = any_record(kind);
      RC_ASSERT(spelled(*decode(kind_of(record), encode(record))) == spelled(record));
    }
  });
}

TEST(Codec, an_empty_record_is_an_empty_object) {
  EXPECT_EQ(encode(AgreementText{}), "{}");
  EXPECT_EQ(encode(Document{}), "{}");
  EXPECT_EQ(encode(Statement{}), "{}");
  EXPECT_EQ(encode(Series{}), "{}");
}

TEST(Codec, a_statement_is_written_with_its_keys_in_order) {
  Statement statement;
  statement.document.value = 3;
  statement.speaker = Mention{
      .name = "the health ministry", .actor = "Gaza health ministry", .span = TextSpan{4, 23}};
  statement.quote = {"at least 395 people\nhave been killed", {30, 66}};
  statement.said_on = *parse_day("2025-12-18");
  statement.measure = Measure::killed;
  statement.figure = Figure{.low = 395, .qualifier = Qualifier::at_least};
  statement.window = {*parse_day("2025-10-10"), *parse_day("2025-12-18"), true, Precision::day};
  statement.confidence = 0.75;
  EXPECT_EQ(
      encode(statement),
      R"({"confidence":0.75,"document":3,"figure":{"low":395,"qualifier":"at_least"},)"
      R"("measure":"killed","quote":{"span":[30,66],"text":"at least 395 people\nhave been killed"},)"
      R"("said_on":"2025-12-18","speaker":{"actor":"Gaza health ministry","name":"the health ministry",)"
      R"("span":[4,23]},"window":{"cumulative":true,"from":"2025-10-10","precision":"day",)"
      R"("until":"2025-12-18"}})");
}

TEST(Codec, what_an_amendment_rests_on_is_written_unless_it_is_the_source) {
  Amendment amendment;
  amendment.statement.value = 7;
  amendment.by = "A. Clerk";
  EXPECT_EQ(encode(amendment), R"({"by":"A. Clerk","statement":7})");
  amendment.ground = Amendment::Ground::review;
  EXPECT_EQ(encode(amendment), R"({"by":"A. Clerk","ground":"review","statement":7})");
  EXPECT_EQ(encode(Acceptance{{}, {7}, "A. Clerk"}), R"({"by":"A. Clerk","statement":7})");
  EXPECT_FALSE(decode("amendment", R"({"ground":"a whim","statement":7})"));
}

TEST(Codec, original_bytes_are_named_by_their_hash) {
  Document document;
  document.bytes = "abc";
  EXPECT_EQ(encode(document),
            R"({"bytes":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})");
}

TEST(Codec, a_text_that_is_not_utf_8_is_kept_in_hexadecimal) {
  EXPECT_EQ(encode(Rejection{.file = "\xff.txt"}), R"({"file":["ff2e747874"]})");
}

std::string refusal(std::string_view kind, std::string_view payload) {
  const auto record = decode(kind, payload);
  return record ? "read" : record.error().message;
}

TEST(Codec, refuses_what_it_did_not_write) {
  EXPECT_EQ(refusal("rumour", "{}"), "unknown kind of record 'rumour'");
  EXPECT_EQ(refusal("statement", R"({"colour":1})"),
            "the payload has an unreadable field 'colour'");
  EXPECT_EQ(refusal("statement", R"({"":1})"), "the payload has an unreadable field '(no name)'");
  EXPECT_EQ(refusal("statement", R"({"mood":"angry"})"),
            "the payload has an unreadable field 'mood'");
  EXPECT_EQ(refusal("statement", R"({"kind":"fact","document":3})"),
            "the payload has an unreadable field 'document'");
  EXPECT_EQ(refusal("finding", R"({"on":"2025-02-30"})"),
            "the payload has an unreadable field 'on'");
  EXPECT_EQ(refusal("finding", R"({"on":"soon"})"), "the payload has an unreadable field 'on'");
  EXPECT_EQ(refusal("finding", "[]").substr(0, 29), "the payload is no JSON object");
  EXPECT_EQ(refusal("finding", "").substr(0, 29), "the payload is no JSON object");
}

}  // namespace
}  // namespace truce::store
