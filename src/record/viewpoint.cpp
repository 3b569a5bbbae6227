// SPDX-License-Identifier: Apache-2.0
#include "record/viewpoint.h"

#include <fmt/format.h>

namespace truce {

Result<Viewpoint> parse_viewpoint(std::string_view text) {
  constexpr std::string_view party = "party:";
  constexpr std::string_view grade = "grade:";
  if (text == "everyone") return Viewpoint{};
  if (text == "findings") return Viewpoint{Viewpoint::Kind::findings, {}, {}};
  if (text.starts_with(party) && text.size() > party.size())
    return Viewpoint{Viewpoint::Kind::party, std::string(text.substr(party.size())), {}};
  if (text.starts_with(grade))
    if (const auto least = from_text<Grade>(text.substr(grade.size())))
      return Viewpoint{Viewpoint::Kind::grade, {}, *least};
  return invalid(fmt::format("'{}' is not a viewpoint", text),
                 "write everyone, findings, party:NAME, or grade:G with G one of claimed, reported, "
                 "corroborated, acknowledged, observed");
}

std::string to_text(const Viewpoint& viewpoint) {
  switch (viewpoint.kind) {
    case Viewpoint::Kind::everyone: return "everyone";
    case Viewpoint::Kind::party: return "party:" + viewpoint.party;
    case Viewpoint::Kind::grade: return fmt::format("grade:{}", to_text(viewpoint.grade));
    case Viewpoint::Kind::findings: return "findings";
  }
  return {};
}

}  // namespace truce
