// SPDX-License-Identifier: Apache-2.0
// Events that come in their order cost a look-up and a step; whatever comes late, is withdrawn or
// has a doubtful time has the events near it measured before and after, and what differs is told.
#include "watch/family.h"

#include <algorithm>

#include "watch/bounded.h"
#include "watch/deadlines.h"
#include "watch/followed.h"
#include "watch/lanes.h"
#include "watch/passing.h"
#include "watch/preceded.h"
#include "watch/running.h"

namespace truce::watch {
namespace {

/// From place `first` up to, but not including, place `last` of a track.
struct Places {
  std::size_t first = 0;
  std::size_t last = 0;
};

Mark mark_of(const FamilyPlan& plan, Role role, const Report& report) {
  constexpr Seconds kWidthMax = UINT32_MAX;
  Mark mark{report.earliest, 0, report.id, 1};
  mark.width = static_cast<std::uint32_t>(std::min(report.latest - report.earliest, kWidthMax));
  if (role == Role::subject && plan.summed) mark.amount = report.values[*plan.summed];
  return mark;
}

template <class Form>
class FamilyOf final : public Family {
  using Lane = typename Form::Lane;

 public:
  explicit FamilyOf(const FamilyPlan& plan)
      : plan_(plan), lanes_(plan.key[0].size()), running_(plan.gauges) {
    if constexpr (!kIsBounded) bound_max_ = plan.gauges.front().limits.back().bound;
    for (const Gauge& gauge : plan.gauges) has_count_ |= kIsBounded && gauge.within >= kNever;
  }

  void take(Role role, const Report& report, const Setting& setting) override {
    const Mark mark = mark_of(plan_, role, report);
    const std::uint32_t at = lanes_.find_or_add(key_of(role, report).values());
    if (forgets(setting)) passing_.add({mark.earliest, at});
    Lane& lane = lanes_[at];
    // Duties depend on the clock too: what comes late may be told of after their time was up.
    const bool in_order = mark.earliest > lane.newest && mark.width == 0 && lane.width == 0 &&
                          (!kIsFollowed || mark.earliest >= setting.clock);
    if (in_order) {
      lane.newest = mark.earliest;
      return append(role, mark, at, setting);
    }
    lane.newest = std::max(lane.newest, mark.latest());
    lane.width = std::max(lane.width, mark.width);
    revise(role, mark, at, setting, [&] { lane.tracks[bit(role)].insert(mark); });
  }

  bool withdraw(Role role, const Report& report, const Setting& setting) override {
    const std::uint32_t at = lanes_.find(key_of(role, report).values());
    if (at == kNoLane) return false;
    const Mark mark = mark_of(plan_, role, report);
    Track& track = lanes_[at].tracks[bit(role)];
    if (!holds(track, mark)) return false;
    revise(role, mark, at, setting, [&] { track.erase(mark.earliest, mark.report); });
    return true;
  }

  void advance(const Setting& setting) override {
    if constexpr (kIsFollowed)
      while (deadlines_.any_before(setting.clock)) pass(deadlines_.take_first(), setting);
    if (!forgets(setting)) return;
    const Seconds before = setting.clock - *setting.memory;
    passing_.release_before(before, [&](const Passing& passing) { release(passing, before); });
  }

  void list_open(Seconds clock, std::vector<Open>& open) const override {
    if constexpr (kIsFollowed) {
      for (std::uint32_t at = 0; at < lanes_.size(); ++at) {
        if (!lanes_.is_live(at)) continue;
        const Track& subjects = lanes_[at].tracks[0];
        for (std::size_t place = 0; place < subjects.size(); ++place) {
          const Level level = level_of(lanes_[at], subjects[place], 0);
          for (const Limit& limit : plan_.gauges.front().limits)
            if (state_of(Form::kForm, subjects[place], level, limit.bound, clock) == State::open)
              open.push_back(
                  {limit.rule, subjects[place].report,
                   limit.bound >= kUnlimited ? kNever : subjects[place].latest() + limit.bound});
        }
      }
    }
  }

