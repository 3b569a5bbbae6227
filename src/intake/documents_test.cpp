// SPDX-License-Identifier: Apache-2.0
#include "intake/shown.h"

namespace truce::intake {
namespace {

TEST(Text, header_lines_end_with_an_empty_line) {
  check("a.txt",
        "Title: Bridge reopens\nPublisher: Valley Post\nPublished: 2025-11-02T10:30+02:00\n"
        "URL: https://example.org/a\nLanguage: en-GB\n\nThe bridge is open.\n",
        "[Bridge reopens|Valley Post|2025-11-02T08:30:00Z|en-GB|https://example.org/a] The bridge "
        "is open.\n\n");
}

TEST(Text, a_day_alone_is_known_to_the_day) {
  check("a.txt", "publisher: P\nPUBLISHED: 2025-11-02\n\nWords", "[|P|2025-11-02|en|] Words\n");
}

TEST(Text, received_and_observed_are_kept) {
  const Taken taken = documents_in("a.txt",
                                   "Publisher: P\nReceived: 2025-11-03T07:00Z\n"
                                   "Observed: 2025-11-02\n\nWords",
                                   {});
  ASSERT_EQ(taken.documents.size(), 1U);
  EXPECT_EQ(to_text(*taken.documents[0].received), "2025-11-03T07:00:00Z");
  EXPECT_EQ(to_text(*taken.documents[0].observed), "2025-11-02T00:00:00Z");
}

TEST(Text, prose_with_a_colon_is_no_header) {
  check("a.txt", "Valley Town: the guns fell silent.\n\nThat was Monday.",
        "[|Gazette|undated|en|] Valley Town: the guns fell silent.\n\nThat was Monday.\n",
        kByGazette);
  check("a.txt", "Language: a barrier, says the envoy.\nTalks go on.",
        "[|Gazette|undated|en|] Language: a barrier, says the envoy.\nTalks go on.\n", kByGazette);
}

TEST(Text, a_header_with_a_wrong_line_is_refused_at_that_line) {
  check("a.txt", "Title: T\nPublisher: P\nAuthor: A\n\nWords",
        "a.txt:3: this line is no header line, and no empty line ends the header\n");
  check("a.txt", "Title: T\nPublisher: P\nTitle: U\n\nWords",
        "a.txt:3: the header gives title twice\n");
  check("a.txt", "Publisher: P\nPublished: last Friday\n\nWords",
        "a.txt:2: 'last Friday' is not a moment in time\n");
}

TEST(Text, somebody_must_have_published_it) {
  check("a.txt", "Words alone", "a.txt:0: nobody is named as publisher: who published it?\n");
  check("a.txt", "Words alone", "[|Gazette|undated|en|] Words alone\n", kByGazette);
  check("a.txt", "Publisher: P\n\n  \n", "a.txt:1: there is no text in it\n");
  check("a.txt", "", "a.txt:0: there is no text in it\n", kByGazette);
}

TEST(Text, marks_and_line_ends_of_other_systems_are_read) {
  check("a.txt", "\xEF\xBB\xBFPublisher: P\r\n\r\nOne.\r\nTwo.", "[|P|undated|en|] One.\r\nTwo.\n");
  check("a.txt", std::string_view("\xFF\xFEH\0i\0", 6), "[|Gazette|undated|en|] Hi\n", kByGazette);
}

TEST(Text, western_bytes_become_utf8) {
  check("a.txt", "The \x93truce\x94 in Bogot\xE1 holds, the envoy said on Monday.",
        "[|Gazette|undated|en|] The “truce” in Bogotá holds, the envoy said on Monday.\n",
        kByGazette);
}

TEST(Text, bytes_without_a_safe_reading_are_refused) {
  check("a.txt", "one\ntwo \x81\x81\n",
        "a.txt:0: line 2 is not valid UTF-8, and no other encoding can be told\n", kByGazette);
  check("a.txt", "“Quoted”\nand a broken \xE2\x80 sequence, far from any other\n",
        "a.txt:0: line 2 is not valid UTF-8, and no other encoding can be told\n", kByGazette);
  check("a.txt", "\xCF\xF0\xE8\xE2\xE5\xF2",
        "a.txt:0: line 1 is not valid UTF-8, and no other encoding can be told\n", kByGazette);
  check("a.txt", std::string_view("one\nt\0o", 7),
        "a.txt:0: there is a NUL character in line 2, so this is not a text\n", kByGazette);
}

TEST(Text, the_bytes_are_kept_where_the_text_differs) {
  EXPECT_EQ(documents_in("a.txt", "Words", kByGazette).documents.at(0).bytes, "");
  EXPECT_EQ(documents_in("a.txt", "Publisher: P\n\nWords", {}).documents.at(0).bytes,
            "Publisher: P\n\nWords");
}

TEST(Files, other_kinds_and_long_ones_are_refused) {
  check("a.doc", "x", "a.doc:0: this kind of file cannot be read\n");
  check("a.txt", std::string(10U << 20U, 'x'), "a.txt:0: the document is too long: 10.0 MB\n");
}

TEST(JsonLines, a_bad_line_leaves_the_others) {
  check(
      "d.jsonl",
      R"({"id":"7","title":"T","publisher":"P","published":"2025-11-02","language":"ar","url":"u","text":"One"})"
      "\n\n{\"publisher\":\"P\",\"text\":\n"
      R"({"publisher":"P","text":"Two","more":{"a":[1,2,{"text":"no"}]}})"
      "\n",
      "[T|P|2025-11-02|ar|u] One\n[|P|undated|en|] Two\n"
      "d.jsonl:3: the line is not sound JSON at its byte 25\n");
}

TEST(JsonLines, the_senders_id_is_kept) {
  const Taken taken = documents_in("d.jsonl",
                                   "{\"id\":\"a-7\",\"publisher\":\"P\",\"text\":\"One\"}\n"
                                   "{\"id\":12,\"publisher\":\"P\",\"text\":\"Two\"}",
                                   {});
  ASSERT_EQ(taken.documents.size(), 2U);
  EXPECT_EQ(taken.documents[0].given_id, "a-7");
  EXPECT_EQ(taken.documents[1].given_id, "12");
}

TEST(JsonLines, control_characters_do_not_reach_titles) {
  check("d.jsonl", R"({"title":"A\u001b[2J\nB","publisher":" P\t","text":"a\tb"})",
        "[A [2J B|P|undated|en|] a\tb\n");
}

TEST(JsonLines, every_fault_has_its_reason) {
  const auto fault = [](std::string_view line, std::string_view reason) {
    check("d.jsonl", line, fmt::format("d.jsonl:1: {}\n", reason), kByGazette);
  };
  fault(R"(["text"])", "the line is a list, not an object");
  fault(R"("text")", "the line is not an object");
  fault(R"({"text":"a","text":"b"})", "'text' is given twice");
  fault(R"({"text":5})", "'text' must be a text");
  fault(R"({"text":["a"]})", "'text' must be a text");
  fault(R"({"text":"a\u0000b"})", "'text' holds a NUL character");
  fault(R"({"title":"a"})", "there is no text in it");
  fault(R"({"text":"a","published":"soon"})", "'soon' is not a moment in time");
  fault("{\"text\":\"\xC3\x28\"}", "the line is not valid UTF-8");
  fault("{\"x\":" + std::string(100'000, '[') + "}", "it nests too deep");
  fault("{\"text\":\"" + std::string(10U << 20U, 'x') + "\"}", "the line is too long: 10.0 MB");
}

constexpr std::string_view kPage = R"(<!DOCTYPE html><html lang="fr"><head><title>T - Site</title>
<meta property="og:title" content="Convoi à l’arrêt"><meta property="og:site_name" content="Le Val">
<meta property="article:published_time" content="2025-11-02T10:00:00+01:00">
<link rel="canonical" href="https://example.org/c"><style>p{color:red}</style></head><body>
<nav><p>Menu one and menu two and menu three and menu four</p></nav>
<article><h1>Convoi</h1><p>Un convoi <b>attend</b>
  encore&nbsp;ici.</p><figure><img><figcaption>Photo of it</figcaption></figure>
<script>alert("x")</script><div class="related-links"><p>More</p></div>
<p>Deux &lt;camions&gt; sont partis.</p><ul><li>un</li><li>deux</li></ul></article>
<aside><p>Other stories of the day, at length</p></aside><footer><p>Rights</p></footer></body></html>)";

TEST(Page, the_article_is_read_and_not_the_page_around_it) {
  check("p.html", kPage,
        "[Convoi à l’arrêt|Le Val|2025-11-02T09:00:00Z|fr|https://example.org/c] "
        "Un convoi attend encore ici.\nDeux <camions> sont partis.\nun\ndeux\n\n");
  EXPECT_EQ(documents_in("p.htm", kPage, {}).documents.at(0).bytes, kPage);
}

TEST(Page, without_marks_the_densest_block_is_the_article) {
  check("p.html",
        "<html><head><title>T</title></head><body><div><p>Menu</p></div><div id=x><p>The first "
        "long paragraph.</p><p>The second one.</p></div><div><p>Legal words</p></div>",
        "[T|Gazette|undated|en|] The first long paragraph.\nThe second one.\n\n", kByGazette);
}

TEST(Page, linked_data_and_a_bare_clock_give_the_day) {
  check("p.html",
        R"(<script type="application/ld+json">{"@graph":[{"datePublished":"2025-11-02T10:00:00",)"
        R"("headline":"H","publisher":{"name":"N"}}]}</script><p>Words</p>)",
        "[H|N|2025-11-02|en|] Words\n\n");
}

TEST(Page, an_encoding_that_the_page_names_is_used) {
  check("p.html", "<meta charset=windows-1251><p>\xCF\xF0\xE8\xE2\xE5\xF2</p>",
        "[|Gazette|undated|en|] Привет\n\n", kByGazette);
}

TEST(Page, nesting_without_end_is_refused) {
  std::string deep;
  for (int at = 0; at < 100'000; ++at) deep += "<div>";
  check("p.html", deep + "<p>Words</p>", "p.html:0: the page nests elements too deep to be read\n",
        kByGazette);
  std::string wide = "<a";
  for (int at = 0; at < 100'000; ++at) wide += fmt::format(" a{}=1", at);
  check("p.html", wide + ">x</a>", "p.html:0: an element of the page has too many attributes\n",
        kByGazette);
  check("p.html", "", "p.html:0: there is no page in it\n", kByGazette);
  check("p.html", "<p> </p>", "p.html:0: there is no text in it\n", kByGazette);
}

TEST(Key, two_copies_are_one_document_and_any_change_makes_another) {
  const auto key = [](std::string_view bytes) {
    return documents_in("a.txt", bytes, kByGazette).documents.at(0).key;
  };
  EXPECT_EQ(key("Words"), key("Words"));
  EXPECT_NE(key("Words"), key("words"));
  EXPECT_NE(key("Title: A\n\nWords"), key("Title: B\n\nWords"));
}

}  // namespace
}  // namespace truce::intake
