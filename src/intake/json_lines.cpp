// SPDX-License-Identifier: Apache-2.0
// JSON Lines: one document a line. A bad line is a rejection with its number; the rest goes in.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "intake/documents.h"
#include "intake/lines.h"

namespace truce::intake {
namespace {

constexpr std::array<std::string_view, 9> kFields = {
    "id", "title", "publisher", "published", "language", "url", "text", "received", "observed"};

/// Gathers the known fields of one object as they are parsed, so that nothing is built of the rest
/// and a key given twice is seen. nlohmann's own values keep the last of two silently.
class Fields : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::map<std::string, std::string> values;
  std::string reason;

  bool null() override { return true; }
  bool boolean(bool) override { return scalar(nullptr); }
  bool number_integer(number_integer_t number) override { return numeric(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override {
    return numeric(std::to_string(number));
  }
  bool number_float(number_float_t, const string_t& text) override { return numeric(text); }
  bool string(string_t& text) override { return scalar(&text); }
  bool binary(binary_t&) override { return refuse("it holds binary values"); }
  bool start_object(std::size_t) override { return depth_ > 0 ? nested() : ++depth_ > 0; }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    return depth_ == 0 ? refuse("the line is a list, not an object") : nested();
  }
  bool end_array() override { return end_object(); }
  bool key(string_t& name) override {
    if (depth_ != 1) return true;
    if (std::find(seen_.begin(), seen_.end(), name) != seen_.end())
      return refuse(fmt::format("'{}' is given twice", name));
    seen_.push_back(name);
    key_ = name;
    return true;
  }
  bool parse_error(std::size_t at, const std::string&,
                   const nlohmann::detail::exception&) override {
    return refuse(fmt::format("the line is not sound JSON at its byte {}", at));
  }

 private:
  bool refuse(std::string why) {
    reason = std::move(why);
    return false;
  }
  bool known() const {
    return depth_ == 1 && std::find(kFields.begin(), kFields.end(), key_) != kFields.end();
  }
  bool nested() {
    if (known()) return refuse(fmt::format("'{}' must be a text", key_));
    if (++depth_ > nesting_max) return refuse("it nests too deep");
    return true;
  }
  bool numeric(const std::string& text) {
    if (depth_ != 1 || key_ != "id") return scalar(nullptr);
    values[key_] = text;
    return true;
  }
  bool scalar(const std::string* text) {
    if (depth_ == 0) return refuse("the line is not an object");
    if (!known()) return true;
    if (text == nullptr) return refuse(fmt::format("'{}' must be a text", key_));
    if (text->find('\0') != std::string::npos)
      return refuse(fmt::format("'{}' holds a NUL character", key_));
    values[key_] = *text;
    return true;
  }

  std::size_t depth_ = 0;
  std::string key_;
  std::vector<std::string> seen_;
};

Result<Document> document_of(std::string_view line) {
  if (line.size() > document_bytes_max)
    return invalid(fmt::format("the line is too long: {:.1f} MB",
                               static_cast<double>(line.size()) / (1U << 20U)),
                   "a document has at most 8 MB; cut it into parts");
  if (line.find('\0') != std::string_view::npos)
    return invalid("the line holds a NUL character", "write each document as one line of JSON");
  if (!is_utf8(line)) return invalid("the line is not valid UTF-8", "save the file as UTF-8");
  if (nesting_of(line) > nesting_max)
    return invalid("it nests too deep", fmt::format("brackets lie at most {} deep", nesting_max));
  Fields fields;
  if (!nlohmann::json::sax_parse(line.begin(), line.end(), &fields))
    return invalid(
        fields.reason,
        "a line is one object with text, publisher, published, title, id, url, language");
  Document document;
  document.media_type = "application/json";
  document.given_id = fields.values["id"];
  document.title = fields.values["title"];
  document.publisher = fields.values["publisher"];
  document.language = fields.values["language"];
  document.url = fields.values["url"];
  document.text = fields.values["text"];
  document.bytes = line;
  if (const auto& value = fields.values["published"]; !value.empty())
    TRY(set_published(document, value));
  if (const auto& value = fields.values["received"]; !value.empty())
    document.received = TRY(parse_instant(value));
  if (const auto& value = fields.values["observed"]; !value.empty())
    document.observed = TRY(parse_instant(value));
  return document;
}

}  // namespace

Taken json_line_documents(std::string_view file, std::string_view bytes, const Defaults& defaults) {
  Taken taken;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  for (const Line& line : lines_of(bytes)) {
    if (trimmed(line.text).empty()) continue;
    auto document = document_of(line.text);
    if (!document) {
      taken.rejections.push_back(
          {std::string(file), line.number, document.error().message, document.error().help});
      continue;
    }
    document->file = file;
    take(taken, std::move(*document), line.number, defaults);
  }
  return taken;
}

}  // namespace truce::intake
