// SPDX-License-Identifier: Apache-2.0
// The Board: everything on one page, first what changed.
#include <fmt/format.h>

#include <algorithm>

#include "report/pages.h"

namespace truce::report {
namespace {

constexpr std::chrono::hours kNews{24};
constexpr std::chrono::hours kAhead{72};
constexpr std::size_t kNewsMax = 40;

Json viewpoints(const Agreement& agreement) {
  Json list = Json::array();
  for (const Column& column : viewpoints_of(agreement))
    list.push_back({{"value", column.value}, {"label", column.label}});
  return list;
}

Json names_of(const Agreement& agreement, Role role) {
  Json names = Json::array();
  for (const Participant& participant : agreement.participants)
    if (participant.role == role) names.push_back(participant.name);
  return names;
}

Json phases(const Account& account) {
  Json list = Json::array();
  for (const PhaseState& phase : account.phases)
    list.push_back({{"number", phase.number},
                    {"title", phase.title},
                    {"state", to_text(phase.state)},
                    {"began", or_null(phase.began)},
                    {"claims", reasons(phase.claims)}});
  return list;
}

Json tallies_in_short(const Account& account) {
  Json list = Json::array();
  for (const Tally& tally : account.tallies) {
    Json lines = Json::array();
    for (const TallyLine& line : tally.lines) {
      if (line.steps.empty()) continue;
      const TallyStep& last = line.steps.back();
      lines.push_back({{"counter", voice(line.counter)},
                       {"label", line.label},
                       {"basis", line.basis},
                       {"low", or_null(last.low)},
                       {"high", or_null(last.high)},
                       {"on", to_text(last.on)},
                       {"statements", ids(last.statements)}});
    }
    list.push_back({{"id", tally.id},
                    {"title", tally.title},
                    {"target", or_null(tally.target)},
                    {"lines", lines}});
  }
  return list;
}

/// What became known in the last day, corrections first.
class News {
 public:
  explicit News(const Scene& scene) : scene_(scene), since_(scene.account->as_known - kNews) {}

  Json list() {
    for (std::size_t at = scene_.amendments.size(); at-- > 0;)
      add(scene_.amendments_known[at], "amendment", scene_.amendments[at].id.value,
          amendment_words(scene_.amendments[at]));
    for (std::size_t at = scene_.findings.size(); at-- > 0;)
      add(scene_.findings_known[at], "finding", scene_.findings[at].id.value,
          fmt::format("{} found: {} ({})", scene_.findings[at].by,
                      words_of(scene_.findings[at].answer), to_text(scene_.findings[at].question)));
    for (std::size_t at = scene_.declarations.size(); at-- > 0;)
      add(scene_.declarations_known[at], "declaration", scene_.declarations[at].id.value,
          fmt::format("{} declared: {}", scene_.declarations[at].by_actor,
                      scene_.declarations[at].what));
    for (std::size_t at = scene_.statements.size(); at-- > 0 && news_.size() < kNewsMax;) {
      const Statement& statement = scene_.statements[at];
      if (scene_.statements_known[at] <= since_) break;
      if (!statement.series.empty()) continue;
      add(scene_.statements_known[at], "statement", statement.id.value,
          fmt::format("{}: {}", scene_.voice_of(statement).name, statement.quote.text));
      news_.back()["document"] = statement.document.value;
    }
    return news_;
  }

 private:
  static std::string amendment_words(const Amendment& amendment) {
    const auto statement = amendment.statement.value;
    if (amendment.ground != Amendment::Ground::source)
      return fmt::format("statement {} was {}: {}", statement, amended_words(amendment),
                         amendment.reason);
    return fmt::format("{} statement {}: {}",
                       amendment.kind == Amendment::Kind::retracted ? "withdrew" : "corrected",
                       statement, amendment.reason);
  }

  void add(Instant known_at, std::string_view what, std::uint64_t id, std::string text) {
    if (known_at <= since_ || news_.size() >= kNewsMax) return;
    news_.push_back(
        {{"what", what}, {"id", id}, {"text", std::move(text)}, {"known_at", to_text(known_at)}});
  }

  const Scene& scene_;
  Instant since_;
  Json news_ = Json::array();
};

Json coming(const Account& account) {
  std::vector<const Verdict*> due;
  for (const Verdict& verdict : account.verdicts)
    if (verdict.due && *verdict.due > account.as_known &&
        *verdict.due <= account.as_known + kAhead && verdict.state == VerdictState::open)
      due.push_back(&verdict);
  std::stable_sort(due.begin(), due.end(),
                   [](const Verdict* a, const Verdict* b) { return *a->due < *b->due; });
  Json list = Json::array();
  for (const Verdict* verdict : due)
    list.push_back({{"at", to_text(*verdict->due)},
                    {"text", fmt::format("clause {} is due: {}", verdict->clause, verdict->title)},
                    {"clause", verdict->clause}});
  return list;
}

Json flags(const Scene& scene) {
  Json list = Json::array();
  for (const ArithmeticFlag& flag : scene.account->flags) {
    const Statement* statement = scene.statement(flag.statement);
    if (statement == nullptr) continue;
    list.push_back({{"statement", flag.statement.value},
                    {"document", statement->document.value},
                    {"text", flag.text},
                    {"quote", statement->quote.text},
                    {"speaker", voice(scene.voice_of(*statement))}});
  }
  return list;
}

}  // namespace

Json board_page(const Scene& scene) {
  const Account& account = *scene.account;
  const Agreement& agreement = *scene.agreement;
  return {{"agreement",
           {{"title", agreement.title},
            {"zone", agreement.zone},
            {"parties", names_of(agreement, Role::party)},
            {"guarantors", names_of(agreement, Role::guarantor)}}},
          {"as_known", to_text(account.as_known)},
          {"as_known_words", to_words(account.as_known)},
          {"viewpoint", to_text(account.viewpoint)},
          {"viewpoints", viewpoints(agreement)},
          {"log",
           {{"entries", scene.log.entries},
            {"root", scene.log.root},
            {"first_known",
             scene.log.entries == 0 ? Json(nullptr) : Json(to_text(scene.log.first_known))},
            {"last_known",
             scene.log.entries == 0 ? Json(nullptr) : Json(to_text(scene.log.last_known))}}},
          {"day", account.day},
          {"phases", phases(account)},
          {"tallies", tallies_in_short(account)},
          {"clauses", clause_rows(scene)},
          {"gate",
           {{"phase", account.gate.phase},
            {"title", account.gate.title},
            {"blockers", blockers(account.gate)}}},
          {"news", News(scene).list()},
          {"next", coming(account)},
          {"flags", flags(scene)},
          {"statements", account.statements},
          {"unreviewed", account.unreviewed},
          {"rejections", scene.rejections.size()}};
}

std::string board_json(const Scene& scene) { return dump(board_page(scene)); }

}  // namespace truce::report
