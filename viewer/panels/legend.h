// The legend: what the tree's signs mean. Every state of a task as its card, exceptions, and what
// runs along edges; over the tree, in the theme that is on.
#pragma once

#include <span>

#include "viewer/panels/panel.h"
#include "viewer/panels/task_card.h"

namespace grove {

// All states that a card can show; each differs from the others without its colour too.
struct LegendEntry {
  TaskFace face;
  const char* name;
  const char* words;
  const char* meaning;
};
std::span<const LegendEntry> legend_entries();

void draw_legend(const Ui& ui, const Box& box);

}  // namespace grove
