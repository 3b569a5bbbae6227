// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plug/plug.h"

namespace truce::plug {
namespace {

const Document kDocument = {
    .file = "a.txt",
    .title = "T",
    .text = "“Two men” died in Tyre, the army’s envoy said. One was a guard of 1,200.",
};
const Vocabulary kVocabulary = {.actors = {{.name = "Northern Army", .also = {"army"}}}};

/// An answer with these statements, of which each begins as a sound fact does.
std::string answer(std::string_view statements, std::string_view attributions = "[]") {
  return fmt::format(
      R"({{"reader":{{"name":"r","version":"1"}},"document":{{"id":"a.txt"}},"statements":{},"attributions":{}}})",
      statements, attributions);
}

/// A sound fact with more fields, or with those given instead.
std::string fact(std::string_view more = "") {
  return fmt::format(
      R"({{"kind":"fact","quote":{{"text":"“Two men” died","span":[0,14]}},"measure":"killed",)"
      R"("figure":{{"low":2,"high":2,"as_written":"Two","span":[1,4]}}{}{}}})",
      more.empty() ? "" : ",", more);
}

/// What was believed, and what was not and why.
std::string shown(std::string_view line) {
  const auto got = answer_in(line, kDocument, kVocabulary);
  if (!got) return "error: " + got.error().message + "\n";
  std::string text;
  for (const Statement& one : got->reading.statements) {
    EXPECT_EQ(one.quote.span.in(kDocument.text), one.quote.text);
    EXPECT_FALSE(one.reviewed);
    text += fmt::format(
        "{} {} {}{}\n", to_text(one.kind), one.quote.text, one.rule,
        one.figure && one.figure->part_of ? fmt::format(" of {}", *one.figure->part_of) : "");
  }
  for (const Rejection& rejection : got->rejections) {
    EXPECT_NE(rejection.help, "");
    text += fmt::format("{}: {}\n", rejection.file, rejection.reason);
  }
  return text;
}

/// Why a fact with this in it is refused.
std::string why(std::string_view more) {
  const std::string text = shown(answer("[" + fact(more) + "]"));
  const std::string_view lead = "a.txt: statement 1 of r 1: ";
  return text.starts_with(lead) ? text.substr(lead.size(), text.size() - lead.size() - 1) : text;
}

TEST(Answer, what_the_text_bears_out_is_kept_under_its_readers_name) {
  EXPECT_EQ(shown(answer("[" + fact(R"("rule":"deaths")") + "," + fact() + "]")),
            "fact “Two men” died r 1/deaths\nfact “Two men” died r 1/unnamed\n");
}

TEST(Answer, names_that_the_agreement_knows_get_their_actor) {
  const auto got = answer_in(
      answer(
          "[" +
          fact(
              R"("speaker":{"name":"army","role":"Envoy","span":[28,32]},"by":{"name":"men","actor":"Men"})") +
          "]"),
      kDocument, kVocabulary);
  ASSERT_TRUE(got && got->reading.statements.size() == 1);
  EXPECT_EQ(got->reading.statements[0].speaker->actor, "Northern Army");
  EXPECT_EQ(got->reading.statements[0].by->actor, "Men");
}

TEST(Answer, an_answer_of_another_shape_is_refused_whole) {
  EXPECT_EQ(shown("[]"), "error: the answer is not one object of JSON on one line\n");
  EXPECT_EQ(shown("{\"a\":"), "error: the answer is not one object of JSON on one line\n");
  EXPECT_EQ(shown(std::string(100'000, '[')),
            "error: the answer is not one object of JSON on one line\n");
  EXPECT_EQ(shown(R"({"statements":[]})"),
            "error: the answer does not say who read: 'reader' is missing\n");
  EXPECT_EQ(shown(R"({"reader":{"name":"r"},"statements":[]})"),
            "error: the answer's 'reader' lacks its name or its version\n");
  EXPECT_EQ(shown(R"({"reader":{"name":"a/b","version":"1"},"statements":[]})"),
            "error: the answer's 'reader' has a slash or a line break in its name or version\n");
  EXPECT_EQ(shown(R"({"reader":{"name":"r","version":"1"}})"),
            "error: the answer has no list of 'statements'\n");
  EXPECT_EQ(shown(R"({"reader":{"name":"r","version":"1"},"document":{"id":"b"},"statements":[]})"),
            "error: the answer is about another document\n");
}

TEST(Answer, a_quote_must_stand_at_its_place) {
  const auto quote = [](std::string_view words, std::string_view span) {
    return shown(answer(fmt::format(
        R"([{{"kind":"fact","act":"killing","quote":{{"text":"{}","span":{}}}}}])", words, span)));
  };
  EXPECT_EQ(quote("died", "[10,14]"), "fact died r 1/unnamed\n");
  EXPECT_EQ(quote("died", "[9,13]"),
            "a.txt: statement 1 of r 1: the text of 'quote' is not what stands at its span\n");
  EXPECT_EQ(quote("died", "[14,10]"),
            "a.txt: statement 1 of r 1: the span [14,10] is not in the text, which has 72 "
            "characters\n");
  EXPECT_EQ(quote("died", "[10,99]"),
            "a.txt: statement 1 of r 1: the span [10,99] is not in the text, which has 72 "
            "characters\n");
  EXPECT_EQ(quote("died", "[-1,3]"), "a.txt: statement 1 of r 1: a span is not two numbers\n");
  EXPECT_EQ(quote("died", "[0.5,3]"), "a.txt: statement 1 of r 1: a span is not two numbers\n");
  EXPECT_EQ(quote("died", "null"), "a.txt: statement 1 of r 1: 'quote' has no 'span'\n");
  EXPECT_EQ(shown(answer(R"([{"kind":"fact","act":"killing"}])")),
            "a.txt: statement 1 of r 1: it has no 'quote'\n");
}

TEST(Answer, figures_must_be_written_and_sane) {
  const auto figure = [](std::string_view given) {
    return why(fmt::format("\"figure\":{}", given));
  };
  EXPECT_EQ(figure(R"({"low":3,"high":2,"as_written":"Two"})"), "the figure runs from 3 down to 2");
  EXPECT_EQ(figure(R"({"low":-2,"as_written":"Two"})"), "'low' is no count: -2");
  EXPECT_EQ(figure(R"({"low":20000000000,"as_written":"Two"})"), "'low' is no count: 20000000000");
  EXPECT_EQ(figure(R"({"low":1.5,"as_written":"Two"})"), "'low' is not a whole number");
  EXPECT_EQ(figure(R"({"low":2,"as_written":"Three"})"),
            "the figure 'Three' is not written at its place");
  EXPECT_EQ(figure(R"({"low":2,"as_written":"Two","span":[0,3]})"),
            "the figure 'Two' is not written at its place");
  EXPECT_EQ(figure(R"({"low":12,"high":12,"as_written":"1,200","span":[66,71]})"),
            "the figure is written '1,200' and given otherwise");
  EXPECT_EQ(figure(R"({"high":2,"qualifier":"at_least","as_written":"Two"})"),
            "a figure 'at_least' lacks its bound");
  EXPECT_EQ(figure(R"({"low":2,"qualifier":"roughly","as_written":"Two"})"),
            "'roughly' is no qualifier that truce knows");
}

TEST(Answer, names_and_words_of_the_record_must_be_known) {
  EXPECT_EQ(why(R"("speaker":{"name":"the mayor"})"),
            "'the mayor', named as 'speaker', is not in the text");
  EXPECT_EQ(why(R"("speaker":{"name":"envoy","role":"general"})"),
            "'general', named as 'speaker', is not in the text");
  EXPECT_EQ(why(R"("speaker":"envoy")"), "'speaker' is not an object");
  EXPECT_EQ(why(R"("place":{"name":"Sidon"})"), "the place 'Sidon' is not in the text");
  EXPECT_EQ(why(R"("issue":"peace")"), "the issue 'peace' is not in the text");
  EXPECT_EQ(why(R"("parties":["Sidon"])"), "the party \"Sidon\" is not in the text");
  EXPECT_EQ(why(R"("kind":"rumour")"), "'rumour' is no kind that truce knows");
  EXPECT_EQ(why(R"("mood":"sad")"), "'sad' is no mood that truce knows");
  EXPECT_EQ(why(R"("measure":"moons")"), "'moons' is no measure that truce knows");
  EXPECT_EQ(why(R"("act":"dance")"), "'dance' is no act that truce knows");
  EXPECT_EQ(why(R"("measure":null)"), "it has a figure and no 'measure'");
  EXPECT_EQ(why(R"("measure":null,"figure":null)"), "a fact needs a 'measure' or an 'act'");
  EXPECT_EQ(why(R"("status":"odd")"), "'odd' is no status of talks");
  EXPECT_EQ(why(R"("stance":"Very Angry")"),
            "'Very Angry' is no stance; it is one verb, such as demands");
  EXPECT_EQ(why(R"("confidence":2)"), "'confidence' is not between 0 and 1");
  EXPECT_EQ(why(R"("rule":"a\u001bb")"), "'rule' holds a control character");
}

TEST(Answer, windows_must_run_forward) {
  EXPECT_EQ(why(R"("window":{"from":"2025-11-03","until":"2025-11-02"})"),
            "the window ends on 2025-11-02, before it begins");
  EXPECT_EQ(why(R"("window":{"from":"0003-11-03"})"), "'0003-11-03' in 'from' is not a day");
  EXPECT_EQ(why(R"("window":{"from":"soon"})"), "'soon' in 'from' is not a day");
  EXPECT_EQ(why(R"("window":{"precision":"moon"})"), "'moon' is no precision of time");
}

TEST(Answer, a_part_goes_with_its_whole) {
  const auto part = [](int of) {
    return fact(fmt::format(R"("figure":{{"low":2,"as_written":"Two","part_of":{}}})", of));
  };
  EXPECT_EQ(shown(answer(fmt::format("[{},{},{}]", fact(R"("act":"dance")"), fact(), part(1)))),
            "fact “Two men” died r 1/unnamed\nfact “Two men” died r 1/unnamed of 0\n"
            "a.txt: statement 1 of r 1: 'dance' is no act that truce knows\n");
  EXPECT_EQ(shown(answer(fmt::format("[{},{}]", fact(R"("act":"dance")"), part(0)))),
            "a.txt: statement 1 of r 1: 'dance' is no act that truce knows\n"
            "a.txt: statement 2 of r 1: it is a part of statement 1, which is refused\n");
  EXPECT_EQ(shown(answer(fmt::format("[{}]", part(4)))),
            "a.txt: statement 1 of r 1: it is a part of statement 5, which is not there\n");
  EXPECT_EQ(shown(answer(fmt::format("[{}]", part(0)))),
            "a.txt: statement 1 of r 1: it is a part of a part without end\n");
}

TEST(Answer, attributions_are_checked_too) {
  EXPECT_EQ(
      shown(answer("[]", R"([{"source":[[24,32]],"content":[[0,14]]},{"source":[[24,320]]}])")),
      "a.txt: attribution 2 of r 1: the span [24,320] is not in the text, which has 72 "
      "characters\n");
}

TEST(Answer, a_flood_of_rejections_is_counted) {
  std::string many;
  for (int at = 0; at < 150; ++at) many += at == 0 ? "1" : ",1";
  const auto got = answer_in(answer("[" + many + "]"), kDocument, {});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->rejections.size(), 101U);
  EXPECT_EQ(got->rejections.back().reason, "50 more statements of r 1 do not fit the text");
}

TEST(Question, it_is_one_line_with_the_text) {
  EXPECT_EQ(
      question(
          {.file = "a.txt", .title = "T", .publisher = "P", .language = "en", .text = "a\nb“"}),
      "{\"document\":{\"id\":\"a.txt\",\"title\":\"T\",\"publisher\":\"P\",\"published\":null,"
      "\"language\":\"en\",\"url\":\"\",\"text\":\"a\\nb“\"}}\n");
}

}  // namespace
}  // namespace truce::plug
