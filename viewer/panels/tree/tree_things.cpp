#include "viewer/panels/tree/tree_things.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kCorner = 14, kSquareCorner = 10, kEdge = 3;
// Of wires, at scale 1: widths, heads, half of the bar of those who wait, the ring at a holder, the
// item's square and its place.
constexpr float kNowWidth = 6, kNowHead = 12, kBeforeWidth = 3, kBeforeHead = 8;
constexpr float kWaitsWidth = 4, kStop = 9, kHoldsWidth = 5, kRing = 6.5f;
constexpr float kItem = 34, kItemBefore = 26, kItemAway = 46;
constexpr Dashes kDots{3, 7, false};
// How much is left of what was handed over before, and of what lasts.
constexpr float kAges[] = {0.55f, 0.4f, 0.25f};
constexpr float kLasts = 0.6f, kGaveUp = 0.5f;

float length_of(std::span<const Point> way) {
  float length = 0;
  for (std::size_t i = 1; i < way.size(); ++i) {
    length += std::hypot(way[i].x - way[i - 1].x, way[i].y - way[i - 1].y);
  }
  return length;
}

// So far before the end of the way.
Point before_end(std::span<const Point> way, float distance) {
  const float length = length_of(way);
  if (length <= 0) return way.back();
  const std::vector<Point> part = part_of(way, 0, std::clamp(1 - distance / length, 0.05f, 1.0f));
  return part.empty() ? way.back() : part.back();
}

void draw_head(const Canvas& c, std::span<const Point> way, float size, ImU32 colour) {
  const Point tip = way.back(), from = way[way.size() - 2];
  const float length = std::max(0.001f, std::hypot(tip.x - from.x, tip.y - from.y));
  const Point along{(tip.x - from.x) / length, (tip.y - from.y) / length};
  const Point foot{tip.x - along.x * size, tip.y - along.y * size};
  const float half = size * 0.7f;
  const Point head[] = {tip,
                        {foot.x - along.y * half, foot.y + along.x * half},
                        {foot.x + along.y * half, foot.y - along.x * half}};
  c.convex(head, colour);
}

TextLook item_look(const Canvas& c, float side, float scale) {
  return {.size = std::max(side * 0.62f, kEndLabel * scale),
          .weight = Weight::kBold,
          .family = Family::kCode,
          .colour = c.theme().canvas,
          .align = Align::kMiddle};
}

// A message: a square with its value, which is wider where that is long.
void draw_item(const Canvas& c, Point at, float side, float scale, const std::string& item,
               bool hollow) {
  TextLook look = item_look(c, side, scale);
  const std::string value = short_item(item);
  const float width = std::max(side, c.width(value, look) + 12 * scale);
  const Box box{at.x - width / 2, at.y - side / 2, width, side};
  const Theme& theme = c.theme();
  c.fill(box, 4, hollow ? theme.canvas : theme.text);
  c.outline(box, 4, hollow ? theme.text : theme.canvas, 2);
  if (hollow) look.colour = theme.text;
  c.text(at.x, at.y + look.size * 0.36f, value, look);
}

struct WireLook {
  ImU32 colour;
  float width, head;
  bool dotted = false;
  float alpha = 1;
};

WireLook look_of(const Theme& theme, const ThingWire& wire) {
  switch (wire.kind) {
    case WireKind::kNow:
      return {theme.outline(Hue::kSky), kNowWidth, kNowHead};
    case WireKind::kBefore:
      return {theme.outline(Hue::kSky), kBeforeWidth, kBeforeHead, false,
              wire.lasts ? kLasts : kAges[std::min<std::size_t>(wire.age, 2)]};
    case WireKind::kWaits:
      return {theme.outline(Hue::kBlue), kWaitsWidth, 0, true};
    case WireKind::kGaveUp:
      return {theme.outline(Hue::kBlue), kWaitsWidth, 0, true, kGaveUp};
    case WireKind::kHolds:
      return {theme.text2, kHoldsWidth, 0};
  }
  return {theme.wire, kBeforeWidth, 0};
}

