// SPDX-License-Identifier: Apache-2.0
// Sockets, clocks and signals. The one file that knows Asio.
//
// One thread, the caller's, does everything but the handler, which runs on a few others; so nothing
// here needs a lock but Stop.
#include <fmt/format.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <mutex>

#include "server/response.h"
#include "server/server.h"
#include "server/session.h"

namespace truce::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Shared by a Stop and the server that it ends.
struct Stop::State {
  std::mutex mutex;
  bool asked = false;
  std::function<void()> end;  // set while a server runs
};

Stop::Stop() : state_(std::make_shared<State>()) {}

void Stop::now() const {
  const std::lock_guard lock(state_->mutex);
  state_->asked = true;
  if (state_->end) state_->end();
}

namespace {

constexpr std::chrono::milliseconds kLinger{1'000};  // for a client to read a last answer
constexpr std::chrono::milliseconds kWindUp{5'000};  // for answers on their way when stopped
constexpr std::chrono::milliseconds kPause{100};     // when no connection can be accepted
constexpr std::size_t kDrainMax = 4U << 20U;         // read and dropped after a last answer

class SocketTransport : public Transport, public std::enable_shared_from_this<SocketTransport> {
 public:
  SocketTransport(tcp::socket socket, std::function<void()> closed)
      : socket_(std::move(socket)), timer_(socket_.get_executor()), closed_(std::move(closed)) {}
  ~SocketTransport() override { closed_(); }
  SocketTransport(const SocketTransport&) = delete;
  SocketTransport& operator=(const SocketTransport&) = delete;

  void read(std::function<void(std::string_view)> done) override {
    socket_.async_read_some(
        asio::buffer(buffer_),
        [self = shared_from_this(), done = std::move(done)](error_code error, std::size_t count) {
          done(error ? std::string_view() : std::string_view(self->buffer_.data(), count));
        });
  }

  void write(std::string bytes, std::function<void(bool)> done) override {
    outgoing_ = std::move(bytes);
    asio::async_write(socket_, asio::buffer(outgoing_),
                      [self = shared_from_this(), done = std::move(done)](
                          error_code error, std::size_t) { done(!error); });
  }

  void set_deadline(std::chrono::milliseconds time) override {
    expired_ = false;
    timer_.expires_after(time);
    timer_.async_wait([weak = weak_from_this(), round = ++round_](error_code error) {
      const auto self = weak.lock();
      // A wait that ended just before a new deadline was set is told of after it: the round tells.
      if (error || !self || round != self->round_) return;
      self->expired_ = true;
      error_code ignored;
      self->socket_.cancel(ignored);
    });
  }

  void clear_deadline() override {
    ++round_;
    expired_ = false;
    timer_.cancel();
  }

  bool expired() const override { return expired_; }

  void finish() override {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    set_deadline(kLinger);
    drain(0);
  }

  void close() override {
    clear_deadline();
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  void drain(std::size_t drained) {
    read([self = shared_from_this(), drained](std::string_view bytes) {
      if (bytes.empty() || drained > kDrainMax) return self->close();
      self->drain(drained + bytes.size());
    });
  }

  tcp::socket socket_;
  asio::steady_timer timer_;
  std::function<void()> closed_;
  std::array<char, 16U << 10U> buffer_{};
  std::string outgoing_;
  std::uint64_t round_ = 0;
  bool expired_ = false;
};

Response answered(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (...) {
    // Whatever a library throws below, one request fails and the server goes on.
    return error_response(500, "the server could not answer", "look at the server's own messages");
  }
}

class Server {
 public:
  Server(const Options& options, const Handler& handler)
      : options_(options),
        handler_(handler),
        acceptor_(io_),
        signals_(io_),
        pause_(io_),
        wind_up_(io_),
        pool_(options.threads) {}

  Result<void> listen() {
    error_code error;
    const std::string name = options_.address == "localhost" ? "127.0.0.1" : options_.address;
    const auto address = asio::ip::make_address(name, error);
    if (error)
      return invalid(fmt::format("'{}' is no address", options_.address),
                     "as in 127.0.0.1, ::1 or 0.0.0.0");
    if (!address.is_loopback() && !options_.elsewhere)
      return invalid(fmt::format("other machines could reach {}", options_.address),
                     "the account may name protected sources; allow it explicitly, behind a proxy "
                     "that asks who is there");
    const tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return unavailable(fmt::format("cannot listen on {}:{}: {}", options_.address, options_.port,
                                     error.message()),
                         "name another port, or 0 to have a free one picked");
    tell(address.is_loopback(), address.is_v6());
    return {};
  }

  void run(const Stop& stop) {
    if (options_.signals) await_signals();
    {
      const std::lock_guard lock(stop.state()->mutex);
      stop.state()->end = [this] { asio::post(io_, [this] { wind_up(); }); };
      if (stop.state()->asked) stop.state()->end();
    }
    accept();
    io_.run();
    running_ = false;
    pool_.join();
    const std::lock_guard lock(stop.state()->mutex);
    stop.state()->end = nullptr;
  }

 private:
  void tell(bool loopback, bool v6) {
    error_code ignored;
    const std::uint16_t port = acceptor_.local_endpoint(ignored).port();
    const std::string host = v6 ? fmt::format("[{}]", options_.address) : options_.address;
    if (!loopback && options_.on_warning)
      options_.on_warning(fmt::format(
          "other machines can read everything on port {}, unencrypted and unasked", port));
    if (options_.on_bound) options_.on_bound(fmt::format("http://{}:{}/", host, port), port);
  }

  void await_signals() {
    error_code ignored;
    signals_.add(SIGINT, ignored);
    signals_.add(SIGTERM, ignored);
    signals_.async_wait([this](error_code error, int) {
      if (error) return;
      wind_up();
    });
  }

  void accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (stopping_) return;
      if (error) return pause();
      take(std::move(socket));
      accept();
    });
  }

  /// Out of file descriptors, say: tries again a little later instead of at once and for ever.
  void pause() {
    pause_.expires_after(kPause);
    pause_.async_wait([this](error_code error) {
      if (!error && !stopping_) accept();
    });
  }

  void take(tcp::socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++connections_;
    auto transport = std::make_shared<SocketTransport>(std::move(socket), [this] { closed(); });
    if (connections_ > options_.connections_max) return turn_away(std::move(transport));
    const auto session =
        std::make_shared<Session>(std::move(transport), options_,
                                  [this](Request request, std::function<void(Response)> done) {
                                    dispatch(std::move(request), std::move(done));
                                  });
    std::erase_if(sessions_, [](const auto& one) { return one.expired(); });
    sessions_.push_back(session);
    session->start();
  }

  void turn_away(std::shared_ptr<SocketTransport> transport) {
    // Beyond this many there is not even a word: a flood must not cost us an answer each.
    if (connections_ > options_.connections_max + 64) return transport->close();
    transport->set_deadline(kLinger);
    Response response =
        error_response(503, "there are too many connections", "try again in a moment");
    response.headers.emplace_back("Retry-After", "1");
    transport->write(wire_bytes(response, {}), [transport](bool written) {
      written ? transport->finish() : transport->close();
    });
  }

  void dispatch(Request request, std::function<void(Response)> done) {
    // The guard keeps io_ running while the answer is being made elsewhere.
    asio::post(pool_, [this, request = std::move(request), done = std::move(done),
                       guard = asio::make_work_guard(io_)]() mutable {
      auto response = std::make_shared<Response>(answered(handler_, request));
      // `done` holds the session, which must end on the network thread.
      asio::post(io_, [response, done = std::move(done)] { done(std::move(*response)); });
    });
  }

  void closed() {
    --connections_;
    if (running_ && stopping_ && connections_ == 0) wind_up_.cancel();
  }

  void wind_up() {
    if (stopping_) return;
    stopping_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    signals_.cancel(ignored);
    pause_.cancel();
    wind_up_.expires_after(kWindUp);
    wind_up_.async_wait([this](error_code error) {
      if (!error) io_.stop();
    });
    for (const auto& weak : sessions_)
      if (const auto session = weak.lock()) session->wind_up();
    if (connections_ == 0) wind_up_.cancel();
  }

  const Options& options_;
  const Handler& handler_;
  std::size_t connections_ = 0;
  bool running_ = true;
  bool stopping_ = false;
  std::vector<std::weak_ptr<Session>> sessions_;
  // What the context still holds when it is destroyed counts itself off above, so these come after.
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer pause_;
  asio::steady_timer wind_up_;
  asio::thread_pool pool_;
};

}  // namespace

Result<void> serve(const Options& options, const Handler& handler, const Stop& stop) {
  Server server(options, handler);
  TRY(server.listen());
  server.run(stop);
  return {};
}

}  // namespace truce::server
