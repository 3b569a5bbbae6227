// SPDX-License-Identifier: Apache-2.0
// The parts of a mail message: RFC 5322 (headers), 2045 to 2047 (MIME), 2231 (names of files).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace truce::intake {

/// The header of a message or of a part of it.
struct MailHeader {
  std::vector<std::pair<std::string, std::string>> lines;  // name in lower case, value unfolded

  /// The first value of `name`, as it stands; empty when there is none.
  std::string_view value(std::string_view name) const;
  /// The same as its reader sees it, encoded words decoded.
  std::string words(std::string_view name) const;
};

/// "text/html; charset=utf-8": what stands before the first semicolon, in lower case, and one of
/// the parameters after it.
std::string main_value(std::string_view value);
std::string parameter(std::string_view value, std::string_view name);

/// One piece of a message that holds no further pieces.
struct MailPart {
  MailHeader header;
  std::string type;  // "text/plain"
  std::string file;  // the name under which it is attached; empty when unsaid
  bool attached = false;
  std::string bytes;  // decoded, in the part's own character set
};

/// A message taken apart. Of alternatives only the one to be read is kept.
struct MailMessage {
  MailHeader header;
  std::vector<MailPart> parts;
};

/// Refused where the header cannot be one, or where parts nest without end.
Result<MailMessage> message_in(std::string_view bytes);

/// `text` with "=?utf-8?Q?Fran=C3=A7ais?=" and the like decoded.
std::string decoded_words(std::string_view text);

/// The words of a text part, in UTF-8.
Result<std::string> text_of_part(const MailPart& part);

}  // namespace truce::intake
