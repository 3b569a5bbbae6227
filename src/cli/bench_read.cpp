// SPDX-License-Identifier: Apache-2.0
// truce bench-read GOLD…: how well a text is read, measured against labels made by hand.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/desk.h"
#include "intake/csv.h"
#include "score/score.h"

namespace truce::cli {
namespace {

using Json = nlohmann::ordered_json;
using score::Count;
using score::Passage;
using score::Scores;

/// The texts that gold points to, each corpus read once.
class Corpora {
 public:
  explicit Corpora(std::string folder) : folder_(std::move(folder)) {}

  Result<std::string> text_of(const Passage& passage) {
    if (passage.text_file.empty()) return passage.text;
    const Corpus& corpus = TRY(corpus_of(passage.text_file)).get();
    const std::string key =
        passage.text_row > 0 ? std::to_string(passage.text_row) : passage.text_id;
    const auto found = corpus.find(key);
    if (found != corpus.end()) return found->second;
    return not_found(
        passage.text_row > 0
            ? fmt::format("'{}' has no row {}", path(passage.text_file), key)
            : fmt::format("'{}' has no line with the id '{}'", path(passage.text_file), key),
        "it must be the file from which the label was made");
  }

 private:
  using Corpus = std::map<std::string, std::string>;

  std::string path(const std::string& file) const { return folder_ + "/" + file; }

  Result<std::reference_wrapper<const Corpus>> corpus_of(const std::string& file) {
    if (const auto known = corpora_.find(file); known != corpora_.end())
      return std::cref(known->second);
    auto bytes = read_file(path(file), 1U << 30U);
    if (!bytes)
      return not_found(bytes.error().message, "name the folder that holds the texts with --texts");
    Corpus corpus = TRY(file.ends_with(".csv") ? rows(file, *bytes) : lines(*bytes));
    return std::cref(corpora_.emplace(file, std::move(corpus)).first->second);
  }

  Result<Corpus> rows(const std::string& file, std::string_view bytes) const {
    Corpus corpus;
    std::size_t column = 0, number = 0;
    bool heading = true;
    for (const intake::Row& row : intake::rows_of(bytes)) {
      if (heading) {
        heading = false;
        while (column < row.cells.size() && row.cells[column].value != "text") ++column;
        if (column == row.cells.size())
          return invalid(fmt::format("'{}' has no column 'text'", path(file)),
                         "its first row names the columns");
        continue;
      }
      ++number;
      if (row.fault.empty() && column < row.cells.size())
        corpus[std::to_string(number)] = row.cells[column].value;
    }
    return corpus;
  }

  /// Lines that hold no object with an id and a text are not asked for and not judged.
  static Result<Corpus> lines(std::string_view bytes) {
    Corpus corpus;
    while (!bytes.empty()) {
      const std::size_t end = std::min(bytes.find('\n'), bytes.size());
      const Json object =
          Json::parse(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end), nullptr,
                      /*allow_exceptions=*/false);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      if (!object.is_object() || !object.contains("id") || !object.contains("text")) continue;
      const Json& id = object["id"];
      if (object["text"].is_string())
        corpus[id.is_string() ? id.get<std::string>() : id.dump()] =
            object["text"].get<std::string>();
    }
    return corpus;
  }

  std::string folder_;
  std::map<std::string, Corpus> corpora_;
};

std::string percent(double share) { return fmt::format("{:.1f}", 100 * share); }

void print_count(const std::string& name, const Count& count) {
  fmt::print("{:<26}{:>9}{:>9}{:>9}   {:>6}{:>7}{:>7}\n", name, percent(count.precision()),
             percent(count.recall()), percent(count.f1()), count.right, count.read, count.gold);
}

void print_heading(const char* what) {
  fmt::print("\n{:<26}{:>9}{:>9}{:>9}   {:>6}{:>7}{:>7}\n", what, "precision", "recall", "F1",
             "right", "read", "gold");
}

Json json_of(const Count& count) {
  return {{"precision", count.precision()}, {"recall", count.recall()}, {"f1", count.f1()},
          {"right", count.right},           {"read", count.read},       {"gold", count.gold}};
}

class Bench {
 public:
  explicit Bench(const Options& options) : options_(options), corpora_(options.texts) {}

