// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "pipeline/pipeline.h"

namespace truce::pipeline {

Result<std::string> compare(const Scene& scene, std::string_view viewpoints,
                            report::Format format) {
  report::Comparison comparison{.columns = TRY(report::parse_columns(*scene.agreement, viewpoints)),
                                .accounts = {}};
  std::vector<Viewpoint> asked;  // each once: rival readings are all in one account
  std::vector<std::size_t> place;
  for (const report::Column& column : comparison.columns) {
    TRY(check_viewpoint(*scene.agreement, column.viewpoint));
    const auto known = std::find(asked.begin(), asked.end(), column.viewpoint);
    place.push_back(static_cast<std::size_t>(known - asked.begin()));
    if (known == asked.end()) asked.push_back(column.viewpoint);
  }
  const auto accounts = monitor::accounts(*scene.agreement,
                                          Known{.as_known = scene.account->as_known,
                                                .documents = scene.documents,
                                                .statements = scene.statements,
                                                .incidents = scene.incidents,
                                                .findings = scene.findings,
                                                .declarations = scene.declarations,
                                                .amendments = scene.amendments,
                                                .series = scene.series},
                                          asked);
  for (const std::size_t at : place) comparison.accounts.push_back(&accounts[at]);
  return report::compare(scene, comparison, format);
}

}  // namespace truce::pipeline
