// StyledLine: one line of text in pieces, each with a style that says what it means. How a style
// looks (ANSI attributes, or nothing) and how wide the text is are decided when it is rendered.
//
// Text from programs (names, printed lines) may hold anything: control characters are shown as
// Python's escapes, so that no program can move the cursor or break the screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/visible.h"
#include "engine/model/model.h"
#include "engine/text/output_look.h"

namespace grove {

// The task styles are in the order of TaskStatus (style_of).
enum class TextStyle : uint8_t {
  kRunning,
  kReady,
  kWaiting,
  kAsked,
  kCancelling,
  kCancelled,
  kFailed,
  kPassesOn,
  kDone,
  kOrphan,
  kShield,
  kPlain,
  kStrong,
  kDim,
  kBar,  // a whole line of the frame: reversed
};

TextStyle style_of(TaskStatus status);

struct Span {
  std::string text;
  TextStyle style = TextStyle::kPlain;
};

class StyledLine {
 public:
  StyledLine() = default;
  explicit StyledLine(std::string_view text, TextStyle style = TextStyle::kPlain) {
    add(text, style);
  }

  StyledLine& add(std::string_view text, TextStyle style = TextStyle::kPlain);
  StyledLine& add(const StyledLine& other);
  // Adds spaces up to `column` (from 0), at least one.
  StyledLine& pad_to(int column);

  const std::vector<Span>& spans() const { return spans_; }
  bool empty() const { return spans_.empty(); }
  int width() const { return width_; }  // in columns
  bool selected = false;                // shown reversed

 private:
  std::vector<Span> spans_;
  int width_ = 0;
};

inline constexpr int kWhole = 0;

// The line for this output, cut to `columns` with an ellipsis (kWhole: not cut); no line end.
std::string render(const StyledLine& line, OutputLook look, int columns = kWhole);

// Shapes, in UTF-8 or ASCII. All are one column wide.
struct Glyphs {
  const char* branch;       // to a child that has siblings below it
  const char* last_branch;  // to the last child
  const char* created;      // the same for mere creation: nothing ties the two
  const char* last_created;
  const char* bar;  // past a branch further down
  const char* blank;
  const char* dot;  // between two facts
  const char* ellipsis;
  const char* status[kTaskStatusCount];
  const char *past, *future, *here;                   // of the scrub bar
  const char *spawned, *exited, *cancelled, *raised;  // its marks
  const char *play, *pause;
  const char* rule;
  const char* prompt;  // before what the program printed
};
const Glyphs& glyphs(OutputLook look);

}  // namespace grove
