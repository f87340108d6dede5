// Rows: what is written line by line in a region and may be longer than it. Whole rows only: none
// is cut at an edge; a thin bar on the right shows that there is more.
//
//   Rows rows(top, region.height() - 8, scroll);
//   if (const auto baseline = rows.next(29.5f)) c.text(16, *baseline, …);
//   scroll = rows.finish(region, scroll);       // after the last row
//   rows.below()                                // how many are hidden there
#pragma once

#include <optional>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class Rows {
 public:
  // Between two heights of the region, in units; `scroll` of them are above the top.
  Rows(float top, float bottom, float scroll)
      : top_(top), bottom_(bottom), begin_(top - scroll), y_(begin_) {}

  // Goes on by a row of that height. Its baseline, if all of it is in sight.
  std::optional<float> next(float height);
  void skip(float height) { y_ += height; }

  int below() const { return below_; }

  // Draws the bar, and takes in the wheel: returns the scroll of the next frame.
  float finish(const Region& region, float scroll) const;

 private:
  float top_, bottom_;
  float begin_;  // where the first row begins
  float y_;      // where the next one does
  int below_ = 0;
};

}  // namespace grove
