// SPDX-License-Identifier: Apache-2.0
// The routes of docs/api.md over one store.
#pragma once

#include <string>

#include "base/time.h"
#include "server/server.h"

namespace truce::server {

/// Adds every route under /api/v1 to `router`. The store's file is opened now and kept open;
/// `clock` gives the moment at which a desk looks when it names none. Handlers may run on several
/// threads. `reviews`: whether it takes decisions about statements.
Result<void> add_api(Router& router, const std::string& store_path, std::function<Instant()> clock,
                     bool reviews);

}  // namespace truce::server
