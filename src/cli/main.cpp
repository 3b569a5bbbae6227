// SPDX-License-Identifier: Apache-2.0
// The command line: options are defined here once, settled into Options, and handed to one function
// a command.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "cli/options.h"

namespace truce::cli {
namespace {

constexpr const char* kVersion = "truce 0.1.0";
constexpr const char* kDocuments =
    "documents: .txt, .html, .jsonl, .xml, .rss, .atom, .eml, .mbox, .pdf";

/// A check for CLI11: the value must parse, or the user reads why and what to write instead.
template <class Parse, class Keep>
auto parsed(Parse parse, Keep keep) {
  return [parse, keep](const std::string& text) {
    auto value = parse(text);
    if (!value) throw CLI::ValidationError(value.error().message + "\nhelp: " + value.error().help);
    keep(*std::move(value));
  };
}

class CommandLine {
 public:
  CommandLine() : app_("keeps the account of a phased agreement") {
    app_.set_version_flag("--version", kVersion);
    app_.require_subcommand(1);
    app_.failure_message(CLI::FailureMessage::simple);
    if (const char* named = std::getenv("TRUCE_STORE"); named != nullptr && *named != '\0')
      options_.store = named;

    agreement_commands();
    intake_commands();
    account_commands();
    store_commands();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
      return app_.exit(asked);
    } catch (const CLI::ParseError& error) {
      fmt::print(stderr, "truce: {}\nhelp: truce {}--help\n", error.what(), named_subcommand());
      return 2;
    }
    return command_(options_);
  }

 private:
  using Command = int (*)(const Options&);

  CLI::App* command(const char* name, const char* what, Command does) {
    CLI::App* sub = app_.add_subcommand(name, what);
    sub->callback([this, does] { command_ = does; });
    return sub;
  }

  std::string named_subcommand() const {
    const auto named = app_.get_subcommands();
    return named.empty() ? "" : named.front()->get_name() + " ";
  }

  void with_store(CLI::App* sub) {
    sub->add_option("--store", options_.store,
                    "the store's file; else $TRUCE_STORE, else truce.store");
  }

  void with_format(CLI::App* sub) {
    sub->add_option_function<std::string>(
        "--format",
        parsed(report::parse_format, [this](report::Format format) { options_.format = format; }),
        "text, json or csv");
  }

  void with_as_known(CLI::App* sub) {
    sub->add_option_function<std::string>(
        "--as-known", parsed(parse_as_known, [this](Instant at) { options_.as_known = at; }),
        "as known at this moment, e.g. 2025-12-19T12:00Z; a day means its end");
  }

  void with_moment(CLI::App* sub) {
    with_as_known(sub);
    with_viewpoint(sub);
  }

  void with_viewpoint(CLI::App* sub) {
    sub->add_option_function<std::string>(
        "--viewpoint",
        parsed(parse_viewpoint, [this](Viewpoint view) { options_.viewpoint = std::move(view); }),
        "everyone, party:NAME, grade:GRADE or findings");
  }

  void with_publication(CLI::App* sub) {
    sub->add_option("--publisher", options_.publisher,
                    "who published documents that do not say so");
    sub->add_option_function<std::string>(
           "--published", parsed(parse_instant, [this](Instant at) { options_.published = at; }),
           "when, for documents that do not say so")
        ->each([this](const std::string& text) {
          if (text.size() == 10) options_.published_precision = Precision::day;
        });
  }

  void with_extractor(CLI::App* sub) {
    sub->add_option("--extractor", options_.extractor,
                    "a program that reads in truce's place, with its arguments");
    sub->add_option("--extractor-seconds", options_.extractor_seconds,
                    "how long it may take for one document; 60 unless said")
        ->check(CLI::Range(1, 3600));
  }

  void with_person(CLI::App* sub) {
    sub->add_option("--by", options_.by, "the person who does this; it is kept in the log");
  }

  void with_files(CLI::App* sub, const char* what) {
    sub->add_option("FILE", options_.files, what)->required();
  }

  void account(CLI::App* sub) {
    with_store(sub);
    with_moment(sub);
    with_format(sub);
  }

