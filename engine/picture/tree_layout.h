// TreeLayout: places for what a TreeShape shows. A tidy tree, top down: children centred under
// their bracket and in the order of their spawning, subtrees as close as their outlines allow, no
// two nodes overlapping, and a cancel scope's outline round all that it governs and nothing else.
//
// A pure function of shape, labels and density; no task's state plays a part, so a node never moves
// because of what happens inside it. (A step of a scope that has news is larger, at the cost of the
// others of its block.) Lengths are units of the visual language; the tree's own zoom
// is the caller's. The time it takes grows with the number of nodes times their depth.
#pragma once

#include <vector>

#include "engine/picture/geometry.h"
#include "engine/picture/tree_shape.h"

namespace grove {

enum class TreeDensity : uint8_t { kRoomy, kCompact };

// From this zoom on a node has room for its words, if they are as small as they may be.
inline constexpr float kWordsZoom = 0.55f;

struct TreeSpacing {
  TreeDensity density = TreeDensity::kRoomy;
  float tightness = 0;  // 0 to 1: how much of the room between levels is given up
  float extra_across = 0, extra_down = 0;  // on top of the gaps, where there is room to spare
  float wider = 0;                         // on top of a node's least width, likewise
  bool fold_steps = false;                 // of scopes, all but what acts, because height is short
  bool low_tabs = false;  // of scopes, at their outlines' lower edges, because width is short
  float steps = 1;        // how much larger steps are, so that they stay legible at a small zoom
  float row_width = 900;  // of a wide nursery, before it wraps
  friend bool operator==(const TreeSpacing&, const TreeSpacing&) = default;
};

struct BracketPlace {
  Point pill;         // the middle of its bar
  float left, right;  // the ends of the bar
  float room;         // width that its pill may have without touching a neighbour
};

struct ScopePlace {
  int node;     // the storey
  Box outline;  // empty if it governs nothing but its storey
  bool low_tab = false;  // its tab stands at the lower edge
};

struct TreeLayout {
  TreeSpacing spacing;
  std::vector<Box> nodes;              // by node of the shape
  std::vector<BracketPlace> brackets;  // by bracket of the shape
  std::vector<ScopePlace> scopes;      // outer before inner
  Box orphans;                         // round all that stand apart; empty if none do
  Box bounds;                          // round everything
};

TreeLayout lay_out_tree(const TreeShape& shape, const Model& model, const TreeSpacing& spacing);

// The spacing with which names come out largest when all is fitted into `width` by `height`, and
// which then fills them; and the zoom that this takes, at most `largest_zoom`.
struct TreeFit {
  TreeLayout layout;
  float zoom = 1;
};
// Rather than with larger names, with all words, for which the zoom has to be `words_zoom` at
// least.
TreeFit fit_tree(const TreeShape& shape, const Model& model, float width, float height,
                 float largest_zoom, float words_zoom = kWordsZoom);

}  // namespace grove
