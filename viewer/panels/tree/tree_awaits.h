// Who waits for whom among asyncio's tasks: dashes from what is awaited to the one who waits, with
// a head there. Down a bracket they run over the edge of the creation; to all others below the
// nodes.
#pragma once

#include "viewer/panels/tree/tree_scene.h"

namespace grove {

class Canvas;

// Above the brackets, below the nodes.
void draw_awaits(const Canvas& c, const TreeScene& scene);

}  // namespace grove
