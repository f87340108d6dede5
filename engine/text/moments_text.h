// MomentsText: a run as text, instant by instant: for each at which something interesting happens
// the time, what happened in words, and the tree once it has.
//
//   MomentsText text(record, look, MomentsText::Most::kReadable, out);
//   for (…each event, in order…) text.take(position, it is the last of its instant);
//   text.end(record.size());
//
// At most so many instants, rows and lines as a reader may still read; what is left out is counted.
// The last tree is that at the end of the run. The record may still grow, and must outlive it.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/record/record.h"
#include "engine/text/narration.h"
#include "engine/text/styled_text.h"

namespace grove {

class MomentsText {
 public:
  enum class Most : uint8_t { kReadable, kAll };  // instants
  MomentsText(const Record& record, OutputLook look, Most most, std::ostream& out);

  void take(std::size_t position, bool instant_ends);
  // There are no more before that position.
  void end(std::size_t position);

 private:
  void tell_moment(std::size_t position);
  void line(const StyledLine& text);

  const Record& record_;
  OutputLook look_;
  Most most_;
  std::ostream& out_;
  Model model_;
  Narration narration_;
  std::vector<EventId> told_;  // of this instant
  int moments_ = 0;
};

// Of a run's handout: its title and program; behind it comes what happens, then markdown_end().
std::string markdown_head(const RecordHeader& header);
std::string markdown_end();

}  // namespace grove
