// SPDX-License-Identifier: Apache-2.0
// truce status, tally, incident, explain, compare, report: the account, as known at a moment, from a
// viewpoint.
#include <fmt/format.h>

#include "cli/desk.h"

namespace truce::cli {
namespace {

template <class Page>
int show(const Options& options, Page page) {
  // The process ends with this page: nobody waits for its picture to be taken apart.
  static const auto& picture = *new Result<std::shared_ptr<const Picture>>(cli::picture(options));
  if (!picture) return fail(picture.error());
  return print(page((*picture)->scene()));
}

/// A day's report closes with the day, by the agreement's own clock.
Result<Instant> end_of(Day day, const std::string& zone) {
  return instant_of({day + std::chrono::days{1}, std::chrono::seconds{0}}, zone);
}

Result<std::string> daily(const Options& options) {
  const auto store = TRY(store::open_sqlite(options.store));
  const auto latest = TRY(picture_at(*store, options, options.as_known));
  const std::string& zone = latest->scene().agreement->zone;
  const Day day = options.date.value_or(
      TRY(local_of(latest->scene().account->as_known - std::chrono::seconds{1}, zone)).day);
  const Instant cut_off = options.as_known.value_or(TRY(end_of(day, zone)));
  const auto now_known = TRY(picture_at(*store, options, cut_off));
  const auto before =
      TRY(picture_at(*store, options, TRY(end_of(day - std::chrono::days{1}, zone))));
  return report::daily(now_known->scene(), before->scene(), day, options.format);
}

}  // namespace

int status(const Options& options) {
  return show(options, [&](const Scene& scene) -> Result<std::string> {
    return report::status(scene, options.format);
  });
}

int tally(const Options& options) {
  return show(options, [&](const Scene& scene) {
    return report::tally(scene, options.reference, options.format);
  });
}

int incident(const Options& options) {
  return show(options, [&](const Scene& scene) -> Result<std::string> {
    if (options.id != 0) return report::incident(scene, {options.id}, options.format);
    return report::incidents(scene, options.filter, options.format);
  });
}

int explain(const Options& options) {
  return show(options, [&](const Scene& scene) {
    return report::explain(scene, options.reference, options.format);
  });
}

int compare(const Options& options) {
  return show(options, [&](const Scene& scene) {
    return pipeline::compare(scene, options.viewpoints, options.format);
  });
}

int report(const Options& options) { return print(daily(options)); }

}  // namespace truce::cli
