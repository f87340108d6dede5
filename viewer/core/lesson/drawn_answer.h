// DrawnAnswer: what a learner has marked in the picture in answer to a question, and how far that
// is from what happens.
//
//   DrawnAnswer answer;
//   answer.mark(drawing, "r00");                 // ticks it; again: takes the tick away
//   const DrawnGap gap = gap_of(drawing, answer, truth_of(drawing, record));
#pragma once

#include <string>
#include <vector>

#include "engine/lesson/drawing_truth.h"

namespace grove {

struct DrawnAnswer {
  std::vector<std::string> marked;  // of `among`; of kOrder in the order in which they come
  SimTime until = kNever;           // of kUntil; never: not drawn yet

  // REQUIRES: the drawing has it among what can be marked.
  void mark(const std::string& task);
  // Nothing was drawn, which for ticks can be meant; it is an answer once it is locked.
  bool empty() const { return marked.empty() && until == kNever; }
};

struct DrawnGap {
  std::vector<std::string> missed;  // to be marked, and were not; of kOrder: in another place
  std::vector<std::string> wrong;   // marked, and should not have been
  SimTime off{};                    // of kUntil: how much too late; negative: too early
  bool met = false;
};
DrawnGap gap_of(const Drawing& drawing, const DrawnAnswer& answer, const DrawingTruth& truth);

// In a sentence: "All as it happens.", "2 of 6 happen otherwise.", "0.12 s too late."
std::string gap_words(const Drawing& drawing, const DrawnGap& gap);

}  // namespace grove
