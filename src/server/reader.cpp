// SPDX-License-Identifier: Apache-2.0
#include "server/reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace truce::server {

namespace http = boost::beast::http;

namespace {

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

int digit_of(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

/// Splits the target and decodes it; false when it is malformed.
bool read_target(Request& request) {
  const std::string_view target = request.target;
  if (!target.starts_with('/')) return false;
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(0, mark);
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = percent_decoded(path.substr(0, end), false);
    if (!segment || *segment == "." || *segment == "..") return false;
    request.path += "/" + *segment;
    request.segments.push_back(std::move(*segment));
    path.remove_prefix(end);
  }
  if (mark == std::string_view::npos) return true;
  std::string_view query = target.substr(mark + 1);
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !request.query.emplace(*name, *value).second) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool query) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char letter = text[at];
    if (letter == '+' && query) letter = ' ';
    if (text[at] == '%') {
      const int high = at + 2 < text.size() ? digit_of(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? digit_of(text[at + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      letter = static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) return std::nullopt;
    decoded += letter;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

struct Reader::Parts {
  using Parser = http::request_parser<http::string_body>;

  std::size_t header_bytes_max;
  std::size_t body_bytes_max;
  std::string bytes;  // not yet parsed
  std::optional<Parser> parser;
  bool continued = false;
  bool keeps_alive = false;
  Response refusal;

  void begin() {
    parser.emplace();
    parser->header_limit(static_cast<std::uint32_t>(header_bytes_max));
    parser->body_limit(body_bytes_max);
    parser->eager(true);
    continued = false;
  }

  State refuse(int status, std::string_view message, std::string_view help = {}) {
    refusal = error_response(status, message, help);
    return State::refused;
  }

  State refuse(const boost::system::error_code& error) {
    if (error == http::error::header_limit)
      return refuse(431, "the header of the request is too long");
    if (error == http::error::body_limit || error == http::error::buffer_overflow)
      return refuse(413, "the body of the request is too long");
    return refuse(400, "this is not a sound HTTP request");
  }

  State advance() {
    while (!bytes.empty() && !parser->is_done()) {
      boost::system::error_code error;
      const std::size_t used =
          parser->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
      bytes.erase(0, used);
      if (error == http::error::need_more) {
        // What is not taken yet is a line without its end: of the header, or of a chunk.
        if (bytes.size() > header_bytes_max)
          return parser->is_header_done() ? refuse(400, "a chunk of the body has no sound size")
                                          : refuse(http::error::header_limit);
        break;
      }
      if (error) return refuse(error);
      if (used == 0) break;
    }
    if (parser->is_header_done()) {
      // The parser holds to its limit only where it was set before; so the length is looked at here
      // too.
      const auto length = parser->content_length();
      if ((length && *length > body_bytes_max) || parser->get().body().size() > body_bytes_max)
        return refuse(http::error::body_limit);
    }
    return parser->is_done() ? State::ready : State::needs_more;
  }

  Request take() {
    auto& message = parser->get();
    Request request;
    request.method = view(message.method_string());
    request.target = view(message.target());
    for (const auto& field : message) {
      std::string& value = request.headers[lower_case(view(field.name_string()))];
      value += (value.empty() ? "" : ", ") + std::string(view(field.value()));
    }
    request.body = std::move(message.body());
    keeps_alive = parser->keep_alive();
    begin();
    return request;
  }
};

Reader::Reader(std::size_t header_bytes_max, std::size_t body_bytes_max)
    : parts_(new Parts{header_bytes_max, body_bytes_max, {}, {}, false, false, {}}) {
  parts_->begin();
}
Reader::~Reader() = default;

void Reader::add(std::string_view bytes) { parts_->bytes += bytes; }
Reader::State Reader::advance() { return parts_->advance(); }
const Response& Reader::refusal() const { return parts_->refusal; }
bool Reader::keeps_alive() const { return parts_->keeps_alive; }
bool Reader::is_idle() const { return parts_->bytes.empty() && !parts_->parser->got_some(); }

bool Reader::asks_to_continue() {
  Parts& parts = *parts_;
  if (parts.continued || !parts.parser->is_header_done() || parts.parser->is_done()) return false;
  parts.continued = true;
  return lower_case(view(parts.parser->get()[http::field::expect])) == "100-continue";
}

std::optional<Request> Reader::take() {
  Request request = parts_->take();
  if (!read_target(request)) return std::nullopt;
  return request;
}

}  // namespace truce::server
