// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite_store.h"

namespace truce::store {

Result<Verification> SqliteStore::verify() const {
  Verification verification;
  verification.head = TRY(head());
  return verification;
}

}  // namespace truce::store
