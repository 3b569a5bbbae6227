// SPDX-License-Identifier: Apache-2.0
#include "parse/words.h"

#include <algorithm>
#include <array>

#include "parse/hash.h"

namespace truce::parse {
namespace {

/// Longer words are known by their first letters only.
constexpr std::size_t kLettersMax = 64;

/// A word in small letters of one byte or more, cut to kLettersMax bytes.
struct Letters {
  std::array<char, kLettersMax> bytes;
  std::size_t size = 0;

  void add(char c) {
    if (size < bytes.size()) bytes[size++] = c;
  }
  std::string_view view() const { return {bytes.data(), size}; }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
unsigned char byte_of(char c) { return static_cast<unsigned char>(c); }

/// Quotes and dashes of E2 80 xx in their plain form; 0 for other marks.
char plain_mark(unsigned char last) {
  if (last >= 0x90 && last <= 0x95) return '-';
  if (last >= 0x98 && last <= 0x9B) return '\'';
  if (last >= 0x9C && last <= 0x9F) return '"';
  return 0;
}

/// What stands at `at` beyond ASCII, into `out` in small letters: "Élysée" is "élysée", as far as
/// Latin-1 and the row behind it go. Bytes that are no UTF-8 stand for themselves.
struct Wide {
  std::size_t size = 1;
  char mark = 0;  // the plain mark that it stands for
  bool capital = false;
};
Wide add_wide(std::string_view word, std::size_t at, Letters& out) {
  const unsigned char lead = byte_of(word[at]);
  const unsigned char next = at + 1 < word.size() ? byte_of(word[at + 1]) : 0;
  if (lead == 0xE2 && next == 0x80 && at + 2 < word.size()) {
    if (const char mark = plain_mark(byte_of(word[at + 2]))) {
      out.add(mark);
      return {3, mark};
    }
  }
  unsigned char small = next;
  if (lead == 0xC3 && next >= 0x80 && next <= 0x9E) small = static_cast<unsigned char>(next + 0x20);
  if ((lead == 0xC4 || lead == 0xC5) && next != 0 && next % 2 == 0) small = next | 1U;
  Wide wide;
  out.add(word[at]);
  for (; at + wide.size < word.size() && (byte_of(word[at + wide.size]) & 0xC0U) == 0x80U;
       ++wide.size)
    out.add(wide.size == 1 ? static_cast<char>(small) : word[at + wide.size]);
  wide.capital = small != next && wide.size > 1;
  return wide;
}

Atom atom_of(std::string_view letters, std::uint64_t kind) {
  std::uint64_t h = kind * 0x9E3779B97F4A7C15ULL + letters.size();
  std::uint64_t block = 0;
  std::size_t at = 0;
  for (const char c : letters) {
    block = block << 8U | byte_of(c);
    if (++at % 8 == 0) h = mixed(h, block), block = 0;
  }
  h = finished(mixed(h, block));
  return h == 0 ? 1 : h;
}

}  // namespace

WordAtoms atoms_of(std::string_view word) {
  Letters letters;
  unsigned capitals = 0;
  unsigned digits = 0;
  unsigned small = 0;
  bool first_capital = false;
  bool hyphen = false;
  bool dot = false;
  for (std::size_t at = 0; at < word.size() && letters.size < kLettersMax;) {
    const char c = word[at];
    bool capital = is_capital(c);
    std::size_t size = 1;
    if (byte_of(c) >= 0x80) {
      const Wide wide = add_wide(word, at, letters);
      size = wide.size;
      capital = wide.capital;
      if (wide.mark == 0 && !capital) ++small;
      hyphen |= wide.mark == '-';
    } else if (is_digit(c)) {
      letters.add('0');
      ++digits;
    } else {
      letters.add(capital ? static_cast<char>(c + ('a' - 'A')) : c == '`' ? '\'' : c);
      if (c >= 'a' && c <= 'z') ++small;
      hyphen |= c == '-';
      dot |= c == '.';
    }
    if (capital) ++capitals;
    if (at == 0) first_capital = capital;
    at += size;
  }
  const std::string_view view = letters.view();
  WordAtoms atoms;
  atoms.form = atom_of(view, 1);
  atoms.capital = first_capital;
  const std::uint64_t shape = (first_capital ? 1U : 0U) | (capitals > 1 ? 2U : 0U) |
                              (digits > 0 ? 4U : 0U) | (small > 0 ? 8U : 0U) | (hyphen ? 16U : 0U) |
                              (dot ? 32U : 0U) | std::min<std::uint64_t>(view.size(), 4) << 6U |
                              std::min<std::uint64_t>(digits, 5) << 10U;
  atoms.shape = finished(mixed(7, shape));
  for (std::size_t i = 0; i < 3; ++i) atoms.prefix[i] = atom_of(view.substr(0, i + 1), 2);
  for (std::size_t i = 0; i < 4; ++i)
    atoms.suffix[i] = atom_of(view.substr(view.size() - std::min(view.size(), i + 1)), 3);
  return atoms;
}

}  // namespace truce::parse
