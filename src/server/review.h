// SPDX-License-Identifier: Apache-2.0
// The route that takes decisions about statements. Inside server/ only.
#pragma once

#include <optional>
#include <string>

#include "server/pictures.h"
#include "server/server.h"

namespace truce::server {

/// Writes the decisions of the body and answers with what was made of them.
Result<std::string> decide(Pictures& pictures, const Request& request);

/// Why this request may write nothing, if it may not.
std::optional<Response> objection_to_writing(const Request& request, bool allowed);

}  // namespace truce::server
