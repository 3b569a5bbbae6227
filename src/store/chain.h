// SPDX-License-Identifier: Apache-2.0
// The hashes that link the log (docs/store.md, "The chain").
#pragma once

#include <memory>
#include <string_view>

#include "base/hash.h"
#include "record/entry.h"
#include "store/store.h"

struct evp_md_ctx_st;

namespace truce::store {

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
  /// `entry.record` is not looked at: the payload stands for it.
  const Digest& add(const Entry& entry, std::string_view kind, std::string_view payload);

 private:
  void begin(std::string_view tag);
  void number(std::uint64_t value);
  void text(std::string_view value);
  const Digest& end();

  evp_md_ctx_st* context_;
  Digest link_;
};

/// The link before the first batch.
Digest start_of_chain(std::string_view mode);

}  // namespace truce::store
