// SPDX-License-Identifier: Apache-2.0
// truce test FILE…: the stories beside an agreement, told to the monitor.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/desk.h"
#include "story/story.h"

namespace truce::cli {
namespace {

using Json = nlohmann::ordered_json;

std::size_t line_of(TextSpan span, std::string_view text) {
  const auto end = static_cast<std::ptrdiff_t>(std::min(span.begin, text.size()));
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + end, '\n'));
}

/// A file named in another, from where that one stands.
std::string beside(const std::string& file, const std::string& named) {
  const std::size_t slash = file.rfind('/');
  if (named.starts_with('/') || slash == std::string::npos) return named;
  return file.substr(0, slash + 1) + named;
}

class Telling {
 public:
  explicit Telling(const Options& options) : options_(options) {}

  int tell() {
    for (const std::string& file : options_.files) tell_file(file);
    if (is_json()) {
      fmt::print("{}\n", Json{{"stories", stories_}, {"mistakes", mistakes_}}.dump());
    } else if (count_ > 0) {
      fmt::print("{} {}, {} failed\n", count_, count_ == 1 ? "story" : "stories", failed_);
    }
    return failed_ > 0 || wrong_ ? 1 : 0;
  }

 private:
  bool is_json() const { return options_.format == report::Format::json; }

  void tell_file(const std::string& file) {
    const auto text = read_file(file);
    if (!text) {
      wrong_ = true;
      fail(text.error());
      return;
    }
    const story::Heading heading = story::heading_of(*text);
    if (!mistakes(heading.diagnostics, file, *text)) return;
    const std::string agreement_file = beside(file, heading.agreement_file);
    const auto agreement_text = read_file(agreement_file);
    if (!agreement_text) {
      wrong_ = true;
      fail(agreement_text.error());
      return;
    }
    const agreement::Parsed parsed = agreement::parse(*agreement_text);
    if (!parsed.ok()) {
      mistakes(parsed.diagnostics, agreement_file, *agreement_text);
      return;
    }
    const story::Stories stories = story::read(*text, parsed.agreement);
    if (!mistakes(stories.diagnostics, file, *text)) return;
    for (const story::Story& one : stories.stories) tell_story(parsed.agreement, one, file, *text);
  }

  /// False when one of them is an error.
  bool mistakes(const std::vector<Diagnostic>& diagnostics, const std::string& file,
                const std::string& text) {
    bool good = true;
    const CodePoints points(text);
    for (const Diagnostic& diagnostic : diagnostics) {
      const bool error = diagnostic.severity == Diagnostic::Severity::error;
      good &= !error;
      if (is_json())
        mistakes_.push_back(
            {{"file", file},
             {"line", line_of(diagnostic.span, text)},
             {"span", {points.before(diagnostic.span.begin), points.before(diagnostic.span.end)}},
             {"severity", error ? "error" : "warning"},
             {"message", diagnostic.message},
             {"help", diagnostic.help}});
      else
        std::fputs(render(diagnostic, file, text).c_str(), stderr);
    }
    wrong_ |= !good;
    return good;
  }

  void tell_story(const Agreement& agreement, const story::Story& one, const std::string& file,
                  const std::string& text) {
    const auto failures = story::run(agreement, one);
    ++count_;
    failed_ += !failures.empty();
    if (is_json()) {
      put_json(one, failures, file, text);
      return;
    }
    fmt::print("{}  {}\n", failures.empty() ? "ok" : "FAILED", one.title);
    for (const story::Failure& failure : failures) {
      fmt::print("    {}:{}: expected, {}: {}\n", file, line_of(failure.span, text),
                 failure.as_known, failure.expected);
      fmt::print("        the account says: {}\n", failure.found);
      for (const std::string& reason : failure.reasons) fmt::print("          {}\n", reason);
    }
  }

  void put_json(const story::Story& one, const std::vector<story::Failure>& failures,
                const std::string& file, const std::string& text) {
    auto list = Json::array();
    for (const story::Failure& failure : failures)
      list.push_back({{"line", line_of(failure.span, text)},
                      {"as_known", failure.as_known},
                      {"expected", failure.expected},
                      {"found", failure.found},
                      {"reasons", failure.reasons}});
    stories_.push_back({{"file", file},
                        {"line", line_of(one.span, text)},
                        {"title", one.title},
                        {"ok", failures.empty()},
                        {"failures", list}});
  }

  const Options& options_;
  std::size_t count_ = 0;
  std::size_t failed_ = 0;
  bool wrong_ = false;  // something could not be told at all
  Json stories_ = Json::array();
  Json mistakes_ = Json::array();
};

}  // namespace

int test(const Options& options) { return Telling(options).tell(); }

}  // namespace truce::cli
