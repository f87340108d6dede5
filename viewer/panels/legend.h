// The legend: what the signs on the screen mean. Every state and every ending of a task as its
// card, scopes, exceptions and what runs along edges, the bars and marks of the timeline, the ends
// of a run; over the regions, in the theme that is on.
#pragma once

#include <span>

#include "viewer/panels/drawing/panel.h"
#include "viewer/panels/drawing/task_card.h"

namespace grove {

// All that a card can show; each differs from the others without its colour too.
struct LegendEntry {
  TaskFace face;
  const char* name;
  const char* words;
  const char* meaning;
};
std::span<const LegendEntry> legend_entries();

// The entry that explains a card with this face; null if there is none. An orphan's dots lie round
// the sign of its state, so that one of the orphans' entries explains it together with that.
const LegendEntry* legend_entry(const TaskFace& face);

void draw_legend(const Ui& ui, const Box& box);

}  // namespace grove
