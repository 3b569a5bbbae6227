// SPDX-License-Identifier: Apache-2.0
// truce-bench: how fast the program's parts are on real or made logs. Nothing here is asserted by a
// test; docs/benchmarks.md keeps the numbers with their commands.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "monitor/policies.h"
#include "parse/parse_bench.h"

int main(int argc, char** argv) {
  CLI::App app("measures the parts of truce");
  app.require_subcommand(1);
  truce::bench::PolicyBench policies;
  CLI::App* monitor = app.add_subcommand("monitor", "rules over a log of events");
  monitor->add_option("--policy", policies.policy, "a, b, b1, c or d; several with commas")
      ->required()
      ->delimiter(',');
  monitor->add_option("--log", policies.log, "time,event,field… a line")->required();
  monitor->add_option("--verdicts", policies.verdicts, "where to write one violation a line");
  monitor->add_option("--format", policies.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  monitor->add_flag("--count-open", policies.count_open,
                    "also count what is still open at the end, as some monitors do");
  monitor->add_option("--clauses", policies.clauses,
                      "so many clauses of the policy's shape, each with a bound of its own");
  monitor->add_flag("--keep", policies.keep, "remember everything, so that any report may be late");
  monitor->add_option("--late", policies.late,
                      "leave out so many reports, take them in at the end, and time each");
  monitor->add_option("--withdraw", policies.withdraw,
                      "withdraw so many reports at the end, and time each");
  monitor->add_option("--days-back", policies.days_back, "of late and withdrawn reports");
  monitor->add_option("--seed", policies.seed, "which reports are late or withdrawn");
  monitor->add_option("--checkpoint", policies.checkpoint,
                      "stop half way, write a checkpoint there, start from it and go on");
  truce::bench::ParseBench sentences;
  CLI::App* parse = app.add_subcommand("parse", "sentences against a treebank");
  parse->add_option("--treebank", sentences.treebanks, "CoNLL-U, plain or .gz")->required();
  parse->add_option("--weights", sentences.weights, "other weights than those of the program");
  parse->add_option("--words", sentences.words, "treebank; reader: put together; text: found in it")
      ->check(CLI::IsMember({"treebank", "reader", "text"}));
  parse->add_option("--rounds", sentences.rounds, "of which the fastest counts")
      ->check(CLI::Range(1, 1000));
  CLI11_PARSE(app, argc, argv);
  const truce::Result<void> done =
      parse->parsed() ? truce::bench::run(sentences) : truce::bench::run(policies);
  if (done) return 0;
  fmt::print(stderr, "truce-bench: {}\n", done.error().message);
  if (!done.error().help.empty()) fmt::print(stderr, "help: {}\n", done.error().help);
  return 1;
}
