#include "viewer/panels/drawing/caption.h"

#include <tuple>

#include "viewer/core/narration.h"
#include "viewer/panels/drawing/glyphs.h"
#include "viewer/panels/drawing/region_probe.h"
#include "viewer/panels/drawing/sentence.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {
namespace {

constexpr float kLargest = 23, kSmallest = 17;  // of the sentence
constexpr float kSmallestOfTwo = 12.5f;         // where two lines of that are not enough

// Of an event about a channel, a lock, …; null of others.
const Glyph* glyph_of_thing(const Session& session, EventId event) {
  static constexpr Glyph kChannel = Glyph::kChannel, kLock = Glyph::kLock, kBell = Glyph::kEvent,
                         kFuture = Glyph::kFuture, kThread = Glyph::kThread, kFile = Glyph::kFile;
  const auto* changed = event ? session.record()[event].get_if<ObjectChanged>() : nullptr;
  const ThingHistory* thing =
      changed != nullptr ? session.recording().names().things().of(changed->object) : nullptr;
  if (thing == nullptr) return nullptr;
  switch (thing->kind) {
    case ThingKind::kChannel:
    case ThingKind::kQueue:
      return &kChannel;
    case ThingKind::kLock:
    case ThingKind::kSemaphore:
    case ThingKind::kLimiter:
      return &kLock;
    case ThingKind::kEvent:
    case ThingKind::kCondition:
      return &kBell;
    case ThingKind::kFuture:
      return &kFuture;
    case ThingKind::kThread:
      return &kThread;
    case ThingKind::kFile:
      return &kFile;
  }
  return nullptr;
}

}  // namespace

EventMark mark_of(Outcome outcome, bool lost) {
  switch (outcome) {
    case Outcome::kOk:
      if (lost) return {Glyph::kOrphan, Hue::kPurple};
      return {Glyph::kDone, Hue::kGreen};
    case Outcome::kDeadlock:
      return {Glyph::kDeadlock, Hue::kBlue};
    case Outcome::kLimit:
      return {Glyph::kStopped, Hue::kAsh};
    default:
      return {Glyph::kFailed, Hue::kVermillion};
  }
}

EventMark mark_of(const Event& event) {
  switch (event.kind()) {
    case EventKind::kTaskSpawned:
      return {Glyph::kSpawn, Hue::kSky};
    case EventKind::kTaskBlocked:
      return {glyph_of(event.get<TaskBlocked>().on), Hue::kBlue};
    case EventKind::kTaskExited:
      switch (event.get<TaskExited>().outcome) {
        case Outcome::kOk:
          return {Glyph::kDone, Hue::kGreen};
        case Outcome::kCancelled:
          return {Glyph::kCancelled, Hue::kAsh};
        default:
          return {Glyph::kFailed, Hue::kVermillion};
      }
    case EventKind::kNurseryOpened:
    case EventKind::kNurseryClosing:
    case EventKind::kNurseryClosed:
    case EventKind::kTaskMoved:
      return {Glyph::kNursery, Hue::kBlue};
    case EventKind::kScopeOpened:
    case EventKind::kScopeChanged:
    case EventKind::kScopeClosed:
      return {Glyph::kFlag, Hue::kOrange};
    case EventKind::kScopeCancelled:
    case EventKind::kCancelDelivered:
      return {Glyph::kCancelling, Hue::kOrange};
    case EventKind::kCancelRequested:
      return {Glyph::kAsked, Hue::kOrange};
    case EventKind::kExceptionPropagated:
      return {Glyph::kEnvelope, Hue::kVermillion};
    case EventKind::kExceptionRaised:
    case EventKind::kExceptionStored:
    case EventKind::kExceptionDropped:
    case EventKind::kExceptionNeverRetrieved:
      return {Glyph::kFailed, Hue::kVermillion};
    case EventKind::kExceptionCaught:
      return {Glyph::kDone, Hue::kGreen};
    case EventKind::kTaskOrphaned:
      return {Glyph::kOrphan, Hue::kPurple};
    case EventKind::kPrinted:
      return {Glyph::kPrint, Hue::kSky};
    case EventKind::kInputApplied:
      return {Glyph::kKnob, Hue::kSky};
    case EventKind::kLimitReached:
      return {Glyph::kStopped, Hue::kAsh};
    case EventKind::kRunFinished:
      return mark_of(event.get<RunFinished>().outcome);
    default:
      return {Glyph::kRun, Hue::kSky};
  }
}

