// SPDX-License-Identifier: Apache-2.0
// Documents → statements.
//
// The same text, vocabulary and gazetteer always give the same statements: no clock, no network, no
// model server. Outsiders call statements_in() and load a Gazetteer; everything else is inside.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/statement.h"
#include "record/vocabulary.h"

namespace truce {

/// Place names of the world that a reader knows, whatever the agreement.
class Gazetteer {
 public:
  Gazetteer();
  ~Gazetteer();
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;

  /// The tables of data/gazetteer, part of the program. Costs nothing to make.
  static Gazetteer built_in();

  /// Adds the places of one table, the format of data/gazetteer/README.md. May be called again.
  Result<void> add(std::string_view table);
  std::size_t size() const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

namespace extract {

/// Every statement and attribution of the document, in the order of their words. `part_of` indexes
/// into the same vector. Ids are left 0.
Reading statements_in(const Document& document, const Vocabulary& vocabulary,
                      const Gazetteer& gazetteer);

/// Version of the rules, stored beside what they read.
std::string_view version();

}  // namespace extract
}  // namespace truce
