// SPDX-License-Identifier: Apache-2.0
// truce fmt FILE: the one canonical layout, comments kept.
#include "base/file.h"
#include "cli/desk.h"

namespace truce::cli {

int fmt(const Options& options) {
  int code = 0;
  for (const std::string& file : options.files) {
    const auto text = read_file(file);
    if (!text) {
      code = fail(text.error());
      continue;
    }
    const agreement::Parsed parsed = agreement::parse(*text);
    if (!parsed.ok()) {
      for (const Diagnostic& diagnostic : parsed.diagnostics)
        std::fputs(render(diagnostic, file, *text).c_str(), stderr);
      code = 1;
      continue;
    }
    const auto laid_out = agreement::format(*text);
    if (!laid_out || !options.write) {
      if (print(laid_out) != 0) code = 1;
      continue;
    }
    if (const auto written = write_file(file, *laid_out); !written) code = fail(written.error());
  }
  return code;
}

}  // namespace truce::cli