namespace {

// Where the rest of the caption ends.
float draw_live(const Region& region, const Box& box, const std::string& words) {
  const float right = box.right() - 18;
  if (words.empty()) return right;
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const bool now = words.substr(0, 4) == "live";
  const TextLook look{.size = 17,
                      .weight = Weight::kSemiBold,
                      .colour = now ? theme.canvas : theme.text,
                      .align = Align::kMiddle};
  const float width = c.width(words, look) + 28;
  const Box pill{right - width, box.middle_y() - 16, width, 32};
  c.fill(pill, 16, now ? theme.base(Hue::kVermillion) : theme.raised);
  if (!now) c.outline(pill, 16, theme.wire, 2);
  c.text(pill.middle_x(), pill.middle_y() + 6, words, look);
  return pill.x - 16;
}

}  // namespace

void draw_caption(const Session& session, const Ui& ui, const Region& region, const Box& box) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  if (RegionProbe* probe = RegionProbe::current()) {
    const ImVec2 low = c.pixel(box.x, box.y), high = c.pixel(box.right(), box.bottom());
    probe->add("caption", {low.x, low.y, high.x - low.x, high.y - low.y});
  }
  const Caption caption = caption_of(session);
  c.fill(box, 10, theme.panel);
  c.outline(box, 10, theme.line, 2);
  EventMark mark{Glyph::kSleep, Hue::kBlue};
  if (caption.event) mark = mark_of(session.record()[caption.event]);
  if (const Glyph* glyph = glyph_of_thing(session, caption.event)) mark.glyph = *glyph;
  if (caption.lost) mark = mark_of(Outcome::kOk, true);
  if (caption.of_order) mark = {Glyph::kRun, Hue::kSky};
  if (caption.of_limit) mark = {Glyph::kFlag, Hue::kOrange};
  const Point disc{box.x + 30, box.middle_y()};
  c.disc(disc, 17, theme.base(mark.hue));
  draw_glyph(c, mark.glyph, disc, 9, glyph_colour(theme, mark.hue, false));
  const float right = draw_live(region, box, caption.live);
  const TextLook aside{.size = 17.5f, .colour = theme.text2, .align = Align::kRight};
  const float left = box.x + 60;
  const auto width_at = [&](float size) {
    return sentence_width(c, caption.sentence, {.size = size, .lines_underlined = true});
  };
  float room = right - 18 - c.width(caption.aside, aside) - left;
  // What is beside the sentence gives way before the sentence is cut.
  const bool alone = width_at(kSmallest) > room;
  if (alone) room = right - left;
  // A long sentence is set smaller, and then in two lines.
  float size = kLargest;
  while (size > kSmallest && width_at(size) > room) size -= 1;
  SentenceLook look{.size = size, .lines_underlined = true};
  if (width_at(size) <= room) {
    draw_sentence(c, ui, 0, caption.sentence, left, box.middle_y() + size * 0.35f, left + room,
                  look);
  } else {
    auto [first, second] = split_sentence(c, caption.sentence, look, room);
    while (look.size > kSmallestOfTwo && sentence_width(c, second, look) > room) {
      look.size -= 0.5f;
      std::tie(first, second) = split_sentence(c, caption.sentence, look, room);
    }
    draw_sentence(c, ui, 0, first, left, box.middle_y() - 5, left + room, look);
    draw_sentence(c, ui, 1, second, left, box.middle_y() + 17, left + room, look);
  }
  if (!alone) c.text(right, box.middle_y() + 6.3f, caption.aside, aside);
}

}  // namespace grove
