// SPDX-License-Identifier: Apache-2.0
// Over real sockets on the loopback address, with short deadlines.
#include "server/server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <thread>

#include "base/file.h"

namespace truce::server {
namespace {

using namespace std::chrono_literals;

/// A connection of a client, which may send whatever it likes.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// One answer; the rest of what came is kept for the next. Empty when the server has closed.
  std::string answer(bool head = false) {
    std::size_t end = std::string::npos;
    while ((end = got_.find("\r\n\r\n")) == std::string::npos)
      if (!receive()) return std::exchange(got_, {});
    std::size_t size = end + 4;
    const std::size_t length = got_.find("Content-Length: ");
    if (!head && length < end) size += std::stoul(got_.substr(length + 16));
    while (got_.size() < size && receive()) {
    }
    std::string answer = got_.substr(0, size);
    got_.erase(0, size);
    return answer;
  }

  /// Everything until the server closes.
  std::string rest() {
    while (receive()) {
    }
    return std::exchange(got_, {});
  }

  std::string ask(std::string_view bytes, bool head = false) {
    send(bytes);
    return answer(head);
  }

 private:
  bool receive() {
    std::array<char, 65536> buffer{};
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    got_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  bool connected_ = false;
  std::string got_;
};

Router echo_routes() {
  Router router;
  router.add("GET", "/api/v1/board", [](const Request& request) {
    Response response;
    response.body = "board";
    for (const auto& [name, value] : request.query)
      response.body += fmt::format(" {}={}", name, value);
    return response;
  });
  router.add("GET", "/api/v1/clauses/{ref}", [](const Request& request) {
    return Response{200, "text/plain", "clause " + request.parameters.at("ref"), {}};
  });
  router.add("POST", "/api/v1/size", [](const Request& request) {
    return Response{200, "text/plain", std::to_string(request.body.size()), {}};
  });
  router.add("GET", "/api/v1/fails",
             [](const Request&) -> Response { throw std::runtime_error("no"); });
  router.add("GET", "/api/v1/splits", [](const Request&) {
    return Response{200, "text/plain", "", {{"X-Name", "a\r\nX-Evil: b"}}};
  });
  router.add("GET", "/api/v1/slow", [](const Request&) {
    std::this_thread::sleep_for(300ms);
    return Response{200, "text/plain", "slow", {}};
  });
  return router;
}

/// A server that runs until it is destroyed.
class Running {
 public:
  explicit Running(Options options = {}, Handler handler = echo_routes())
      : options_(std::move(options)), handler_(std::move(handler)) {
    std::promise<std::uint16_t> bound;
    auto port = bound.get_future();
    options_.port = 0;
    options_.signals = false;
    options_.on_bound = [&](const std::string&, std::uint16_t on) { bound.set_value(on); };
    thread_ = std::thread([this] { EXPECT_TRUE(serve(options_, handler_, stop_)); });
    port_ = port.get();
  }
  ~Running() { stop(); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void stop() {
    stop_.now();
    if (thread_.joinable()) thread_.join();
  }
  std::uint16_t port() const { return port_; }
  std::string ask(std::string_view bytes, bool head = false) const {
    return Client(port_).ask(bytes, head);
  }

 private:
  Options options_;
  Handler handler_;
  Stop stop_;
  std::thread thread_;
  std::uint16_t port_ = 0;
};

std::string get(std::string_view target, std::string_view more = "") {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, more);
}

std::string status_of(std::string_view answer) {
  return std::string(answer.substr(0, answer.find("\r\n")));
}
std::string body_of(std::string_view answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? "" : std::string(answer.substr(end + 4));
}
bool has(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

TEST(Server, one_connection_carries_many_requests) {
  const Running server;
  Client client(server.port());
  for (int at = 0; at < 3; ++at) {
    const std::string answer =
        client.ask(get("/api/v1/board?as_known=2025-12-19&viewpoint=party%3AA+B"));
    EXPECT_EQ(status_of(answer), "HTTP/1.1 200 OK");
    EXPECT_EQ(body_of(answer), "board as_known=2025-12-19 viewpoint=party:A B");
    EXPECT_TRUE(has(answer, "Cache-Control: no-store"));
  }
  EXPECT_TRUE(has(client.ask(get("/api/v1/board", "Connection: close\r\n")), "Connection: close"));
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, requests_sent_together_are_answered_in_their_order) {
  const Running server;
  Client client(server.port());
  client.send(get("/api/v1/slow") + get("/api/v1/clauses/1.3") + get("/api/v1/board"));
  EXPECT_EQ(body_of(client.answer()), "slow");
  EXPECT_EQ(body_of(client.answer()), "clause 1.3");
  EXPECT_EQ(body_of(client.answer()), "board");
}

TEST(Server, a_connection_ends_after_its_share_of_requests) {
  Options options;
  options.requests_max = 2;
  const Running server(options);
  Client client(server.port());
  client.ask(get("/api/v1/board"));
  EXPECT_TRUE(has(client.ask(get("/api/v1/board")), "Connection: close"));
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, head_has_the_headers_of_get_and_no_body) {
  const Running server;
  Client client(server.port());
  const std::string answer =
      client.ask("HEAD /api/v1/board HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
  EXPECT_TRUE(has(answer, "Content-Length: 5\r\n"));
  EXPECT_EQ(body_of(answer), "");
  EXPECT_EQ(body_of(client.ask(get("/api/v1/board"))), "board");
}

TEST(Server, every_answer_keeps_foreign_scripts_out) {
  const Running server;
  for (const std::string& request :
       {get("/api/v1/board"), get("/nothing"), std::string("x\r\n\r\n")}) {
    const std::string answer = server.ask(request);
    EXPECT_TRUE(has(answer, "Content-Security-Policy: default-src 'none'; script-src 'self'"));
    EXPECT_TRUE(has(answer, "X-Content-Type-Options: nosniff"));
    EXPECT_TRUE(has(answer, "Referrer-Policy: no-referrer"));
  }
}

TEST(Server, unknown_paths_and_methods_are_told_so_in_json) {
  const Running server;
  const std::string missing = server.ask(get("/api/v1/%3Cscript%3Ealert(1)%3C/script%3E"));
  EXPECT_EQ(status_of(missing), "HTTP/1.1 404 Not Found");
  EXPECT_EQ(
      body_of(missing),
      "{\"error\":{\"message\":\"there is nothing at "
      "/api/v1/\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\",\"help\":\"the routes are in "
      "docs/api.md\"}}\n");
  const std::string method =
      server.ask("POST /api/v1/board HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(status_of(method), "HTTP/1.1 405 Method Not Allowed");
  EXPECT_TRUE(has(method, "Allow: GET\r\n"));
  EXPECT_EQ(status_of(server.ask("DELETE /api/v1/board HTTP/1.1\r\nHost: localhost\r\n\r\n")),
            "HTTP/1.1 405 Method Not Allowed");
}

TEST(Server, malformed_requests_are_refused) {
  const Running server;
  for (const std::string& request :
       {std::string("nonsense\r\n\r\n"),
        std::string("GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        std::string("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\n\r\n"), get("/%zz"), get("/%4"), get("/%00"), get("/%0a"),
        get("/%ff"), get("/?a=%"), get("/?a=1&a=2"),
        std::string("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        std::string(
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")})
    EXPECT_EQ(status_of(server.ask(request)), "HTTP/1.1 400 Bad Request") << request;
}

TEST(Server, a_body_is_taken_up_to_its_limit) {
  Options options;
  options.body_bytes_max = 100'000;
  const Running server(options);
  const auto with_length = [](std::size_t size) {
    return fmt::format(
        "POST /api/v1/size HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{}", size,
        std::string(size, 'x'));
  };
  const auto chunked = [](std::size_t chunks) {
    std::string request =
        "POST /api/v1/size HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < chunks; ++at)
      request += "3e8\r\n" + std::string(1000, 'x') + "\r\n";
    return request + "0\r\n\r\n";
  };
  EXPECT_EQ(body_of(server.ask(with_length(100'000))), "100000");
  EXPECT_EQ(body_of(server.ask(chunked(100))), "100000");
  EXPECT_EQ(status_of(server.ask(with_length(100'001))), "HTTP/1.1 413 Content Too Large");
  EXPECT_EQ(status_of(server.ask(chunked(101))), "HTTP/1.1 413 Content Too Large");
  EXPECT_EQ(status_of(server.ask(chunked(3000))), "HTTP/1.1 413 Content Too Large");
}

TEST(Server, a_long_header_is_refused) {
  const Running server;
  EXPECT_EQ(status_of(server.ask(get("/" + std::string(8000, 'a')))), "HTTP/1.1 404 Not Found");
  const std::string refused = "HTTP/1.1 431 Request Header Fields Too Large";
  EXPECT_EQ(status_of(server.ask(get("/" + std::string(20'000, 'a')))), refused);
  EXPECT_EQ(status_of(server.ask(get("/", "X-Long: " + std::string(20'000, 'a') + "\r\n"))),
            refused);
  std::string many;
  for (int at = 0; at < 5000; ++at) many += fmt::format("X-{}: a\r\n", at);
  EXPECT_EQ(status_of(server.ask(get("/", many))), refused);
}

TEST(Server, a_sender_that_asks_may_go_on) {
  const Running server;
  Client client(server.port());
  EXPECT_EQ(client.ask("POST /api/v1/size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
                       "Expect: 100-continue\r\n\r\n"),
            "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(body_of(client.ask("four")), "4");
}

TEST(Server, slow_senders_are_cut_off_and_others_served_meanwhile) {
  Options options;
  options.request_deadline = 400ms;
  const Running server(options);
  std::vector<std::unique_ptr<Client>> slow;
  for (int at = 0; at < 20; ++at) slow.push_back(std::make_unique<Client>(server.port()));
  const std::string request = get("/api/v1/board");
  std::atomic<bool> cut{false};
  std::thread dripping([&] {
    // A byte now and then would need far longer for the header than the deadline allows.
    for (std::size_t at = 0; at < request.size() - 1 && !cut; ++at) {
      for (const auto& client : slow) client->send(request.substr(at, 1));
      std::this_thread::sleep_for(50ms);
    }
  });
  EXPECT_EQ(body_of(server.ask(request)), "board");
  for (const auto& client : slow)
    EXPECT_EQ(status_of(client->answer()), "HTTP/1.1 408 Request Timeout");
  cut = true;
  dripping.join();
}

TEST(Server, a_body_that_trickles_is_cut_before_the_deadline) {
  Options options;
  options.grace_deadline = 100ms;
  options.bytes_per_second_min = 100'000;
  const Running server(options);
  Client client(server.port());
  client.send("POST /api/v1/size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n");
  std::this_thread::sleep_for(200ms);
  client.send("x");
  EXPECT_EQ(status_of(client.answer()), "HTTP/1.1 408 Request Timeout");
}

TEST(Server, an_idle_connection_is_closed_without_a_word) {
  Options options;
  options.idle_deadline = 100ms;
  const Running server(options);
  Client client(server.port());
  EXPECT_EQ(body_of(client.ask(get("/api/v1/board"))), "board");
  EXPECT_EQ(client.rest(), "");
}

TEST(Server, too_many_connections_are_turned_away) {
  Options options;
  options.connections_max = 4;
  const Running server(options);
  std::vector<std::unique_ptr<Client>> held;
  for (int at = 0; at < 4; ++at) {
    held.push_back(std::make_unique<Client>(server.port()));
    EXPECT_EQ(body_of(held.back()->ask(get("/api/v1/board"))), "board");
  }
  EXPECT_EQ(status_of(server.ask(get("/api/v1/board"))), "HTTP/1.1 503 Service Unavailable");
  held.clear();
  std::string body;
  for (int tries = 0; tries < 100 && body != "board"; ++tries) {
    body = body_of(server.ask(get("/api/v1/board")));
    if (body != "board") std::this_thread::sleep_for(20ms);
  }
  EXPECT_EQ(body, "board");
}

TEST(Server, a_handler_that_throws_fails_one_request) {
  const Running server;
  Client client(server.port());
  EXPECT_EQ(status_of(client.ask(get("/api/v1/fails"))), "HTTP/1.1 500 Internal Server Error");
  EXPECT_EQ(body_of(client.ask(get("/api/v1/board"))), "board");
  EXPECT_FALSE(has(client.ask(get("/api/v1/splits")), "X-Evil"));
}

TEST(Server, only_its_own_names_are_answered) {
  Options options;
  options.names = {"desk.example"};
  const Running server(options);
  const auto by = [&](std::string_view host) {
    return status_of(
        server.ask(fmt::format("GET /api/v1/board HTTP/1.1\r\nHost: {}\r\n\r\n", host)));
  };
  for (const char* name :
       {"localhost", "LocalHost", "localhost:8080", "127.0.0.1:1", "[::1]:80", "desk.example"})
    EXPECT_EQ(by(name), "HTTP/1.1 200 OK") << name;
  for (const char* name : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example"})
    EXPECT_EQ(by(name), "HTTP/1.1 421 Misdirected Request") << name;
}

TEST(Server, another_sites_page_may_not_post) {
  const Running server;
  const auto from = [&](std::string_view origin) {
    return status_of(
        server.ask(fmt::format("POST /api/v1/size HTTP/1.1\r\nHost: localhost\r\n"
                               "Origin: {}\r\nContent-Length: 0\r\n\r\n",
                               origin)));
  };
  EXPECT_EQ(from("http://localhost:8080"), "HTTP/1.1 200 OK");
  EXPECT_EQ(from("https://evil.example"), "HTTP/1.1 403 Forbidden");
  EXPECT_EQ(from("null"), "HTTP/1.1 403 Forbidden");
}

TEST(Server, slow_work_does_not_hold_up_other_connections) {
  const Running server;
  Client slow(server.port());
  slow.send(get("/api/v1/slow"));
  Client other(server.port());
  EXPECT_EQ(body_of(other.ask(get("/api/v1/board"))), "board");
  EXPECT_EQ(body_of(slow.answer()), "slow");
}

TEST(Server, stopping_lets_an_answer_on_its_way_arrive) {
  Running server;
  Client idle(server.port());
  EXPECT_EQ(body_of(idle.ask(get("/api/v1/board"))), "board");
  Client client(server.port());
  client.send(get("/api/v1/slow"));
  EXPECT_EQ(body_of(server.ask(get("/api/v1/board"))), "board");
  server.stop();
  EXPECT_EQ(body_of(client.answer()), "slow");
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(idle.rest(), "");
}

TEST(Server, a_signal_ends_it) {
  Options options;
  options.port = 0;
  std::thread sender;
  options.on_bound = [&](const std::string& url, std::uint16_t port) {
    EXPECT_EQ(url, fmt::format("http://127.0.0.1:{}/", port));
    // Signals are awaited before the first connection is accepted.
    sender = std::thread([port] {
      EXPECT_EQ(body_of(Client(port).ask(get("/api/v1/board"))), "board");
      kill(getpid(), SIGTERM);
    });
  };
  EXPECT_TRUE(serve(options, echo_routes()));
  sender.join();
}

TEST(Server, other_machines_are_let_in_only_on_request) {
  Options options;
  options.port = 0;
  options.address = "0.0.0.0";
  const auto refused = serve(options, echo_routes());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "other machines could reach 0.0.0.0");

  std::string warning;
  options.elsewhere = true;
  options.on_warning = [&](const std::string& words) { warning = words; };
  const Stop stop;
  options.on_bound = [&](const std::string&, std::uint16_t) { stop.now(); };
  EXPECT_TRUE(serve(options, echo_routes(), stop));
  EXPECT_TRUE(has(warning, "other machines can read everything"));

  options.address = "here";
  EXPECT_EQ(serve(options, echo_routes()).error().message, "'here' is no address");
}

TEST(Server, a_port_in_use_is_told) {
  const Running server;
  Options options;
  options.port = server.port();
  const auto second = serve(options, echo_routes());
  ASSERT_FALSE(second);
  EXPECT_TRUE(
      has(second.error().message, fmt::format("cannot listen on 127.0.0.1:{}", server.port())));
}

/// A web folder as a builder leaves it, with a secret beside it.
class WebFolder {
 public:
  WebFolder()
      : root_(std::filesystem::temp_directory_path() / fmt::format("truce-web-{}", getpid())) {
    std::filesystem::create_directories(root_ / "web/assets");
    put("web/index.html", "<!doctype html>page");
    put("web/assets/app.js", "plain script");
    put("web/assets/app.js.gz", "packed script");
    put("secret.txt", "secret");
    std::filesystem::create_symlink(root_ / "secret.txt", root_ / "web/link.txt");
  }
  ~WebFolder() { std::filesystem::remove_all(root_); }
  WebFolder(const WebFolder&) = delete;
  WebFolder& operator=(const WebFolder&) = delete;
  std::string path() const { return (root_ / "web").string(); }

 private:
  void put(const std::string& name, std::string_view bytes) {
    EXPECT_TRUE(write_file((root_ / name).string(), bytes));
  }
  std::filesystem::path root_;
};

TEST(Files, pages_and_files_are_served_with_their_types) {
  const WebFolder folder;
  auto files = static_files(folder.path());
  ASSERT_TRUE(files);
  Router router = echo_routes();
  router.otherwise(*files);
  const Running server({}, router);

  for (const char* page : {"/", "/incidents/12", "/agreement/1.3", "/index.html"}) {
    const std::string answer = server.ask(get(page));
    EXPECT_EQ(body_of(answer), "<!doctype html>page") << page;
    EXPECT_TRUE(has(answer, "Content-Type: text/html; charset=utf-8\r\n"));
    EXPECT_TRUE(has(answer, "Cache-Control: no-cache\r\n"));
  }
  const std::string script = server.ask(get("/assets/app.js"));
  EXPECT_EQ(body_of(script), "plain script");
  EXPECT_TRUE(has(script, "text/javascript"));
  EXPECT_TRUE(has(script, "immutable"));
  EXPECT_EQ(status_of(server.ask(get("/assets/gone.js"))), "HTTP/1.1 404 Not Found");
  EXPECT_EQ(status_of(server.ask(get("/api/v1/gone"))), "HTTP/1.1 404 Not Found");
}

TEST(Files, a_packed_copy_goes_to_those_who_take_it) {
  const WebFolder folder;
  const Running server({}, static_files(folder.path()).value());
  const std::string packed = server.ask(get("/assets/app.js", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_EQ(body_of(packed), "packed script");
  EXPECT_TRUE(has(packed, "Content-Encoding: gzip"));
  EXPECT_EQ(body_of(server.ask(get("/assets/app.js", "Accept-Encoding: gzip;q=0\r\n"))),
            "plain script");
  EXPECT_EQ(status_of(server.ask(get("/assets/app.js.gz"))), "HTTP/1.1 404 Not Found");
}

TEST(Files, what_the_client_has_is_not_sent_again) {
  const WebFolder folder;
  const Running server({}, static_files(folder.path()).value());
  const std::string first = server.ask(get("/"));
  const std::size_t at = first.find("ETag: ");
  ASSERT_NE(at, std::string::npos);
  const std::string tag = first.substr(at + 6, first.find("\r\n", at) - at - 6);
  Client client(server.port());
  const std::string second = client.ask(get("/", "If-None-Match: " + tag + "\r\n"));
  EXPECT_EQ(status_of(second), "HTTP/1.1 304 Not Modified");
  EXPECT_EQ(body_of(second), "");
  EXPECT_EQ(body_of(client.ask(get("/"))), "<!doctype html>page");
}

TEST(Files, no_path_leaves_the_folder) {
  const WebFolder folder;
  const Running server({}, static_files(folder.path()).value());
  for (const char* path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt", "//secret.txt", "/secret.txt",
        "/secret.txt%00.html", "/..\\secret.txt", "/%252e%252e/secret.txt", "/link.txt",
        "/....//secret.txt"}) {
    const std::string answer = server.ask(get(path));
    EXPECT_FALSE(has(answer, "secret\n") || body_of(answer) == "secret") << path;
    EXPECT_FALSE(has(status_of(answer), "200")) << path;
  }
}

TEST(Files, a_folder_without_a_page_is_refused) {
  const auto files = static_files("/nonexistent/web");
  ASSERT_FALSE(files);
  EXPECT_TRUE(has(files.error().message, "cannot read the web folder '/nonexistent/web'"));
}

}  // namespace
}  // namespace truce::server
