#include "viewer/panels/legend.h"

#include <cmath>

#include "viewer/panels/tree_edges.h"
#include "viewer/panels/tree_tokens.h"

namespace grove {
namespace {

constexpr Box kCard{0, 0, 202, 74};
constexpr float kTop = 66, kRow = 108, kSide = 28;
constexpr std::size_t kColumns = 3;

const LegendEntry kEntries[] = {
    {{TaskStatus::kRunning, Glyph::kRun}, "r10", "running", "has the processor"},
    {{TaskStatus::kReady, Glyph::kReady}, "r100", "ready", "its turn comes"},
    {{TaskStatus::kWaiting, Glyph::kSleep, 0.6f}, "r00", "sleeps to 0.33", "the pie drains"},
    {{TaskStatus::kWaiting, Glyph::kNursery}, "r0", "waits for 2", "in its nursery"},
    {{TaskStatus::kAsked, Glyph::kAsked}, "r11", "asked to stop", "not told yet"},
    {{TaskStatus::kCancelling, Glyph::kCancelling}, "r10", "cancelling", "Cancelled is in it"},
    {{TaskStatus::kCancelled, Glyph::kCancelled, 0, false, false}, "r00", "cancelled", "over"},
    {{TaskStatus::kFailed, Glyph::kFailed, 0, false, false}, "r01", "raised Bang", "it began here"},
    {{TaskStatus::kPassesOn, Glyph::kEnvelope, 0, false, false},
     "r0",
     "passes it on",
     "a child failed"},
    {{TaskStatus::kDone, Glyph::kDone, 0, false, false}, "r000", "done", "over"},
    {{TaskStatus::kWaiting, Glyph::kNursery, 0, true}, "r1", "waits for 2", "nobody waits for it"},
    {{TaskStatus::kRunning, Glyph::kRun, 0, true}, "r10", "runs", "an orphan runs"},
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
    {"exception climbs", Hue::kVermillion, 6, 10, 3},
};
struct TokenEntry {
  const char* words;
  ExceptionToken token;
};
constexpr TokenEntry kTokens[] = {{"exception", ExceptionToken::kOne},
                                  {"group", ExceptionToken::kGroup},
                                  {"group in a group", ExceptionToken::kNested}};

void draw_entry(const Canvas& c, const LegendEntry& entry, Point at, float room) {
  const Box card{at.x, at.y, kCard.w, kCard.h};
  draw_task_card(c, entry.face, card, {entry.name, {entry.words}, {}}, {});
  const bool alone = entry.face.orphaned && entry.face.status == TaskStatus::kWaiting;
  if (alone) draw_orphan_tab(c, card);
  const TextLook look{.size = 15.5f, .colour = c.theme().text2};
  c.text(at.x, at.y + kCard.h + 20, c.fitting(entry.meaning, look, room), look);
}

void draw_edges(const Canvas& c, float y, float column) {
  const Theme& theme = c.theme();
  const TextLook look{.size = 15.5f, .colour = theme.text2};
  for (std::size_t i = 0; i < std::size(kEdges); ++i) {
    const EdgeEntry& edge = kEdges[i];
    const float x = kSide + static_cast<float>(i) * column;
    draw_orange_or_plain_edge(c, {x, y}, {x + 92, y}, edge.hue, edge.width);
    draw_chevrons(c, {x + 12, y}, {x + 84, y}, edge.chevrons, edge.chevron,
                  theme.outline(edge.hue));
    c.text(x + 106, y + 5.6f, c.fitting(edge.words, look, column - 116), look);
  }
  for (std::size_t i = 0; i < std::size(kTokens); ++i) {
    const float x = kSide + static_cast<float>(i) * column;
    draw_token(c, {x + 36, y + 46}, 0.8f, kTokens[i].token);
    c.text(x + 106, y + 51, c.fitting(kTokens[i].words, look, column - 116), look);
  }
}

}  // namespace

std::span<const LegendEntry> legend_entries() { return kEntries; }

void draw_legend(const Ui& ui, const Box& box) {
  const Region region("legend", box, ui, ui.style.theme.canvas);
  // What is behind takes no clicks.
  const Press ground = region.press("legend ground", {0, 0, region.width(), region.height()});
  if (ground.clicked) ui.send(command::Close{});
  const float column = (region.width() - kSide) / kColumns;
  const std::size_t row_count = (std::size(kEntries) + kColumns - 1) / kColumns;
  const auto rows = static_cast<float>(row_count);
  // In a lower region everything moves together, down to where the cards would touch.
  const float height = kTop + rows * kRow + 100;
  const float fit = std::min(1.0f, region.height() / height);
  const Canvas c = region.canvas().scaled(fit, {0, 0});
  c.text(kSide, 44, "What the signs mean", {.size = 26, .weight = Weight::kExtraBold});
  for (std::size_t i = 0; i < std::size(kEntries); ++i) {
    const float x = kSide + static_cast<float>(i % kColumns) * column / fit;
    const std::size_t row = i / kColumns;
    const float y = kTop + static_cast<float>(row) * kRow;
    draw_entry(c, kEntries[i], {x, y}, column / fit - 16);
  }
  draw_edges(c, kTop + rows * kRow + 24, column / fit);
}

}  // namespace grove