  std::optional<Change> verdict(std::uint32_t rule, const Report& report,
                                Seconds clock) const override {
    const std::uint32_t at = lanes_.find(key_of(Role::subject, report).values());
    if (at == kNoLane) return std::nullopt;
    const Mark mark = mark_of(plan_, Role::subject, report);
    if (!holds(lanes_[at].tracks[0], mark)) return std::nullopt;
    for (std::size_t gauge = 0; gauge < plan_.gauges.size(); ++gauge)
      for (const Limit& limit : plan_.gauges[gauge].limits) {
        if (limit.rule != rule) continue;
        const Level level = level_of(lanes_[at], mark, gauge);
        const State state = state_of(Form::kForm, mark, level, limit.bound, clock);
        return Change{rule,       mark.report,
                      0,          State::not_triggered,
                      state,      since_of(Form::kForm, mark, level, limit.bound, state),
                      level.best, level.worst};
      }
    return std::nullopt;
  }

  void save(Writer& writer) const override {
    std::uint64_t live = 0;
    for (std::uint32_t at = 0; at < lanes_.size(); ++at) live += lanes_.is_live(at);
    writer.put(live);
    for (std::uint32_t at = 0; at < lanes_.size(); ++at) {
      if (!lanes_.is_live(at)) continue;
      const Lane& lane = lanes_[at];
      writer.put_all(lanes_.key_of(at));
      writer.put(lane.newest);
      writer.put(lane.width);
      for (const Track& track : lane.tracks) writer.put_all(track.held());
      if constexpr (kIsBounded) writer.put(lane.base);
    }
  }

  Result<void> restore(Reader& reader, const Setting& setting) override {
    const auto live = TRY(reader.get<std::uint64_t>());
    for (std::uint64_t count = 0; count < live; ++count) {
      const auto key = TRY(reader.get_all<Value>());
      if (key.size() != plan_.key[0].size() || lanes_.find(key) != kNoLane)
        return invalid("the checkpoint is of other rules", "start again from the log");
      const std::uint32_t at = lanes_.add(key);
      Lane& lane = lanes_[at];
      lane.newest = TRY(reader.get<Seconds>());
      lane.width = TRY(reader.get<std::uint32_t>());
      for (Track& track : lane.tracks) track.hold(TRY(reader.get_all<Mark>()));
      if constexpr (kIsBounded) lane.base = TRY(reader.get<Level>());
      if constexpr (kIsFollowed)
        for (std::size_t place = 0; place < lane.tracks[0].size(); ++place)
          await_next(lane.tracks[0][place], at, setting.clock);
      if (forgets(setting)) remember(at);
    }
    passing_.sort();
    return {};
  }

 private:
  static constexpr bool kIsFollowed = Form::kForm == EventRule::Form::followed;
  static constexpr bool kIsBounded = Form::kForm == EventRule::Form::bounded;

  static std::size_t bit(Role role) { return static_cast<std::size_t>(role); }

  struct Key {
    std::array<Value, kFieldsMax> array;
    std::size_t size = 0;
    std::span<const Value> values() const { return {array.data(), size}; }
  };

  Key key_of(Role role, const Report& report) const {
    const auto& places = plan_.key[bit(role)];
    Key key;
    for (const std::uint8_t place : places) key.array[key.size++] = report.values[place];
    return key;
  }

  // A duty without a date may be done at any time, so nothing of it may be forgotten.
  bool forgets(const Setting& setting) const {
    return setting.memory && (kIsBounded || bound_max_ < kUnlimited);
  }

  static bool holds(const Track& track, const Mark& mark) {
    for (std::size_t at = track.first_from(mark.earliest);
         at < track.size() && track[at].earliest == mark.earliest; ++at)
      if (track[at].report == mark.report) return true;
    return false;
  }

  Level level_of(const Lane& lane, const Mark& subject, std::size_t gauge) const {
    if constexpr (kIsBounded)
      return Form::level_of(lane, subject, plan_.gauges[gauge].within);
    else
      return Form::level_of(lane, subject);
  }

  // ---- In order

