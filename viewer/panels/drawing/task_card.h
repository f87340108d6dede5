// TaskCard: a task's state as a picture, three signs for each: hue, shape (badge, glyph, outline)
// and word. The tree's nodes and the legend draw with it.
//
//   draw_task_card(c, face_of(model, task, now), box, {"r01", {"sleeps to 0.33", "until 0.33"},
//   {}},
//                  {.detail = scene.detail()});
//
// A card never changes its size with its state; only teeth stick out, by 6. Safe for boxes of any
// size, the empty one included.
#pragma once

#include <string>
#include <vector>

#include "engine/picture/tree_layout.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {

// How much of a node is legible, and how large it has to be written for that. Where the tree is
// small, its text gives up some of what it is larger than it must be: rather smaller than cut, or
// left out.
struct NodeDetail {
  bool name = true;
  bool words = true;
  float zoom = 1;
  float growth = 1;  // how much larger text is than it must be
  float kept = 1;    // what is left of its size: 1 / growth to 1

  // A size of the tree's text that is not below `least` in the window, however small the tree.
  float legible(float size, float least = 15.5f) const {
    return std::max(size, least * kept / zoom);
  }
  // Down to this it may shrink to fit.
  float smallest(float least = 15.5f) const { return least / growth / zoom; }
};
// For a zoom at which one unit is that many units of the window.
NodeDetail detail_at(float zoom, float growth);

// Of ways and calls the first that fits is written; none where none does.
struct CardWords {
  std::string name;
  std::vector<std::string> ways;   // to say what the task does
  std::vector<std::string> calls;  // to name the call that it is in
};

struct CardLook {
  TreeDensity density = TreeDensity::kRoomy;
  NodeDetail detail{};
  float faded = 0;  // how far it has faded; its words never do
  float told = 1;   // how far Cancelled has filled the badge
};

// Whether a filled card has room for the words, as small as they may be.
bool fits_on_fill(const Canvas& c, const std::string& words, const Box& box, const CardLook& look);

void draw_task_card(const Canvas& c, const TaskFace& face, const Box& box, const CardWords& words,
                    const CardLook& look);

// Those that say that there is more; to be drawn first.
void draw_cards_behind(const Canvas& c, const TaskFace& face, const Box& box);

// “?”: nobody waits for it.
void draw_orphan_tab(const Canvas& c, const Box& box);

// The sizes inside a card.
struct CardSizes {
  float badge, glyph_half, name_size, word_size, padding, name_line, word_line;
};
CardSizes card_sizes(const Box& box, TreeDensity density, NodeDetail detail);

}  // namespace grove
