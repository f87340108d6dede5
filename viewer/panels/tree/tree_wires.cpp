#include "viewer/panels/tree/tree_wires.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kRow = 30, kAround = 6, kCorner = 10;
constexpr std::size_t kMostRows = 6;
// Of a row: the task's name, and the address with what became of it.
constexpr float kName = 116, kAddress = 206, kFate = 118;
constexpr float kEndRadius = 7, kPacketHalf = 10;
// A packet glides over most of the way to where it is in so many seconds.
constexpr float kGlide = 0.16f;
constexpr ImU32 kInk = rgb(0x0B1016);

Hue hue_of(const Wire& wire) {
  switch (wire.fate) {
    case WireFate::kConnecting:
      return Hue::kBlue;
    case WireFate::kRefused:
    case WireFate::kUnreachable:
    case WireFate::kReset:
      return Hue::kVermillion;
    case WireFate::kTimedOut:
      return Hue::kOrange;
    default:
      return Hue::kAsh;
  }
}

ImU32 word_colour(const Theme& theme, const Wire& wire) {
  if (wire.fate == WireFate::kConnected) return theme.text;
  return theme.word(hue_of(wire));
}

// What stands at the far end: an open ring while nothing has come of it, full once it stands.
void draw_far_end(const Canvas& c, const Wire& wire, Point at) {
  const Theme& theme = c.theme();
  const ImU32 colour = theme.outline(hue_of(wire));
  switch (wire.fate) {
    case WireFate::kConnecting:
      c.disc(at, kEndRadius, theme.panel);
      return c.circle(at, kEndRadius, colour, 2.5f);
    case WireFate::kConnected:
      return c.disc(at, kEndRadius + 1, theme.text);
    case WireFate::kRefused:
    case WireFate::kUnreachable:
    case WireFate::kReset:
      c.disc(at, kEndRadius + 2.5f, theme.base(Hue::kVermillion));
      return draw_glyph(c, Glyph::kFailed, at, kEndRadius * 0.7f, kInk);
    case WireFate::kTimedOut:
      c.disc(at, kEndRadius + 2.5f, theme.panel);
      return draw_glyph(c, Glyph::kFired, at, kEndRadius + 1, theme.base(Hue::kOrange));
    case WireFate::kClosed:
    case WireFate::kGivenUp:
      c.disc(at, kEndRadius, theme.panel);
      return c.circle(at, kEndRadius, theme.word(Hue::kAsh), 2.2f);
  }
}

void draw_way(const Canvas& c, const Wire& wire, Point from, Point to) {
  const Theme& theme = c.theme();
  if (wire.fate == WireFate::kConnected) return c.line(from, to, theme.text2, 4);
  if (wire.fate == WireFate::kConnecting) {
    return c.line(from, to, theme.outline(Hue::kBlue), 3.5f, {0.1f, 9, true});
  }
  c.line(from, to, theme.wire, 2.5f, {9, 7, false});
}

// Pointing the way that it goes.
void draw_arrow(const Canvas& c, Point at, bool outward, ImU32 fill, ImU32 rim) {
  const float along = outward ? kPacketHalf : -kPacketHalf;
  const Point points[] = {{at.x + along, at.y},
                          {at.x - along * 0.8f, at.y - kPacketHalf},
                          {at.x - along * 0.8f, at.y + kPacketHalf}};
  c.convex(points, fill);
  c.path(points, rim, 2, true);
}

// Bytes are a box with their number, the end a bar, a wish to connect and a reset arrows; hollow,
// and with a question, if it gets no further.
void draw_packet(const Canvas& c, const WirePacket& packet, Point at, bool stuck) {
  const Theme& theme = c.theme();
  const bool reset = packet.what == "reset";
  const Hue hue = reset ? Hue::kVermillion : Hue::kSky;
  const ImU32 fill = stuck ? theme.panel : theme.base(hue), rim = theme.outline(hue);
  const TextLook look{.size = 15.5f,
                      .weight = Weight::kExtraBold,
                      .family = Family::kCode,
                      .colour = stuck ? theme.word(hue) : kInk,
                      .align = Align::kMiddle};
  if (packet.what == "bytes") {
    const std::string count = std::to_string(packet.bytes);
    const float half = std::max(kPacketHalf + 1, c.width(count, look) / 2 + 5);
    const Box box{at.x - half, at.y - kPacketHalf - 1, 2 * half, 2 * kPacketHalf + 2};
    c.fill(box, 5, fill);
    c.outline(box, 5, rim, 2);
    c.text(at.x, at.y + 5.6f, count, look);
  } else if (packet.what == "end") {
    const Box box{at.x - 3.5f, at.y - kPacketHalf, 7, 2 * kPacketHalf};
    c.fill(box, 2, fill);
    c.outline(box, 2, rim, 2);
  } else {
    draw_arrow(c, at, packet.outward, fill, rim);
  }
  if (!stuck || packet.what == "bytes") return;
  TextLook asks = look;
  asks.size = 19;
  asks.colour = theme.word(hue);
  c.text(at.x + (packet.outward ? 20 : -20), at.y + 6.8f, "?", asks);
}

}  // namespace

