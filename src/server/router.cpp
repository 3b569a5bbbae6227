// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/server.h"

namespace truce::server {
namespace {

bool is_parameter(std::string_view piece) { return piece.starts_with('{') && piece.ends_with('}'); }

std::vector<std::string> pieces_of(std::string_view pattern) {
  std::vector<std::string> pieces;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);  // the slash
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    pieces.emplace_back(pattern.substr(0, end));
    pattern.remove_prefix(end);
  }
  return pieces;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return std::equal(pattern.begin(), pattern.end(), segments.begin(), segments.end(),
                    [](const std::string& piece, const std::string& segment) {
                      return is_parameter(piece) ? !segment.empty() : piece == segment;
                    });
}

Request with_parameters(const Request& request, const std::vector<std::string>& pattern) {
  Request filled = request;
  for (std::size_t at = 0; at < pattern.size(); ++at)
    if (is_parameter(pattern[at]))
      filled.parameters[pattern[at].substr(1, pattern[at].size() - 2)] = request.segments[at];
  return filled;
}

}  // namespace

std::string_view Request::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : found->second;
}

void Router::add(std::string_view method, std::string_view pattern, Handler handler) {
  Route route{std::string(method), pieces_of(pattern), std::move(handler)};
  const auto has_parameter = std::any_of(route.pattern.begin(), route.pattern.end(), is_parameter);
  routes_.insert(has_parameter ? routes_.end() : routes_.begin(), std::move(route));
}

Response Router::operator()(const Request& request) const {
  const std::string_view method =
      request.method == "HEAD" ? "GET" : std::string_view(request.method);
  std::string allowed;
  for (const Route& route : routes_) {
    if (!fits(route.pattern, request.segments)) continue;
    if (route.method == method) return route.handler(with_parameters(request, route.pattern));
    allowed += (allowed.empty() ? "" : ", ") + route.method;
  }
  if (!allowed.empty()) {
    Response response =
        error_response(405, fmt::format("{} is not possible at {}", request.method, request.path),
                       fmt::format("it answers {}", allowed));
    response.headers.emplace_back("Allow", allowed);
    return response;
  }
  const bool api = !request.segments.empty() && request.segments.front() == "api";
  if (!api && otherwise_) return otherwise_(request);
  return error_response(404, fmt::format("there is nothing at {}", request.path),
                        "the routes are in docs/api.md");
}

}  // namespace truce::server
