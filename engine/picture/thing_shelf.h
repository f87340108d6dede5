// ThingShelf: places for things under the tree, each below or between those who use it, and ways
// for the wires from them to their users.
//
// All things stand on one shelf under the lowest node, in an order that only another user changes.
// Wires leave a thing at its upper edge, go along a lane of their own under the tree, and up into
// the lower edge of a node; no two of one thing cross. A function of its arguments; lengths are
// units of the tree.
#pragma once

#include <string>
#include <vector>

#include "engine/picture/things.h"
#include "engine/picture/tree_layout.h"

namespace grove {

// How large a thing is drawn, and what of its words.
struct ShelfLook {
  float scale = 1;  // of icons and text, so that they stay legible where the tree is small
  int lines = 2;    // of words below the name, at most
  bool names = true;
};

struct ThingPlace {
  Box icon;
  Box room;  // with its words
};

struct ThingShelf {
  ShelfLook look;
  std::vector<ThingPlace> places;  // by thing
  Box chip;                        // for those that are folded; empty: none are
  Box bounds;                      // with the lanes above them; empty: no things
};

// What a wire tells; of two for the same node the first is drawn.
enum class WireKind : uint8_t { kNow, kWaits, kHolds, kBefore, kGaveUp };

struct ThingWire {
  WireKind kind = WireKind::kWaits;
  int thing = 0;  // in what is shown
  TaskId task;
  bool inward = false;  // from the task into the thing
  std::string item;     // on its way along it
  int age = 0;          // of kBefore: 0 is the newest
  bool lasts = false;   // of kBefore: of an event that is set
  bool timed_out = false;
  std::vector<Point> way{};  // from the thing to the task's node
};

// The height that a shelf takes, which hangs on who there is, not on what happens.
float shelf_height(const ThingsShown& things, const ShelfLook& look);

// `across`: as wide as it may be. Below `nodes`, the boxes of the shape's nodes.
ThingShelf place_things(const ThingsShown& things, const TreeShape& shape, const Model& model,
                        const std::vector<Box>& nodes, float across, ShelfLook look);

// In order of drawing: what is most telling last. None to what is not shown.
std::vector<ThingWire> wires_of(const ThingsShown& things, const TreeShape& shape);
// `places`: of the things, as they are now. Gives every wire its way.
void route_wires(const std::vector<ThingPlace>& places, const TreeShape& shape,
                 const std::vector<Box>& nodes, float scale, std::vector<ThingWire>* wires);

// How wide words come out, roughly: enough to keep them apart.
float words_width(std::string_view text, float size);
// Sizes at scale 1.
inline constexpr float kThingName = 17.5f, kThingWords = 16, kEndLabel = 15.5f;
inline constexpr float kSlot = 30, kSlotGap = 5;
// Slots that a store is drawn with; 0: its number is told in words.
int slots_of(const Thing& thing);
// What its ends are called in the picture.
std::string end_label(const Thing& thing, int end);

}  // namespace grove
