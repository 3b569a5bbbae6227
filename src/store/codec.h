// SPDX-License-Identifier: Apache-2.0
// Records ⇄ canonical JSON, for the store's own files. The form is in docs/store.md; encode() and
// decode() of store.h are these without the fine print.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "record/entry.h"

namespace truce::store {

/// Appends the record to `json`. `original`, where given, names the bytes of a document.
void encode_onto(std::string& json, const Record& record, const std::optional<Digest>& original);

/// Sets a record's own id; a record without one is left as it is.
void set_id(Record& record, std::uint64_t id);
/// The record's own id, 0 when it has none.
std::uint64_t id_of(const Record& record);

/// Reads payloads, keeping its buffers from one to the next. One thread at a time.
class Decoder {
 public:
  Decoder();
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Reads `payload` into `record`. `original` becomes the hexadecimal name of a document's bytes,
  /// or empty.
  Result<void> decode(std::string_view kind, std::string_view payload, Record& record,
                      std::string& original);

 private:
  struct Buffers;
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace truce::store
