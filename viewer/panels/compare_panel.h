// Two runs side by side: over each tree what it is and how it stands (alive, orphans, late effects,
// lost exceptions), below both where they differ; and how many are alive in each, as stairs.
#pragma once

#include "viewer/panels/drawing/panel.h"
#include "viewer/panels/lesson_marks.h"

namespace grove {

// The height of what stands over a tree, in units.
inline constexpr float kPaneHead = 50;

// REQUIRES of all but draw_pane_name: the session compares.
void draw_pane_head(const Session& session, const Ui& ui, Pane pane, const Box& box);
// In a lesson with two runs, over the tree of `side`: its scenario and its library.
void draw_pane_name(const Session& side, const Ui& ui, Pane pane, const Box& box);
void draw_difference_strip(const Session& session, const Ui& ui, const Box& box);
// Fades what is the same in both, once they differ.
void draw_what_differs(const Session& session, const Ui& ui, const ShownTree& left,
                       const ShownTree& right, const Box& window);
// In the region of the bottom, below its tabs.
void draw_alive_chart(const Session& session, const Ui& ui, const Region& region, const Box& box);

}  // namespace grove
