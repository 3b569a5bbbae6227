// SPDX-License-Identifier: Apache-2.0
// Records → canonical JSON (docs/store.md, "Payload").
#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "store/codec.h"
#include "store/fields.h"
#include "store/store.h"

namespace truce::store {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Writes one object; nested values make nested writers on the same string.
class Writer {
 public:
  Writer(std::string& json, const std::optional<Digest>& original)
      : json_(json), original_(original) {
    json_ += '{';
  }
  ~Writer() { json_ += '}'; }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    if (is_default(value)) return;
    key(name);
    write(value);
  }

  template <class Kind>
  void operator()(std::string_view name, Kind value, Kind by_default) {
    if (value == by_default) return;
    key(name);
    write(value);
  }

  void original(std::string_view name) {
    if (!original_) return;
    key(name);
    quote(to_hex(*original_));
  }

 private:
  static bool is_default(const std::string& value) { return value.empty(); }
  static bool is_default(bool value) { return !value; }
  static bool is_default(std::uint64_t value) { return value == 0; }
  static bool is_default(double value) { return value == 0 && !std::signbit(value); }
  static bool is_default(Day value) { return value == Day{}; }
  template <class T>
  static bool is_default(Id<T> value) {
    return value.value == 0;
  }
  template <class T>
  static bool is_default(const std::optional<T>& value) {
    return !value;
  }
  template <class T>
  static bool is_default(const std::vector<T>& value) {
    return value.empty();
  }
  static bool is_default(const TextSpan& value) { return value == TextSpan{}; }
  static bool is_default(const Quote& value) { return value == Quote{}; }
  static bool is_default(const Window& value) { return value == Window{}; }

  void key(std::string_view name) {
    assert(last_ < name);
    last_ = name;
    if (any_) json_ += ',';
    any_ = true;
    json_ += '"';
    json_ += name;
    json_ += "\":";
  }

  void write(const std::string& value) {
    const bool ascii = std::none_of(value.begin(), value.end(), [](char c) { return c < 0; });
    if (ascii || is_utf8(value)) return quote(value);
    json_ += "[\"";
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      json_ += kHexDigits[byte >> 4U];
      json_ += kHexDigits[byte & 0x0FU];
    }
    json_ += "\"]";
  }

  void quote(std::string_view value) {
    json_ += '"';
    std::size_t copied = 0;
    for (std::size_t at = 0; at < value.size(); ++at) {
      const auto byte = static_cast<unsigned char>(value[at]);
      if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
      json_ += value.substr(copied, at - copied);
      copied = at + 1;
      escape(byte);
    }
    json_ += value.substr(copied);
    json_ += '"';
  }

  void escape(unsigned char byte) {
    constexpr std::string_view plain = "\"\\\b\t\n\f\r";
    constexpr std::string_view letters = "\"\\btnfr";
    json_ += '\\';
    if (const auto at = plain.find(static_cast<char>(byte)); at != plain.npos) {
      json_ += letters[at];
      return;
    }
    json_ += "u00";
    json_ += kHexDigits[byte >> 4U];
    json_ += kHexDigits[byte & 0x0FU];
  }

  template <class Integer>
  void write_integer(Integer value) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    json_.append(digits.data(), end);
  }
  void write(std::uint64_t value) { write_integer(value); }
  void write(std::int64_t value) { write_integer(value); }
  void write(bool value) { json_ += value ? "true" : "false"; }

  void write(double value) {
    if (!std::isfinite(value)) return quote(std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    const std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    json_ += text;
    // Kept apart from integers, which would lose the sign of -0.0 and overflow beyond 2^64.
    if (text.find_first_of(".e") == text.npos) json_ += ".0";
  }

  void write(Day value) {
    const std::chrono::year_month_day date{value};
    const int year = static_cast<int>(date.year());
    const auto days = value.time_since_epoch().count();
    if (days < -719528 || days > 2932896) return write_integer(days);  // years 0000 to 9999
    json_ += '"';
    write_day(year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    json_ += '"';
  }

  void write(Instant value) {
    const Day day = day_of(value);
    const auto days = day.time_since_epoch().count();
    if (days < -719528 || days > 2932896) return write_integer(value.time_since_epoch().count());
    const std::chrono::year_month_day date{day};
    const auto seconds = static_cast<unsigned>((value - day).count());
    json_ += '"';
    write_day(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
              static_cast<unsigned>(date.day()));
    json_ += 'T';
    two_digits(seconds / 3600);
    json_ += ':';
    two_digits(seconds / 60 % 60);
    json_ += ':';
    two_digits(seconds % 60);
    json_ += "Z\"";
  }

  void write_day(int year, unsigned month, unsigned day) {
    two_digits(static_cast<unsigned>(year) / 100);
    two_digits(static_cast<unsigned>(year) % 100);
    json_ += '-';
    two_digits(month);
    json_ += '-';
    two_digits(day);
  }

  void two_digits(unsigned value) {
    json_ += static_cast<char>('0' + value / 10);
    json_ += static_cast<char>('0' + value % 10);
  }

  void write(const TextSpan& value) {
    json_ += '[';
    write(std::uint64_t{value.begin});
    json_ += ',';
    write(std::uint64_t{value.end});
    json_ += ']';
  }

  void write(const std::pair<std::string, std::string>& value) {
    json_ += '[';
    write(value.first);
    json_ += ',';
    write(value.second);
    json_ += ']';
  }

  void write(Document::Kind value) { quote(to_text(value)); }
  void write(Amendment::Kind value) {
    quote(value == Amendment::Kind::retracted ? "retracted" : "corrected");
  }
  template <class Kind>
  requires std::is_enum_v<Kind>
  void write(Kind value) { quote(to_text(value)); }

  template <class T>
  void write(Id<T> value) {
    write(value.value);
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);
  }
  template <class T>
  void write(const std::vector<T>& value) {
    json_ += '[';
    for (std::size_t at = 0; at < value.size(); ++at) {
      if (at > 0) json_ += ',';
      write(value[at]);
    }
    json_ += ']';
  }
  template <class T>
  requires requires(Writer& writer, const T& self) { describe(writer, self); }
  void write(const T& value) {
    const std::optional<Digest> none;
    Writer nested(json_, none);
    describe(nested, value);
  }

  std::string& json_;
  const std::optional<Digest>& original_;
  std::string_view last_;
  bool any_ = false;
};

}  // namespace

void encode_onto(std::string& json, const Record& record, const std::optional<Digest>& original) {
  Writer writer(json, original);
  std::visit([&](const auto& alternative) { describe(writer, alternative); }, record);
}

std::string encode(const Record& record) {
  std::optional<Digest> original;
  if (const auto* document = std::get_if<Document>(&record); document && !document->bytes.empty())
    original = sha256(document->bytes);
  std::string json;
  encode_onto(json, record, original);
  return json;
}

void set_id(Record& record, std::uint64_t id) {
  std::visit(
      [&](auto& alternative) {
        if constexpr (requires { alternative.id; }) alternative.id.value = id;
      },
      record);
}

std::uint64_t id_of(const Record& record) {
  return std::visit(
      [](const auto& alternative) -> std::uint64_t {
        if constexpr (requires { alternative.id; }) return alternative.id.value;
        return 0;
      },
      record);
}

}  // namespace truce::store
