#include "engine/picture/thing_shelf.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace grove {

namespace {

// At scale 1: the icons, the room above them for lanes, and between a thing and its words.
constexpr float kCapsule = 44, kSquare = 50, kAboveLanes = 26, kLane = 13, kBelowLanes = 14;
constexpr float kNameLine = 25, kWordsLine = 21, kBelowShelf = 4;
constexpr float kGap = 26, kChipWidth = 150, kChipHeight = 36;
constexpr std::size_t kMostSlots = 6, kLongestLabel = 9;

float icon_width(const Thing& thing, float scale) {
  if (!thing.is_store()) return kSquare * scale;
  const float slots = static_cast<float>(slots_of(thing));
  // Nothing can lie in one that hands over from hand to hand.
  const float inside = thing.most == 0 ? kSlot
                       : slots > 0     ? slots * (kSlot + kSlotGap) - kSlotGap
                                       : kSlot + 60;
  const float labels =
      words_width(end_label(thing, 0), kEndLabel) + words_width(end_label(thing, 1), kEndLabel);
  return (inside + labels + 56) * scale;
}

std::string name_line(const Thing& thing) {
  return thing.name.empty() ? thing.title() + ", line 99" : thing.name;
}

float width_of(const Thing& thing, const Model& model, const ShelfLook& look) {
  float width = icon_width(thing, look.scale);
  if (look.names) {
    width = std::max(width, words_width(name_line(thing), kThingName * 1.1f) * look.scale);
  }
  if (look.lines == 0) return width;
  int line = 0;
  for (const std::string& words : thing.words(model)) {
    if (line++ == look.lines) break;
    width = std::max(width, words_width(words, kThingWords) * look.scale);
  }
  return width;
}

float words_height(const ShelfLook& look) {
  const float words = kWordsLine * static_cast<float>(look.lines) + kBelowShelf;
  return look.names ? words + kNameLine : words;
}

// Where it is low the lanes stand closer.
int lanes_of(const ThingsShown& things, const ShelfLook& look) {
  std::size_t users = 0;
  for (const Thing& thing : things.shown) users += std::min<std::size_t>(thing.users.size(), 4);
  return static_cast<int>(std::clamp<std::size_t>(users, 2, look.lines + 2));
}

float mean_of_users(const Thing& thing, const TreeShape& shape, const std::vector<Box>& nodes,
                    float otherwise) {
  float sum = 0;
  int count = 0;
  for (const TaskId user : thing.users) {
    const int node = shape.node_of(user);
    if (node < 0) continue;
    sum += nodes[static_cast<std::size_t>(node)].middle_x();
    ++count;
  }
  return count > 0 ? sum / static_cast<float>(count) : otherwise;
}

// Side by side from `left` to `right`, each as near as may be to where it wants its middle.
std::vector<float> spread(const std::vector<float>& wished, const std::vector<float>& widths,
                          float left, float right) {
  std::vector<float> at(wished.size());
  float edge = left;
  for (std::size_t i = 0; i < at.size(); ++i) {
    at[i] = std::max(wished[i] - widths[i] / 2, edge);
    edge = at[i] + widths[i] + kGap;
  }
  // What stands too far to the right moves back, with those before it.
  edge = right;
  for (std::size_t i = at.size(); i-- > 0;) {
    at[i] = std::min(at[i], edge - widths[i]);
    edge = at[i] - kGap;
  }
  return at;
}

float row_width(const std::vector<float>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0.0f) +
         kGap * static_cast<float>(std::max<std::size_t>(widths.size(), 1) - 1);
}

Box bounds_of(const std::vector<Box>& nodes) {
  Box bounds;
  for (const Box& node : nodes) bounds = united(bounds, node);
  return bounds;
}

bool is_better(WireKind a, WireKind b) { return static_cast<int>(a) < static_cast<int>(b); }

// One wire for a thing and a node, or one each way while something passes.
void add_wire(std::vector<ThingWire>* wires, const TreeShape& shape, ThingWire wire) {
  const int node = shape.node_of(wire.task);
  if (node < 0) return;
  for (ThingWire& other : *wires) {
    if (other.thing != wire.thing || shape.node_of(other.task) != node) continue;
    const bool both_pass = other.kind == WireKind::kNow && wire.kind == WireKind::kNow;
    if (both_pass && other.inward != wire.inward) continue;
    if (is_better(wire.kind, other.kind)) other = std::move(wire);
    return;
  }
  wires->push_back(std::move(wire));
}

}  // namespace

float words_width(std::string_view text, float size) {
  std::size_t signs = 0;
  for (const char c : text) signs += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return static_cast<float>(signs) * size * 0.56f;
}

int slots_of(const Thing& thing) {
  if (thing.most == 0) return 0;
  if (thing.most > 0)
    return thing.most <= static_cast<int64_t>(kMostSlots) ? static_cast<int>(thing.most) : 0;
  return static_cast<int>(std::clamp<int64_t>(thing.held, 1, kMostSlots));
}

std::string end_label(const Thing& thing, int end) {
  const std::string& own = thing.ends[end];
  if (!own.empty() && own.size() <= kLongestLabel) return own;
  if (thing.kind == ThingKind::kQueue) return end == 0 ? "put" : "get";
  return end == 0 ? "send" : "receive";
}

float shelf_height(const ThingsShown& things, const ShelfLook& look) {
  if (things.shown.empty()) return 0;
  const float height =
      kAboveLanes + kLane * static_cast<float>(lanes_of(things, look)) + kBelowLanes + kSquare;
  return (height + words_height(look)) * look.scale;
}

