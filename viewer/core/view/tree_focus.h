// TreeFocus: where to look at a tree that is too large to be read as a whole: at one node, and at
// as much of what it belongs to as stays legible beside it.
//
// A pure function of shape and layout; `room` is what the tree may fill, in units at zoom 1.
#pragma once

#include "engine/picture/tree_layout.h"

namespace grove {

struct TreeFocus {
  Point middle;
  float zoom = 1;

  // What of the tree is seen.
  Box view(Point room) const {
    return {middle.x - room.x / zoom / 2, middle.y - room.y / zoom / 2, room.x / zoom,
            room.y / zoom};
  }
};

// `node` is always seen whole, if a room of its size can show it. Then, as far as they fit: `also`
// (what is spoken of too, what is selected), its parent, its children, its siblings from the
// nearest on, and who is further up. Nothing beyond the tree's edges is shown as long as there is
// tree to show.
TreeFocus focus_on(const TreeShape& shape, const TreeLayout& layout, int node,
                   const std::vector<int>& also, Point room);

}  // namespace grove
