// SPDX-License-Identifier: Apache-2.0
#include "parse/weights.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstring>

#include "base/hash.h"

namespace truce::parse {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the tables are used as they lie in the file, the least byte first");

constexpr std::string_view kMagic = "truceSY1";
constexpr std::size_t kNumbers = 6;
constexpr std::size_t kDigestAt = 32;
constexpr std::size_t kClassesAt = 64;
constexpr std::size_t kTablesAt = 320;
static_assert(kClassesAt + 2 * kClassesMax == kTablesAt);

template <class Item>
void append_table(std::string& file, const std::vector<Item>& table) {
  file.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Item));
  file.resize((file.size() + 63) / 64 * 64, '\0');
}

/// Takes tables off the bytes, one after the other.
class Cutter {
 public:
  explicit Cutter(std::string_view bytes) : bytes_(bytes), at_(kTablesAt) {}

  template <class Item>
  std::span<const Item> table(std::size_t count) {
    const auto* first = reinterpret_cast<const Item*>(bytes_.data() + at_);
    at_ += (count * sizeof(Item) + 63) / 64 * 64;
    return at_ <= bytes_.size() ? std::span<const Item>(first, count) : std::span<const Item>();
  }
  bool used_all() const { return at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_;
};

Error damaged(std::string_view what) {
  return invalid(fmt::format("the weights are damaged: {}", what),
                 "make them again with truce train syntax");
}

}  // namespace

std::string file_of(const PackedWeights& weights) {
  std::string file(kTablesAt, '\0');
  std::memcpy(file.data(), kMagic.data(), kMagic.size());
  const std::array<std::size_t, kNumbers> numbers = {
      weights.classes.size(), weights.tags.buckets.size(),      weights.tags.cells.size(),
      weights.arcs.size(),    weights.relations.buckets.size(), weights.relations.cells.size()};
  for (std::size_t i = 0; i < kNumbers; ++i) {
    const auto number = static_cast<std::uint32_t>(numbers[i]);
    std::memcpy(file.data() + 8 + 4 * i, &number, 4);
  }
  for (std::size_t i = 0; i < weights.classes.size(); ++i) {
    file[kClassesAt + 2 * i] = static_cast<char>(weights.classes[i].upos);
    file[kClassesAt + 2 * i + 1] = static_cast<char>(weights.classes[i].xpos);
  }
  append_table(file, weights.tags.buckets);
  append_table(file, weights.tags.cells);
  append_table(file, weights.arcs);
  append_table(file, weights.relations.buckets);
  append_table(file, weights.relations.cells);
  const Digest digest = sha256(std::string_view(file).substr(kClassesAt));
  std::memcpy(file.data() + kDigestAt, digest.bytes.data(), digest.bytes.size());
  return file;
}

Result<WeightTables> tables_in(std::string_view bytes, bool trusted) {
  if (!bytes.starts_with(kMagic))
    return invalid("these are no weights of the parser",
                   "name a file that truce train syntax has written");
  if (bytes.size() < kTablesAt) return damaged("they end within their head");
  std::array<std::uint32_t, kNumbers> numbers;
  std::memcpy(numbers.data(), bytes.data() + 8, sizeof numbers);
  WeightTables tables;
  if (numbers[0] == 0 || numbers[0] > kClassesMax)
    return damaged(fmt::format("{} classes of words", numbers[0]));
  for (std::size_t i = 0; i < numbers[0]; ++i) {
    const auto upos = static_cast<std::uint8_t>(bytes[kClassesAt + 2 * i]);
    const auto xpos = static_cast<std::uint8_t>(bytes[kClassesAt + 2 * i + 1]);
    if (upos >= kUposCount || xpos >= kXposCount) return damaged("a class of words that is none");
    tables.classes.push_back({static_cast<Upos>(upos), static_cast<Xpos>(xpos)});
  }
  Cutter cutter(bytes);
  const auto tag_buckets = cutter.table<ChoiceTable::Bucket>(numbers[1]);
  const auto tag_cells = cutter.table<ChoiceTable::Cell>(numbers[2]);
  tables.tags = ChoiceTable(tag_buckets, tag_cells);
  tables.arcs = ArcTable(cutter.table<ArcTable::Bucket>(numbers[3]));
  const auto relation_buckets = cutter.table<ChoiceTable::Bucket>(numbers[4]);
  const auto relation_cells = cutter.table<ChoiceTable::Cell>(numbers[5]);
  tables.relations = ChoiceTable(relation_buckets, relation_cells);
  if (!cutter.used_all())
    return damaged(
        fmt::format("they have {} bytes, which is not what their head says", bytes.size()));
  if (trusted) return tables;
  const Digest digest = sha256(bytes.substr(kClassesAt));
  if (std::memcmp(bytes.data() + kDigestAt, digest.bytes.data(), digest.bytes.size()) != 0)
    return damaged("their sum does not match");
  if (!tables.tags.is_sound(tables.classes.size()) || !tables.relations.is_sound(kRelationCount))
    return damaged("a row points outside its table");
  return tables;
}

}  // namespace truce::parse