  void append(Role role, const Mark& mark, std::uint32_t at, const Setting& setting) {
    Lane& lane = lanes_[at];
    Track& track = lane.tracks[bit(role)];
    if constexpr (kIsFollowed) {
      if (role == Role::subject) {
        track.append(mark);
        return await(mark, at, 0);
      }
      return answer(lane, mark, setting);
    }
    track.append(mark);
    if constexpr (kIsBounded) {
      if (role == Role::other) return running_.begin_anew(at);
      for (std::size_t gauge = 0; gauge < plan_.gauges.size(); ++gauge) {
        const std::int64_t sum = running_.at_last(lane, at, gauge);
        tell(gauge, mark, {sum, sum}, mark.report, setting);
      }
    } else if (role == Role::subject) {
      tell(0, mark, level_of(lane, mark, 0), mark.report, setting);
    }
  }

  /// Says under which limits a new event is not in order.
  void tell(std::size_t gauge, const Mark& mark, Level level, std::uint32_t because,
            const Setting& setting) {
    for (const Limit& limit : plan_.gauges[gauge].limits) {
      if (level.worst <= limit.bound) break;  // nor is it over any higher bound
      change(limit, mark, State::not_triggered, level, because, setting);
    }
  }

  void change(const Limit& limit, const Mark& mark, State was, Level level, std::uint32_t because,
              const Setting& setting) {
    const State now = state_of(Form::kForm, mark, level, limit.bound, setting.clock);
    if (!is_told(was, now)) return;
    setting.changes->push_back({limit.rule, mark.report, because, was, now,
                                since_of(Form::kForm, mark, level, limit.bound, now), level.best,
                                level.worst});
  }

  // ---- Followed

  /// Looks again at the event when its time under the limit is up.
  void await(const Mark& mark, std::uint32_t at, std::uint32_t limit) {
    const auto& limits = plan_.gauges.front().limits;
    if (limit >= limits.size() || limits[limit].bound >= kUnlimited) return;
    deadlines_.set({mark.latest() + limits[limit].bound, at, mark.report, mark.earliest, limit});
  }

  /// As await(), under the first limit whose time is not up yet.
  void await_next(const Mark& mark, std::uint32_t at, Seconds clock) {
    const auto& limits = plan_.gauges.front().limits;
    std::uint32_t limit = 0;
    while (limit < limits.size() && mark.latest() + limits[limit].bound < clock) ++limit;
    await(mark, at, limit);
  }

  void pass(const Deadline& passed, const Setting& setting) {
    if (!lanes_.is_live(passed.lane)) return;
    const Lane& lane = lanes_[passed.lane];
    const Track& subjects = lane.tracks[0];
    std::size_t at = subjects.first_from(passed.earliest);
    while (at < subjects.size() && subjects[at].report != passed.report) ++at;
    if (at == subjects.size()) return;
    const auto& limits = plan_.gauges.front().limits;
    const Mark& mark = subjects[at];
    if (mark.latest() + limits[passed.limit].bound != passed.due)
      return;  // the lane's number was given anew
    const Level level = level_of(lane, mark, 0);
    if (level.worst <= limits[passed.limit].bound) return;
    std::uint32_t limit = passed.limit;
    for (; limit < limits.size() && limits[limit].bound == limits[passed.limit].bound; ++limit)
      change(limits[limit], mark, State::open, level, 0, setting);
    await(mark, passed.lane, limit);
  }

  /// An answer in its order: what it comes too late for is now done late.
  void answer(Lane& lane, const Mark& mark, const Setting& setting) {
    Track& answers = lane.tracks[1];
    const Track& subjects = lane.tracks[0];
    const Seconds answered_until = answers.empty() ? INT64_MIN : answers.back().earliest;
    answers.append(mark);
    for (std::size_t at = subjects.size(); at > 0; --at) {
      const Mark& subject = subjects[at - 1];
      if (subject.earliest <= answered_until) break;
      const std::int64_t seconds = mark.earliest - subject.earliest;
      for (const Limit& limit : plan_.gauges.front().limits) {
        if (seconds <= limit.bound) break;
        change(limit, subject, State::violated, {seconds, seconds}, mark.report, setting);
      }
    }
  }

  // ---- Out of order

