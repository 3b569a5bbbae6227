// SPDX-License-Identifier: Apache-2.0
// What the readers of single kinds of file share. Outsiders call documents_in() only.
#pragma once

#include <string>
#include <string_view>

#include "intake/intake.h"

namespace truce::intake {

/// A text, a page or a line longer than this is refused: no report is, and reading it would stop
/// the desk.
inline constexpr std::size_t document_bytes_max = 8U << 20U;
/// A feed, or a mail with all that is attached to it.
inline constexpr std::size_t feed_bytes_max = 64U << 20U;
/// Brackets within brackets in JSON.
inline constexpr std::size_t nesting_max = 64;

Taken text_documents(std::string_view file, std::string_view bytes, const Defaults& defaults);
Taken page_documents(std::string_view file, std::string_view bytes, const Defaults& defaults);
Taken feed_documents(std::string_view file, std::string_view bytes, const Defaults& defaults);
Taken mail_documents(std::string_view file, std::string_view bytes, const Defaults& defaults);
Taken mailbox_documents(std::string_view file, std::string_view bytes, const Defaults& defaults);
Taken json_line_documents(std::string_view file, std::string_view bytes, const Defaults& defaults);

/// The lines of each page in the table that `pdftotext -tsv` prints, an empty one between blocks
/// and a form feed between pages.
std::string pages_of_table(std::string_view table);
/// The paragraphs of such pages.
std::string paragraphs_of_pages(std::string_view text);

/// Puts `document` into `taken`, filled up from `defaults` and with its key; or a rejection when it
/// lacks what every document must have.
void take(Taken& taken, Document document, std::size_t line, const Defaults& defaults);

/// Sets published from `value`. A day alone has the precision of a day.
Result<void> set_published(Document& document, std::string_view value);

/// How deep brackets of JSON lie within brackets, without parsing it.
std::size_t nesting_of(std::string_view json);

}  // namespace truce::intake
