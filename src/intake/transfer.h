// SPDX-License-Identifier: Apache-2.0
// How bytes are written in mail: base64, quoted-printable, per cent. What is no code is left out or
// left as it is, as the standards ask of a reader.
#pragma once

#include <string>
#include <string_view>

namespace truce::intake {

std::string from_base64(std::string_view code);
/// `in_header`: an underscore is a blank, as in encoded words.
std::string from_quoted_printable(std::string_view code, bool in_header);
std::string from_percent(std::string_view code);

}  // namespace truce::intake
