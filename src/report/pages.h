// SPDX-License-Identifier: Apache-2.0
// Pages as JSON values, so that one page can hold part of another. Inside report/ only.
#pragma once

#include "report/pieces.h"
#include "report/report.h"

namespace truce::report {

Json board_page(const Scene& scene);
/// Every clause, in the order of the agreement; a party's reading follows its clause.
Json clause_rows(const Scene& scene);
Json clause_row(const Scene& scene, const Verdict& verdict);
Json blockers(const Gate& gate);
Json tally_page(const Tally& tally);
/// The incidents that pass the filter, latest first; all of them, whatever its limit.
std::vector<const IncidentSummary*> select(const Scene& scene, const Filter& filter);

}  // namespace truce::report
