// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/server.h"

namespace truce::server {

struct Manner {
  bool head = false;  // the answer to HEAD: everything but the body
  bool keeps_alive = false;
  bool api = false;  // never to be kept by a cache
};

/// The answer as it goes over the wire, with the headers that every answer has.
std::string wire_bytes(const Response& response, const Manner& manner);

}  // namespace truce::server
