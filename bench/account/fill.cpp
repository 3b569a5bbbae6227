// SPDX-License-Identifier: Apache-2.0
// Fills a new store with made-up reports of one agreement, so that times on a large store can be
// measured.
//   fill STORE AGREEMENT STATEMENTS
// Four statements a document: a toll with its place and day, an accusation, a running total, a
// position. The same arguments give the same store but for the clock.
#include <fmt/format.h>

#include <cstdlib>
#include <random>

#include "base/file.h"
#include "pipeline/pipeline.h"

namespace truce {
namespace {

constexpr std::size_t kDocumentsABatch = 2500;
constexpr std::array kTowns = {"Arden", "Brook", "Cale",   "Dunmore", "Esk",   "Fenwick", "Glen",
                               "Hale",  "Ivel",  "Jarl",   "Kesh",    "Lorne", "Marl",    "Nairn",
                               "Orrin", "Perth", "Quoich", "Rannoch", "Shiel", "Tay"};

class Reports {
 public:
  explicit Reports(const Agreement& agreement) : agreement_(agreement) {
    begins_ = agreement.enters_into_force().value_or(Instant{});
    for (const Participant& participant : agreement.participants)
      if (participant.role == Role::party) parties_.push_back(participant.name);
  }

  /// The n-th document with its statements; their spans lie in its text.
  std::pair<Document, std::vector<Statement>> make(std::size_t n, std::size_t of) {
    Document document;
    const Instant at = begins_ + std::chrono::hours{24} * static_cast<int>(n * 400 / of) +
                       std::chrono::minutes{n % 1440};
    document.title = fmt::format("Report {}", n);
    document.publisher = fmt::format("Wire {}", n % 9);
    document.published = at;
    document.language = "en";
    document.media_type = "text/plain";
    document.file = fmt::format("{}.txt", n);

    const std::string& one = parties_[n % parties_.size()];
    const std::string& other = parties_[(n + 1) % parties_.size()];
    const std::string town = kTowns[random_() % kTowns.size()];
    const auto toll = static_cast<std::int64_t>(1 + random_() % 9);
    std::vector<Statement> statements;
    Statement killed = said(
        document,
        fmt::format("{} people were killed in {} by {}'s army, {} said. ", toll, town, one, other),
        other, at);
    killed.measure = Measure::killed;
    killed.figure = Figure{toll, toll, Qualifier::exactly, std::to_string(toll), {}, {}};
    killed.act = Act::air_strike;
    killed.by = Mention{one, {}, one, {}};
    killed.place = Place{town, town, {}, PlacePrecision::town, {}, {}, {}};
    statements.push_back(killed);
    Statement charge = said(
        document, fmt::format("{} accused {} of crossing the line near {}. ", other, one, town),
        other, at);
    charge.kind = StatementKind::accusation;
    charge.mood = Mood::alleged;
    charge.act = Act::line_crossing;
    charge.against = Mention{one, {}, one, {}};
    charge.place = killed.place;
    statements.push_back(charge);
    Statement total =
        said(document,
             fmt::format("At least {} people have been killed since the truce began, {} said. ", n,
                         other),
             other, at);
    total.measure = Measure::killed;
    total.figure = Figure{static_cast<std::int64_t>(n),  {}, Qualifier::at_least,
                          fmt::format("At least {}", n), {}, {}};
    total.window = {day_of(begins_), day_of(at), true, Precision::day};
    statements.push_back(total);
    Statement position =
        said(document, fmt::format("{} urged {} to withdraw.", one, other), one, at);
    position.kind = StatementKind::position;
    position.stance = "demands";
    position.issue = "to withdraw";
    statements.push_back(position);
    document.key = intake::document_key(document);
    return {std::move(document), std::move(statements)};
  }

 private:
  static Statement said(Document& document, const std::string& words, const std::string& speaker,
                        Instant at) {
    Statement statement;
    statement.speaker = Mention{speaker, {}, speaker, {}};
    statement.quote = {words, {document.text.size(), document.text.size() + words.size()}};
    statement.window = {day_of(at), day_of(at), false, Precision::day};
    statement.rule = "made up";
    statement.confidence = 0.5;
    document.text += words;
    return statement;
  }

  const Agreement& agreement_;
  Instant begins_;
  std::vector<std::string> parties_;
  std::mt19937 random_{20251010};
};

Result<void> fill(const std::string& path, const std::string& agreement_file,
                  std::size_t statements) {
  const std::string text = TRY(read_file(agreement_file));
  const agreement::Parsed parsed = agreement::parse(text);
  if (!parsed.ok()) return invalid("the agreement has mistakes");
  const auto store = TRY(store::create_sqlite(path, StoreMode::archive));
  const Instant begins = parsed.agreement.enters_into_force().value_or(Instant{});
  TRY(pipeline::adopt(*store, {agreement_file, text, {}}, begins, begins));

  Reports reports(parsed.agreement);
  const std::size_t documents = statements / 4;
  std::vector<pipeline::Arrival> arrivals;
  std::vector<Rejection> rejections;
  for (std::size_t n = 0; n < documents; ++n) {
    auto [document, made] = reports.make(n, documents);
    intake::SeriesRow arrival;
    arrival.known = *document.published;
    arrival.document = std::move(document);
    arrival.statements = std::move(made);
    arrivals.push_back({arrival.known, std::move(arrival)});
    if (arrivals.size() < kDocumentsABatch && n + 1 < documents) continue;
    TRY(pipeline::take_in(*store, Gazetteer::built_in(), std::move(arrivals), rejections,
                          {.command = "fill"}, begins));
    arrivals.clear();
  }
  return {};
}

}  // namespace
}  // namespace truce

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "fill STORE AGREEMENT STATEMENTS\n");
    return 2;
  }
  const auto filled = truce::fill(argv[1], argv[2], std::strtoull(argv[3], nullptr, 10));
  if (filled) return 0;
  fmt::print(stderr, "fill: {}\n", filled.error().message);
  return 1;
}