void TreeWires::update(const Session& session, const Model& model, float most) {
  const auto room = static_cast<std::size_t>(std::max(0.0f, (most - 2 * kAround) / kRow));
  const std::size_t rows = std::min(room, kMostRows);
  if (record_ == &session.record() && position_ == model.position() && rows_ == rows) return;
  if (record_ != &session.record()) shares_.clear();
  record_ = &session.record();
  position_ = model.position();
  rows_ = rows;
  wires_.clear();
  more_ = 0;
  if (rows > 0) wires_ = wires_at(session.recording().names(), position_, rows, &more_);
}

float TreeWires::height() const {
  if (wires_.empty()) return 0;
  return static_cast<float>(wires_.size()) * kRow + 2 * kAround;
}

void TreeWires::draw(const Canvas& c, const Session& session, const Ui& ui, const Box& box) {
  moving_ = false;
  if (wires_.empty()) return shares_.clear();
  c.fill(box, kCorner, c.theme().panel);
  Box row{box.x + 12, box.y + kAround, box.w - 24, kRow};
  for (const Wire& wire : wires_) {
    draw_wire(c, session, ui, wire, row);
    row.y += kRow;
  }
  // Of those that are gone nothing need be remembered.
  for (auto share = shares_.begin(); share != shares_.end();) {
    const auto is_it = [&](const WirePacket& packet) { return packet.sent == share->first; };
    const bool there = std::any_of(wires_.begin(), wires_.end(), [&](const Wire& wire) {
      return std::any_of(wire.packets.begin(), wire.packets.end(), is_it);
    });
    share = there ? std::next(share) : shares_.erase(share);
  }
  if (more_ == 0) return;
  const TextLook look{.size = 15.5f, .colour = c.theme().text2, .align = Align::kRight};
  c.text(box.right() - 12, box.y - 6, fmt::format("{} connections more", more_), look);
}

void TreeWires::draw_wire(const Canvas& full, const Session& session, const Ui& ui,
                          const Wire& wire, const Box& row) {
  const bool quiet = wire.fate == WireFate::kClosed || wire.fate == WireFate::kGivenUp;
  const Canvas c = quiet ? full.faded(0.75f) : full;
  const Theme& theme = c.theme();
  const float baseline = row.middle_y() + 5.8f;
  const TextLook mono{.size = 16, .weight = Weight::kSemiBold, .family = Family::kCode};
  const TextLook fate{.size = 16, .weight = Weight::kSemiBold, .colour = word_colour(theme, wire)};
  if (wire.task) {
    const std::string name(
        session.record().text(session.recording().names().task(wire.task).label));
    c.text(row.x, baseline, c.fitting_middle(name, mono, kName), mono);
    const Box place{row.x, row.y, kName, row.h};
    ImGui::PushID(wire.socket.value);
    if (press(c, "maker of a connection", place).clicked) {
      ui.send(command::Select{Selection::of(wire.task)});
    }
    ImGui::PopID();
  }
  const float words = row.right() - kFate, address = words - kAddress;
  c.text(address, baseline, c.fitting_middle(wire.peer, mono, kAddress - 8), mono);
  c.text(words, baseline, c.fitting(fate_words(wire), fate, kFate), fate);
  const Point from{row.x + kName + 14, row.middle_y()}, to{address - 20, row.middle_y()};
  if (to.x - from.x < 4 * kPacketHalf) return;
  draw_way(c, wire, from, to);
  c.disc(from, 5, theme.text2);
  draw_far_end(c, wire, to);
  draw_packets(full, session, ui, wire, from, to);
}

void TreeWires::draw_packets(const Canvas& c, const Session& session, const Ui& ui,
                             const Wire& wire, Point from, Point to) {
  const SimTime now = session.now();
  for (auto packet = wire.packets.rbegin(); packet != wire.packets.rend(); ++packet) {
    const float goal = packet->share(now);
    const auto known = shares_.find(packet->sent);
    // What is new comes out of its sender.
    float share = ui.still ? goal : known == shares_.end() ? 0 : known->second;
    share += (goal - share) * (1 - std::exp(-ui.seconds / kGlide));
    if (ui.still || std::abs(goal - share) < 0.004f) share = goal;
    moving_ |= share != goal;
    shares_[packet->sent] = share;
    const float along = packet->outward ? share : 1 - share;
    const Point at{from.x + (to.x - from.x) * along, from.y};
    const bool stuck = packet->lost || (packet->held != kNever && now >= packet->held);
    draw_packet(c, *packet, at, stuck);
  }
}

}  // namespace grove