void draw_wire(const Canvas& full, const ThingWire& wire, float scale) {
  const Theme& theme = full.theme();
  const WireLook look = look_of(theme, wire);
  const Canvas c = look.alpha < 1 ? full.faded(look.alpha) : full;
  std::vector<Point> way = wire.way;
  if (wire.inward) std::reverse(way.begin(), way.end());
  if (way.size() < 2) return;
  const std::vector<Point> round = rounded(way, kCorner);
  const float head = look.head * std::min(scale, 1.4f);
  const std::vector<Point> line =
      head > 0
          ? part_of(round, 0, 1 - std::min(0.5f, head * 0.8f / std::max(1.0f, length_of(round))))
          : round;
  if (look.dotted) {
    c.path(line, look.colour, look.width, kDots);
  } else {
    c.path(line, look.colour, look.width);
  }
  if (head > 0) draw_head(c, round, head, look.colour);
  // A bar before the thing: here somebody stands, and nothing travels.
  if (look.dotted) {
    const Point at = wire.inward ? way.back() : way.front();
    const float half = kStop * std::min(scale, 1.4f);
    c.line({at.x - half, at.y - 2}, {at.x + half, at.y - 2}, look.colour, look.width);
  }
  if (wire.kind == WireKind::kHolds) {
    c.disc(way.back(), kRing, theme.canvas);
    c.circle(way.back(), kRing, look.colour, 3);
  }
  if (wire.kind == WireKind::kGaveUp) {
    const Point at = before_end(round, kItemAway * scale * 0.8f);
    full.disc(at, 12, theme.canvas);
    draw_glyph(full, wire.timed_out ? Glyph::kFired : Glyph::kCancelling, at, 9,
               theme.outline(Hue::kOrange));
  }
}

// Above all wires, so that none goes through it.
void draw_wire_item(const Canvas& full, const ThingWire& wire, float scale) {
  if (wire.item.empty() || wire.way.size() < 2) return;
  const bool now = wire.kind == WireKind::kNow;
  if (!now && wire.kind != WireKind::kBefore) return;
  std::vector<Point> way = wire.way;
  if (wire.inward) std::reverse(way.begin(), way.end());
  const std::vector<Point> round = rounded(way, kCorner);
  const float away = std::min(kItemAway * scale, length_of(round) * 0.5f);
  const Canvas c = now ? full : full.faded(look_of(full.theme(), wire).alpha);
  draw_item(c, before_end(round, away), (now ? kItem : kItemBefore) * scale, scale, wire.item,
            !now);
}

// --- Things ---

// Its ends are called as in the program; one that is closed is barred.
void draw_end(const Canvas& c, const Thing& thing, int end, const Box& box, float scale,
              bool waits_for_ever) {
  const bool open = thing.ends_open[end];
  const TextLook look{.size = kEndLabel * scale,
                      .weight = Weight::kSemiBold,
                      .colour = open ? c.theme().text2 : c.theme().text3,
                      .align = end == 0 ? Align::kLeft : Align::kRight};
  const std::string label = end_label(thing, end);
  const float x = end == 0 ? box.x + 16 * scale : box.right() - 16 * scale;
  c.text(x, box.middle_y() + look.size * 0.36f, label, look);
  if (open && waits_for_ever) {
    // As long as this end is open, more might come.
    const float width = c.width(label, look);
    const Box round{x - 9 * scale, box.middle_y() - 15 * scale, width + 18 * scale, 30 * scale};
    c.outline(round, 15 * scale, c.theme().outline(Hue::kBlue), 4);
  }
  if (open) return;
  const float width = c.width(label, look);
  const float left = end == 0 ? x : x - width;
  c.line({left, box.middle_y()}, {left + width, box.middle_y()}, c.theme().text3, 2.5f);
  const float bar = end == 0 ? box.x + 7 * scale : box.right() - 7 * scale;
  c.line({bar, box.y + 9 * scale}, {bar, box.bottom() - 9 * scale}, c.theme().text, 4);
}

