// SPDX-License-Identifier: Apache-2.0
#include "intake/transfer.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace truce::intake {
namespace {

std::optional<unsigned> sextet(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  if (letter == '+' || letter == '-') return 62;
  if (letter == '/' || letter == '_') return 63;
  return std::nullopt;
}

std::optional<unsigned> hexadecimal(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return std::nullopt;
}

/// The byte that two digits after `at` write.
std::optional<char> byte_after(std::string_view code, std::size_t at) {
  if (at + 2 >= code.size()) return std::nullopt;
  const auto high = hexadecimal(code[at + 1]);
  const auto low = hexadecimal(code[at + 2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(static_cast<unsigned char>(*high << 4U | *low));
}

/// Where the line ends whose rest after `at` is blank; nothing where more words follow.
std::optional<std::size_t> blank_line_end(std::string_view code, std::size_t at) {
  while (at < code.size() && (code[at] == ' ' || code[at] == '\t' || code[at] == '\r')) ++at;
  if (at == code.size()) return at;
  return code[at] == '\n' ? std::optional(at + 1) : std::nullopt;
}

}  // namespace

std::string from_base64(std::string_view code) {
  std::string bytes;
  bytes.reserve(code.size() / 4 * 3 + 3);
  std::uint32_t gathered = 0;
  unsigned bits = 0;
  for (const char letter : code) {
    if (letter == '=') {  // pads; another run of base64 may follow
      bits = 0;
      continue;
    }
    const auto six = sextet(letter);
    if (!six) continue;
    gathered = gathered << 6U | *six;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(static_cast<unsigned char>(gathered >> bits & 0xFFU));
  }
  return bytes;
}

std::string from_quoted_printable(std::string_view code, bool in_header) {
  std::string bytes;
  bytes.reserve(code.size());
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '=') {
      if (const auto byte = byte_after(code, at)) {
        bytes += *byte;
        at += 2;
        continue;
      }
      if (const auto next = blank_line_end(code, at + 1); next && !in_header) {
        at = *next - 1;  // a line broken by whoever sent it
        continue;
      }
    }
    bytes += in_header && code[at] == '_' ? ' ' : code[at];
  }
  return bytes;
}

std::string from_percent(std::string_view code) {
  std::string bytes;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const auto byte = code[at] == '%' ? byte_after(code, at) : std::nullopt;
    bytes += byte.value_or(code[at]);
    if (byte) at += 2;
  }
  return bytes;
}

}  // namespace truce::intake
