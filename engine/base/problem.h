// Problem: something an author got wrong, said so that it can be mended: place, line, caret, what
// was expected, and a hint at what to write instead.
//
// Stages that read (scenario, language, record) collect Problems and go on, so that all faults of
// a file are reported at once. A Problem is data; format_problem makes the text:
//
//   roulette.py:21:11: error: `trio.slep` does not exist
//       await trio.slep(DRAW[path])
//             ^~~~~~~~~
//   hint: did you mean `trio.sleep`?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grove {

// A stretch of a source text. Lines and columns count from 1; columns count characters (code
// points), not bytes. The end column is one past the last character.
struct SourceSpan {
  int line = 0;
  int column = 0;
  int end_line = 0;
  int end_column = 0;
  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

struct Problem {
  std::string file;         // as the user named it
  SourceSpan span;          // line 0: the file as a whole
  std::string message;      // what is wrong, one sentence without a full stop
  std::string hint;         // what to do instead; may be empty
  std::string source_line;  // the text of span.line; may be empty
  std::string pointer;      // JSON pointer, for scenario files; else empty
  bool is_advice = false;   // not wrong, but hardly meant: "warning" in place of "error"
};

using Problems = std::vector<Problem>;

// The text above, each line ended by '\n'. A long source line is cut around the caret; tabs in it
// become single spaces so that the caret stays under its place.
std::string format_problem(const Problem& problem);
std::string format_problems(const Problems& problems);

// The `line`-th line (from 1) of `source`, without its line end; empty if there is none.
std::string_view line_of(std::string_view source, int line);

// The candidate that is likely meant by a misspelt `name` (edit distance of at most a third of its
// length, ties to the first), or an empty string; that too if a candidate is the name itself.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace grove
