#include "viewer/panels/timeline/timeline_things.h"

#include <algorithm>
#include <cmath>

#include "engine/picture/things.h"
#include "engine/record/object_state.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kHoldWidth = 3, kPadlock = 5.5f, kArrow = 3, kNowArrow = 5, kHead = 8;
// More than so many in sight would be a thicket.
constexpr std::size_t kMostArrows = 120, kMostItems = 40, kMostThings = 1'000;

bool is_whole(ThingKind kind) { return kind == ThingKind::kLock || kind == ThingKind::kCondition; }

std::vector<ThingChange>::const_iterator first_in(const std::vector<ThingChange>& changes,
                                                  const TimelineChart& chart) {
  const float left = chart.axis.left();
  return std::partition_point(changes.begin(), changes.end(), [&](const ThingChange& change) {
    return chart.axis.at(change.event) < left;
  });
}

void draw_holding(const Canvas& c, const TimelineChart& chart, TaskId task, float from, float to) {
  const LaneRow* row = chart.row_of(task);
  if (row == nullptr || to - from < 1) return;
  const float y = row->middle + row->bar() / 2 + 2.5f;
  const float left = std::max(from, chart.axis.left() - 20);
  c.line({left, y}, {to, y}, c.theme().text, kHoldWidth);
  if (to - from < 3 * kPadlock) return;
  const Point at{left + kPadlock, y - 1};
  c.fill({at.x - kPadlock, at.y - kPadlock - 1, 2 * kPadlock, 2 * kPadlock + 2}, 2,
         c.theme().panel);
  draw_glyph(c, Glyph::kLock, at, kPadlock, c.theme().text);
}

// From each taking to its end, at most up to what is recorded.
void draw_holdings_of(const Canvas& c, const TimelineChart& chart, const ThingHistory& thing) {
  const auto& changes = thing.changes;
  auto change = first_in(changes, chart);
  if (change != changes.begin()) --change;
  std::size_t drawn = 0;
  for (; change != changes.end() && drawn < kMostArrows; ++change) {
    const float from = chart.axis.at(change->event);
    if (from > chart.axis.right()) return;
    if (change->holders.empty() || !change->holders_known) continue;
    const auto next = change + 1;
    const float to = next != changes.end() ? chart.axis.at(next->event)
                                           : chart.axis.at(chart.lanes().end().now());
    draw_holding(c, chart, change->holders.front(), from, std::min(to, chart.axis.right() + 20));
    ++drawn;
  }
}

struct Handover {
  const LaneRow* from;
  const LaneRow* to;
  float x;
};

void draw_arrow(const Canvas& c, const Handover& pass, float width) {
  const ImU32 colour = c.theme().outline(Hue::kSky);
  const float down = pass.to->middle > pass.from->middle ? 1.0f : -1.0f;
  const float tip = pass.to->middle - down * pass.to->bar() * 0.4f;
  c.line({pass.x, pass.from->middle}, {pass.x, tip - down * kHead * 0.8f}, colour, width);
  const Point head[] = {{pass.x, tip},
                        {pass.x - kHead * 0.7f, tip - down * kHead},
                        {pass.x + kHead * 0.7f, tip - down * kHead}};
  c.convex(head, colour);
}

void draw_item(const Canvas& c, const Handover& pass, const std::string& item, bool now) {
  const TextLook look{.size = 15.5f,
                      .weight = Weight::kBold,
                      .family = Family::kCode,
                      .colour = now ? c.theme().canvas : c.theme().text};
  const std::string words = short_item(item);
  const float side = std::clamp(pass.to->height - 3, 15.0f, 22.0f);
  const float width = std::max(side, c.width(words, look) + 8);
  const Box box{pass.x + 7, pass.to->middle - side / 2, width, side};
  c.fill(box, 4, now ? c.theme().text : c.theme().panel);
  c.outline(box, 4, now ? c.theme().panel : c.theme().text2, 1.5f);
  c.text(box.x + (width - c.width(words, look)) / 2, box.middle_y() + 5.4f, words, look);
}

bool takes(const Record& record, const ThingChange& change) {
  const std::string_view op = record.text(record[change.event].get<ObjectChanged>().op);
  return op == "receive" || op == "get";
}

// Who makes room hands nothing over; but without a buffer what is taken comes straight from who
// waited to send it.
bool hands_over(const Record& record, const ThingChange& change) {
  if (change.woken.empty()) return false;
  if (!takes(record, change)) return true;
  return number_in(record, record[change.event].get<ObjectChanged>().state, "max") == 0;
}

void draw_change(const Canvas& c, const TimelineChart& chart, const ThingHistory& thing,
                 const ThingChange& change, bool with_item, bool now) {
  const bool back = takes(chart.session.record(), change);
  const TaskId giver = back ? change.woken.front() : change.by;
  const LaneRow* from = giver ? chart.row_of(giver) : nullptr;
  if (from == nullptr) return;
  for (const TaskId taker : back ? std::vector<TaskId>{change.by} : change.woken) {
    const LaneRow* to = taker ? chart.row_of(taker) : nullptr;
    if (to == nullptr || to == from) continue;
    const Handover pass{from, to, chart.axis.at(change.event)};
    draw_arrow(c, pass, now ? kNowArrow : kArrow);
    // What a getter takes went into the queue before.
    if (with_item && thing.kind == ThingKind::kChannel) {
      const std::string item = message_of(chart.session.record(), change.event);
      if (!item.empty()) draw_item(c, pass, item, now);
    }
  }
}

}  // namespace

void draw_holdings(const Canvas& c, const TimelineChart& chart) {
  if (chart.session.recording().names().things().things().size() > kMostThings) return;
  for (const ThingHistory& thing : chart.session.recording().names().things().things()) {
    if (!thing.hidden && is_whole(thing.kind)) draw_holdings_of(c, chart, thing);
  }
}

void draw_handovers(const Canvas& c, const TimelineChart& chart) {
  if (chart.session.recording().names().things().things().size() > kMostThings) return;
  const Record& record = chart.session.record();
  std::size_t drawn = 0;
  for (const ThingHistory& thing : chart.session.recording().names().things().things()) {
    if (thing.hidden) continue;
    for (auto change = first_in(thing.changes, chart); change != thing.changes.end(); ++change) {
      if (chart.axis.at(change->event) > chart.axis.right() || drawn >= kMostArrows) break;
      if (!hands_over(record, *change)) continue;
      draw_change(c, chart, thing, *change, drawn < kMostItems, false);
      ++drawn;
    }
  }
}

void draw_handover_now(const Canvas& c, const TimelineChart& chart) {
  const EventId event = chart.session.shown_event();
  const auto* changed = event ? chart.session.record()[event].get_if<ObjectChanged>() : nullptr;
  const ThingHistory* thing =
      changed != nullptr ? chart.session.recording().names().things().of(changed->object) : nullptr;
  if (thing == nullptr || thing->hidden) return;
  for (auto change = thing->changes.rbegin(); change != thing->changes.rend(); ++change) {
    if (change->event < event) return;
    if (change->event == event && hands_over(chart.session.record(), *change)) {
      return draw_change(c, chart, *thing, *change, true, true);
    }
  }
}

}  // namespace grove