void draw_slots(const Canvas& c, const Thing& thing, const Box& box, float scale) {
  const Theme& theme = c.theme();
  const TextLook label{.size = kEndLabel * scale, .weight = Weight::kSemiBold};
  const float right = box.right() - 28 * scale - c.width(end_label(thing, 1), label);
  const float left = box.x + 28 * scale + c.width(end_label(thing, 0), label);
  const int slots = slots_of(thing);
  const float side = kSlot * scale, pitch = (kSlot + kSlotGap) * scale;
  if (thing.most == 0) {
    // From hand to hand: nothing can lie in it.
    const float y = box.middle_y(), middle = (left + right) / 2, half = kSlot * scale / 2;
    c.line({middle - half, y}, {middle + half - 8, y}, theme.wire, 3);
    const Point head[] = {{middle + half, y},
                          {middle + half - 10, y - 6 * scale},
                          {middle + half - 10, y + 6 * scale}};
    return c.convex(head, theme.wire);
  }
  if (slots == 0) {
    const std::string words = fmt::format("{} of {}", thing.held, thing.most);
    c.text((left + right) / 2, box.middle_y() + label.size * 0.36f, words,
           {.size = label.size, .weight = Weight::kBold, .align = Align::kMiddle});
    return;
  }
  const float all = pitch * static_cast<float>(slots) - kSlotGap * scale;
  const float end = (left + right + all) / 2;
  for (int i = 0; i < slots; ++i) {
    const Box slot{end - side - pitch * static_cast<float>(i), box.middle_y() - side / 2, side,
                   side};
    const auto place = static_cast<std::size_t>(i);
    if (static_cast<int64_t>(place) < thing.held) {
      c.fill(slot, 4, theme.text);
      if (place >= thing.items.size()) continue;
      TextLook look = item_look(c, side, scale);
      look.size = side * 0.6f;
      // What is too long for the slot is known by its beginning.
      std::string value = short_item(thing.items[place]);
      while (look.size > side * 0.42f && c.width(value, look) > side - 3) look.size -= 1;
      c.text(slot.middle_x(), slot.middle_y() + look.size * 0.36f, c.fitting(value, look, side - 1),
             look);
    } else {
      c.fill(slot, 4, theme.canvas);
      c.outline(slot, 4, theme.wire, 2);
    }
  }
}

Glyph glyph_of(const Thing& thing) {
  switch (thing.kind) {
    case ThingKind::kEvent:
      return thing.on ? Glyph::kBellSet : Glyph::kEvent;
    case ThingKind::kCondition:
      return Glyph::kEvent;
    case ThingKind::kLock:
      return thing.on ? Glyph::kLock : Glyph::kLockOpen;
    case ThingKind::kSemaphore:
      return thing.held > 0 ? Glyph::kLockOpen : Glyph::kLock;
    case ThingKind::kLimiter:
      return thing.most < 0 || thing.held < thing.most ? Glyph::kLockOpen : Glyph::kLock;
    case ThingKind::kFuture:
      return thing.on ? Glyph::kDone : Glyph::kFuture;
    case ThingKind::kThread:
      return thing.on ? Glyph::kThread : Glyph::kDone;
    case ThingKind::kFile:
      return Glyph::kFile;
    default:
      return Glyph::kChannel;
  }
}