  int run() {
    if (!options_.agreement.empty()) {
      const auto text = read_agreement(options_.agreement);
      if (!text) return fail(text.error());
      vocabulary_ = agreement::vocabulary(agreement::parse(text->text).agreement);
    }
    for (const std::string& file : options_.files) take(file);
    if (options_.labellers)
      compare_labellers();
    else
      compare_readings();
    options_.format == report::Format::json ? print_json() : print_text();
    return wrong_ ? 1 : 0;
  }

 private:
  void mistake(const std::string& file, std::size_t line, const Error& error) {
    wrong_ = true;
    fmt::print(stderr, "{}:{}: {}\n", file, line, error.message);
    if (!error.help.empty()) fmt::print(stderr, "help: {}\n", error.help);
  }

  void take(const std::string& file) {
    const auto bytes = read_file(file, 1U << 30U);
    if (!bytes) {
      wrong_ = true;
      fail(bytes.error());
      return;
    }
    score::Gold gold = score::gold_in(file, *bytes);
    for (const Rejection& rejection : gold.rejections)
      mistake(file, rejection.line, invalid(rejection.reason, rejection.help));
    for (Passage& passage : gold.passages) {
      if (!options_.half.empty() && passage.half != options_.half) continue;
      if (!options_.family.empty() && passage.family != options_.family) continue;
      auto text = corpora_.text_of(passage);
      auto whole = text ? score::placed(passage, *std::move(text)) : text.error();
      if (whole)
        passages_.push_back(*std::move(whole));
      else
        mistake(file, passage.line, whole.error());
    }
  }

  void compare_readings() {
    const Gazetteer gazetteer = Gazetteer::built_in();
    for (const Passage& passage : passages_) {
      if (passage.reader != 1) continue;
      Document document;
      document.text = passage.text;
      document.publisher = passage.publisher;
      document.published = passage.published;
      document.published_precision = Precision::day;
      const Reading reading = extract::statements_in(document, vocabulary_, gazetteer);
      count(passage, score::labels_of(reading, passage.text));
    }
  }

  void compare_labellers() {
    using Key = std::pair<std::string, std::string>;
    std::map<Key, const Passage*> second;
    const auto key_of = [](const Passage& passage) {
      return Key{passage.text_file, passage.text_file.empty() ? passage.text : passage.name()};
    };
    for (const Passage& passage : passages_)
      if (passage.reader == 2) second[key_of(passage)] = &passage;
    for (const Passage& passage : passages_) {
      const auto other = second.find(key_of(passage));
      if (passage.reader == 1 && other != second.end()) count(passage, other->second->labels);
    }
  }

  void count(const Passage& passage, const score::Labels& read) {
    score::compare(passage, read, all_);
    score::compare(passage, read, families_[passage.family]);
    if (!options_.explain) return;
    for (const score::Difference& difference : all_.differences) explain(passage, difference);
  }

  void explain(const Passage& passage, const score::Difference& difference) {
    if (options_.format == report::Format::json) {
      differences_.push_back({{"file", passage.file},
                              {"line", passage.line},
                              {"text", passage.name()},
                              {"what", difference.what},
                              {"label", difference.label}});
      return;
    }
    std::string words(difference.span.in(passage.text).substr(0, 160));
    for (char& c : words)
      if (c == '\n') c = ' ';
    fmt::print("{}:{} ({}): {} {}\n", passage.file, passage.line, passage.name(), difference.what,
               difference.label);
    if (!words.empty()) fmt::print("    at: {}\n", words);
  }

  // The tables.

  void print_text() const {
    fmt::print("{} {}\n", all_.passages, all_.passages == 1 ? "passage" : "passages");
    print_facts();
    print_stances();
    print_attributions();
    if (all_.silent_of > 0)
      fmt::print("\nsilent on {} of {} passages that tell no counted fact\n", all_.silent,
                 all_.silent_of);
    print_families();
  }

