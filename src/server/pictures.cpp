// SPDX-License-Identifier: Apache-2.0
#include "server/pictures.h"

#include <fmt/format.h>

#include <algorithm>

namespace truce::server {
namespace {

constexpr std::size_t kPicturesMax = 12;
// A statement takes about a kilobyte in memory: this many keep a server within some 200 MB.
constexpr std::size_t kStatementsMax = 120'000;
constexpr std::size_t kPagesMax = 64;

/// A desk that names no moment looks at the minute that has begun, so that its pages can be kept.
Instant this_minute(Instant now) { return std::chrono::floor<std::chrono::minutes>(now); }

}  // namespace

Pictures::Pictures(std::unique_ptr<Store> store, std::string path, std::function<Instant()> clock)
    : store_(std::move(store)), path_(std::move(path)), clock_(std::move(clock)) {}

void Pictures::make_room(std::size_t statements) {
  const auto held = [&] {
    std::size_t sum = statements;
    for (const Kept& one : kept_) sum += one.snapshot->statements.size();
    return sum;
  };
  while (!kept_.empty() && (kept_.size() >= kPicturesMax || held() > kStatementsMax))
    kept_.pop_back();
}

Result<Pictures::Kept*> Pictures::kept(const View& view) {
  const LogHead whole = TRY(store_->head());
  // What went in since the minute began is seen at once, by whoever put it in.
  const Instant at = view.as_known.value_or(store_->mode() == StoreMode::archive
                                                ? whole.known_at
                                                : std::max(this_minute(clock_()), whole.known_at));
  const LogHead head = TRY(store_->head_as_known(at));
  const std::string viewpoint = to_text(view.viewpoint);

  std::shared_ptr<const Snapshot> snapshot;
  for (auto one = kept_.begin(); one != kept_.end(); ++one) {
    if (one->entries != head.entries || one->as_known != at) continue;
    snapshot = one->snapshot;
    if (one->viewpoint != viewpoint) continue;
    kept_.splice(kept_.begin(), kept_, one);
    return &kept_.front();
  }
  if (!snapshot) {
    make_room(head.entries / 2);  // about how many statements the new one will bring
    snapshot = TRY(pipeline::snapshot(*store_, at, clock_()));
  } else if (kept_.size() >= kPicturesMax) {
    kept_.pop_back();
  }
  TRY(pipeline::check_viewpoint(snapshot->agreement, view.viewpoint));
  kept_.push_front({head.entries,
                    at,
                    viewpoint,
                    snapshot,
                    std::make_shared<const Picture>(snapshot, view.viewpoint),
                    {}});
  return &kept_.front();
}

Result<std::shared_ptr<const Picture>> Pictures::of(const View& view) {
  const std::lock_guard lock(mutex_);
  return TRY(kept(view))->picture;
}

Result<std::shared_ptr<const std::string>> Pictures::page(
    const View& view, const std::string& name,
    const std::function<Result<std::string>(const Scene&)>& render) {
  const std::lock_guard lock(mutex_);
  Kept& one = *TRY(kept(view));
  for (const auto& [known, page] : one.pages)
    if (known == name) return page;
  auto page = std::make_shared<const std::string>(TRY(render(one.picture->scene())));
  one.pages.emplace_front(name, page);
  if (one.pages.size() > kPagesMax) one.pages.pop_back();
  return page;
}

Result<std::vector<Batch>> Pictures::batches() {
  const std::lock_guard lock(mutex_);
  return store_->batches();
}

Result<pipeline::Changes> Pictures::changes(const pipeline::Stretch& stretch,
                                            std::uint64_t work_max) const {
  const auto store = TRY(store::open_sqlite(path_));
  return pipeline::changes(*store, stretch, clock_(), work_max);
}

Result<pipeline::Reviewed> Pictures::decide(std::span<const pipeline::Decision> decisions,
                                            const std::string& by) const {
  const auto store = TRY(store::open_sqlite(path_));
  return pipeline::decide(*store, decisions, by, clock_());
}

Result<Verification> Pictures::verify() const { return store::verify_sqlite(path_); }

}  // namespace truce::server
