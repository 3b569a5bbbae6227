// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz entry over the files of a folder and over mutations of them. The mutations are drawn
// from a fixed seed, so a failure comes again.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

constexpr int kMutationsPerFile = 60;

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::vector<std::string> corpus_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> corpus;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return corpus;
}

/// std::uniform_int_distribution differs between libraries; the remainder does not.
std::size_t below(std::mt19937_64& random, std::size_t bound) {
  return bound == 0 ? 0 : static_cast<std::size_t>(random() % bound);
}

std::string mutated(std::string input, const std::string& other, std::mt19937_64& random) {
  for (std::size_t steps = 1 + below(random, 4); steps > 0; --steps) {
    const std::size_t at = below(random, input.size() + 1);
    const std::size_t length = below(random, 40);
    switch (below(random, 5)) {
      case 0:
        input.erase(at, length);
        break;
      case 1:
        input.insert(at, other, below(random, other.size() + 1), length);
        break;
      case 2:
        input.insert(at, input, below(random, input.size() + 1), length);
        break;
      case 3:
        if (at < input.size()) input[at] = static_cast<char>(random());
        break;
      default:
        input.insert(at, 1, "\n \t\"[],#\\\0"[below(random, 10)]);
    }
  }
  return input;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::vector<std::string> corpus = corpus_in(arguments[1]);
  if (corpus.empty()) {
    std::fprintf(stderr, "no corpus in %s\n", arguments[1]);
    return 1;
  }
  std::mt19937_64 random(20251010);
  for (const std::string& input : corpus) {
    run(input);
    for (int at = 0; at < kMutationsPerFile; ++at)
      run(mutated(input, corpus[below(random, corpus.size())], random));
  }
  std::printf("%zu files and %d mutations of each\n", corpus.size(), kMutationsPerFile);
  return 0;
}
