// What a lesson marks in the picture: rings round what it speaks of, a veil over the rest, and a
// leader from its card to the first of them; and what a learner has marked.
#pragma once

#include <vector>

#include "viewer/panels/tree/tree_panel.h"

namespace grove {

// A tree as it stands in the window.
struct ShownTree {
  const TreePanel* tree;
  const Session* session;
  Box box;
};

// Over everything but the card, in an ImGui window of its own that takes no mouse.
void draw_lesson_marks(const Session& session, const Ui& ui, const ShownTree& left,
                       const ShownTree* right, const Box& card, const Box& window);

// A veil over the box, but for the holes.
void draw_veil(const Canvas& c, const Box& box, const std::vector<Box>& holes, float alpha);

}  // namespace grove
