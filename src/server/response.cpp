// SPDX-License-Identifier: Apache-2.0
#include "server/response.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace truce::server {
namespace {

/// Whatever a document holds, a browser loads and runs only what this server sends as its own
/// files.
constexpr std::string_view kEveryAnswer =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Cross-Origin-Embedder-Policy: require-corp\r\n";

std::string_view phrase_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 421:
      return "Misdirected Request";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Answer";
  }
}

/// A value that would end its line could add headers of its own.
bool is_safe(std::string_view value) {
  for (const char letter : value)
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) return false;
  return true;
}

std::string json_text(std::string_view text) {
  std::string json = "\"";
  for (const char letter : repaired_utf8(text)) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      json += '\\';
      json += letter;
    } else if (code < 0x20 || letter == '<' || letter == '>' || letter == '&') {
      json += fmt::format("\\u{:04x}", code);
    } else {
      json += letter;
    }
  }
  return json + "\"";
}

}  // namespace

Response error_response(int status, std::string_view message, std::string_view help) {
  Response response;
  response.status = status;
  response.body = fmt::format("{{\"error\":{{\"message\":{},\"help\":{}}}}}\n", json_text(message),
                              json_text(help));
  return response;
}

std::string wire_bytes(const Response& response, const Manner& manner) {
  const bool bodiless = response.status == 204 || response.status == 304;
  std::string bytes =
      fmt::format("HTTP/1.1 {} {}\r\n", response.status, phrase_of(response.status));
  if (!bodiless)
    bytes += fmt::format(
        "Content-Length: {}\r\nContent-Type: {}\r\n", response.body.size(),
        is_safe(response.content_type) ? response.content_type : "application/octet-stream");
  bytes += kEveryAnswer;
  if (manner.api) bytes += "Cache-Control: no-store\r\n";
  for (const auto& [name, value] : response.headers)
    if (is_safe(name) && is_safe(value)) bytes += fmt::format("{}: {}\r\n", name, value);
  bytes += manner.keeps_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  if (!manner.head && !bodiless) bytes += response.body;
  return bytes;
}

}  // namespace truce::server
