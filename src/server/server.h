// SPDX-License-Identifier: Apache-2.0
// The account over HTTP: sockets, limits, routes and the files of the web interface.
//
// What the routes answer is written in api.cpp over the pipeline. A request passes through
//   net.cpp       sockets and clocks (the one file that knows Asio), behind transport.h
//   session.cpp   one connection: its limits, its requests in their order
//   reader.cpp    bytes → Request (the one file that knows Beast's parser)
//   router.cpp    path → handler;  static_files.cpp  the built web folder
//   response.cpp  Response → bytes, with the headers that every answer has
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace truce::server {

struct Request {
  std::string method;                        // GET, HEAD or POST
  std::string target;                        // as sent
  std::string path;                          // decoded, without the query
  std::vector<std::string> segments;         // of the path, decoded one by one: "%2F" parts nothing
  std::map<std::string, std::string> query;  // decoded
  std::map<std::string, std::string> parameters;  // of the route's pattern, put in by the Router
  std::map<std::string, std::string> headers;     // names in lower case
  std::string body;

  std::string_view header(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // beside those of every answer
};

/// Answers one request. Called from several threads at once; what it throws becomes a 500.
using Handler = std::function<Response(const Request&)>;

/// {"error": {"message": …, "help": …}} with `<`, `>` and `&` escaped.
Response error_response(int status, std::string_view message, std::string_view help = {});

/// Finds the handler for a path. Patterns are exact, "/api/v1/board", or have parameters,
/// "/api/v1/clauses/{ref}"; an exact one wins. HEAD goes where GET goes.
class Router {
 public:
  void add(std::string_view method, std::string_view pattern, Handler handler);
  /// Who answers paths outside /api that no pattern fits; else they are 404, as those under /api
  /// are.
  void otherwise(Handler handler) { otherwise_ = std::move(handler); }
  Response operator()(const Request& request) const;

 private:
  struct Route {
    std::string method;
    std::vector<std::string> pattern;
    Handler handler;
  };
  std::vector<Route> routes_;
  Handler otherwise_;
};

/// Serves the files of `folder`, all read into memory now, so that no path leads out of it. A path
/// without an ending that is no file gets index.html: the page finds its view itself.
Result<Handler> static_files(const std::string& folder);

/// Ends serve() from another thread.
class Stop {
 public:
  Stop();
  void now() const;

  struct State;
  const std::shared_ptr<State>& state() const { return state_; }

 private:
  std::shared_ptr<State> state_;
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;       // 0 picks a free one
  bool elsewhere = false;          // allows an address that other machines can reach
  std::vector<std::string> names;  // names of this server beside localhost and its address

  std::size_t header_bytes_max = 16U << 10U;
  std::size_t body_bytes_max = 1U << 20U;
  std::size_t connections_max = 256;
  std::size_t requests_max = 1000;                     // for each connection
  std::chrono::milliseconds request_deadline{20'000};  // from a request's first byte to its last
  std::chrono::milliseconds idle_deadline{15'000};     // between requests
  std::size_t bytes_per_second_min = 512;              // of a request, after grace_deadline
  std::chrono::milliseconds grace_deadline{5'000};
  std::size_t threads = 2;  // that run the handler
  bool signals = true;      // SIGINT and SIGTERM end it

  std::function<void(const std::string& url, std::uint16_t port)> on_bound;
  std::function<void(const std::string& warning)> on_warning;
};

/// Serves until stopped. Requests that are being answered are answered, for at most a few seconds.
Result<void> serve(const Options& options, const Handler& handler, const Stop& stop = Stop());

}  // namespace truce::server
