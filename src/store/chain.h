// SPDX-License-Identifier: Apache-2.0
// The hashes that link the log (docs/store.md, "The chain").
#pragma once

#include <string>
#include <string_view>

#include "base/hash.h"
#include "record/entry.h"
#include "store/store.h"

struct evp_md_ctx_st;

namespace truce::store {

/// An entry but for its record.
struct EntryPlace {
  std::uint64_t number = 0;
  std::uint64_t batch = 0;
  Instant known_at;
  Instant recorded_at;
};

/// The last link, and how to add one. Keeps one digest context for all links. One thread at a time.
class Chain {
 public:
  /// A chain that goes on from `link`.
  explicit Chain(const Digest& link);
  ~Chain();
  Chain(const Chain&) = delete;
  Chain& operator=(const Chain&) = delete;

  const Digest& link() const { return link_; }
  void restart_at(const Digest& link) { link_ = link; }

  const Digest& add(const Batch& batch);
  const Digest& add(const EntryPlace& place, std::string_view kind, std::string_view payload);

 private:
  void begin(std::string_view tag);
  void number(std::uint64_t value);
  void text(std::string_view value);
  const Digest& end(std::string_view last_text);

  evp_md_ctx_st* context_;
  Digest link_;
  std::string said_;  // what is hashed, but for the last text, which may be long and is not copied
};

/// The link before the first batch.
Digest start_of_chain(std::string_view mode);

}  // namespace truce::store
