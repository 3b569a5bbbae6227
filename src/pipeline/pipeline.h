// SPDX-License-Identifier: Apache-2.0
// Runs the stages in their order over the store. The only place that knows the order.
//
//   take_in()   documents, rows and entries by hand → read → linked → appended, as one batch
//   snapshot()  everything known at a moment → values
//   Picture     a snapshot with its account: what commands and pages print from
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "agreement/agreement.h"
#include "base/large_pages.h"
#include "extract/extract.h"
#include "intake/intake.h"
#include "link/link.h"
#include "monitor/monitor.h"
#include "report/report.h"
#include "report/scene.h"
#include "review/review.h"
#include "store/store.h"

namespace truce {

/// Everything known at one moment, as values. Vectors are in log order, so sorted by id.
struct Snapshot {
  Instant as_known;
  LogHead head;  // of the entries that it holds
  Instant first_known{};
  Agreement agreement;
  std::string agreement_file;
  std::string agreement_text;
  std::vector<Document> documents;
  std::vector<Instant> documents_known;  // known_at of documents, in step
  LargeVector<Statement> statements;
  std::vector<Instant> statements_known;  // known_at of statements, in step
  std::vector<Link> links;
  std::vector<Instant> links_known;
  std::vector<Incident> incidents;
  std::vector<Finding> findings;
  std::vector<Instant> findings_known;
  std::vector<Declaration> declarations;
  std::vector<Instant> declarations_known;
  std::vector<Amendment> amendments;
  std::vector<Instant> amendments_known;
  std::vector<Review> reviews;
  std::vector<Series> series;
  std::vector<Rejection> rejections;
};

/// A snapshot and its account under one viewpoint. Pages are functions of scene().
class Picture {
 public:
  Picture(std::shared_ptr<const Snapshot> snapshot, const Viewpoint& viewpoint);
  /// Valid as long as this Picture.
  const Scene& scene() const { return scene_; }

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::unique_ptr<const Account> account_;
  Scene scene_;
};

namespace pipeline {

/// Something that reached the desk, and from when it counts as known in an archive. In a desk's
/// store everything counts from the moment at which it is taken in.
struct Arrival {
  Instant known_at{};
  std::variant<Document, intake::SeriesRow, Record> what;
};

/// What came of taking in.
struct Outcome {
  Batch batch;
  std::size_t documents = 0;
  std::size_t rows = 0;
  std::size_t already_here = 0;  // documents that the store held before; not stored twice
  std::size_t statements = 0;
  std::size_t incidents = 0;  // new ones
  std::size_t rejected = 0;
  std::size_t clamped = 0;  // archive: arrivals older than the store's clock, known from it on
};

/// When a document counts as known in an archive: when it was received, else when it was published;
/// a day alone counts from its end.
Instant known_from(const Document& document);

/// Stores the agreement's text; later documents are read with its names.
Result<Batch> adopt(Store& store, AgreementText text, Instant known_at, Instant now);

/// Reads and links the arrivals and appends them with their rejections as one batch, in the order
/// in which they became known. One that names a record which is not there joins `rejections`.
/// `progress` is told how many are read, for long work; may be empty.
Result<Outcome> take_in(Store& store, const Gazetteer& gazetteer, std::vector<Arrival> arrivals,
                        std::vector<Rejection>& rejections, const Batch& about, Instant now,
                        const std::function<void(std::size_t done, std::size_t of)>& progress = {});

/// What a person decides about a statement, or about words of which none was made.
struct Decision {
  enum class What { accept, correct, reject, add };
  What what = What::accept;
  Id<Statement> statement;       // all but `add`
  Id<Document> document;         // add
  std::string words;             // add: the exact words …
  std::optional<TextSpan> span;  // … or where they stand
  std::vector<review::Field> fields;  // correct, add
  std::string reason;                 // reject needs one
};

struct Reviewed {
  Batch batch;
  std::vector<Id<Statement>> made;  // statements that were corrected or added
};

/// Appends the decisions of one named person as one batch, all of them or none. `conflict` where
/// somebody decided otherwise before.
Result<Reviewed> decide(Store& store, std::span<const Decision> decisions, const std::string& by,
                        Instant now);

/// What the reader of today makes otherwise of the articles in a store.
struct Rereading {
  struct Of {
    Id<Document> document;
    std::vector<review::Difference> differences;  // point into the picture
  };
  std::shared_ptr<const Picture> picture;
  std::uint64_t entries = 0;  // of the log when it was read
  std::size_t documents = 0;
  std::size_t same = 0;
  std::vector<Of> differ;
};

/// Reads the articles again, or `only` one; writes nothing.
Result<Rereading> reread(const Store& store, const Gazetteer& gazetteer, Id<Document> only,
                         Instant now,
                         const std::function<void(std::size_t done, std::size_t of)>& progress = {});

/// Appends what a rereading found, but for what a person decided, as one batch.
Result<Reviewed> take_rereading(Store& store, const Rereading& rereading, const std::string& by,
                                Instant now);

/// The differences for people, and as docs/api.md has them.
std::string rereading_page(const Rereading& rereading, report::Format format);

/// Everything known at `as_known`; absent: now for a desk, the store's own clock for an archive.
Result<std::shared_ptr<const Snapshot>> snapshot(const Store& store,
                                                 std::optional<Instant> as_known, Instant now);

/// The names of the agreement's text that is in the store last: documents are read with them.
Result<Vocabulary> vocabulary_of(const Store& store);

/// Refuses the account of somebody who is no party to the agreement.
Result<void> check_viewpoint(const Agreement& agreement, const Viewpoint& viewpoint);

/// From when to when to look for changes, both moments included.
struct Stretch {
  Instant since;
  std::optional<Instant> until;  // absent: as for snapshot()
  Viewpoint viewpoint = {};
  std::string clause = {};  // only changes of this clause or rule; empty: all
};

/// What changed in a stretch, by when it became known.
struct Changes {
  std::shared_ptr<const Picture> latest;  // as known at the end of the stretch
  std::size_t moments = 0;                // at which something arrived that may bear on a clause
  std::vector<ChangeRecord> records;
};

/// Steps through the moments of the stretch, after one account of what was known before it.
/// `work_max` bounds moments × statements; absent: no bound.
Result<Changes> changes(const Store& store, const Stretch& stretch, Instant now,
                        std::optional<std::uint64_t> work_max = {});

/// Clauses × viewpoints, for commands and server alike. `viewpoints` as report::parse_columns()
/// reads them.
Result<std::string> compare(const Scene& scene, std::string_view viewpoints, report::Format format);

/// Every rejection that the store holds, in log order.
Result<std::vector<Rejection>> rejections(const Store& store);

/// The log as JSON (docs/api.md), for commands and server alike: what went in together and what was
/// rejected; and how a verification went.
std::string batches_json(std::span<const Batch> batches, std::span<const Rejection> rejections);
std::string verification_json(const Verification& verification);

}  // namespace pipeline
}  // namespace truce
