// SPDX-License-Identifier: Apache-2.0
// truce serve: the account as web pages, on this machine unless another address is named.
#include <fmt/format.h>

#include <filesystem>

#include "cli/desk.h"
#include "server/api.h"

namespace truce::cli {
namespace {

/// The pages beside the program: as built, or as installed.
std::string web_folder(const Options& options) {
  if (!options.web.empty()) return options.web;
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
  for (const char* beside : {"../../web/dist", "../share/truce/web"})
    if (std::filesystem::exists(program / beside / "index.html", unknown))
      return (program / beside).lexically_normal().string();
  return "web/dist";
}

Result<void> run(const Options& options) {
  server::Options settings;
  settings.address = options.address;
  settings.port = options.port;
  settings.elsewhere = options.address != "127.0.0.1" && options.address != "::1";
  server::Router router;
  TRY(server::add_api(router, options.store, now, !settings.elsewhere || options.review));
  router.otherwise(TRY(server::static_files(web_folder(options))));
  settings.on_bound = [&](const std::string& url, std::uint16_t) {
    fmt::print("{} is at {}\n", options.store, url);
    std::fflush(stdout);
  };
  settings.on_warning = [](const std::string& warning) {
    fmt::print(stderr, "truce: {}\n", warning);
  };
  return server::serve(settings, router);
}

}  // namespace

int serve(const Options& options) {
  const auto served = run(options);
  return served ? 0 : fail(served.error());
}

}  // namespace truce::cli
