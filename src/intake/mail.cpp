// SPDX-License-Identifier: Apache-2.0
// Mail: one message (.eml) or many (.mbox). mime.cpp takes a message apart; this file says what of
// it is the document.
//
// What a message quotes of another one, and its signature, are left out of the text: the words
// there are not its sender's. The bytes keep all of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "intake/documents.h"
#include "intake/html.h"
#include "intake/lines.h"
#include "intake/mail_date.h"
#include "intake/mime.h"

namespace truce::intake {
namespace {

constexpr std::size_t forwarded_depth_max = 4;

/// Who a From line says it is: a name where it gives one, else the address.
std::string name_in(std::string_view from) {
  from = from.substr(0, 2000);
  bool quoted = false;
  std::size_t open = 0;
  for (; open < from.size() && (quoted || from[open] != '<'); ++open)
    if (from[open] == '"' && (open == 0 || from[open - 1] != '\\')) quoted = !quoted;
  const std::string_view before = trimmed(from.substr(0, open));
  std::string name;
  for (std::size_t at = 0; at < before.size(); ++at) {
    if (before[at] == '\\' && at + 1 < before.size())
      name += before[++at];
    else if (before[at] != '"')
      name += before[at];
  }
  if (open == from.size()) {  // no address in brackets: "desk@example.org (Valley Post)"
    const std::size_t comment = name.find('(');
    const std::size_t end = name.rfind(')');
    if (comment != std::string::npos && end != std::string::npos && end > comment)
      name = name.substr(comment + 1, end - comment - 1);
  }
  name = trimmed(decoded_words(name));
  if (!name.empty() || open == from.size()) return name;
  return std::string(trimmed(from.substr(open + 1, from.find('>', open) - open - 1)));
}

/// Whether a line announces the quotation below it: "On Sunday, … wrote:".
bool announces_quotation(std::string_view line) { return trimmed(line).ends_with("wrote:"); }

/// The message's own lines.
std::string own_words(std::string_view text) {
  std::string own;
  std::size_t announced =
      std::string::npos;  // where such a line begins in `own`, if it is the last
  for (const Line& line : lines_of(text)) {
    if (line.text == "-- " || line.text.starts_with("-----Original Message-----")) break;
    if (line.text.starts_with('>')) {
      if (announced != std::string::npos) own.resize(announced);
      announced = std::string::npos;
      continue;
    }
    if (announces_quotation(line.text))
      announced = own.size();
    else if (!trimmed(line.text).empty())
      announced = std::string::npos;
    own += line.text;
    own += '\n';
  }
  return own;
}

Result<std::string> words_of_part(const MailPart& part) {
  const std::string text = TRY(text_of_part(part));
  if (part.type != "text/html") return own_words(text);
  if (text.size() > document_bytes_max)
    return invalid("the text of the mail is too long", "a document has at most 8 MB");
  return text_of_html(text);
}

/// The name of an attachment, fit to be printed.
std::string printable(std::string name) {
  for (char& letter : name)
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F || letter == '/') letter = ' ';
  return std::string(trimmed(name));
}

/// Attachments that hold no report: pictures, signatures, dates for a calendar.
bool is_ornament(const MailPart& part) {
  constexpr std::array<std::string_view, 8> kinds = {"image/",
                                                     "audio/",
                                                     "video/",
                                                     "application/pgp-",
                                                     "application/pkcs7-",
                                                     "application/x-pkcs7-",
                                                     "text/calendar",
                                                     "text/vcard"};
  return std::any_of(kinds.begin(), kinds.end(),
                     [&](std::string_view kind) { return part.type.starts_with(kind); });
}

class Mailbox {
 public:
  Mailbox(std::string file, const Defaults& defaults)
      : defaults_(defaults), file_(std::move(file)) {}

  /// `line`: where the message begins in the file; 0 where it is the file.
  void take_message(const std::string& name, std::size_t line, std::string_view bytes,
                    std::size_t depth = 0) {
    if (bytes.size() > feed_bytes_max)
      return reject(name, line, invalid("the mail is too long", "save its text as .txt"));
    const auto message = message_in(bytes);
    if (!message) return reject(name, line, message.error());
    auto document = document_of(*message);
    if (!document) return reject(name, line, document.error());
    document->file = name;
    document->bytes = bytes;
    Defaults for_attached = defaults_;
    if (for_attached.publisher.empty()) for_attached.publisher = document->publisher;
    if (document->published) {
      for_attached.published = document->published;
      for_attached.published_precision = document->published_precision;
    }
    const bool empty = trimmed(document->text).empty();
    const bool attached = std::any_of(message->parts.begin(), message->parts.end(),
                                      [](const MailPart& part) { return part.attached; });
    // A mail that only carries something says nothing by itself.
    if (!empty || !attached) take(taken_, *std::move(document), line, defaults_);
    for (const MailPart& part : message->parts)
      if (part.attached) take_attachment(name, line, part, for_attached, depth);
  }

