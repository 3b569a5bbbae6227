// SPDX-License-Identifier: Apache-2.0
// What pdftotext finds on each page, word by word → lines → paragraphs.
//
// Its table of words is read and not its text: for the text it joins what a hyphen parts at a
// line's end, and so makes 1215 of "12-" and "15".
//
// The text that is made here is what is read and stored, so every offset refers to it. The PDF
// stays beside it as the document's bytes.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "intake/decode.h"
#include "intake/documents.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

using Page = std::vector<std::string_view>;  // its lines, trimmed; an empty one parts paragraphs

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         static_cast<unsigned char>(byte) >= 0x80;
}
bool is_small(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::vector<Page> pages_of(std::string_view text) {
  std::vector<Page> pages;
  while (!text.empty()) {
    const std::size_t end = text.find('\f');
    Page page;
    for (const Line& line : lines_of(text.substr(0, end))) page.push_back(trimmed(line.text));
    while (!page.empty() && page.back().empty()) page.pop_back();
    page.erase(page.begin(), std::find_if(page.begin(), page.end(),
                                          [](std::string_view line) { return !line.empty(); }));
    pages.push_back(std::move(page));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return pages;
}

/// A line without its numbers, so that "Report 12 · page 3" is the same on each page.
std::string without_numbers(std::string_view line) {
  std::string words;
  for (const char byte : line)
    if (!is_digit(byte)) words += byte;
  return words;
}

bool is_page_number(std::string_view line) {
  return !line.empty() && line.size() <= 12 &&
         std::none_of(line.begin(), line.end(), [](char byte) { return is_letter(byte); }) &&
         std::any_of(line.begin(), line.end(), is_digit);
}

/// Leaves out what is printed at the head or foot of more than half of the pages, and their
/// numbers.
void drop_running_lines(std::vector<Page>& pages) {
  std::map<std::string, std::size_t> seen;
  const auto edges = [](const Page& page) {
    std::set<std::string> lines;
    if (!page.empty()) lines = {without_numbers(page.front()), without_numbers(page.back())};
    return lines;
  };
  for (const Page& page : pages)
    for (const std::string& line : edges(page)) ++seen[line];
  const auto runs = [&](std::string_view line) {
    if (is_page_number(line)) return true;
    return pages.size() > 2 && 2 * seen[without_numbers(line)] > pages.size();
  };
  for (Page& page : pages) {
    while (!page.empty() && (page.back().empty() || runs(page.back()))) page.pop_back();
    const auto first = std::find_if(page.begin(), page.end(), [&](std::string_view line) {
      return !line.empty() && !runs(line);
    });
    page.erase(page.begin(), first);
  }
}

/// Every word of the text that stands within a line, in small letters: what tells whether a hyphen
/// at a line's end belongs to the word.
std::set<std::string> words_within(const std::vector<Page>& pages) {
  std::set<std::string> words;
  for (const Page& page : pages)
    for (const std::string_view line : page) {
      std::size_t begin = 0;
      for (std::size_t at = 0; at <= line.size(); ++at) {
        if (at < line.size() && (is_letter(line[at]) || line[at] == '-')) continue;
        if (at > begin && at < line.size())
          words.insert(lower_case(line.substr(begin, at - begin)));
        begin = at + 1;
      }
    }
  return words;
}

bool begins_item(std::string_view line) {
  for (const std::string_view mark : {"•", "◦", "▪", "‣", "·", "– ", "— ", "- ", "* "})
    if (line.starts_with(mark)) return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits > 0 && digits <= 3 && digits < line.size() && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

bool ends_sentence(std::string_view text) {
  while (text.ends_with('"') || text.ends_with(')') || text.ends_with("”") || text.ends_with("’"))
    text.remove_suffix(text.ends_with('"') || text.ends_with(')') ? 1 : 3);
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with(':');
}

class Paragraphs {
 public:
  explicit Paragraphs(std::set<std::string> known) : known_(std::move(known)) {}

  void add_page(const Page& page) {
    bool parted = true;
    for (const std::string_view line : page) {
      if (line.empty())
        parted = true;
      else if (std::exchange(parted, false))
        begin_with(line);
      else if (begins_item(line))
        end_and_add(line);
      else
        join(line);
    }
    new_page_ = true;
  }

  std::string text() {
    if (!text_.empty()) text_ += '\n';
    return std::move(text_);
  }

 private:
  /// A sentence that a page break cuts goes on behind it.
  void begin_with(std::string_view line) {
    const bool goes_on = std::exchange(new_page_, false) && !text_.empty() &&
                         !ends_sentence(text_) && is_small(line.front());
    if (goes_on)
      join(line);
    else
      end_and_add(line);
  }

  void end_and_add(std::string_view line) {
    if (!text_.empty()) text_ += '\n';
    text_ += line;
  }

  void join(std::string_view line) {
    const bool hyphen = text_.ends_with('-') && text_.size() >= 2 &&
                        (is_letter(text_[text_.size() - 2]) || is_digit(text_[text_.size() - 2]));
    if (text_.ends_with("\u00AD"))
      text_.resize(text_.size() - 2);
    else if (!hyphen)
      text_ += ' ';
    else if (hyphen_only_parts(line))
      text_.pop_back();
    text_ += line;
  }

  /// Whether the hyphen at the end stands only because the line was full. The rest of the text is
  /// asked first; where it does not tell, two small letters around it are one word.
  bool hyphen_only_parts(std::string_view line) const {
    const std::size_t end = text_.size() - 1;
    std::size_t begin = end;
    while (begin > 0 && (is_letter(text_[begin - 1]) || text_[begin - 1] == '-')) --begin;
    std::size_t size = 0;
    while (size < line.size() && (is_letter(line[size]) || line[size] == '-')) ++size;
    const std::string head = lower_case(std::string_view(text_).substr(begin, end - begin));
    const std::string tail = lower_case(line.substr(0, size));
    if (known_.contains(head + "-" + tail)) return false;
    if (known_.contains(head + tail)) return true;
    return head.find('-') == std::string::npos && is_small(text_[begin]) && size > 0 &&
           is_small(line.front());
  }

  std::set<std::string> known_;
  std::string text_;
  bool new_page_ = false;
};

/// Where the 12 cells of a row begin; nothing where there are fewer. The last holds a word.
std::optional<std::array<std::string_view, 12>> cells_of(std::string_view row) {
  std::array<std::string_view, 12> cells;
  for (std::size_t at = 0; at + 1 < cells.size(); ++at) {
    const std::size_t tab = row.find('\t');
    if (tab == std::string_view::npos) return std::nullopt;
    cells[at] = row.substr(0, tab);
    row.remove_prefix(tab + 1);
  }
  cells.back() = row;
  return cells;
}

}  // namespace

std::string pages_of_table(std::string_view table) {
  std::string text;
  std::pair<std::string_view, std::string_view> block;
  bool at_line = true;  // where a line begins
  bool pages = false;
  for (const Line& row : lines_of(table)) {
    const auto cells = cells_of(row.text);
    if (!cells) continue;
    const std::string_view level = (*cells)[0];
    if (level == "1") {
      if (std::exchange(pages, true)) text += "\n\f";
      block = {};
      at_line = true;
    } else if (level == "4") {
      const std::pair here{(*cells)[2], (*cells)[3]};
      if (std::exchange(block, here) != here) text += '\n';
      text += '\n';
      at_line = true;
    } else if (level == "5") {
      if (!std::exchange(at_line, false)) text += ' ';
      text += cells->back();
    }
  }
  return text;
}

std::string paragraphs_of_pages(std::string_view text) {
  std::vector<Page> pages = pages_of(text);
  drop_running_lines(pages);
  Paragraphs paragraphs(words_within(pages));
  for (const Page& page : pages) paragraphs.add_page(page);
  return paragraphs.text();
}

Taken pages_in(std::string_view file, std::string_view bytes, std::string_view words,
               const Defaults& defaults) {
  Taken taken;
  const auto reject = [&](std::string reason, std::string help) {
    taken.rejections.push_back({std::string(file), 0, std::move(reason), std::move(help)});
    return taken;
  };
  const auto text = utf8_of(pages_of_table(words));
  if (!text) return reject(text.error().message, text.error().help);
  if (text->size() > document_bytes_max)
    return reject("the text of the PDF is too long",
                  "a document has at most 8 MB; cut it into parts");
  Document document;
  document.file = file;
  document.media_type = "application/pdf";
  document.text = paragraphs_of_pages(*text);
  document.bytes = bytes;
  if (trimmed(document.text).empty())
    return reject("there is no text in the PDF; it may hold pictures of pages",
                  "have its text recognised, and add that as .txt");
  take(taken, std::move(document), 0, defaults);
  return taken;
}

}  // namespace truce::intake
