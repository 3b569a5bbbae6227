// SPDX-License-Identifier: Apache-2.0
#include "intake/shown.h"

namespace truce::intake {
namespace {

/// An RSS 2.0 feed around `items`, which begin at line 3.
std::string rss(std::string_view items, std::string_view more = "") {
  return fmt::format(
      "<?xml version=\"1.0\"?><rss version=\"2.0\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:media=\"http://search.yahoo.com/mrss/\">\n"
      "<channel><title>Valley Post</title><link>https://example.org/</link>{}\n{}\n"
      "</channel></rss>\n",
      more, items);
}

TEST(Feed, each_item_of_rss_is_a_document) {
  check("f.rss",
        rss("<item><title>Bridge reopens</title><link>https://example.org/a</link>"
            "<guid isPermaLink=\"false\">a-1</guid>"
            "<pubDate>Sun, 02 Nov 2025 10:30:00 +0200</pubDate>"
            "<description>&lt;p&gt;The bridge is &lt;b&gt;open&lt;/b&gt;.&lt;/p&gt;"
            "&lt;p&gt;Two lorries crossed.&lt;/p&gt;</description></item>\n"
            "<item><title>Plain</title><description>One &amp;amp; two</description></item>",
            "<language>en-gb</language>"),
        "[Bridge reopens|Valley Post|2025-11-02T08:30:00Z|en-gb|https://example.org/a] "
        "The bridge is open.\nTwo lorries crossed.\n\n"
        "[Plain|Valley Post|undated|en-gb|] One & two\n\n");
}

TEST(Feed, the_fullest_element_is_read_and_kept_as_it_came) {
  const std::string feed =
      rss("<item><title>T</title><media:title>Photo</media:title>"
          "<guid>https://example.org/b</guid><description>Short</description>"
          "<content:encoded><![CDATA[<p>Long&nbsp;words</p><figure>Photo</figure>]]>"
          "</content:encoded></item>");
  check("f.xml", feed, "[T|Valley Post|undated|en|https://example.org/b] Long words\n\n");
  const Taken taken = documents_in("f.xml", feed, {});
  EXPECT_EQ(taken.documents.at(0).bytes, "<p>Long&nbsp;words</p><figure>Photo</figure>");
  EXPECT_EQ(taken.documents.at(0).given_id, "https://example.org/b");
}

TEST(Feed, a_title_alone_is_a_text) {
  check("f.xml", rss("<item><title>Two killed&#8217;s &lt;i&gt;kin&lt;/i&gt;</title></item>"),
        "[Two killed’s kin|Valley Post|undated|en|] Two killed’s kin\n");
  check("f.xml", rss("<item><link>u</link></item>"), "f.xml:3: there is no text in it\n");
}

TEST(Feed, an_item_passed_on_is_of_its_source) {
  check("f.xml", rss("<item><source url=\"u\">Hill Radio</source><title>T</title></item>"),
        "[T|Hill Radio|undated|en|] T\n");
}

constexpr std::string_view kAtom = R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title type="html">Le &lt;b&gt;Val&lt;/b&gt;</title>
<entry><title>Un</title><id>urn:1</id><link rel="self" href="s"/><link href="https://example.org/1"/>
<published>2025-11-02T10:00:00+01:00</published><updated>2025-11-03T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un convoi</p><p>attend.</p></div></content></entry>
<entry xml:lang="en"><title>Two</title><id>urn:2</id><updated>2025-11-03T10:00:00Z</updated>
<summary>Plain &lt;words&gt;</summary><content type="image/png">QUJD</content></entry>
</feed>)";

TEST(Feed, each_entry_of_atom_is_a_document) {
  check("f.atom", kAtom,
        "[Un|Le Val|2025-11-02T09:00:00Z|fr|https://example.org/1] Un convoi\nattend.\n\n"
        "[Two|Le Val|2025-11-03T10:00:00Z|en|] Plain <words>\n");
}

TEST(Feed, items_of_rss_1_stand_beside_their_channel) {
  check("f.xml",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
        "xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        "<channel><title>Post</title></channel><item><title>T</title><link>u</link>"
        "<dc:date>2025-11-02T10:00:00Z</dc:date><description>Words</description></item></rdf:RDF>",
        "[T|Post|2025-11-02T10:00:00Z|en|u] Words\n\n");
}

/// What a date in an item is taken for.
std::string dated(std::string_view date) {
  const Taken taken = documents_in(
      "f.xml", rss(fmt::format("<item><title>T</title><pubDate>{}</pubDate></item>", date)), {});
  return taken.documents.empty() ? taken.rejections.at(0).reason
         : taken.documents[0].published_precision == Precision::day
             ? to_text(day_of(*taken.documents[0].published))
             : to_text(*taken.documents[0].published);
}

TEST(Feed, dates_of_mail_are_read_with_their_zone) {
  EXPECT_EQ(dated("Sun, 02 Nov 2025 10:30:00 GMT"), "2025-11-02T10:30:00Z");
  EXPECT_EQ(dated("2 November 2025 10:30 EST"), "2025-11-02T15:30:00Z");
  EXPECT_EQ(dated("Sun, 2 Nov 25 23:30:00 -0330"), "2025-11-03T03:00:00Z");
  EXPECT_EQ(dated("Sun, 02 Nov 2025 10:30:00 +02:00 (EET)"), "2025-11-02T08:30:00Z");
  EXPECT_EQ(dated("2025-11-02T10:30:00+02:00"), "2025-11-02T08:30:00Z");
}

TEST(Feed, a_clock_without_a_sure_zone_gives_its_day) {
  EXPECT_EQ(dated("Sun, 02 Nov 2025 10:30:00 IST"), "2025-11-02");
  EXPECT_EQ(dated("Sun, 02 Nov 2025 10:30:00"), "2025-11-02");
  EXPECT_EQ(dated("Sun, 02 Nov 2025"), "2025-11-02");
  EXPECT_EQ(dated("2025-11-02T10:30:00"), "2025-11-02");
}

TEST(Feed, what_is_no_date_is_refused) {
  EXPECT_EQ(dated("last week"), "'last week' is not a moment in time");
  EXPECT_EQ(dated("Sun, 31 Nov 2025 10:30:00 GMT"),
            "'Sun, 31 Nov 2025 10:30:00 GMT' is not a moment in time");
  EXPECT_EQ(dated("Sun, 02 Nov 20255 10:30:00 GMT"),
            "'Sun, 02 Nov 20255 10:30:00 GMT' is not a moment in time");
}

TEST(Feed, encodings_and_names_of_characters_are_understood) {
  check("f.xml",
        "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>P</title><item><title>"
        "\xCF\xF0\xE8\xE2\xE5\xF2&nbsp;&mdash; &bogus</title></item></channel></rss>",
        "f.xml:1: the feed is not sound XML from here on: EntityRef: expecting ';'\n");
  check("f.xml",
        "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>P</title><item><title>"
        "\xCF\xF0\xE8\xE2\xE5\xF2 &mdash; A&amp;B</title></item></channel></rss>",
        "[Привет — A&B|P|undated|en|] Привет — A&B\n");
}

TEST(Feed, items_before_a_fault_are_taken_and_the_fault_is_named) {
  check("f.xml",
        rss("<item><title>One</title></item>\n<item><title>Two</title></item>\n"
            "<item><title>Thr</item>\n<item><title>Four</title></item>"),
        "[One|Valley Post|undated|en|] One\n"
        "f.xml:5: the feed is not sound XML from here on: "
        "Opening and ending tag mismatch: title line 5 and item\n");
}

TEST(Feed, what_is_no_feed_is_refused) {
  check("f.xml", "<kml/>", "f.xml:0: this XML is no feed: its outermost element is 'kml'\n");
  check("f.xml", "<rss/>", "f.xml:0: this XML is no feed: its outermost element is 'rss'\n");
  check("f.xml", "", "f.xml:0: the feed is not sound XML: Document is empty\n");
  check("f.xml", "<feed/>", "f.xml:0: the feed has no items\n");
}

TEST(Feed, feeds_made_to_do_harm_are_refused) {
  check("f.xml", "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss/>",
        "f.xml:0: the feed declares entities of its own\n");
  std::string deep;
  for (int at = 0; at < 100'000; ++at) deep += "<a>";
  EXPECT_EQ(documents_in("f.xml", rss("<item>" + deep + "</item>"), {}).documents.size(), 0U);
  std::string wide = "<item";
  for (int at = 0; at < 100'000; ++at) wide += fmt::format(" a{}=\"1\"", at);
  check("f.xml", rss(wide + "/>"), "f.xml:0: an element of the feed has too many attributes\n");
}

}  // namespace
}  // namespace truce::intake
