// SPDX-License-Identifier: Apache-2.0
// One connection: reads requests in their order, keeps them to their limits, and answers each.
#pragma once

#include <functional>
#include <memory>

#include "server/reader.h"
#include "server/server.h"
#include "server/transport.h"

namespace truce::server {

/// Has the handler answer a request elsewhere and gives the answer back on the network thread.
using Dispatch = std::function<void(Request, std::function<void(Response)>)>;

class Session : public std::enable_shared_from_this<Session> {
 public:
  /// `options` must outlive the session.
  Session(std::shared_ptr<Transport> transport, const Options& options, Dispatch dispatch);

  void start();
  /// Answers what is being answered, and nothing more.
  void wind_up();

 private:
  using Clock = std::chrono::steady_clock;

  void read();
  void take_in(std::string_view bytes);
  void advance();
  void answer(std::optional<Request> request);
  void send(const Response& response, bool head, bool api, bool more);
  void refuse(const Response& response) { send(response, false, false, false); }
  bool too_slow() const;
  void time_out();

  std::shared_ptr<Transport> transport_;
  const Options& options_;
  Dispatch dispatch_;
  Reader reader_;
  Clock::time_point begun_;        // when the first byte of the request came
  std::size_t request_bytes_ = 0;  // since then
  std::size_t requests_ = 0;
  bool busy_ = false;  // a request is being answered
  bool winding_up_ = false;
};

/// Why this request is not answered here, if it is not: an unknown host (a name that somebody else
/// points at this machine), a method that changes nothing here, or a form posted by another site's
/// page.
std::optional<Response> objection_to(const Request& request, const Options& options);

}  // namespace truce::server
