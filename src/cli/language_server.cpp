// SPDX-License-Identifier: Apache-2.0
// truce language-server: an editor's questions on stdin, the answers on stdout, until it says exit.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <memory>

#include "cli/desk.h"
#include "editor/editor.h"

namespace truce::cli {
namespace {

/// Where clauses stand now, by the account in a store. An editor asks at each movement of the
/// mouse, so the account is made anew only when the log has grown or a minute is over.
class Standing {
 public:
  explicit Standing(std::string store) : store_(std::move(store)) {}

  std::string of(std::string_view clause) {
    if (const auto refreshed = refresh(); !refreshed)
      return "the account cannot be shown: " + refreshed.error().message;
    std::string lines;
    for (const Verdict& verdict : picture_->scene().account->verdicts)
      if (verdict.clause == clause) lines += line_of(verdict);
    if (lines.empty()) return {};
    return fmt::format("as known {}, by everyone:\n{}", to_words(as_known_), lines);
  }

 private:
  Result<void> refresh() {
    const Instant at = now();
    const auto store = TRY(store::open_sqlite(store_));
    const LogHead head = TRY(store->head());
    const bool fresh =
        picture_ && head.entries == entries_ && at - as_known_ < std::chrono::minutes{1};
    if (fresh) return {};
    picture_ = TRY(picture_at(*store, Options{}, std::nullopt));
    entries_ = head.entries;
    as_known_ = picture_->scene().account->as_known;
    return {};
  }

  static std::string line_of(const Verdict& verdict) {
    std::string status(to_text(verdict.status));
    std::replace(status.begin(), status.end(), '_', ' ');
    std::string line =
        verdict.reading.empty() ? status : fmt::format("as {} reads: {}", verdict.reading, status);
    if (const std::string summary = report::summary_of(verdict); !summary.empty())
      line += "; " + summary;
    if (verdict.due) line += "; due " + to_words(*verdict.due);
    return line + '\n';
  }

  std::string store_;
  std::shared_ptr<const Picture> picture_;
  std::uint64_t entries_ = 0;
  Instant as_known_{};
};

bool send(const std::vector<std::string>& messages) {
  for (const std::string& message : messages) {
    const std::string bytes = editor::framed(message);
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) return false;
  }
  return std::fflush(stdout) == 0;
}

/// Answers what has come so far. False when the conversation is over.
bool converse(editor::Frames& frames, editor::Protocol& protocol) {
  while (const auto frame = frames.next()) {
    const bool sent = frame->problem.empty() ? send(protocol.answer(frame->message))
                                             : send({protocol.complaint(frame->problem)});
    if (!sent || protocol.ended()) return false;
  }
  return !frames.lost();
}

}  // namespace

int language_server(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);  // an editor that went away is an error of writing
  editor::StateOf state_of;
  if (!options.account_of.empty()) {
    const auto standing = std::make_shared<Standing>(options.account_of);
    state_of = [standing](std::string_view clause) { return standing->of(clause); };
  }
  editor::Protocol protocol(std::move(state_of));
  editor::Frames frames;
  std::vector<char> bytes(64U << 10U);
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    frames.feed({bytes.data(), static_cast<std::size_t>(count)});
    if (!converse(frames, protocol)) break;
  }
  return protocol.ended_well() ? 0 : 1;
}

}  // namespace truce::cli
