// SPDX-License-Identifier: Apache-2.0
// The five policies over logs with known answers, what must stay true whatever is watched, and
// checkpoints that were damaged.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <queue>
#include <random>
#include <set>
#include <sstream>

#include "base/file.h"
#include "watch/watch.h"

namespace truce::watch {
namespace {

Agreement policies() {
  const auto text = read_file(TRUCE_SOURCE_DIR "/bench/monitor/policies.truce");
  EXPECT_TRUE(text);
  return agreement::parse(*text).agreement;
}

// ---- Known answers

/// The numbers of Python's random module for a seed of 32 bits: MT19937 (Matsumoto and Nishimura,
/// 1998), begun from an array.
class PythonRandom {
 public:
  explicit PythonRandom(std::uint32_t seed) {
    std::array<std::uint32_t, kSize> state{};
    state[0] = 19650218U;
    for (std::uint32_t at = 1; at < kSize; ++at)
      state[at] = 1812433253U * (state[at - 1] ^ (state[at - 1] >> 30U)) + at;
    std::size_t at = 1;
    const auto step = [&](std::uint32_t factor, auto change) {
      state[at] = change(state[at] ^ ((state[at - 1] ^ (state[at - 1] >> 30U)) * factor));
      if (++at < kSize) return;
      state[0] = state[kSize - 1];
      at = 1;
    };
    for (std::size_t count = 0; count < kSize; ++count)
      step(1664525U, [&](std::uint32_t mixed) { return mixed + seed; });
    for (std::size_t count = 1; count < kSize; ++count)
      step(1566083941U,
           [&](std::uint32_t mixed) { return mixed - static_cast<std::uint32_t>(at); });
    state[0] = 0x80000000U;
    std::string text;
    for (const std::uint32_t word : state) text += std::to_string(word) + ' ';
    std::istringstream(text + std::to_string(kSize)) >> engine_;
  }

  std::int64_t below(std::int64_t count) {
    const int bits = 64 - __builtin_clzll(static_cast<unsigned long long>(count));
    for (;;) {
      const std::int64_t number = static_cast<std::uint32_t>(engine_()) >> (32 - bits);
      if (number < count) return number;
    }
  }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  double share() {
    const auto high = static_cast<double>(static_cast<std::uint32_t>(engine_()) >> 5U);
    const auto low = static_cast<double>(static_cast<std::uint32_t>(engine_()) >> 6U);
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

 private:
  static constexpr std::size_t kSize = 624;
  std::mt19937 engine_;
};

/// The same logs as those that the published monitors were given.
class LogMaker {
 public:
  LogMaker(const Program& program, char policy, std::size_t size)
      : program_(program), chance_(20260101U + static_cast<unsigned char>(policy)), size_(size) {
    if (policy == 'a') incidents();
    if (policy == 'b') permits();
    if (policy == 'c') shots();
    if (policy == 'd') breaches();
  }
  std::vector<Report> take_reports() && { return std::move(reports_); }

 private:
  static constexpr Seconds kStart = 1'700'000'000;

  void add(Seconds time, const char* kind, std::array<Value, kFieldsMax> values) {
    Report report;
    report.id = static_cast<std::uint32_t>(reports_.size() + 1);
    report.kind = *program_.kind(kind);
    report.earliest = report.latest = time;
    report.values = values;
    reports_.push_back(report);
  }

  void incidents() {
    using Due = std::pair<Seconds, Value>;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> acks;
    Value number = 0;
    Seconds next = kStart + chance_.between(60, 180);
    while (reports_.size() < size_) {
      if (!acks.empty() && acks.top().first <= next) {
        add(acks.top().first, "ack", {acks.top().second});
        acks.pop();
        continue;
      }
      add(next, "incident", {number, chance_.below(50)});
      const bool in_time = chance_.share() < 0.985;
      const Seconds delay =
          in_time ? chance_.between(3600, 70 * 3600) : chance_.between(73 * 3600, 100 * 3600);
      acks.emplace(next + delay, number++);
      next += chance_.between(60, 180);
    }
  }

