// Exceptions in the tree: a star for one, an envelope for a group, on their way from the task where
// they began to whoever hears of them, or waiting in a nursery until that closes.
#pragma once

#include "engine/model/record_index.h"
#include "viewer/panels/tree_nodes.h"
#include "viewer/panels/tree_scene.h"

namespace grove {

enum class ExceptionToken : uint8_t { kOne, kGroup, kNested };
void draw_token(const Canvas& c, Point centre, float size, ExceptionToken token);

// Those of one bracket; above its edges and pill.
void draw_tokens(const Canvas& c, const TreeScene& scene, int bracket, const RecordIndex& names,
                 NodeDetail detail);

}  // namespace grove
