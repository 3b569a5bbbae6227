// SPDX-License-Identifier: Apache-2.0
#include "intake/decode.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/utf8.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// The encoding that is meant by a name. Whoever says Latin-1 or ASCII and writes bytes above it
/// means Windows-1252, curly quotes and all; so the WHATWG's table of encodings has it.
std::string meant_by(std::string_view named) {
  const std::string name = lower_case(trimmed(named));
  for (const std::string_view western :
       {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
    if (name == western) return "windows-1252";
  return name;
}

/// The byte order of UTF-16 without a mark, by where its zeros are: in western text every other
/// byte is one. Nothing where the bytes are no such text.
const char* unmarked_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t at = 0; at < head.size(); ++at)
    if (head[at] == '\0') ++zeros[at % 2];
  const std::size_t half = head.size() / 2;
  if (bytes.size() % 2 != 0 || half < 2) return nullptr;
  if (zeros[1] * 10 >= half * 9 && zeros[0] * 10 < half) return "UTF-16LE";
  if (zeros[0] * 10 >= half * 9 && zeros[1] * 10 < half) return "UTF-16BE";
  return nullptr;
}

constexpr std::string_view kSaveAsUtf8 = "save the file as UTF-8 and add it again";

/// `bytes` read by ICU as `encoding`; nothing when a byte has no meaning there.
std::optional<std::string> converted(std::string_view bytes, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter from(ucnv_open(encoding, &error));
  const Converter to(ucnv_open("UTF-8", &error));
  if (U_FAILURE(error)) return std::nullopt;
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::string text(bytes.size() * 4 + 16, '\0');
  const char* source = bytes.data();
  char* target = text.data();
  ucnv_convertEx(to.get(), from.get(), &target, text.data() + text.size(), &source,
                 bytes.data() + bytes.size(), nullptr, nullptr, nullptr, nullptr, true, true,
                 &error);
  if (U_FAILURE(error)) return std::nullopt;
  text.resize(static_cast<std::size_t>(target - text.data()));
  return text;
}

/// Whether `bytes` may be western European: bytes above ASCII are few, and none of the controls of
/// the C1 range that Windows-1252 leaves empty. Cyrillic or Arabic code pages are mostly high
/// bytes.
bool looks_western(std::string_view bytes) {
  std::size_t high = 0;
  for (const char byte : bytes) {
    if (std::string_view("\x81\x8D\x8F\x90\x9D").find(byte) != std::string_view::npos) return false;
    if (static_cast<unsigned char>(byte) >= 0x80) ++high;
  }
  return high * 8 <= bytes.size();
}

/// Whether some bytes do form UTF-8 sequences, so that the file is broken rather than of another
/// encoding.
bool has_sequences(std::string_view bytes) {
  for (std::size_t at = 0; at + 2 < bytes.size(); ++at)
    if (static_cast<unsigned char>(bytes[at]) >= 0xE0 && is_utf8(bytes.substr(at, 3))) return true;
  return false;
}

std::size_t first_malformed(std::string_view bytes) {
  const std::string repaired = repaired_utf8(bytes);
  const auto differ = std::mismatch(bytes.begin(), bytes.end(), repaired.begin(), repaired.end());
  return static_cast<std::size_t>(differ.first - bytes.begin());
}

Result<std::string> without_nul(std::string text) {
  const std::size_t nul = text.find('\0');
  if (nul != std::string::npos)
    return invalid(fmt::format("there is a NUL character in line {}, so this is not a text",
                               line_at(text, nul)),
                   "give the text of the document, not a program's own file");
  return text;
}

}  // namespace

Result<std::string> utf8_of(std::string_view bytes, std::string_view named) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (const auto& [mark, encoding] :
       {std::pair{"\xFF\xFE", "UTF-16LE"}, std::pair{"\xFE\xFF", "UTF-16BE"}}) {
    if (!bytes.starts_with(mark)) continue;
    auto text = converted(bytes.substr(2), encoding);
    if (!text) return invalid("the file is not sound UTF-16", std::string(kSaveAsUtf8));
    return without_nul(std::move(*text));
  }
  const std::string meant = meant_by(named);
  if (bytes.find('\0') != std::string_view::npos) {
    const bool wide = meant.starts_with("utf-16") || meant.starts_with("utf-32");
    const char* encoding = wide ? meant.c_str() : unmarked_utf16(bytes);
    if (encoding != nullptr)
      if (auto text = converted(bytes, encoding)) return without_nul(std::move(*text));
    return without_nul(std::string(bytes));
  }
  if (is_utf8(bytes)) return std::string(bytes);
  if (!meant.empty()) {
    // A page that claims UTF-8 wrongly falls through to the guess.
    if (auto text = converted(bytes, meant.c_str())) return without_nul(std::move(*text));
  }
  if (looks_western(bytes) && !has_sequences(bytes)) {
    if (auto text = converted(bytes, "windows-1252")) return without_nul(std::move(*text));
  }
  return invalid(fmt::format("line {} is not valid UTF-8, and no other encoding can be told",
                             line_at(bytes, first_malformed(bytes))),
                 std::string(kSaveAsUtf8));
}

std::size_t line_at(std::string_view text, std::size_t at) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace truce::intake
