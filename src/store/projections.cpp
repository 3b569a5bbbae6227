// SPDX-License-Identifier: Apache-2.0
// The tables for queries, made again from the log.
#include "store/schema.h"
#include "store/sqlite_store.h"

namespace truce::store {
namespace {

Result<void> fill_document_key(const Database& database) {
  Query documents = TRY(database.prepare(
      "SELECT number, kind, payload FROM entry WHERE kind = 'document' ORDER BY number"));
  Query insert =
      TRY(database.prepare("INSERT INTO document_key VALUES (?, ?) ON CONFLICT (key) DO NOTHING"));
  Decoder decoder;
  std::string original;
  while (TRY(documents.step())) {
    Record record;
    TRY(decoder.decode(documents.text(1), documents.text(2), record, original));
    const std::string& key = std::get<Document>(record).key;
    if (!key.empty()) TRY(insert.bind_text(1, key).bind(2, documents.number(0)).run());
  }
  return {};
}

}  // namespace

Result<void> rebuild_projections(const std::string& path, const SqliteOptions& options) {
  const Database database = TRY(open_database(path, options));
  Transaction transaction = TRY(Transaction::begin_writing(database));
  // The old table is struck off the list rather than dropped: dropping reads its pages, which may
  // be the damaged ones. VACUUM then lays the whole file out anew without them, and makes every
  // index again.
  TRY(
      database.run("PRAGMA writable_schema = ON;"
                   "DELETE FROM sqlite_schema WHERE tbl_name = 'document_key';"
                   "PRAGMA writable_schema = RESET"));
  TRY(database.run(kDocumentKey));
  TRY(fill_document_key(database));
  TRY(transaction.commit());
  return database.run("VACUUM");
}

}  // namespace truce::store
