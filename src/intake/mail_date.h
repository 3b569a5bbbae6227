// SPDX-License-Identifier: Apache-2.0
// Dates as mail and RSS write them: "Sun, 02 Nov 2025 10:30:00 +0200" (RFC 822, 2822, 5322).
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "record/document.h"

namespace truce::intake {

/// Sets published from a date of mail or from one that set_published() reads. A clock whose zone is
/// not told, or has a name that stands for several, gives its day only.
Result<void> set_published_as_in_mail(Document& document, std::string_view value);

/// The moment that such a date names, where it names one.
std::optional<Instant> mail_instant(std::string_view value);

}  // namespace truce::intake
