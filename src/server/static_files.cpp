// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "base/hash.h"
#include "server/server.h"

namespace truce::server {
namespace {

namespace fs = std::filesystem;

/// A built interface is a few megabytes; more is a wrong folder.
constexpr std::size_t folder_bytes_max = 128U << 20U;

struct WebFile {
  std::string bytes;
  std::string packed;  // the same, gzip; empty when there is none
  std::string type;
  std::string tag;  // changes with the bytes
};

using WebFiles = std::map<std::string, WebFile>;  // by path, "/assets/app.js"

std::string type_of(const fs::path& path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types = {
      {{".html", "text/html; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".json", "application/json"},
       {".geojson", "application/geo+json"},
       {".webmanifest", "application/manifest+json"},
       {".map", "application/json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".jpg", "image/jpeg"},
       {".webp", "image/webp"},
       {".ico", "image/x-icon"},
       {".woff2", "font/woff2"},
       {".woff", "font/woff"},
       {".ttf", "font/ttf"},
       {".txt", "text/plain; charset=utf-8"}}};
  for (const auto& [ending, type] : types)
    if (path.extension() == ending) return std::string(type);
  return "application/octet-stream";
}

/// All files below `folder`. Links are left out: they may lead elsewhere.
Result<WebFiles> files_in(const fs::path& folder) {
  WebFiles files;
  std::error_code error;
  std::size_t total = 0;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->is_symlink(error)) {
      at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file(error)) continue;
    WebFile file;
    file.bytes = TRY(read_file(at->path().string(), folder_bytes_max));
    total += file.bytes.size();
    if (total > folder_bytes_max)
      return invalid(fmt::format("there is too much in the web folder '{}'", folder.string()),
                     "name the folder of the built interface");
    file.type = type_of(at->path());
    file.tag = fmt::format("\"{}\"", to_hex(sha256(file.bytes)).substr(0, 20));
    files["/" + at->path().lexically_relative(folder).generic_string()] = std::move(file);
  }
  if (error)
    return not_found(
        fmt::format("cannot read the web folder '{}': {}", folder.string(), error.message()),
        "build the interface first, or name its folder");
  return files;
}

/// Moves each "x.gz" beside its "x". One without the other stays a file.
void pair_packed(WebFiles& files) {
  for (auto at = files.begin(); at != files.end();) {
    const std::string& path = at->first;
    const auto plain =
        path.ends_with(".gz") ? files.find(path.substr(0, path.size() - 3)) : files.end();
    if (plain == files.end()) {
      ++at;
      continue;
    }
    plain->second.packed = std::move(at->second.bytes);
    at = files.erase(at);
  }
}

/// Whether the client takes gzip: named, and not with a weight of zero.
bool takes_gzip(std::string_view accepted) {
  const std::size_t at = accepted.find("gzip");
  if (at == std::string_view::npos) return false;
  const std::string_view rest = accepted.substr(at + 4, accepted.substr(at + 4).find(','));
  const std::size_t weight = rest.find("q=");
  return weight == std::string_view::npos ||
         rest.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
}

/// "/agreement/1.3" and "/agreement/2.b" are addresses of pages; what ends as a file does and is
/// none is a file that is not there.
bool may_be_page(std::string_view path) {
  constexpr std::array<std::string_view, 12> endings = {".js",  ".mjs",   ".css", ".html",
                                                        ".txt", ".svg",   ".png", ".ico",
                                                        ".gz",  ".woff2", ".map", ".json"};
  return !path.starts_with("/assets/") &&
         std::none_of(endings.begin(), endings.end(),
                      [&](std::string_view ending) { return path.ends_with(ending); });
}

const WebFile* file_for(const WebFiles& files, const std::string& path) {
  const auto found = files.find(path);
  if (found != files.end()) return &found->second;
  return may_be_page(path) ? &files.at("/index.html") : nullptr;
}

Response answer(const WebFiles& files, const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = error_response(405, "files can only be read");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const WebFile* file = file_for(files, request.path);
  if (file == nullptr)
    return error_response(404, fmt::format("there is no file {}", request.path),
                          "begin at the address / of this server");
  const bool packed = !file->packed.empty() && takes_gzip(request.header("accept-encoding"));
  // The builder puts a hash of the bytes into the names of what lies under assets.
  const bool lasting = request.path.starts_with("/assets/") && files.contains(request.path);
  Response response;
  response.content_type = file->type;
  response.headers = {
      {"ETag",
       packed ? fmt::format("{}-gz\"", file->tag.substr(0, file->tag.size() - 1)) : file->tag},
      {"Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache"},
      {"Vary", "Accept-Encoding"}};
  if (request.header("if-none-match") == response.headers.front().second) {
    response.status = 304;
    return response;
  }
  if (packed) response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = packed ? file->packed : file->bytes;
  return response;
}

}  // namespace

Result<Handler> static_files(const std::string& folder) {
  auto files = std::make_shared<WebFiles>(TRY(files_in(folder)));
  if (!files->contains("/index.html"))
    return not_found(fmt::format("the web folder '{}' has no index.html", folder),
                     "build the interface first, or name its folder");
  pair_packed(*files);
  return Handler([files](const Request& request) { return answer(*files, request); });
}

}  // namespace truce::server
