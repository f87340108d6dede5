#include "viewer/panels/legend.h"

#include <algorithm>
#include <cmath>

#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/drawing/edge_look.h"
#include "viewer/panels/timeline/timeline_lanes.h"
#include "viewer/panels/timeline/timeline_legend.h"
#include "viewer/panels/tree/tree_steps.h"
#include "viewer/panels/tree/tree_tokens.h"

namespace grove {
namespace {

constexpr float kCardWidth = 202, kCardHeight = 74;
constexpr float kTop = 66, kCardRow = 101, kSide = 28, kColumn = 222;
constexpr float kScopeRow = 72, kScopeHeight = 38, kRow = 50, kNextRow = 28;
constexpr float kAfterSign = 94;
constexpr std::size_t kColumns = 7;
constexpr float kLargest = 1.2f;  // of everything together

using Role = ScopeStep::Role;

constexpr bool kOver = false;  // not alive any more

const LegendEntry kEntries[] = {
    {{TaskStatus::kRunning, Glyph::kRun}, "r10", "running", "has the processor"},
    {{TaskStatus::kReady, Glyph::kReady}, "r100", "ready", "its turn comes"},
    {{TaskStatus::kWaiting, Glyph::kSleep, 0.6f}, "r00", "sleeps to 0.33", "the pie drains"},
    {{TaskStatus::kWaiting, Glyph::kNursery}, "r0", "waits for 2", "for tasks, in its nursery"},
    {{TaskStatus::kWaiting, Glyph::kEvent, 1}, "late", "waits for event", "condition, future"},
    {{TaskStatus::kWaiting, Glyph::kLock, 1}, "lock2", "waits for lock", "or semaphore, limiter"},
    {{TaskStatus::kWaiting, Glyph::kChannel, 1}, "worker", "for a message", "channel, queue"},
    {{TaskStatus::kWaiting, Glyph::kThread, 1}, "reader", "waits for thread", "or a process"},
    {{TaskStatus::kWaiting, Glyph::kNet, 1}, "v4-a", "for an answer", "from the network"},
    {{TaskStatus::kAsked, Glyph::kAsked}, "r11", "asked to stop", "not told yet"},
    {{TaskStatus::kCancelling, Glyph::kCancelling}, "r10", "cancelling", "Cancelled is in it"},
    {{TaskStatus::kCancelled, Glyph::kCancelled, 0, false, kOver}, "r00", "cancelled", "over"},
    {{TaskStatus::kFailed, Glyph::kFailed, 0, false, kOver}, "r01", "raised Bang", "it began here"},
    {{TaskStatus::kPassesOn, Glyph::kEnvelope, 0, false, kOver},
     "r0",
     "passes it on",
     "a child failed"},
    {{TaskStatus::kDone, Glyph::kDone, 0, false, kOver}, "r000", "done", "over, and well"},
    {{TaskStatus::kDone, Glyph::kDone, 0, false, kOver, Glyph::kCaught},
     "try1",
     "caught OSError",
     "an error, then done"},
    {{TaskStatus::kDone, Glyph::kCancelCall, 0, false, kOver, Glyph::kWinner, true},
     "try2",
     "won",
     "and cancelled the others"},
    {{TaskStatus::kDone, Glyph::kDone, 0, false, kOver, Glyph::kAsked},
     "lock2",
     "asked, done",
     "over before it was told"},
    {{TaskStatus::kDone, Glyph::kDone, 0, false, kOver, Glyph::kFired},
     "r10",
     "timed out",
     "its deadline, then done"},
    {{TaskStatus::kWaiting, Glyph::kNursery, 0, true}, "r1", "waits for 2", "nobody waits for it"},
    {{TaskStatus::kRunning, Glyph::kRun, 0, true}, "r10", "runs", "an orphan runs"},
};

struct ScopeEntry {
  ScopeStep step;
  bool caught;
  const char* words;
  const char* meaning;
};
const ScopeEntry kScopes[] = {
    {{{}, Role::kWaits, false}, false, "move_on_after", "a scope and its deadline"},
    {{{}, Role::kFirst, false}, false, "due first", "next deadline of its task"},
    {{{}, Role::kWaits, true}, false, "shield=True", "keeps out what is outside"},
    {{{}, Role::kActs, false}, false, "time is up", "cancelled, and it holds"},
    {{{}, Role::kOver, false}, true, "caught", "over, its cancellation too"},
    {{{}, Role::kOver, false}, false, "left", "over, nothing came of it"},
};

struct EdgeEntry {
  const char* words;
  Hue hue;
  float width, chevron;
  int chevrons;
};
constexpr EdgeEntry kEdges[] = {
    {"asked: thin", Hue::kOrange, 4, 9, 2},
    {"told: thick", Hue::kOrange, 7, 10, 3},
    {"failure climbs", Hue::kVermillion, 6, 10, 3},
};
struct TokenEntry {
  const char* words;
  ExceptionToken token;
};
constexpr TokenEntry kTokens[] = {{"exception", ExceptionToken::kOne},
                                  {"group", ExceptionToken::kGroup},
                                  {"group in a group", ExceptionToken::kNested}};

struct EndEntry {
  const char* words;
  TaskStatus status;
  bool won = false;
};
const EndEntry kEnds[] = {
    {"done", TaskStatus::kDone},           {"won", TaskStatus::kDone, true},
    {"failed", TaskStatus::kFailed},       {"passed it on", TaskStatus::kPassesOn},
    {"cancelled", TaskStatus::kCancelled},
};

struct RunEnd {
  const char* words;
  Outcome outcome;
};
const RunEnd kRunEnds[] = {
    {"all is done", Outcome::kOk},
    {"with an error", Outcome::kError},
    {"nobody can go on", Outcome::kDeadlock},
    {"stopped by Grove", Outcome::kLimit},
};

// Signs with a word beside each, in as many rows as that takes; `draw` draws the sign, whose left
// middle it is given.
template <class Entries, class Draw>
float draw_row(const Canvas& c, const Entries& entries, float y, float after_sign, Draw draw) {
  const TextLook look{.size = 15.5f, .colour = c.theme().text2};
  std::size_t column = 0;
  for (const auto& entry : entries) {
    if (column == kColumns) {
      column = 0;
      y += kNextRow;
    }
    const float x = kSide + kColumn * static_cast<float>(column++);
    draw(entry, Point{x, y});
    c.text(x + after_sign, y + 5.6f, c.fitting(entry.words, look, kColumn - after_sign - 8), look);
  }
  return y + kRow;
}

void draw_title(const Canvas& c, const char* words, float y) {
  c.text(kSide, y, words, {.size = 17.5f, .weight = Weight::kBold});
}

void draw_cards(const Canvas& c, float y) {
  const TextLook look{.size = 15.5f, .colour = c.theme().text2};
  for (std::size_t i = 0; i < std::size(kEntries); ++i) {
    const LegendEntry& entry = kEntries[i];
    const Box card{kSide + static_cast<float>(i % kColumns) * kColumn,
                   y + static_cast<float>(i / kColumns) * kCardRow, kCardWidth, kCardHeight};
    draw_task_card(c, entry.face, card, {entry.name, {entry.words}, {}}, {});
    const bool alone = entry.face.orphaned && entry.face.status == TaskStatus::kWaiting;
    if (alone) draw_orphan_tab(c, card);
    c.text(card.x, card.bottom() + 20, c.fitting(entry.meaning, look, kColumn - 12), look);
  }
}

void draw_scopes(const Canvas& c, float y) {
  const TextLook look{.size = 15.5f, .colour = c.theme().text2};
  const TextLook inside{.size = 15.5f, .weight = Weight::kSemiBold, .family = Family::kCode};
  float x = kSide;
  for (const ScopeEntry& entry : kScopes) {
    const Box box{x, y, kCardWidth, kScopeHeight};
    draw_step_sign(c, box, entry.step, entry.caught, true);
    c.text(x + 40, box.middle_y() + 5.6f, entry.words, inside);
    c.text(x, box.bottom() + 19, c.fitting(entry.meaning, look, kColumn - 12), look);
    x += kColumn;
  }
}

// Edges and tokens side by side.
void draw_edges(const Canvas& c, float y) {
  draw_row(c, kEdges, y, kAfterSign, [&](const EdgeEntry& edge, Point at) {
    draw_orange_or_plain_edge(c, at, {at.x + 82, at.y}, edge.hue, edge.width);
    draw_chevrons(c, {at.x + 12, at.y}, {at.x + 76, at.y}, edge.chevrons, edge.chevron,
                  c.theme().outline(edge.hue));
  });
  const float right = kColumn * static_cast<float>(std::size(kEdges));
  const ImVec2 corner = c.pixel(right, 0);
  const Canvas beside(c.list(), c.style(), {corner.x, corner.y}, c.scale());
  draw_row(beside, kTokens, y, 80, [&](const TokenEntry& entry, Point at) {
    draw_token(beside, {at.x + 36, at.y}, 0.8f, entry.token);
  });
}

// The lowest rows: what is on the timeline, and how a run ends.
void draw_lower_rows(const Canvas& c, float y) {
  draw_title(c, "On the timeline", y);
  y = draw_row(c, bar_signs(), y + 28, kAfterSign, [&](const BarSign& sign, Point at) {
    draw_bar_sign(c, sign, {at.x, at.y - 8, 84, 16});
  });
  y = draw_row(c, kEnds, y - 12, 34, [&](const EndEntry& end, Point at) {
    draw_end_mark(c, end.status, end.won, {at.x + 12, at.y}, 9);
  });
  draw_title(c, "How a run ends", y);
  draw_row(c, kRunEnds, y + 30, 44, [&](const RunEnd& end, Point at) {
    const EventMark mark = mark_of(end.outcome);
    c.disc({at.x + 16, at.y}, 15, c.theme().base(mark.hue));
    draw_glyph(c, mark.glyph, {at.x + 16, at.y}, 8, glyph_colour(c.theme(), mark.hue, false));
  });
}

}  // namespace

std::span<const LegendEntry> legend_entries() { return kEntries; }

const LegendEntry* legend_entry(const TaskFace& face) {
  const auto bears = [&](const LegendEntry& entry) {
    return entry.face.status == face.status && entry.face.glyph == face.glyph &&
           entry.face.first == face.first && entry.face.won == face.won && !entry.face.orphaned;
  };
  const auto found = std::find_if(std::begin(kEntries), std::end(kEntries), bears);
  if (found == std::end(kEntries)) return nullptr;
  if (!face.orphaned) return found;
  // One of the two is filled, as what runs is.
  const bool runs = face.status == TaskStatus::kRunning;
  return std::find_if(std::begin(kEntries), std::end(kEntries), [&](const LegendEntry& entry) {
    return entry.face.orphaned && (entry.face.status == TaskStatus::kRunning) == runs;
  });
}

void draw_legend(const Ui& ui, const Box& box) {
  const Region region("legend", box, ui, ui.style.theme.canvas);
  // What is behind takes no clicks.
  const Press ground = region.press("legend ground", {0, 0, region.width(), region.height()});
  if (ground.clicked) ui.send(command::Close{});
  constexpr std::size_t kCardRows = (std::size(kEntries) + kColumns - 1) / kColumns;
  constexpr float kScopesAt = kTop + static_cast<float>(kCardRows) * kCardRow + 4;
  constexpr float kEdgesAt = kScopesAt + kScopeRow + 20, kLowerAt = kEdgesAt + kRow;
  constexpr float kHeight = kLowerAt + 168 + kNextRow, kWidth = kSide + kColumn * kColumns;
  // In a smaller region everything is smaller together.
  const float fit = std::min({kLargest, region.height() / kHeight, region.width() / kWidth});
  const Canvas c = region.canvas().scaled(fit, {0, 0});
  c.text(kSide, 44, "What the signs mean", {.size = 26, .weight = Weight::kExtraBold});
  draw_cards(c, kTop);
  draw_scopes(c, kScopesAt);
  draw_edges(c, kEdgesAt);
  draw_lower_rows(c, kLowerAt);
}

}  // namespace grove