void draw_icon(const Canvas& c, const Thing& thing, const Model& model, const Box& box,
               float scale) {
  const Theme& theme = c.theme();
  const float corner = thing.is_store() ? box.h / 2 : kSquareCorner * scale;
  c.fill(box, corner, theme.raised);
  c.outline(box, corner, theme.wire, kEdge);
  if (!thing.is_store()) {
    return draw_glyph(c, glyph_of(thing), {box.middle_x(), box.middle_y()}, box.h * 0.29f,
                      theme.text);
  }
  const bool stuck = model.finished() && model.outcome() == Outcome::kDeadlock;
  const bool waits_for_ever = stuck && !thing.waiting.empty() && !thing.waiting.front().gives;
  draw_end(c, thing, 0, box, scale, waits_for_ever);
  draw_end(c, thing, 1, box, scale, false);
  draw_slots(c, thing, box, scale);
}

void draw_words(const Canvas& c, const Thing& thing, const ThingPlace& place, const Model& model,
                const ShelfLook& look) {
  const float x = place.room.middle_x();
  float y = place.room.y + (50 + 22) * look.scale;
  const TextLook name{.size = kThingName * look.scale,
                      .weight = Weight::kBold,
                      .family = thing.name.empty() ? Family::kWords : Family::kCode,
                      .align = Align::kMiddle};
  if (!look.names) return;
  const std::string words = thing.name.empty() && thing.line > 0
                                ? fmt::format("{}, line {}", thing.title(), thing.line)
                            : thing.name.empty() ? thing.title()
                                                 : thing.name;
  c.text(x, y, c.fitting(words, name, place.room.w + 20 * look.scale), name);
  TextLook line{
      .size = kThingWords * look.scale, .colour = c.theme().text2, .align = Align::kMiddle};
  int count = 0;
  for (const std::string& text : thing.words(model)) {
    if (count++ == look.lines) return;
    y += 21 * look.scale;
    c.text(x, y, c.fitting(text, line, place.room.w + 24 * look.scale), line);
  }
}

// All that is known, for who asks.
std::string hint_of(const Thing& thing, const Model& model) {
  std::string text = thing.name.empty() ? thing.title() : thing.name + ": " + thing.title();
  if (thing.line > 0) text += fmt::format(" of line {}", thing.line);
  for (const std::string& line : thing.words(model)) text += "\n" + line;
  if (thing.items.empty()) return text;
  text += "\nnext out: ";
  for (std::size_t i = 0; i < thing.items.size(); ++i) {
    text += (i > 0 ? ", " : "") + thing.items[i];
  }
  return text;
}

}  // namespace

void draw_thing_wires(const Canvas& c, const TreeScene& scene) {
  const ThingShelf& shelf = scene.shelf();
  if (shelf.places.empty()) return;
  std::vector<ThingWire> wires = wires_of(scene.things(), scene.shape());
  route_wires(scene.things_now(), scene.shape(), scene.nodes(), shelf.look.scale, &wires);
  for (const ThingWire& wire : wires) draw_wire(c, wire, shelf.look.scale);
  for (const ThingWire& wire : wires) draw_wire_item(c, wire, shelf.look.scale);
}

void draw_things(const Canvas& c, const TreeScene& scene, const Ui& ui) {
  const ThingShelf& shelf = scene.shelf();
  const std::vector<ThingPlace> places = scene.things_now();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Thing& thing = scene.things().shown[i];
    draw_icon(c, thing, scene.model(), places[i].icon, shelf.look.scale);
    draw_words(c, thing, places[i], scene.model(), shelf.look);
    press(c, fmt::format("thing {}", thing.id.value).c_str(), places[i].icon);
    hint(ui, hint_of(thing, scene.model()).c_str());
  }
  if (shelf.chip.empty()) return;
  const TextLook look{
      .size = kEndLabel * shelf.look.scale, .weight = Weight::kSemiBold, .align = Align::kMiddle};
  c.outline(shelf.chip, shelf.chip.h / 2, c.theme().wire, kEdge);
  const int more = scene.things().folded;
  c.text(shelf.chip.middle_x(), shelf.chip.middle_y() + look.size * 0.36f,
         fmt::format("{} more thing{}", more, more == 1 ? "" : "s"), look);
}

}  // namespace grove
