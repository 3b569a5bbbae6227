// SPDX-License-Identifier: Apache-2.0
// Pictures of one store, kept while they are asked for. A picture never changes, so threads share
// it.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "pipeline/pipeline.h"

namespace truce::server {

/// What a page is asked for.
struct View {
  std::optional<Instant> as_known;
  Viewpoint viewpoint;
};

class Pictures {
 public:
  Pictures(std::unique_ptr<Store> store, std::string path, std::function<Instant()> clock);

  /// The picture of a view, made if it is not at hand; one thread makes it while others wait.
  Result<std::shared_ptr<const Picture>> of(const View& view);

  /// A page of a view, rendered once for as long as its picture is kept. `name` tells pages apart.
  Result<std::shared_ptr<const std::string>> page(
      const View& view, const std::string& name,
      const std::function<Result<std::string>(const Scene&)>& render);

  Result<std::vector<Batch>> batches();
  /// With a connection of its own, since it takes long.
  Result<Verification> verify() const;
  /// What changed in a stretch; with a connection of its own too. `work_max` as for the pipeline.
  Result<pipeline::Changes> changes(const pipeline::Stretch& stretch, std::uint64_t work_max) const;
  /// Writes what a person decided; with a connection of its own too.
  Result<pipeline::Reviewed> decide(std::span<const pipeline::Decision> decisions,
                                    const std::string& by) const;
  Instant now() const { return clock_(); }

 private:
  struct Kept {
    std::uint64_t entries = 0;
    Instant as_known{};
    std::string viewpoint;
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Picture> picture;
    std::list<std::pair<std::string, std::shared_ptr<const std::string>>> pages;
  };
  Result<Kept*> kept(const View& view);
  void make_room(std::size_t statements);

  std::mutex mutex_;
  std::unique_ptr<Store> store_;
  std::string path_;
  std::function<Instant()> clock_;
  std::list<Kept> kept_;  // latest used first
};

}  // namespace truce::server
