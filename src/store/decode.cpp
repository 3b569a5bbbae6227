// SPDX-License-Identifier: Apache-2.0
// Canonical JSON → records, by simdjson: a hundred thousand statements are read at every start.
#include <simdjson.h>

#include <cmath>
#include <limits>

#include "store/codec.h"
#include "store/fields.h"
#include "store/store.h"

namespace truce::store {
namespace {

namespace dom = simdjson::dom;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The number that the two digits at `at` write, or -1.
int two_digits(std::string_view text, std::size_t at) {
  const char tens = text[at];
  const char ones = text[at + 1];
  if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return -1;
  return (tens - '0') * 10 + (ones - '0');
}

/// Reads one object. The keys of both sides ascend, so each field is looked at once.
class Reader {
 public:
  explicit Reader(dom::object object) : at_(object.begin()), end_(object.end()) { next(); }

  template <class T>
  void operator()(std::string_view name, T& value) {
    // Most names that are compared differ in their first letter.
    if (!has_ || key_.empty() || key_.front() != name.front() || key_ != name) return;
    if (!read(at_.value(), value)) return fail(name);
    ++at_;
    next();
  }
  template <class Kind>
  void operator()(std::string_view name, Kind& value, Kind by_default) {
    value = by_default;
    (*this)(name, value);
  }
  void original(std::string_view name) { (*this)(name, original_); }

  /// What could not be read, or an empty string: a value of the wrong shape or a key that is not
  /// known.
  std::string_view refused() const {
    if (!failed_.empty() || !has_) return failed_;
    return key_.empty() ? "(no name)" : key_;
  }
  std::string& original_name() { return original_; }

 private:
  void next() {
    has_ = at_ != end_;
    if (has_) key_ = at_.key();
  }
  void fail(std::string_view name) {
    failed_ = name;
    has_ = false;
  }

  static bool read(dom::element element, std::string& value) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS) {
      value.assign(text);
      return true;
    }
    return read_hex(element, value);
  }

  /// A string that is not UTF-8: ["ff00"].
  static bool read_hex(dom::element element, std::string& value) {
    dom::array array;
    std::string_view hex;
    if (element.get(array) != simdjson::SUCCESS || array.size() != 1) return false;
    if (array.at(0).get(hex) != simdjson::SUCCESS || hex.size() % 2 != 0) return false;
    value.clear();
    for (std::size_t at = 0; at < hex.size(); at += 2) {
      const int high = hex_value(hex[at]);
      const int low = hex_value(hex[at + 1]);
      if (high < 0 || low < 0) return false;
      value += static_cast<char>(high * 16 + low);
    }
    return true;
  }

  static bool read(dom::element element, std::uint64_t& value) {
    return element.get(value) == simdjson::SUCCESS;
  }
  static bool read(dom::element element, std::int64_t& value) {
    return element.get(value) == simdjson::SUCCESS;
  }
  static bool read(dom::element element, bool& value) {
    return element.get(value) == simdjson::SUCCESS;
  }
  static bool read(dom::element element, double& value) {
    if (element.get(value) == simdjson::SUCCESS) return true;
    std::string_view word;
    if (element.get(word) != simdjson::SUCCESS) return false;
    if (word == "nan")
      value = std::numeric_limits<double>::quiet_NaN();
    else if (word == "inf")
      value = std::numeric_limits<double>::infinity();
    else if (word == "-inf")
      value = -std::numeric_limits<double>::infinity();
    else
      return false;
    return true;
  }