ThingShelf place_things(const ThingsShown& things, const TreeShape& shape, const Model& model,
                        const std::vector<Box>& nodes, float across, ShelfLook look) {
  const ShelfLook asked = look;
  ThingShelf shelf{.look = look, .places = {}, .chip = {}, .bounds = {}};
  if (things.shown.empty()) return shelf;
  const Box tree = bounds_of(nodes);
  const float chip = things.folded > 0 ? kChipWidth * look.scale + kGap : 0;
  const float room = std::max(across, tree.w) - chip;
  std::vector<float> widths;
  const auto measure = [&] {
    widths.clear();
    for (const Thing& thing : things.shown) widths.push_back(width_of(thing, model, shelf.look));
    return row_width(widths);
  };
  // Rather fewer words than a smaller tree.
  while (measure() > room && (shelf.look.lines > 0 || shelf.look.names)) {
    if (shelf.look.lines > 0) {
      --shelf.look.lines;
    } else {
      shelf.look.names = false;
    }
  }
  std::vector<std::size_t> order(things.shown.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<float> middles;
  for (const Thing& thing : things.shown) {
    middles.push_back(mean_of_users(thing, shape, nodes, tree.middle_x()));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return middles[a] < middles[b]; });
  std::vector<float> wished, ordered;
  for (const std::size_t i : order) {
    wished.push_back(middles[i]);
    ordered.push_back(widths[i]);
  }
  const float total = row_width(ordered);
  const float half = std::max(total, tree.w) / 2;
  const std::vector<float> at =
      spread(wished, ordered, tree.middle_x() - half, tree.middle_x() + half);
  shelf.places.resize(things.shown.size());
  const float top = tree.bottom();
  const float middle = top + (kAboveLanes + kLane * static_cast<float>(lanes_of(things, asked)) +
                              kBelowLanes + kSquare / 2) *
                                 look.scale;
  // With the lanes that were asked for, and the words that there is room for.
  const float height = middle - top + (kSquare / 2 + words_height(shelf.look)) * look.scale;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Thing& thing = things.shown[order[i]];
    const float w = icon_width(thing, look.scale);
    const float h = (thing.is_store() ? kCapsule : kSquare) * look.scale;
    const float x = at[i] + (ordered[i] - w) / 2;
    shelf.places[order[i]] = {{x, middle - h / 2, w, h},
                              {at[i], middle - kSquare / 2 * look.scale, ordered[i],
                               top + height - middle + kSquare / 2 * look.scale}};
    shelf.bounds = united(shelf.bounds, {at[i], top, ordered[i], height});
  }
  if (things.folded > 0) {
    shelf.chip = {shelf.bounds.right() + kGap, middle - kChipHeight / 2 * look.scale,
                  kChipWidth * look.scale, kChipHeight * look.scale};
    shelf.bounds = united(shelf.bounds, shelf.chip);
  }
  return shelf;
}

std::vector<ThingWire> wires_of(const ThingsShown& things, const TreeShape& shape) {
  constexpr std::size_t kMostWires = 6;
  std::vector<ThingWire> wires;
  for (std::size_t i = 0; i < things.shown.size(); ++i) {
    const Thing& thing = things.shown[i];
    const auto wire = [&](WireKind kind, TaskId task) {
      ThingWire made;
      made.kind = kind;
      made.thing = static_cast<int>(i);
      made.task = task;
      return made;
    };
    int age = 0;
    for (const ThingPass& pass : thing.passes) {
      const bool lasts = thing.kind == ThingKind::kEvent;
      if (lasts && !thing.on) break;
      // What was handed over before leads to those who have it; a lock's holder is seen anyway.
      const bool tells = pass.now || lasts || (thing.is_store() && !pass.to.empty());
      if (!tells) continue;
      const WireKind kind = pass.now ? WireKind::kNow : WireKind::kBefore;
      if (pass.from && (pass.now || lasts)) {
        ThingWire in = wire(kind, pass.from);
        in.inward = true;
        in.lasts = lasts;
        if (pass.to.empty()) in.item = pass.item;
        add_wire(&wires, shape, std::move(in));
      }
      for (std::size_t to = 0; to < std::min(pass.to.size(), kMostWires); ++to) {
        ThingWire out = wire(kind, pass.to[to]);
        out.item = pass.item;
        out.age = age;
        out.lasts = lasts;
        add_wire(&wires, shape, std::move(out));
      }
      if (!pass.now) ++age;
    }
    for (std::size_t w = 0; w < std::min(thing.waiting.size(), kMostWires); ++w) {
      add_wire(&wires, shape, wire(WireKind::kWaits, thing.waiting[w].task));
    }
    for (std::size_t h = 0; h < std::min(thing.holders.size(), kMostWires); ++h) {
      add_wire(&wires, shape, wire(WireKind::kHolds, thing.holders[h]));
    }
    for (const ThingGivenUp& gone : thing.given_up) {
      if (thing.kind == ThingKind::kEvent && thing.on) break;
      ThingWire wire_up = wire(WireKind::kGaveUp, gone.task);
      wire_up.timed_out = gone.timed_out;
      add_wire(&wires, shape, std::move(wire_up));
    }
  }
  std::stable_sort(wires.begin(), wires.end(), [](const ThingWire& a, const ThingWire& b) {
    const auto rank = [](WireKind kind) {
      switch (kind) {
        case WireKind::kGaveUp:
          return 0;
        case WireKind::kBefore:
          return 1;
        case WireKind::kHolds:
          return 2;
        case WireKind::kWaits:
          return 3;
        case WireKind::kNow:
          return 4;
      }
      return 0;
    };
    return rank(a.kind) < rank(b.kind);
  });
  return wires;
}

}  // namespace grove
