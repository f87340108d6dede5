#include "viewer/panels/tree/tree_stamps.h"

#include <algorithm>
#include <string>

#include "engine/picture/words.h"
#include "viewer/panels/tree/tree_tokens.h"

namespace grove {
namespace {

constexpr float kStamp = 16, kWord = 16, kBeside = 16;

// An envelope whose flap is up, and over it the star that it carried.
void draw_open_envelope(const Canvas& c, Point at, float size) {
  const Theme& theme = c.theme();
  const ImU32 fill = theme.base(Hue::kVermillion);
  const ImU32 rim = theme.dark ? mix(rgb(0xFFFFFF), fill, 0.82f) : theme.ink;
  const float w = size * 2.3f, h = size * 1.3f;
  const Box body{at.x - w / 2, at.y, w, h};
  const Point flap[] = {{body.x, body.y}, {at.x, body.y - size * 0.9f}, {body.right(), body.y}};
  c.convex(flap, mix(fill, theme.canvas, 0.55f));
  c.path(flap, rim, 2);
  c.fill(body, 3, mix(fill, theme.canvas, 0.55f));
  c.outline(body, 3, rim, 2);
  draw_star(c, {at.x, at.y - size * 0.15f}, size * 0.9f, size * 0.58f, 9, fill, rim, 1.5f);
}

}  // namespace

void draw_cleanup_stamp(const Canvas& c, const Box& card, int number, NodeDetail detail) {
  if (!detail.words) return;
  const Theme& theme = c.theme();
  const TextLook figure{.size = detail.legible(kStamp),
                        .weight = Weight::kExtraBold,
                        .colour = theme.canvas,
                        .align = Align::kMiddle};
  const TextLook word{
      .size = detail.legible(kWord), .weight = Weight::kSemiBold, .family = Family::kCode};
  const float radius = figure.size * 0.72f;
  const float width = 2 * radius + c.width("finally", word) + 14;
  // Clear of the edge that leaves the card in its middle, and of the words above.
  const bool says_so = width < card.w / 2 - 10 && radius < card.h * 0.17f;
  const Box pill{card.x - radius / 2, card.bottom() - radius, says_so ? width : 2 * radius,
                 2 * radius};
  c.fill(pill, radius, theme.canvas);
  c.outline(pill, radius, theme.text, 2);
  c.disc({pill.x + radius, pill.middle_y()}, radius, theme.text);
  c.text(pill.x + radius, pill.middle_y() + figure.size * 0.36f, std::to_string(number), figure);
  if (!says_so) return;
  c.text(pill.x + 2 * radius + 5, pill.middle_y() + word.size * 0.34f, "finally", word);
}

void draw_caught_exception(const Canvas& c, const TreeScene& scene, int node,
                           const ExceptionCaught& caught, NodeDetail detail) {
  const Model& model = scene.model();
  if (!detail.words || !is_group(model, caught.exception)) return;
  const Theme& theme = c.theme();
  const float size = detail.legible(kWord);
  const TextLook look{
      .size = size, .weight = Weight::kBold, .colour = theme.word(Hue::kVermillion)};
  const std::string words = "opens here: " + carried_words(model, caught.exception);
  const float sign = size * 3.2f, width = sign + c.width(words, look) + size;
  const Box card = scene.node(node);
  Box box{card.right() + kBeside, card.middle_y() - size * 1.4f, width, size * 2.8f};
  const auto& nodes = scene.nodes();
  const bool near = std::any_of(nodes.begin(), nodes.end(),
                                [&](const Box& other) { return other.grown(4).overlaps(box); });
  if (near) box = {card.middle_x() - width / 2, card.y - size * 3.2f, width, size * 2.8f};
  c.fill(box, 8, mix(theme.base(Hue::kVermillion), theme.canvas, theme.dark ? 0.13f : 0.1f));
  c.outline(box, 8, theme.outline(Hue::kVermillion), 2.5f);
  draw_open_envelope(c, {box.x + size * 1.7f, box.middle_y() - size * 0.1f}, size);
  c.text(box.x + sign, box.middle_y() + size * 0.36f, words, look);
}

}  // namespace grove