  /// Measures what `mark` can change before and after `edit`, and tells the difference.
  template <class Edit>
  void revise(Role role, const Mark& mark, std::uint32_t at, const Setting& setting, Edit edit) {
    Lane& lane = lanes_[at];
    std::vector<std::vector<Graded>> before(plan_.gauges.size());
    for (std::size_t gauge = 0; gauge < before.size(); ++gauge)
      before[gauge] = grade(lane, role, mark, gauge);
    edit();
    if constexpr (kIsBounded) running_.begin_anew(at);
    for (std::size_t gauge = 0; gauge < before.size(); ++gauge)
      differ(before[gauge], grade(lane, role, mark, gauge), gauge, at, mark.report, setting);
  }

  std::vector<Graded> grade(const Lane& lane, Role role, const Mark& mark,
                            std::size_t gauge) const {
    const Places places = touched(lane, role, mark, gauge);
    std::vector<Graded> graded;
    if constexpr (kIsBounded) {
      if (lane.width == 0) {
        Form::sweep(lane, places.first, places.last, plan_.gauges[gauge].within, graded);
        return graded;
      }
    }
    const Track& subjects = lane.tracks[0];
    for (std::size_t at = places.first; at < places.last; ++at)
      graded.push_back({subjects[at], level_of(lane, subjects[at], gauge)});
    return graded;
  }

  /// The subjects whose level an event can change: near enough in time, and for a count not beyond
  /// where it begins anew.
  Places touched(const Lane& lane, Role role, const Mark& mark, std::size_t gauge) const {
    const Track& subjects = lane.tracks[0];
    Seconds from = mark.earliest - lane.width;
    Seconds until = mark.latest();
    if constexpr (kIsFollowed) {
      // An answer, however late, makes a missed duty one that was done late; but what an earlier
      // answer has met it cannot change.
      if (role == Role::other) {
        const Track& answers = lane.tracks[1];
        const std::size_t at = answers.first_from(mark.earliest);
        from = lane.width == 0 && at > 0 ? answers[at - 1].earliest + 1 : -kNever;
      }
    } else if constexpr (kIsBounded) {
      until = role == Role::subject ? std::min(kNever, until + plan_.gauges[gauge].within) : kNever;
      if (lane.width == 0) {
        const Track& beginnings = lane.tracks[1];
        const std::size_t next = beginnings.first_after(mark.earliest);
        if (next < beginnings.size()) until = std::min(until, beginnings[next].earliest - 1);
      }
    } else if (role != Role::subject) {
      until = std::min(kNever, until + bound_max_);
    }
    return {subjects.first_from(from), subjects.first_after(until)};
  }

  void differ(const std::vector<Graded>& before, const std::vector<Graded>& after,
              std::size_t gauge, std::uint32_t at, std::uint32_t because, const Setting& setting) {
    // Both stand in the order of the track, and differ by the edited event at most.
    const bool lost_one = before.size() > after.size();
    std::size_t old = 0;
    std::size_t fresh = 0;
    while (old < before.size() || fresh < after.size()) {
      const bool both = old < before.size() && fresh < after.size() &&
                        before[old].mark.report == after[fresh].mark.report;
      if (both) {
        if (before[old].level != after[fresh].level)
          compare(&before[old].level, after[fresh], gauge, at, because, setting);
        ++old;
        ++fresh;
      } else if (lost_one) {
        retract(before[old++], gauge, because, setting);
      } else {
        compare(nullptr, after[fresh++], gauge, at, because, setting);
      }
    }
  }

  void retract(const Graded& gone, std::size_t gauge, std::uint32_t because,
               const Setting& setting) {
    for (const Limit& limit : plan_.gauges[gauge].limits) {
      const State was = state_of(Form::kForm, gone.mark, gone.level, limit.bound, setting.clock);
      if (is_told(was, State::not_triggered))
        setting.changes->push_back({limit.rule, gone.mark.report, because, was,
                                    State::not_triggered, gone.mark.latest(), gone.level.best,
                                    gone.level.worst});
    }
  }