  void agreement_commands() {
    CLI::App* check = command("check", "name every mistake in an agreement", cli::check);
    with_files(check, "agreements, *.truce");
    with_format(check);
    CLI::App* fmt = command("fmt", "print the canonical layout of an agreement", cli::fmt);
    with_files(fmt, "agreements, *.truce");
    fmt->add_flag("--write", options_.write, "put it in the file instead");
    CLI::App* server =
        command("language-server", "tell an editor what an agreement says", cli::language_server);
    server->add_option("--store", options_.account_of, "show where clauses stand by its account");
    CLI::App* test = command("test", "run the stories beside an agreement", cli::test);
    with_files(test, "stories, *.story");
    with_format(test);
    CLI::App* watch =
        command("watch", "run an agreement's rules over a log of events", cli::watch_log);
    watch->add_option("AGREEMENT", options_.agreement, "the agreement, *.truce")->required();
    watch->add_option("LOG", options_.files, "the log: time,event,field… a line")
        ->required()
        ->expected(1);
    watch->add_option("--checkpoint", options_.checkpoint,
                      "go on from this file where it exists, and keep the state in it at the end");
    watch
        ->add_option("--grace", options_.grace_days,
                     "forget what is older than so many days, and leave out what comes later")
        ->check(CLI::Range(0, 36'500));
    watch->add_option_function<std::string>(
        "--as-known", parsed(parse_as_known, [this](Instant at) { options_.as_known = at; }),
        "move the clock to this moment when the log ends");
    with_format(watch);
  }

  void intake_commands() {
    CLI::App* init = command("init", "make a new store for an agreement", cli::init);
    init->add_option("STORE", options_.store, "the file to make")->required();
    init->add_option("--agreement", options_.agreement, "the agreement, *.truce")->required();
    init->add_flag("--archive", options_.archive,
                   "an archive study: documents count as known from when they were published");

    CLI::App* amend = command("amend", "give a store a new text of its agreement", cli::amend);
    with_store(amend);
    amend->add_option("--agreement", options_.agreement, "the agreement, *.truce")->required();

    CLI::App* add = command("add", "take in documents: read, link and keep them", cli::add);
    with_files(add, kDocuments);
    with_extractor(add);
    with_store(add);
    with_publication(add);
    with_person(add);

    CLI::App* import = command("import", "take in a tally series", cli::import);
    with_files(import, "mapping files, *.series");
    with_store(import);
    with_person(import);

    CLI::App* enter = command(
        "enter", "take in statements, findings, declarations and corrections by hand", cli::enter);
    with_files(enter, "entry files, *.entries");
    with_store(enter);
    with_person(enter);

    CLI::App* load =
        command("load", "take in a whole folder as an archive, into a new store", cli::load);
    load->add_option("FOLDER", options_.files,
                     "holds agreement.truce, documents/, series/, entries/")
        ->required()
        ->expected(1);
    with_store(load);
    with_person(load);

    CLI::App* read =
        command("read", "print what documents say, and who says it; no store needed", cli::read);
    with_files(read, kDocuments);
    with_extractor(read);
    read->add_option("--agreement", options_.agreement,
                     "an agreement whose names the reader should know");
    with_publication(read);
    with_format(read);

    bench_read();
    train();

    CLI::App* link = command("link", "say where a statement belongs", cli::link);
    link->add_option("STATEMENT", options_.id, "its number")->required();
    auto* to = link->add_option("--to", options_.to, "the incident that it tells of");
    link->add_flag("--apart", options_.apart, "it tells of an incident of its own")->excludes(to);
    link->add_option("--reason", options_.reason, "why");
    with_store(link);
    with_person(link);

    review();
    CLI::App* reread = command(
        "reread", "what the reader of today makes otherwise of a store's documents", cli::reread);
    reread->add_option("--document", options_.filter.document, "only this one; else all articles");
    reread->add_flag("--take", options_.write,
                     "take it in, but for what a person decided; needs --by");
    with_store(reread);
    with_person(reread);
    with_format(reread);
  }

  void review() {
    CLI::App* review = command(
        "review", "statements that nobody reviewed, and decisions about them", cli::review_list);
    review->add_option("--document", options_.filter.document, "only those of this document");
    review->add_option("--clause", options_.filter.clause, "only those that bear on this clause");
    review->add_option("--kind", options_.filter.kind,
                       "of which documents: article, row or note; article unless said");
    review->add_option("--limit", options_.filter.limit, "how many to list; 100 unless said");
    account(review);
    review->require_subcommand(0, 1);
    const auto decision = [&](const char* name, const char* what, Command does) {
      CLI::App* sub = review->add_subcommand(name, what);
      sub->final_callback([this, does] { command_ = does; });
      with_store(sub);
      with_person(sub);
      return sub;
    };
    CLI::App* accept =
        decision("accept", "the words say what was read in them", cli::review_accept);
    accept->add_option("STATEMENT", options_.ids, "their numbers")->required();
    CLI::App* correct = decision("correct", "the words say something else", cli::review_correct);
    correct->add_option("STATEMENT", options_.id, "its number")->required();
    // What a command does is settled after what its own commands do.
    review->callback([this, review] {
      if (review->get_subcommands().empty()) command_ = cli::review_list;
    });
    fields(correct)->required();
    correct->add_option("--reason", options_.reason, "why");
    CLI::App* reject = decision("reject", "the words say nothing of the kind", cli::review_reject);
    reject->add_option("STATEMENT", options_.ids, "their numbers")->required();
    reject->add_option("--reason", options_.reason, "why")->required();
    CLI::App* add = decision("add", "words of which no statement was made", cli::review_add);
    add->add_option("--document", options_.filter.document, "the document's number")->required();
    add->add_option("--words", options_.words, "its very words")->required();
    fields(add);
  }

  CLI::Option* fields(CLI::App* sub) {
    return sub->add_option("FIELD", options_.fields,
                           "as in 'figure: at least 12'; an empty one empties the field");
  }

  void bench_read() {
    CLI::App* sub = command("bench-read", "measure the reader on labelled texts", cli::bench_read);
    with_files(sub, "gold: labels, *.jsonl");
    sub->add_option("--texts", options_.texts, "the folder of the texts that the labels are of");
    sub->add_option("--half", options_.half, "only this half: tune or check")
        ->check(CLI::IsMember({"tune", "check"}));
    sub->add_option("--family", options_.family, "only texts of this family");
    sub->add_option("--agreement", options_.agreement,
                    "an agreement whose names the reader should know");
    sub->add_flag("--labellers", options_.labellers,
                  "measure the second labelling against the first instead");
    sub->add_flag("--explain", options_.explain, "name all that was missed, invented or wrong");
    with_format(sub);
  }

  void train() {
    CLI::App* train = command("train", "fit the weights of a part of the reader again", cli::train);
    train->require_subcommand(1);
    CLI::App* syntax = train->add_subcommand("syntax", "the tagger and the parser");
    syntax->callback([this] { options_.part = "syntax"; });
    syntax->add_option("--treebank", options_.files, "sentences with trees, CoNLL-U, plain or .gz")
        ->required();
    syntax->add_option("--out", options_.out, "where the weights go")->required();
  }

  void account_commands() {
    account(command("status", "the account on one screen", cli::status));

    CLI::App* tally = command("tally", "running counts, by counter", cli::tally);
    tally->add_option("TALLY", options_.reference, "one tally; else all");
    account(tally);

    CLI::App* incident =
        command("incident", "list incidents, or print one incident's file", cli::incident);
    incident->add_option("INCIDENT", options_.id, "its number; else the list");
    with_filter(incident);
    account(incident);

    CLI::App* explain = command("explain", "why a clause stands where it stands", cli::explain);
    explain->add_option("CLAUSE", options_.reference, "its reference, e.g. 1.3")->required();
    account(explain);

    CLI::App* report = command("report", "the daily report", cli::report);
    report->add_option_function<std::string>(
        "--date", parsed(parse_day, [this](Day day) { options_.date = day; }),
        "the day, e.g. 2025-12-18");
    account(report);

    changes();

    CLI::App* compare =
        command("compare", "where each clause stands, viewpoint by viewpoint", cli::compare);
    with_as_known(compare);
    compare->add_option("--viewpoint", options_.viewpoints,
                        "everyone, party:NAME, grade:GRADE, findings, reading:NAME; several with "
                        "commas between; else all");
    with_store(compare);
    with_format(compare);
  }

  void changes() {
    CLI::App* sub =
        command("changes", "what changed, when, and because of which record", cli::changes);
    sub->add_option_function<std::string>(
           "--since", parsed(parse_instant, [this](Instant at) { options_.since = at; }),
           "from this moment on; a day means its beginning")
        ->required();
    sub->add_option_function<std::string>(
        "--until", parsed(parse_as_known, [this](Instant at) { options_.as_known = at; }),
        "up to this moment; a day means its end");
    sub->add_option("--clause", options_.reference, "only what changed in this clause or rule");
    with_viewpoint(sub);
    with_store(sub);
    with_format(sub);
  }

  void with_filter(CLI::App* sub) {
    sub->add_option_function<std::string>(
        "--from", parsed(parse_day, [this](Day day) { options_.filter.from = day; }),
        "not before this day");
    sub->add_option_function<std::string>(
        "--until", parsed(parse_day, [this](Day day) { options_.filter.until = day; }),
        "not after this day");
    sub->add_option("--clause", options_.filter.clause, "only those that touch this clause");
    sub->add_option("--party", options_.filter.party,
                    "only those of which somebody says that this party did them");
    sub->add_option("--limit", options_.filter.limit, "how many to list; 100 unless said");
  }

  void store_commands() {
    CLI::App* batches =
        command("batches", "what went in together, and what was rejected", cli::batches);
    with_store(batches);
    with_format(batches);

    CLI::App* verify =
        command("verify", "prove that nothing in the store was altered", cli::verify);
    with_store(verify);
    with_format(verify);

    CLI::App* export_rows = command("export", "every row, for other programs", cli::export_rows);
    export_rows->add_option("WHAT", options_.what,
                            "statements, incidents or documents; with --as, an agreement");
    export_rows->add_option(
        "--as", options_.language_of_export,
        "another format: mfotl, for rules over events; labels, for readings that "
        "people reviewed");
    export_rows->add_option("--log", options_.log, "a log of events to write with the rules");
    export_rows->add_option("--out", options_.out, "the folder to write files to");
    account(export_rows);

    CLI::App* serve = command("serve", "the account as web pages, on this machine", cli::serve);
    with_store(serve);
    serve->add_option("--port", options_.port, "0 takes a free one, which is printed");
    serve->add_option("--web", options_.web, "the folder of built pages");
    serve->add_option("--address", options_.address,
                      "another address than 127.0.0.1; mind who can reach it");
    serve->add_flag("--review", options_.review,
                    "take decisions about statements also from other machines");
  }

  CLI::App app_;
  Options options_;
  Command command_ = nullptr;
};

}  // namespace
}  // namespace truce::cli

int main(int argc, char** argv) { return truce::cli::CommandLine().run(argc, argv); }
