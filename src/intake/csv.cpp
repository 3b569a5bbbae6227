// SPDX-License-Identifier: Apache-2.0
#include "intake/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace truce::intake {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view csv) : csv_(csv) {}

  bool done() const { return at_ == csv_.size(); }

  Row next() {
    Row row;
    row.line = line_;
    begin_ = at_;
    do {
      read_cell(row);
    } while (row.fault.empty() && take(','));
    if (!row.fault.empty()) skip_to_line_end();
    std::size_t end = at_;
    if (row.fault.empty() && end > begin_ && done() && csv_[end - 1] == '\r') --end;
    row.text = csv_.substr(begin_, end - begin_);
    if (row.text.ends_with('\r')) row.text.remove_suffix(1);
    take_line_end();
    return row;
  }

 private:
  bool is(char expected) const { return at_ < csv_.size() && csv_[at_] == expected; }
  bool take(char expected) {
    if (!is(expected)) return false;
    ++at_;
    return true;
  }
  bool at_line_end() const { return done() || is('\n') || csv_.substr(at_).starts_with("\r\n"); }
  void take_line_end() {
    take('\r');
    if (take('\n')) ++line_;
  }
  void skip_to_line_end() { at_ = std::min(csv_.find('\n', at_), csv_.size()); }
  std::size_t column() const { return at_ - begin_ + 1; }

  void read_cell(Row& row) {
    if (take('"')) return read_quoted(row);
    const std::size_t from = at_;
    while (!at_line_end() && !is(',')) {
      if (is('"')) {
        row.fault = fmt::format("a quote in column {} stands inside an unquoted cell", column());
        return;
      }
      if (is('\0') || is('\r')) {
        row.fault = fmt::format("there is a control character in column {}", column());
        return;
      }
      ++at_;
    }
    row.cells.push_back(
        {std::string(csv_.substr(from, at_ - from)), {from - begin_, at_ - begin_}});
  }

  void read_quoted(Row& row) {
    const std::size_t open = at_ - 1;
    const std::size_t lines_before = line_;
    Cell cell;
    for (; !done(); ++at_) {
      if (is('"') && !csv_.substr(at_ + 1).starts_with('"')) break;
      if (is('"')) ++at_;
      if (is('\n')) ++line_;
      cell.value += csv_[at_];
    }
    cell.span = {open + 1 - begin_, at_ - begin_};
    const bool closed = take('"');
    if (closed && (at_line_end() || is(','))) {
      row.cells.push_back(std::move(cell));
      return;
    }
    row.fault = fmt::format("the quote in column {} {}", open - begin_ + 1,
                            closed ? "closes before its cell ends" : "is never closed");
    // Back to where the quote opened, so that the lines it swallowed are read as rows.
    at_ = open;
    line_ = lines_before;
  }

  std::string_view csv_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // of the row
  std::size_t line_ = 1;
};

}  // namespace

std::vector<Row> rows_of(std::string_view csv) {
  std::vector<Row> rows;
  Reader reader(csv);
  while (!reader.done()) {
    Row row = reader.next();
    if (!row.text.empty() || !row.fault.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace truce::intake
