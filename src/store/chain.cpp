// SPDX-License-Identifier: Apache-2.0
#include "store/chain.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>

namespace truce::store {
namespace {

std::array<unsigned char, 8> big_endian(std::uint64_t value) {
  std::array<unsigned char, 8> bytes;
  for (std::size_t at = 8; at-- > 0; value >>= 8U) bytes[at] = static_cast<unsigned char>(value);
  return bytes;
}

std::uint64_t seconds(Instant at) {
  return static_cast<std::uint64_t>(at.time_since_epoch().count());
}

}  // namespace

Chain::Chain(const Digest& link) : context_(EVP_MD_CTX_new()), link_(link) {
  // Fetching the algorithm costs more than hashing a statement, so it is done once; begin() reuses
  // it.
  [[maybe_unused]] const int done = EVP_DigestInit_ex(context_, EVP_sha256(), nullptr);
  assert(done == 1);
}

Chain::~Chain() { EVP_MD_CTX_free(context_); }

void Chain::begin(std::string_view tag) {
  said_.assign(tag);
  said_.append(reinterpret_cast<const char*>(link_.bytes.data()), link_.bytes.size());
}

void Chain::number(std::uint64_t value) {
  const auto bytes = big_endian(value);
  said_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void Chain::text(std::string_view value) {
  number(value.size());
  said_.append(value);
}

const Digest& Chain::end(std::string_view last_text) {
  number(last_text.size());
  EVP_DigestInit_ex(context_, nullptr, nullptr);
  EVP_DigestUpdate(context_, said_.data(), said_.size());
  EVP_DigestUpdate(context_, last_text.data(), last_text.size());
  EVP_DigestFinal_ex(context_, link_.bytes.data(), nullptr);
  return link_;
}

const Digest& Chain::add(const Batch& batch) {
  begin("truce batch 1\n");
  number(batch.number);
  number(batch.first);
  number(batch.last);
  number(seconds(batch.recorded_at));
  text(batch.command);
  text(batch.by);
  return end(batch.note);
}

const Digest& Chain::add(const EntryPlace& place, std::string_view kind, std::string_view payload) {
  begin("truce entry 1\n");
  number(place.number);
  number(place.batch);
  number(seconds(place.known_at));
  number(seconds(place.recorded_at));
  text(kind);
  return end(payload);
}

Digest start_of_chain(std::string_view mode) {
  std::string bytes = "truce store 1\n";
  for (const unsigned char byte : big_endian(mode.size())) bytes += static_cast<char>(byte);
  return sha256(bytes.append(mode));
}

}  // namespace truce::store