  void compare(const Level* before, const Graded& now, std::size_t gauge, std::uint32_t at,
               std::uint32_t because, const Setting& setting) {
    const auto& limits = plan_.gauges[gauge].limits;
    bool awaited = false;
    for (std::uint32_t limit = 0; limit < limits.size(); ++limit) {
      const State was = before == nullptr ? State::not_triggered
                                          : state_of(Form::kForm, now.mark, *before,
                                                     limits[limit].bound, setting.clock);
      change(limits[limit], now.mark, was, now.level, because, setting);
      if constexpr (kIsFollowed) {
        // What is open now may have been answered before, and then nobody looks when time is up.
        if (!awaited && now.mark.latest() + limits[limit].bound >= setting.clock &&
            now.level.worst > limits[limit].bound) {
          awaited = true;
          await(now.mark, at, limit);
        }
      }
    }
  }

  // ---- Forgetting

  /// Doubtful times reach further: an event may be as much later as the widest is wide, what bears
  /// on it as much earlier again, and what bears on that once more.
  void release(const Passing& passing, Seconds before) {
    if (!lanes_.is_live(passing.lane)) return;
    const Seconds later = passing.earliest + 3 * Seconds{lanes_[passing.lane].width};
    if (later >= before)
      passing_.keep_until(later, passing);
    else
      forget(passing.lane, before);
  }

  void remember(std::uint32_t at) {
    for (const Track& track : lanes_[at].tracks)
      for (std::size_t place = 0; place < track.size(); ++place)
        passing_.add({track[place].earliest, at});
  }

  void forget(std::uint32_t at, Seconds before) {
    Lane& lane = lanes_[at];
    const Seconds width = lane.width;
    if constexpr (kIsBounded) {
      if (width > 0 && has_count_) return forget_doubtful(at, before - 3 * width);
      before -= 3 * width;
      while (!lane.tracks[0].empty() && lane.tracks[0].front().earliest < before)
        forget_event(at, before);
      forget_beginnings(lane, before);
    } else {
      for (Track& track : lane.tracks) {
        const Seconds cut = before - (&track == &lane.tracks[0] ? 2 : 3) * width;
        while (!track.empty() && track.front().earliest < cut) track.forget_front();
      }
    }
    free_fallow(at);
  }

  void forget_doubtful(std::uint32_t at, Seconds before) requires kIsBounded {
    Form::forget_doubtful(lanes_[at], before);
    running_.begin_anew(at);
    free_fallow(at);
  }

  void free_fallow(std::uint32_t at) {
    Lane& lane = lanes_[at];
    if (!is_fallow(lane)) return;
    lane.newest = INT64_MIN;
    lane.width = 0;
    if constexpr (kIsBounded) {
      lane.base = {0, 0};
      running_.begin_anew(at);
    }
    lanes_.free(at);
  }

  void forget_event(std::uint32_t at, Seconds before) requires kIsBounded {
    Lane& lane = lanes_[at];
    Track& events = lane.tracks[0];
    forget_beginnings(lane, std::min(before, events.front().earliest + 1));
    running_.forget_front(lane, at);
    lane.base.best += events.front().amount;
    lane.base.worst += events.front().amount;
    events.forget_front();
  }

  static void forget_beginnings(Lane& lane, Seconds before) requires kIsBounded {
    for (Track& beginnings = lane.tracks[1];
         !beginnings.empty() && beginnings.front().earliest < before; beginnings.forget_front())
      lane.base = {0, 0};
  }

  bool is_fallow(const Lane& lane) const {
    for (const Track& track : lane.tracks)
      if (!track.empty()) return false;
    if constexpr (kIsBounded) return !has_count_ || lane.base == Level{0, 0};
    return true;
  }

  const FamilyPlan& plan_;
  Lanes<Lane> lanes_;
  std::int64_t bound_max_ = kUnlimited;  // of followed and preceded rules
  bool has_count_ = false;               // some limit is on a count without a window
  Deadlines deadlines_;                  // of followed rules
  RunningSums running_;                  // of bounded rules
  PassingEvents passing_;
};

}  // namespace

std::unique_ptr<Family> make_family(const FamilyPlan& plan) {
  switch (plan.form) {
    case EventRule::Form::followed:
      return std::make_unique<FamilyOf<Followed>>(plan);
    case EventRule::Form::preceded:
      return std::make_unique<FamilyOf<Preceded>>(plan);
    case EventRule::Form::bounded:
      return std::make_unique<FamilyOf<Bounded>>(plan);
  }
  return nullptr;
}

}  // namespace truce::watch