  void permits() {
    using Key = std::pair<Value, Value>;
    constexpr Seconds kWindow = 48 * 3600;
    Seconds time = kStart;
    std::map<Key, Seconds> active;
    std::vector<Key> given;
    const auto any = [&] {
      const Value number = chance_.below(2000);
      return Key(number, chance_.below(20));
    };
    const auto recent = [&] {
      const auto size = static_cast<std::int64_t>(given.size());
      const std::int64_t from = std::max<std::int64_t>(0, size - 1000);
      return given[static_cast<std::size_t>(from + chance_.below(size - from))];
    };
    while (reports_.size() < size_) {
      time += chance_.between(1, 119);
      const double which = chance_.share();
      if (which < 0.45 || given.empty()) {
        const Key key = any();
        add(time, "permit", {key.first, key.second});
        given.push_back(key);
        active[key] = time;
      } else if (which < 0.50) {
        const Key key = recent();
        add(time, "revoke", {key.first, key.second});
        active.erase(key);
      } else {
        Key key = any();
        if (chance_.share() < 0.98)
          for (int attempt = 0; attempt < 50; ++attempt) {
            const Key other = recent();
            const auto since = active.find(other);
            if (since == active.end() || time - since->second > kWindow) continue;
            key = other;
            break;
          }
        add(time, "entry", {key.first, key.second});
      }
    }
  }

  void shots() {
    Seconds time = kStart;
    for (std::size_t at = 0; at < size_; ++at) {
      time += chance_.between(1, 119);
      const Value zone = chance_.below(50);
      add(time, "shots", {static_cast<Value>(at), zone, chance_.between(1, 10)});
    }
  }

  void breaches() {
    Seconds time = kStart;
    for (std::size_t at = 0; at < size_; ++at) {
      time += chance_.between(1, 119);
      const Value party = chance_.below(10);
      if (at < 10 || chance_.share() < 0.001)
        add(time, "start", {party});
      else
        add(time, "viol", {static_cast<Value>(at), party});
    }
  }

