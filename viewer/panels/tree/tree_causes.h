// Who cancelled: an arrow from the task that called cancel() to what it cancelled.
#pragma once

#include "viewer/panels/tree/tree_scene.h"

namespace grove {

// To the pill of a nursery; `pill` as it is drawn. While somebody inside is alive.
void draw_canceller(const Canvas& c, const TreeScene& scene, NurseryId nursery, const Box& pill);
// To the tab, storey or step of a scope.
void draw_canceller(const Canvas& c, const TreeScene& scene, ScopeId scope, const Box& tab);

}  // namespace grove