  void print_facts() const {
    if (all_.facts.read + all_.facts.gold == 0) return;
    print_heading("facts");
    print_count("measure and both bounds", all_.facts);
    for (const score::Side side : score::kSides)
      print_count(fmt::format("  + {}", to_text(side)), all_.with(side));
    print_count("  + all of these", {all_.whole, all_.facts.read, all_.facts.gold});
    fmt::print("\nof {} right facts:", all_.facts.right);
    const char* comma = "";
    for (const score::Side side : score::kSides) {
      const Count of_right = {all_.with(side).right, all_.facts.right, all_.facts.right};
      fmt::print("{} {} {}%", comma, to_text(side), percent(of_right.precision()));
      comma = ",";
    }
    fmt::print("\n");
    print_heading("by measure");
    for (const auto& [measure, count] : all_.by_measure)
      print_count(std::string(to_text(measure)), count);
    if (all_.by_construction.empty()) return;
    fmt::print("\n{:<26}{:>9}{:>9}{:>9}\n", "by construction", "found", "of", "recall");
    for (const auto& [construction, count] : all_.by_construction)
      fmt::print("{:<26}{:>9}{:>9}{:>9}\n", construction, count.right, count.gold,
                 percent(count.recall()));
  }

  void print_stances() const {
    if (all_.stances.empty()) return;
    print_heading("other statements");
    for (const auto& [kind, count] : all_.stances) print_count(std::string(to_text(kind)), count);
    print_count("all of these", all_.all_stances());
    if (const auto talks = all_.stances.find(StatementKind::talks);
        talks != all_.stances.end() && talks->second.right > 0)
      fmt::print("of {} right talks: day {}%\n", talks->second.right,
                 percent(Count::share(all_.talks_on, talks->second.right)));
  }

  void print_attributions() const {
    if (all_.say.empty() && all_.think.empty()) return;
    print_heading("attributions");
    for (const auto& [level, count] : all_.say) print_count(name("say", level), count);
    for (const auto& [level, count] : all_.think) print_count(name("think", level), count);
  }

  static std::string name(const char* sort, score::Level level) {
    return fmt::format("{}, {}", sort, to_text(level));
  }

  void print_families() const {
    if (families_.size() < 2) return;
    fmt::print("\n{:<26}{:>9}{:>10}{:>10}{:>11}{:>8}\n", "by family: F1", "passages", "facts",
               "other", "say, half", "facts");
    for (const auto& [family, scores] : families_) {
      const auto half = scores.say.find(score::Level::half);
      fmt::print("{:<26}{:>9}{:>10}{:>10}{:>11}{:>8}\n", family.empty() ? "unsaid" : family,
                 scores.passages, percent(scores.facts.f1()), percent(scores.all_stances().f1()),
                 half == scores.say.end() ? "-" : percent(half->second.f1()), scores.facts.gold);
    }
  }

  static Json json_of_scores(const Scores& scores) {
    Json json = {{"passages", scores.passages}, {"facts", json_of(scores.facts)}};
    for (const score::Side side : score::kSides)
      json["facts_with"][std::string(to_text(side))] = json_of(scores.with(side));
    json["facts_with"]["all"] = json_of({scores.whole, scores.facts.read, scores.facts.gold});
    for (const auto& [measure, count] : scores.by_measure)
      json["by_measure"][std::string(to_text(measure))] = json_of(count);
    for (const auto& [construction, count] : scores.by_construction)
      json["by_construction"][construction] = {{"found", count.right}, {"of", count.gold}};
    for (const auto& [kind, count] : scores.stances)
      json[std::string(to_text(kind))] = json_of(count);
    for (const auto& [level, count] : scores.say)
      json["say"][std::string(to_text(level))] = json_of(count);
    for (const auto& [level, count] : scores.think)
      json["think"][std::string(to_text(level))] = json_of(count);
    json["silent"] = {{"on", scores.silent}, {"of", scores.silent_of}};
    return json;
  }

  void print_json() const {
    Json json = json_of_scores(all_);
    for (const auto& [family, scores] : families_)
      json["families"][family.empty() ? "unsaid" : family] = json_of_scores(scores);
    if (options_.explain) json["differences"] = differences_;
    fmt::print("{}\n", json.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  const Options& options_;
  Corpora corpora_;
  Vocabulary vocabulary_;
  std::vector<Passage> passages_;
  Scores all_;
  std::map<std::string, Scores> families_;
  Json differences_ = Json::array();
  bool wrong_ = false;
};

}  // namespace

int bench_read(const Options& options) { return Bench(options).run(); }

}  // namespace truce::cli
