// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "editor/editor.h"

namespace truce::editor {
namespace {

/// Every message and problem in the bytes, problems with a "!" before them.
std::vector<std::string> frames_in(std::string_view bytes, std::size_t piece) {
  Frames frames;
  std::vector<std::string> found;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    frames.feed(bytes.substr(at, piece));
    while (const auto frame = frames.next())
      found.push_back(frame->problem.empty() ? frame->message : "!" + frame->problem);
  }
  return found;
}

using Messages = std::vector<std::string>;

TEST(Frames, are_the_same_however_the_bytes_are_cut) {
  const std::string bytes = framed("{}") + framed("") + framed("\u00E9\n");
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece)
    EXPECT_EQ(frames_in(bytes, piece), (Messages{"{}", "", "\u00E9\n"})) << piece;
}

TEST(Frames, may_have_other_lines_in_their_header_and_any_capitals) {
  EXPECT_EQ(frames_in("Content-Type: text/plain\r\ncontent-LENGTH:  2 \r\n\r\nok", 3),
            Messages{"ok"});
}

TEST(Frames, without_a_length_end_the_stream) {
  for (const char* header : {"Content-Length: -1", "Content-Length: ten", "Content-Length:", "x",
                             "Content-Length: 18446744073709551616", "Content-Length: 2x"}) {
    EXPECT_EQ(frames_in(std::string(header) + "\r\n\r\n{}" + framed("{}"), 7),
              Messages{"!a message's header does not say its Content-Length"})
        << header;
  }
}

TEST(Frames, without_an_end_of_the_header_end_the_stream) {
  EXPECT_EQ(frames_in(std::string(100'000, 'x'), 512),
            Messages{"!a message's header does not end within 4096 bytes"});
}

TEST(Frames, that_are_too_long_are_skipped_and_the_next_is_read) {
  Frames frames;
  frames.feed("Content-Length: " + std::to_string(Frames::kMessageMax + 10) + "\r\n\r\n");
  const auto problem = frames.next();
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->problem,
            "a message of 67108874 bytes is longer than the 67108864 that are read");
  const std::string piece(1U << 20U, 'x');
  for (std::size_t fed = 0; fed < Frames::kMessageMax; fed += piece.size()) frames.feed(piece);
  EXPECT_TRUE(frames.inside());
  EXPECT_FALSE(frames.next());
  frames.feed(std::string(10, 'x') + framed("next"));
  const auto next = frames.next();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->message, "next");
  EXPECT_FALSE(frames.inside());
}

TEST(Frames, of_which_the_end_never_comes_are_waited_for) {
  Frames frames;
  frames.feed("Content-Length: 18446744073709551615\r\n\r\n{}");
  EXPECT_TRUE(frames.next());
  EXPECT_FALSE(frames.next());
  EXPECT_FALSE(frames.lost());
  EXPECT_TRUE(frames.inside());
}

}  // namespace
}  // namespace truce::editor
