// SPDX-License-Identifier: Apache-2.0
// truce init STORE --agreement FILE [--archive]: a new, empty store for one agreement.
#include <fmt/format.h>

#include "cli/desk.h"

namespace truce::cli {
namespace {

/// An archive knows the agreement from the day on which its first document could have been known.
constexpr Instant kArchiveBegins{};

Result<void> make(const Options& options) {
  AgreementText text = TRY(read_agreement(options.agreement));
  const auto store = TRY(
      store::create_sqlite(options.store, options.archive ? StoreMode::archive : StoreMode::desk));
  TRY(pipeline::adopt(*store, std::move(text), options.archive ? kArchiveBegins : now(), now()));
  return {};
}

Result<void> change(const Options& options) {
  AgreementText text = TRY(read_agreement(options.agreement));
  const auto store = TRY(store::open_sqlite(options.store));
  const LogHead head = TRY(store->head());
  const Instant from = options.published.value_or(now());
  TRY(pipeline::adopt(*store, std::move(text), std::max(from, head.known_at), now()));
  return {};
}

}  // namespace

int init(const Options& options) {
  if (const auto made = make(options); !made) return fail(made.error());
  fmt::print("made {}, {}\n", options.store,
             options.archive ? "an archive: documents count as known from when they were published"
                             : "a desk's store: documents count as known from when they are added");
  return 0;
}

int amend(const Options& options) {
  if (const auto changed = change(options); !changed) return fail(changed.error());
  fmt::print("{} holds the new text; the old one stands for moments before\n", options.store);
  return 0;
}

}  // namespace truce::cli
