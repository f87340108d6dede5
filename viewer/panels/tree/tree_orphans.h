// The fence round the tasks that nobody waits for, with how many they are.
#pragma once

#include "engine/picture/orphans.h"
#include "viewer/panels/tree/tree_nodes.h"

namespace grove {

// Exceptions that nobody has seen, in a bin, where no fence tells of them; nothing if there are
// none (lost_words). `corner`: its lower right one.
inline constexpr float kLostHeight = 44;
void draw_lost_exceptions(const Canvas& c, const Model& model, Point corner);

// Below everything else.
void draw_orphan_fence(const Canvas& c, const Box& fence, const Orphans& orphans,
                       NodeDetail detail);

}  // namespace grove