  const Program& program_;
  PythonRandom chance_;
  std::size_t size_;
  std::vector<Report> reports_;
};

std::vector<Report> log_of(const Program& program, char policy, std::size_t size) {
  return LogMaker(program, policy, size).take_reports();
}

struct Found {
  std::map<std::string, std::size_t> violations;  // by rule
  std::size_t open = 0;
};

Found found_in(char policy, std::size_t size, std::optional<Seconds> grace) {
  Watch watch(compile(policies()), grace);
  Found found;
  std::vector<Change> changes;
  for (const Report& report : log_of(watch.program(), policy, size)) {
    changes.clear();
    watch.take(report, changes);
    for (const Change& change : changes)
      if (change.now == State::violated) ++found.violations[watch.program().rules[change.rule].ref];
  }
  found.open = watch.open().size();
  return found;
}

// As four published monitors and an independent program found them.
TEST(KnownAnswers, AHundredThousandReportsOfEachPolicyGiveWhatPublishedMonitorsFind) {
  const Found a = found_in('a', 100'000, std::nullopt);
  EXPECT_EQ(a.violations.at("1.1"), 705U);
  // Those monitors take the end of the log for the end of time.
  EXPECT_EQ(a.violations.at("1.1") + a.open, 1796U);
  const Found b = found_in('b', 100'000, Seconds{0});
  EXPECT_EQ(b.violations.at("1.2"), 1010U);
  EXPECT_EQ(b.violations.at("1.3"), 1007U);
  EXPECT_EQ(found_in('c', 100'000, Seconds{0}).violations.at("1.4"), 874U);
  EXPECT_EQ(found_in('d', 100'000, Seconds{0}).violations.at("1.5"), 2756U);
}

// ---- Memory

TEST(Memory, WithAGraceWhatIsHeldDoesNotGrowWithTheLog) {
  for (const char policy : {'a', 'b', 'c', 'd'}) {
    Watch watch(compile(policies()), 3600);
    const std::vector<Report> log = log_of(watch.program(), policy, 20'000);
    std::vector<Change> changes;
    std::size_t early = 0;
    for (std::size_t at = 0; at < log.size(); ++at) {
      Report report = log[at];
      if (at % 7 == 0) report.latest += 600;
      watch.take(report, changes);
      if (at == 5'000) early = watch.checkpoint().size();
    }
    EXPECT_LT(watch.checkpoint().size(), early + early / 2) << policy;
  }
}

// ---- Laws

std::vector<std::string> told(const std::vector<Report>& reports) {
  Watch watch(compile(policies()));
  std::vector<Change> changes;
  for (const Report& report : reports) watch.take(report, changes);
  std::vector<std::string> told;
  for (const Change& change : changes)
    told.push_back(fmt::format("{} {} {} {} {} {} {}", change.rule, change.of, change.because,
                               to_text(change.was), to_text(change.now), change.best,
                               change.worst));
  return told;
}

std::vector<Report> mixed_log() {
  const Program program = compile(policies());
  std::vector<Report> reports;
  for (const char policy : {'a', 'b', 'c', 'd'})
    for (Report report : log_of(program, policy, 300)) {
      report.id = static_cast<std::uint32_t>(reports.size() + 1);
      if (policy == 'c') report.values[1] %= 2;
      if (report.id % 5 == 0) report.latest += 1800;
      reports.push_back(report);
    }
  return reports;
}

TEST(Laws, ShiftingAllTimesChangesNothingElse) {
  const auto reports = mixed_log();
  auto shifted = reports;
  for (Report& report : shifted) {
    report.earliest -= 1'800'000'000;
    report.latest -= 1'800'000'000;
  }
  const auto changes = told(reports);
  EXPECT_GT(changes.size(), 30U);
  EXPECT_EQ(told(shifted), changes);
}

TEST(Laws, WhatHasAnotherKeyChangesNothing) {
  const auto reports = mixed_log();
  auto more = reports;
  const auto shots = compile(policies()).kind("shots");
  for (const Report& report : reports) {
    Report other = report;
    other.id += 100'000;
    for (Value& value : other.values) value += 1'000'000;
    if (report.kind == *shots) other.values[2] = report.values[2];
    more.push_back(other);
  }
  std::stable_sort(more.begin(), more.end(), [](const Report& left, const Report& right) {
    return left.id % 100'000 < right.id % 100'000;
  });
  std::vector<std::string> ours;
  std::vector<std::string> others;
  for (std::string& change : told(more)) {
    std::istringstream words(change);
    std::uint32_t rule = 0;
    std::uint32_t of = 0;
    words >> rule >> of;
    (of > 100'000 ? others : ours).push_back(std::move(change));
  }
  EXPECT_EQ(ours.size(), others.size());
  EXPECT_EQ(ours.size(), told(reports).size());
}

// ---- Damaged checkpoints

TEST(Checkpoint, ThatWasDamagedAnywhereIsRefused) {
  Watch watch(compile(policies()), 3600);
  watch.texts().value_of("Hill");
  std::vector<Change> changes;
  for (const char policy : {'a', 'b', 'c', 'd'})
    for (const Report& report : log_of(watch.program(), policy, 3)) watch.take(report, changes);
  const std::string whole = watch.checkpoint();
  const Program program = compile(policies());
  const auto is_refused = [&](const std::string& bytes) {
    return !Watch::restore(program, 3600, bytes);
  };
  ASSERT_FALSE(is_refused(whole));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    EXPECT_TRUE(is_refused(damaged)) << "byte " << at;
    EXPECT_TRUE(is_refused(whole.substr(0, at))) << "cut at " << at;
  }
  EXPECT_TRUE(is_refused(whole + '\0'));
  EXPECT_FALSE(Watch::restore(compile(policies()), 7200, whole)) << "another grace";
}

}  // namespace
}  // namespace truce::watch
