// SPDX-License-Identifier: Apache-2.0
// Records → canonical JSON (docs/store.md, "Payload").
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/utf8.h"
#include "store/codec.h"
#include "store/fields.h"
#include "store/store.h"

namespace truce::store {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Text that grows at its end. It keeps room beyond it, so that most pieces are a plain copy: an
/// append must stay close to the cost of the bare INSERT.
class Text {
 public:
  explicit Text(std::string& text) : text_(text), used_(text.size()) {}
  ~Text() { text_.resize(used_); }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  void operator+=(std::string_view piece) {
    std::memcpy(room_for(piece.size()), piece.data(), piece.size());
    used_ += piece.size();
  }
  void operator+=(char piece) {
    *room_for(1) = piece;
    ++used_;
  }
  /// `,"name":`, or without the comma.
  void key(bool first, std::string_view name) {
    char* at = room_for(name.size() + 4);
    if (!first) *at++ = ',';
    *at++ = '"';
    std::memcpy(at, name.data(), name.size());
    at += name.size();
    *at++ = '"';
    *at++ = ':';
    used_ += name.size() + (first ? 3 : 4);
  }
  void quoted(std::string_view piece) {
    char* at = room_for(piece.size() + 2);
    *at = '"';
    std::memcpy(at + 1, piece.data(), piece.size());
    at[piece.size() + 1] = '"';
    used_ += piece.size() + 2;
  }

 private:
  char* room_for(std::size_t size) {
    if (text_.size() - used_ < size) text_.resize(2 * text_.size() + size + 1024);
    return text_.data() + used_;
  }
  std::string& text_;
  std::size_t used_;
};

/// Writes one object; nested values make nested writers on the same string.
class Writer {
 public:
  Writer(Text& json, const std::optional<Digest>& original) : json_(json), original_(original) {
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
    quote_plain(to_hex(*original_));
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
    json_.key(!any_, name);
    any_ = true;
  }

  void write(const std::string& value) {
    // Nearly every text is plain ASCII with nothing to escape.
    bool plain = true;
    for (const char c : value) plain &= is_plain(c);
    if (plain || is_utf8(value)) return plain ? quote_plain(value) : quote(value);
    json_ += "[\"";
    for (const char c : value) {
      const auto byte = static_cast<unsigned char>(c);
      json_ += kHexDigits[byte >> 4U];
      json_ += kHexDigits[byte & 0x0FU];
    }
    json_ += "\"]";
  }

  static bool is_plain(char c) { return (c >= 0x20) & (c != '"') & (c != '\\'); }

  /// A text with nothing to escape.
  void quote_plain(std::string_view value) { json_.quoted(value); }

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
    json_ += {digits.data(), static_cast<std::size_t>(end - digits.data())};
  }
  void write(std::uint64_t value) { write_integer(value); }
  void write(std::int64_t value) { write_integer(value); }
  void write(bool value) { json_ += value ? "true" : "false"; }

  void write(double value) {
    if (!std::isfinite(value))
      return quote_plain(std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
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

  void write(Document::Kind value) { quote_plain(to_text(value)); }
  void write(Amendment::Kind value) {
    quote_plain(value == Amendment::Kind::retracted ? "retracted" : "corrected");
  }
  template <class Kind>
  requires std::is_enum_v<Kind>
  void write(Kind value) { quote_plain(to_text(value)); }

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

  Text& json_;
  const std::optional<Digest>& original_;
  bool any_ = false;
};

}  // namespace

void encode_onto(std::string& json, const Record& record, const std::optional<Digest>& original) {
  Text text(json);
  Writer writer(text, original);
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
