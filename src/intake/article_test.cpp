// SPDX-License-Identifier: Apache-2.0
// Nasty pages, and what of them is the article.
#include "intake/shown.h"

namespace truce::intake {
namespace {

/// The text that is read from a page with this body.
std::string read(std::string_view body) {
  const Taken taken = documents_in("p.html", body, kByGazette);
  return taken.documents.empty() ? taken.rejections.at(0).reason + "\n" : taken.documents[0].text;
}

TEST(Article, what_is_around_it_is_known_by_its_class_however_it_is_written) {
  EXPECT_EQ(
      read("<article><p>One long paragraph of the article.</p><div class=RelatedLinks>More</div>"
           "<div class=article__newsletter>Sign up</div><span class='photo-credit'>Photo: X</span>"
           "<div id=main-menu>Menu</div><p>Two.</p><p style='color:red;display: none'>Unseen</p>"
           "<p class=Addendum>Three.</p></article>"),
      "One long paragraph of the article.\nTwo.\nThree.\n");
}

TEST(Article, captions_and_menus_are_left_out) {
  EXPECT_EQ(
      read("<div role=banner><p>Site</p></div><nav><ul><li>Home</ul></nav><main>"
           "<p>Words of it.<figure><img alt=no><figcaption>Two men in a boat. Photo: X</figcaption>"
           "</figure><p>More words.</p><form><label>Mail</label><button>Go</button></form></main>"
           "<footer><p>Rights</p></footer>"),
      "Words of it.\nMore words.\n");
}

TEST(Article, the_entries_of_a_live_blog_are_all_read) {
  EXPECT_EQ(read("<main><div><article class=e><time>10:45</time><p>Shelling was heard near the "
                 "town in the "
                 "morning.</p></article><article class=e><p>Two people were killed.</p></article>"
                 "<article class=e><p>The road is open.</p></article></div></main>"),
            "10:45\nShelling was heard near the town in the morning.\nTwo people were killed.\n"
            "The road is open.\n");
}

TEST(Article, a_teaser_beside_it_is_not_read) {
  EXPECT_EQ(read("<main><article class=story><p>The article itself, at some length.</p></article>"
                 "<article class=teaser><p>Another.</p></article>"
                 "<article class=teaser><p>A third.</p></article></main>"),
            "The article itself, at some length.\n");
}

TEST(Article, lists_and_tables_are_lines) {
  EXPECT_EQ(
      read("<article><p>Counted so far:</p><ul><li>12 killed</li><li>3 <b>hurt</b></ul><table><tr>"
           "<th>Day<th>Killed<tr><td>Sunday<td>4</table></article>"),
      "Counted so far:\n12 killed\n3 hurt\nDay Killed\nSunday 4\n");
}

TEST(Article, paragraphs_that_only_breaks_part_are_found) {
  EXPECT_EQ(
      read(
          "<table><tr><td><a>Home</a> | <a>News</a></td></tr></table><div>The first paragraph of "
          "an "
          "old page, long enough to be no menu.<br><br>And the second paragraph of it, of the same "
          "kind and length.</div>"),
      "The first paragraph of an old page, long enough to be no menu.\n"
      "And the second paragraph of it, of the same kind and length.\n");
}

TEST(Article, footnotes_do_not_grow_figures) {
  EXPECT_EQ(read("<p>They killed 12<sup>3</sup> on the 5<sup>th</sup><sup><a>[4]</a></sup>.</p>"),
            "They killed 12 on the 5th.\n");
}

TEST(Article, blanks_and_soft_hyphens_of_print_are_made_plain) {
  EXPECT_EQ(read("<p>12&nbsp;men, 1&#8239;200&thinsp;more, kil&shy;led&#8203; “here”</p>"),
            "12 men, 1 200 more, killed “here”\n");
}

}  // namespace
}  // namespace truce::intake