  Taken taken() { return std::move(taken_); }
  const std::string& file() const { return file_; }

 private:
  void reject(const std::string& name, std::size_t line, const Error& error) {
    taken_.rejections.push_back({name, line, error.message, error.help});
  }

  Result<Document> document_of(const MailMessage& message) const {
    Document document;
    document.media_type = "message/rfc822";
    document.title = message.header.words("subject");
    document.publisher =
        defaults_.publisher.empty() ? name_in(message.header.value("from")) : defaults_.publisher;
    document.given_id = message.header.value("message-id").substr(0, 1000);
    document.language =
        pieces(message.header.value("content-language").substr(0, 100), ',').front();
    if (const auto date = message.header.value("date"); !date.empty())
      TRY(set_published_as_in_mail(document, date));
    // The topmost line is the last server's, and says when it came in after its last semicolon.
    const std::string_view received = message.header.value("received");
    if (const std::size_t at = received.rfind(';'); at != std::string_view::npos)
      document.received = mail_instant(received.substr(at + 1));
    for (const MailPart& part : message.parts) {
      if (part.attached || (part.type != "text/plain" && part.type != "text/html")) continue;
      document.text += TRY(words_of_part(part));
    }
    if (document.text.size() > document_bytes_max)
      return invalid("the text of the mail is too long", "a document has at most 8 MB");
    return document;
  }

  void take_attachment(const std::string& mail, std::size_t line, const MailPart& part,
                       const Defaults& defaults, std::size_t depth) {
    const std::string name = printable(part.file.empty() ? "message" : part.file);
    const std::string file = fmt::format("{}/{}", mail, name);
    const std::string lower = lower_case(name);
    if (part.type == "message/rfc822" && depth < forwarded_depth_max)
      return take_message(file, line, part.bytes, depth + 1);
    const bool text = lower.ends_with(".txt") || lower.ends_with(".html") ||
                      lower.ends_with(".htm") || (part.type == "text/plain" && part.file.empty());
    if (text) return take_text(file, line, part, defaults);
    if (is_ornament(part)) return;
    reject(mail, line,
           invalid(fmt::format("the attachment '{}' is not read with its mail", name),
                   "save it and add it by itself"));
  }

  void take_text(const std::string& file, std::size_t line, const MailPart& part,
                 const Defaults& defaults) {
    const auto words = text_of_part(part);
    if (!words) return reject(file, line, words.error());
    const bool page = lower_case(file).ends_with("html") || lower_case(file).ends_with("htm");
    if (words->size() > document_bytes_max)
      return reject(file, line,
                    invalid("the attachment is too long", "a document has at most 8 MB"));
    Taken own =
        page ? page_documents(file, *words, defaults) : text_documents(file, *words, defaults);
    std::move(own.documents.begin(), own.documents.end(), std::back_inserter(taken_.documents));
    std::move(own.rejections.begin(), own.rejections.end(), std::back_inserter(taken_.rejections));
  }

  const Defaults& defaults_;
  std::string file_;
  Taken taken_;
};

/// ">From " and ">>From " in a message of a mailbox stand for one ">" less.
std::string unquoted(std::string_view message) {
  std::string text;
  text.reserve(message.size());
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = std::min(message.find('\n', at), message.size() - 1) + 1;
    std::string_view line = message.substr(at, end - at);
    const std::size_t letters = line.find_first_not_of('>');
    if (letters > 0 && letters != std::string_view::npos &&
        line.substr(letters).starts_with("From "))
      line.remove_prefix(1);
    text += line;
    at = end;
  }
  return text;
}

}  // namespace

Taken mail_documents(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  Mailbox mailbox(std::string(file), defaults);
  mailbox.take_message(mailbox.file(), 0, bytes);
  return mailbox.taken();
}

Taken mailbox_documents(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  Mailbox mailbox(std::string(file), defaults);
  std::size_t begin = std::string_view::npos;
  std::size_t begin_line = 0;
  const auto finish = [&](std::size_t end) {
    if (begin == std::string_view::npos) return;
    const std::string message = unquoted(bytes.substr(begin, end - begin));
    mailbox.take_message(mailbox.file(), begin_line, message);
  };
  std::size_t number = 1;
  bool after_blank = true;
  for (std::size_t at = 0; at < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(at, end - at);
    if (after_blank && line.starts_with("From ")) {
      finish(at);
      begin = end;
      begin_line = number;
    }
    after_blank = trimmed(line).empty();
    at = end;
  }
  finish(bytes.size());
  Taken taken = mailbox.taken();
  if (begin == std::string_view::npos)
    taken.rejections.push_back(
        {std::string(file), 0, "there is no mail in it",
         "each mail of a mailbox begins with a line 'From ' and its sender"});
  return taken;
}

}  // namespace truce::intake
