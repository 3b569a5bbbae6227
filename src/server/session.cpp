// SPDX-License-Identifier: Apache-2.0
#include "server/session.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/response.h"

namespace truce::server {
namespace {

/// "[::1]:8080" and "localhost:8080" without the port.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_own_name(std::string_view host, const Options& options) {
  std::string name(without_port(host));
  for (char& letter : name)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  if (name == "localhost" || name == "127.0.0.1" || name == "[::1]" || name == options.address)
    return true;
  return std::find(options.names.begin(), options.names.end(), name) != options.names.end();
}

bool is_api(const Request& request) {
  return !request.segments.empty() && request.segments.front() == "api";
}

}  // namespace

std::optional<Response> objection_to(const Request& request, const Options& options) {
  const std::string_view host = request.header("host");
  if (host.empty()) return error_response(400, "the request names no host");
  if (!is_own_name(host, options))
    return error_response(421, fmt::format("this server is not called {}", host),
                          "use localhost, or start the server with that name");
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST") {
    Response response = error_response(405, fmt::format("{} is not possible here", request.method));
    response.headers.emplace_back("Allow", "GET, HEAD, POST");
    return response;
  }
  const std::string_view origin = request.header("origin");
  if (request.method != "POST" || origin.empty()) return std::nullopt;
  const std::size_t slashes = origin.find("//");
  if (slashes != std::string_view::npos && is_own_name(origin.substr(slashes + 2), options))
    return std::nullopt;
  return error_response(403, "another site's page may not post here");
}

Session::Session(std::shared_ptr<Transport> transport, const Options& options, Dispatch dispatch)
    : transport_(std::move(transport)),
      options_(options),
      dispatch_(std::move(dispatch)),
      reader_(options.header_bytes_max, options.body_bytes_max) {}

void Session::start() {
  begun_ = Clock::now();
  transport_->set_deadline(options_.request_deadline);
  read();
}

void Session::wind_up() {
  winding_up_ = true;
  if (!busy_) transport_->close();
}

void Session::read() {
  transport_->read([self = shared_from_this()](std::string_view bytes) { self->take_in(bytes); });
}

void Session::take_in(std::string_view bytes) {
  if (bytes.empty()) return time_out();
  if (reader_.is_idle()) {
    begun_ = Clock::now();
    request_bytes_ = 0;
    transport_->set_deadline(options_.request_deadline);
  }
  request_bytes_ += bytes.size();
  reader_.add(bytes);
  advance();
}

void Session::advance() {
  switch (reader_.advance()) {
    case Reader::State::ready:
      return answer(reader_.take());
    case Reader::State::refused:
      return refuse(reader_.refusal());
    case Reader::State::needs_more:
      break;
  }
  if (too_slow()) return time_out();
  if (!reader_.asks_to_continue()) return read();
  transport_->write("HTTP/1.1 100 Continue\r\n\r\n", [self = shared_from_this()](bool written) {
    if (written) self->read();
  });
}

void Session::answer(std::optional<Request> request) {
  transport_->clear_deadline();
  if (!request) return refuse(error_response(400, "the address is malformed"));
  ++requests_;
  const bool more = reader_.keeps_alive() && requests_ < options_.requests_max;
  const bool head = request->method == "HEAD";
  const bool api = is_api(*request);
  if (const auto objection = objection_to(*request, options_))
    return send(*objection, head, api, false);
  busy_ = true;
  dispatch_(std::move(*request), [self = shared_from_this(), head, api, more](Response response) {
    self->busy_ = false;
    self->send(response, head, api, more);
  });
}

void Session::send(const Response& response, bool head, bool api, bool more) {
  more = more && !winding_up_;
  std::string bytes = wire_bytes(response, {head, more, api});
  const auto size = std::chrono::milliseconds(bytes.size() * 1000 / (16U << 10U));
  transport_->set_deadline(options_.request_deadline + size);
  busy_ = true;
  transport_->write(std::move(bytes), [self = shared_from_this(), more](bool written) {
    self->busy_ = false;
    if (!written) return self->transport_->close();
    if (!more || self->winding_up_) return self->transport_->finish();
    // A request that was sent along with this one has waited long enough: its time begins now.
    self->begun_ = Clock::now();
    self->request_bytes_ = 0;
    self->transport_->set_deadline(self->reader_.is_idle() ? self->options_.idle_deadline
                                                           : self->options_.request_deadline);
    self->advance();
  });
}

bool Session::too_slow() const {
  const auto time = Clock::now() - begun_;
  if (reader_.is_idle() || time < options_.grace_deadline) return false;
  const double seconds = std::chrono::duration<double>(time).count();
  return static_cast<double>(request_bytes_) <
         seconds * static_cast<double>(options_.bytes_per_second_min);
}

void Session::time_out() {
  const bool cut = transport_->expired() || too_slow();
  if (!cut || reader_.is_idle()) return transport_->close();
  transport_->clear_deadline();
  refuse(error_response(408, "the request took too long"));
}

}  // namespace truce::server
