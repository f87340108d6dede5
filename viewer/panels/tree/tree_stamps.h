// What is stamped on a card for one moment: which in order its task cleaned up; that an exception
// opens in it, which it has caught.
#pragma once

#include "viewer/panels/tree/tree_scene.h"

namespace grove {

// "finally", with its number, at the card's lower edge.
void draw_cleanup_stamp(const Canvas& c, const Box& card, int number, NodeDetail detail);

// The envelope, open, with what lay in it, beside the card of the task that has just caught it;
// above it where another card is near.
void draw_caught_exception(const Canvas& c, const TreeScene& scene, int node,
                           const ExceptionCaught& caught, NodeDetail detail);

}  // namespace grove
