// The fence round an asyncio loop that lives inside a Trio program: its tasks stand in it, and its
// orphans with them, since nothing but the loop's end stops those.
#pragma once

#include "viewer/panels/tree/tree_scene.h"

namespace grove {

// Nothing where the program has one library only.
void draw_loop_fence(const Canvas& c, const TreeScene& scene);

}  // namespace grove