  static bool read(dom::element element, Day& value) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS) return text.size() == 10 && read_day(text, value);
    std::int64_t days = 0;
    if (element.get(days) != simdjson::SUCCESS) return false;
    value = Day{std::chrono::days{static_cast<std::chrono::days::rep>(days)}};
    return value.time_since_epoch().count() == days;
  }

  static bool read_day(std::string_view text, Day& value) {
    const int century = two_digits(text, 0);
    const int year = two_digits(text, 2);
    const int month = two_digits(text, 5);
    const int day = two_digits(text, 8);
    if (century < 0 || year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-')
      return false;
    const std::chrono::year_month_day date{std::chrono::year{century * 100 + year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    value = Day{date};
    return date.ok();
  }

  static bool read(dom::element element, Instant& value) {
    std::int64_t seconds = 0;
    if (element.get(seconds) == simdjson::SUCCESS) {
      value = Instant{std::chrono::seconds{seconds}};
      return true;
    }
    std::string_view text;
    Day day;
    if (element.get(text) != simdjson::SUCCESS || text.size() != 20 || !read_day(text, day))
      return false;
    const int hour = two_digits(text, 11);
    const int minute = two_digits(text, 14);
    const int second = two_digits(text, 17);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
      return false;
    value = Instant{day} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
            std::chrono::seconds{second};
    return text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z';
  }

  static bool read(dom::element element, TextSpan& value) {
    dom::array array;
    if (element.get(array) != simdjson::SUCCESS || array.size() != 2) return false;
    auto item = array.begin();
    return read(*item, value.begin) && read(*++item, value.end);
  }

  static bool read(dom::element element, std::pair<std::string, std::string>& value) {
    dom::array array;
    if (element.get(array) != simdjson::SUCCESS || array.size() != 2) return false;
    auto item = array.begin();
    return read(*item, value.first) && read(*++item, value.second);
  }

  template <class Kind>
  static bool read_word(std::optional<Kind> word, Kind& value) {
    if (word) value = *word;
    return word.has_value();
  }
  template <class Kind>
  requires std::is_enum_v<Kind>
  static bool read(dom::element element, Kind& value) {
    std::string_view word;
    if (element.get(word) != simdjson::SUCCESS) return false;
    if constexpr (std::same_as<Kind, Document::Kind>) {
      return read_word(document_kind_from(word), value);
    } else if constexpr (std::same_as<Kind, Precision>) {
      return read_word(precision_from(word), value);
    } else if constexpr (std::same_as<Kind, Amendment::Kind>) {
      value = word == "corrected" ? Amendment::Kind::corrected : Amendment::Kind::retracted;
      return word == "corrected" || word == "retracted";
    } else if constexpr (std::same_as<Kind, Amendment::Ground>) {
      return read_word(ground_from(word), value);
    } else {
      return read_word(from_text<Kind>(word), value);
    }
  }

  template <class T>
  static bool read(dom::element element, Id<T>& value) {
    return read(element, value.value);
  }
  template <class T>
  static bool read(dom::element element, std::optional<T>& value) {
    return read(element, value.emplace());
  }
  template <class T>
  static bool read(dom::element element, std::vector<T>& value) {
    dom::array array;
    if (element.get(array) != simdjson::SUCCESS) return false;
    value.reserve(array.size());
    for (const dom::element item : array)
      if (!read(item, value.emplace_back())) return false;
    return true;
  }
  template <class T>
  requires requires(Reader& reader, T& self) { describe(reader, self); }
  static bool read(dom::element element, T& value) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return false;
    Reader nested(object);
    describe(nested, value);
    return nested.refused().empty();
  }

  dom::object::iterator at_;
  dom::object::iterator end_;
  bool has_ = false;
  std::string_view key_;
  std::string_view failed_;
  std::string original_;
};

/// Makes `record` an empty record of the kind; false when there is none of that name.
template <std::size_t At = 0>
bool make_kind(std::string_view kind, Record& record) {
  if constexpr (At == std::variant_size_v<Record>) {
    return false;
  } else {
    static const std::string name(kind_of(Record{std::in_place_index<At>}));
    if (name != kind) return make_kind<At + 1>(kind, record);
    record.emplace<At>();
    return true;
  }
}

}  // namespace

struct Decoder::Buffers {
  dom::parser parser;
  std::string text;
};

Decoder::Decoder() : buffers_(std::make_unique<Buffers>()) {}
Decoder::~Decoder() = default;

Result<void> Decoder::decode(std::string_view kind, std::string_view payload, Record& record,
                             std::string& original) {
  if (!make_kind(kind, record))
    return invalid("unknown kind of record '" + std::string(kind) + "'");
  // simdjson reads a little beyond the end, so the payload is copied to where it may.
  std::string& text = buffers_->text;
  text.assign(payload);
  text.resize(payload.size() + simdjson::SIMDJSON_PADDING);
  dom::object object;
  const auto error = buffers_->parser.parse(text.data(), payload.size(), false).get(object);
  if (error != simdjson::SUCCESS)
    return invalid("the payload is no JSON object: " + std::string(simdjson::error_message(error)));
  Reader reader(object);
  std::visit([&](auto& alternative) { describe(reader, alternative); }, record);
  if (!reader.refused().empty())
    return invalid("the payload has an unreadable field '" + std::string(reader.refused()) + "'");
  original = std::move(reader.original_name());
  return {};
}

Result<Record> decode(std::string_view kind, std::string_view payload) {
  Decoder decoder;
  Record record;
  std::string original;
  TRY(decoder.decode(kind, payload, record, original));
  return record;
}

}  // namespace truce::store
