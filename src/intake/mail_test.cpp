// SPDX-License-Identifier: Apache-2.0
#include "intake/shown.h"

namespace truce::intake {
namespace {

constexpr std::string_view kHead =
    "From: =?UTF-8?Q?Vall=C3=A9e_Post?= <desk@example.org>\r\n"
    "Subject: =?utf-8?B?QnJpZGdl?=\r\n =?utf-8?B?IG9wZW4=?= again\r\n"
    "Date: Sun, 02 Nov 2025 10:30:00 +0200\r\n";

std::string mail(std::string_view rest) { return std::string(kHead) + std::string(rest); }

TEST(Mail, the_header_says_who_when_and_what) {
  check("m.eml", mail("\r\nThe bridge is open.\r\nTwo lorries crossed.\r\n"),
        "[Bridge open again|Vallée Post|2025-11-02T08:30:00Z|en|] The bridge is open.\nTwo lorries "
        "crossed.\n\n");
  check("m.eml", mail("\n\nWords\n"),
        "[Bridge open again|Gazette|2025-11-02T08:30:00Z|en|] \nWords\n\n", kByGazette);
}

/// Whom a From line makes the publisher.
std::string publisher(std::string_view from) {
  const Taken taken = documents_in("m.eml", fmt::format("From: {}\n\nWords\n", from), {});
  return taken.documents.empty() ? taken.rejections.at(0).reason : taken.documents[0].publisher;
}

TEST(Mail, the_sender_is_named_by_the_name_he_gives) {
  EXPECT_EQ(publisher("Valley Post <desk@example.org>"), "Valley Post");
  EXPECT_EQ(publisher("\"Post, the <Valley>\" <desk@example.org>"), "Post, the <Valley>");
  EXPECT_EQ(publisher("<desk@example.org>"), "desk@example.org");
  EXPECT_EQ(publisher("desk@example.org"), "desk@example.org");
  EXPECT_EQ(publisher("desk@example.org (Valley Post)"), "Valley Post");
  EXPECT_EQ(publisher("=?iso-8859-1?q?Vall=E9e?= =?utf-8?q?_Post?= <a@b>"), "Vallée Post");
  EXPECT_EQ(publisher("=?broken?Q?a <a@b>"), "=?broken?Q?a");
  EXPECT_EQ(publisher(""), "nobody is named as publisher: who published it?");
}

TEST(Mail, when_it_came_in_is_what_the_last_server_says) {
  const Taken taken =
      documents_in("m.eml",
                   "Received: from a by b; Sun, 02 Nov 2025 09:00:05 +0000 (UTC)\n"
                   "Received: from c by a; Sun, 02 Nov 2025 08:59:00 +0000\nMessage-ID: <1@x>\n" +
                       mail("\nWords\n"),
                   {});
  ASSERT_EQ(taken.documents.size(), 1U);
  EXPECT_EQ(to_text(*taken.documents[0].received), "2025-11-02T09:00:05Z");
  EXPECT_EQ(taken.documents[0].given_id, "<1@x>");
}

TEST(Mail, codes_and_character_sets_are_read) {
  const auto body = [](std::string_view rest) {
    const Taken taken = documents_in("m.eml", mail(rest), {});
    return taken.documents.empty() ? taken.rejections.at(0).reason : taken.documents[0].text;
  };
  EXPECT_EQ(body("Content-Type: text/plain; charset=iso-8859-1\n"
                 "Content-Transfer-Encoding: quoted-printable\n\nOne long =\nline, =93quoted=94 "
                 "in Bogot=E1 = 5=Z\n"),
            "One long line, “quoted” in Bogotá = 5=Z\n");
  EXPECT_EQ(body("Content-Type: text/plain; charset=\"utf-8\"\n"
                 "Content-Transfer-Encoding: BASE64\n\nVHdvIG\n5vdGVz\n"),
            "Two notes\n");
  EXPECT_EQ(body("Content-Type: text/plain; charset=utf-16be\n"
                 "Content-Transfer-Encoding: base64\n\nAEgAaQ==\n"),
            "Hi\n");
  EXPECT_EQ(body("Content-Type: text/html\n\n<p>One<p>Two&nbsp;three"), "One\nTwo three\n");
}

TEST(Mail, of_alternatives_the_plain_one_is_read) {
  const auto alternative = [](std::string_view plain) {
    return mail(
        fmt::format("Content-Type: multipart/mixed; boundary=\"m\"\n\npreamble\n--m\n"
                    "Content-Type: multipart/alternative; boundary=a\n\n--a\n"
                    "Content-Type: text/plain\n\n{}\n--a\nContent-Type: text/html\n\n<p>Rich</p>\n"
                    "--a--\n--m\nContent-Type: image/png; name=\"a.png\"\n\nxx\n--m--\nepilogue\n",
                    plain));
  };
  const std::string_view head = "[Bridge open again|Vallée Post|2025-11-02T08:30:00Z|en|] ";
  check("m.eml", alternative("Plain"), fmt::format("{}Plain\n\n", head));
  check("m.eml", alternative("  "), fmt::format("{}Rich\n\n", head));
}

TEST(Mail, quotations_of_other_mail_and_signatures_are_left_out) {
  check("m.eml",
        mail("\nThe bridge is open.\n\nOn Saturday the north wrote:\n> It is closed.\n> Wait.\n"
             "We saw it.\n-- \nThe desk\n"),
        "[Bridge open again|Vallée Post|2025-11-02T08:30:00Z|en|] The bridge is open.\n\nWe saw "
        "it.\n\n");
}

TEST(Mail, attached_texts_are_documents_and_other_files_are_named) {
  check("m.eml",
        mail("Content-Type: multipart/mixed; boundary=m\n\n--m\n\nSee below.\n--m\n"
             "Content-Type: text/plain; charset=windows-1252; name=n.txt\n"
             "Content-Disposition: attachment; filename=\"no\x1Bte.txt\"\n\nTwo \x93trucks\x94.\n"
             "--m\nContent-Type: application/pdf\nContent-Disposition: attachment;\n"
             " filename*0*=utf-8''r%C3%A9;\n filename*1*=port.pdf\n\n%PDF\n--m--\n"),
        "[Bridge open again|Vallée Post|2025-11-02T08:30:00Z|en|] See below.\n\n"
        "[|Vallée Post|2025-11-02T08:30:00Z|en|] Two “trucks”.\n\n"
        "m.eml:0: the attachment 'réport.pdf' is not read with its mail\n");
}

TEST(Mail, a_forwarded_mail_is_its_own_senders) {
  check("m.eml",
        mail("Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: message/rfc822\n\n"
             "From: Hill Radio <h@example.org>\nDate: 1 Nov 2025 09:00 GMT\nSubject: S\n\nWords\n"
             "--m--\n"),
        "[S|Hill Radio|2025-11-01T09:00:00Z|en|] Words\n\n");
}

TEST(Mail, a_mailbox_is_read_mail_by_mail) {
  check("b.mbox",
        "From a@b Sun Nov  2 10:30:00 2025\nFrom: A <a@b>\nSubject: One\n\nWords\n"
        ">From the hill\nFrom afar\n\nFrom a@b Sun Nov  2 10:31:00 2025\nFrom: B <b@b>\n"
        "Date: soon\n\nWords\n\nFrom c\nFrom: C <c@b>\n\nWords\n",
        "[One|A|undated|en|] Words\nFrom the hill\nFrom afar\n\n\n[|C|undated|en|] Words\n\n"
        "b.mbox:9: 'soon' is not a moment in time\n");
  check("b.mbox", "Words\n", "b.mbox:0: there is no mail in it\n");
  check("b.mbox", "", "b.mbox:0: there is no mail in it\n");
}

TEST(Mail, what_is_no_mail_is_refused) {
  check("m.eml", "Just words\nand more\n",
        "m.eml:0: there is no header in it, so this is no mail\n");
  check("m.eml", "", "m.eml:0: there is no header in it, so this is no mail\n");
  check("m.eml", mail("\n"), "m.eml:0: there is no text in it\n");
  check("m.eml", mail("\none\ntwo \x81\x81\n"),
        "m.eml:0: line 2 is not valid UTF-8, and no other encoding can be told\n");
}

TEST(Mail, mail_made_to_do_harm_costs_little) {
  std::string nested = "From: a@b\n";
  for (int at = 0; at < 2000; ++at)
    nested += fmt::format("Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n", at);
  check("m.eml", nested, "m.eml:0: the parts of the mail nest too deep\n");
  std::string many = mail("Content-Type: multipart/mixed; boundary=b\n\n");
  for (int at = 0; at < 100'000; ++at) many += "--b\n\nx\n";
  check("m.eml", many, "m.eml:0: the mail has too many parts\n");
  std::string header = "From: a@b\n";
  for (int at = 0; at < 100'000; ++at) header += "X: y\n";
  check("m.eml", header, "m.eml:0: the header of the mail has no end\n");
  std::string words = "From: a@b\nSubject: ";
  for (int at = 0; at < 2'000'000; ++at) words += "=?";
  EXPECT_EQ(documents_in("m.eml", words + "\n\nx\n", {}).documents.size(), 1U);
}

}  // namespace
}  // namespace truce::intake
