// Regions: where the parts of the window are. A pure function of the window's size and the user's
// wishes; lengths are pixels, and only `scale` says how large a unit of the visual language is.
//
//    head
//    rail | tree | source over inspector
//    bottom (timeline, events, output)
//    branches, where there are several
//    transport
//
// While presenting: head, tree, a strip for the scrub bar, transport; the rest is empty.
#pragma once

#include "engine/picture/geometry.h"

namespace grove {

struct RegionWishes {
  float text_size = 1;  // 1 is as in the visual language
  // Room scale: everything larger, source and inspector put away, the timeline a strip.
  bool presenting = false;
  // Where the user dragged the splitters to, as shares of what they divide; 0: not dragged.
  float tree_share = 0;    // of tree and source
  float source_share = 0;  // of source and inspector
  float upper_share = 0;   // of tree and bottom

  friend bool operator==(const RegionWishes&, const RegionWishes&) = default;
};

struct Regions {
  float scale = 1;
  float growth = 1;  // how much larger text is than it must be to be read
  float gap = 6;
  Box head, rail, tree, source, inspector, bottom, transport;
  Box branches;  // empty where there is one run only
  Box notice;    // empty where nothing is to be answered
  Box card;      // what a lesson says and asks; empty outside of one
  Box strip;     // what two runs differ in; empty outside of a comparison
  Box names[2];  // over the two trees of a lesson
  Box beside;    // the second of two trees; empty where there is one
  // Between tree and source, source and inspector, tree and bottom; empty while presenting.
  Box tree_splitter, source_splitter, upper_splitter;
};

// Of the strip of branches, in units.
inline constexpr float kBranchRow = 28, kBranchPadding = 6;

// `branch_count`: of the strip of branches, which needs no room for one.
Regions lay_out_regions(float width, float height, const RegionWishes& wishes,
                        int branch_count = 1);

// The same with two trees side by side, and below them a strip for what differs.
Regions with_comparison(Regions regions, bool presenting);

// The same with a lesson's card. Beside one tree it stands at its right, from the source down or,
// at room scale, as high as the window; under two trees it is a strip. It keeps its place from stop
// to stop.
Regions with_lesson(Regions regions, bool presenting, bool two);

}  // namespace grove
