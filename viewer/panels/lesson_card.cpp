#include "viewer/panels/lesson_card.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/core/highlight.h"
#include "viewer/panels/drawing/code_line.h"
#include "viewer/panels/lesson_answers.h"
#include "viewer/panels/lesson_flow.h"

namespace grove {
namespace {

constexpr float kPadding = 22, kFoot = 52, kBetween = 22;
// Text is made smaller in these steps until it fits.
constexpr float kSizes[] = {1.3f, 1.2f, 1.12f, 1.0f, 0.92f, 0.85f, 0.78f, 0.71f, 0.64f, 0.58f};
constexpr std::size_t kLastPrinted = 3;

const Session& pane_of(const Session& session) {
  const LessonWalk& walk = *session.classroom().walk();
  const bool right = walk.step().on.pane == Pane::kRight && session.beside() != nullptr;
  return right ? *session.beside() : session;
}

bool points_at(const LessonStep& step, Anchor::Kind kind) {
  return std::any_of(step.point.begin(), step.point.end(),
                     [kind](const Anchor& anchor) { return anchor.kind == kind; });
}

// The lines that the stop speaks of, as they stand in the program.
void write_code(LessonFlow* flow, const Session& session, const LessonStep& step) {
  const std::vector<std::string>& program = session.record().header.program;
  for (const Anchor& anchor : step.point) {
    const auto index = static_cast<std::size_t>(anchor.line - 1);
    if (anchor.kind != Anchor::Kind::kLine || anchor.line < 1 || index >= program.size()) continue;
    const std::string& line = program[index];
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    const TextLook look{.size = kCodeSize, .family = Family::kCode};
    const std::string number = fmt::format("{}", anchor.line);
    if (flow->draws()) {
      const Canvas& c = flow->canvas();
      const Box box = flow->box(34);
      c.fill(box, 7, c.theme().highlight);
      c.text(box.x + 12, box.middle_y() + 6, number,
             {.size = kCodeSize, .family = Family::kCode, .colour = c.theme().text3});
      const float x = box.x + 24 + c.width(number, look);
      const std::string shown = c.fitting(line.substr(indent), look, box.right() - x - 8);
      c.push_clip(box);
      draw_code_line(c, shown, highlight({shown}).front(), x, box.middle_y() + 6);
      c.pop_clip();
    }
    flow->skip(42);
  }
}

// The line that a stop under two trees is about: the first that it points at, else that of what is
// shown.
int line_of(const Session& session, const LessonStep& step) {
  for (const Anchor& anchor : step.point) {
    if (anchor.kind == Anchor::Kind::kLine) return anchor.line;
  }
  const EventId event = session.shown_event();
  const TaskId task = event ? task_of(session.record()[event]) : TaskId{};
  return task ? session.recording().names().line_at(task, event) : 0;
}

// The program round that line, where there is no panel for it.
void write_excerpt(LessonFlow* flow, const Session& session, const LessonStep& step, float bottom) {
  constexpr float kRow = 25, kNumber = 40;
  const std::vector<std::string>& program = session.record().header.program;
  const int line = line_of(session, step), count = static_cast<int>(program.size());
  const int rows = std::min(count, static_cast<int>((bottom - flow->bottom()) / kRow));
  if (!flow->draws() || rows < 3 || line == 0) return;
  const Canvas& c = flow->canvas();
  const int first = std::clamp(line - rows / 2, 1, std::max(1, count - rows + 1));
  const std::vector<std::vector<CodePiece>> pieces = highlight(program);
  for (int at = first; at < first + rows; ++at) {
    const Box row = flow->box(kRow);
    const auto index = static_cast<std::size_t>(at - 1);
    if (at == line) c.fill(row, 5, c.theme().highlight);
    c.text(row.x + kNumber - 12, row.middle_y() + 6, std::to_string(at),
           {.size = LessonFlow::kSmallest,
            .family = Family::kCode,
            .colour = c.theme().text3,
            .align = Align::kRight});
    c.push_clip(row);
    draw_code_line(c, program[index], pieces[index], row.x + kNumber, row.middle_y() + 6);
    c.pop_clip();
    flow->skip(kRow);
  }
}

// What was printed last, for a stop that speaks of it.
void write_output(LessonFlow* flow, const Session& session, const LessonStep& step) {
  if (!points_at(step, Anchor::Kind::kOutput)) return;
  const auto printed = session.model().printed();
  if (printed.empty()) return flow->text("Nothing is printed.", 16.5f, Weight::kMedium);
  const std::size_t first = printed.size() - std::min(kLastPrinted, printed.size());
  for (std::size_t i = first; i < printed.size(); ++i) {
    const Event& event = session.record()[printed[i]];
    const auto text = session.record().text(event.get<Printed>().text);
    flow->text(fmt::format("{}  {}", format_time(event.t), text), 16.5f, Weight::kMedium, 0,
               Family::kCode);
  }
}

// "Vote alone.", "Talk, then vote again."
std::string state_words(const Session& session) {
  const LessonWalk& walk = *session.classroom().walk();
  const int32_t votes = walk.votes_in();
  const bool counts = session.view().regions.presenting && !walk.step().draw;
  const std::string so_far =
      counts ? fmt::format(" {} {} in.", votes, votes == 1 ? "vote" : "votes") : "";
  const bool again = walk.answer().round > 0;
  switch (walk.phase()) {
    case LessonWalk::Phase::kVoting:
      if (walk.step().draw) return "Mark it in the picture or here.";
      if (walk.step().rounds < 2) return "Vote." + so_far;
      return (again ? "Second round: vote again." : "First round: vote alone.") + so_far;
    case LessonWalk::Phase::kLocked:
      return walk.answer().round + 1 < walk.step().rounds
                 ? "Locked. Now talk with each other, then vote again."
                 : "Locked. What happens now?";
    default:
      return "";
  }
}

// `beside_code`: the program stands at its right.
void write_said(LessonFlow* flow, const Session& session, bool beside_code) {
  const Classroom& room = session.classroom();
  const LessonWalk& walk = *room.walk();
  const ImU32 faint = flow->canvas().theme().text2;
  if (walk.phase() == LessonWalk::Phase::kOver) {
    flow->text("Take along", 17, Weight::kBold, faint);
    flow->gap(6);
    const std::string& summary = walk.lesson().summary;
    flow->text(summary.empty() ? room.stage().scenario().goal : summary, 28, Weight::kExtraBold);
    return;
  }
  const LessonStep& step = walk.step();
  const bool asks = step.kind == LessonStep::Kind::kAsk;
  const bool revealed = walk.phase() == LessonWalk::Phase::kRevealed;
  flow->text(step.text, !asks ? 26 : revealed ? 22 : 29, asks ? Weight::kExtraBold : Weight::kBold);
  const Session& pane = pane_of(session);
  if (!step.point.empty()) flow->gap(12);
  if (!beside_code) write_code(flow, pane, step);
  write_output(flow, pane, step);
  const std::string state = state_words(session);
  if (state.empty()) return;
  flow->gap(4);
  flow->text(state, 18, Weight::kMedium, faint);
}

// The width of what is said, with the keys at its foot.
float said_width(const Region& region, bool wide) {
  return (region.width() - 2 * kPadding) * (wide ? 0.4f : 1);
}

// In the size at which both fit, beside each other or one below the other.
void write_all(const Session& session, const Ui& ui, const Region& region, bool wide) {
  const float width = region.width() - 2 * kPadding;
  const float room = region.height() - kFoot;
  // Beside the keys there is room as well.
  const float room_beside = wide ? region.height() - kPadding / 2 : room;
  const float said = said_width(region, wide);
  const float answers = wide ? width - said - kBetween : width;
  const LessonWalk& walk = *session.classroom().walk();
  const bool shows_code =
      wide && walk.phase() == LessonWalk::Phase::kTold && walk.step().knobs.empty();
  const auto write = [&](float size, bool draws) {
    LessonFlow left(region, ui, {kPadding, kPadding, said, 0}, size, draws);
    write_said(&left, session, shows_code);
    float top = kPadding, x = kPadding;
    if (wide) {
      x += said + kBetween;
    } else {
      top = left.bottom() + 14 * size;
    }
    LessonFlow right(region, ui, {x, top, answers, 0}, size, draws);
    if (shows_code) {
      write_excerpt(&right, pane_of(session), walk.step(), room_beside);
    } else {
      write_answers(&right, session, wide);
    }
    return left.bottom() <= room && right.bottom() <= room_beside;
  };
  const auto fits = [&](float size) { return write(size, false); };
  const float* size = std::find_if(std::begin(kSizes), std::end(kSizes), fits);
  // What is too long all the same ends above the keys, or at the edge.
  region.canvas().push_clip({0, 0, region.width(), room_beside});
  write(size == std::end(kSizes) ? kSizes[std::size(kSizes) - 1] : *size, true);
  region.canvas().pop_clip();
}

}  // namespace

void draw_lesson_card(const Session& session, const Ui& ui, const Box& box, bool wide) {
  const Region region("lesson", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  c.outline({1.5f, 1.5f, region.width() - 3, region.height() - 3}, 10, c.theme().text, 3);
  const Classroom& room = session.classroom();
  if (room.travelling()) {
    const TextLook look{.size = 20, .weight = Weight::kSemiBold, .colour = c.theme().text2};
    const bool over = room.walk()->phase() == LessonWalk::Phase::kOver;
    const std::string words =
        over ? "Watch: to the end of the run."
             : fmt::format("Watch: on the way to stop {}.", room.walk()->stop() + 1);
    draw_paragraph(c, words, {kPadding, kPadding}, region.width() - 2 * kPadding, look);
  } else {
    write_all(session, ui, region, wide);
  }
  draw_key_hints(c, key_hints(session), kPadding, region.height() - kFoot / 2 - 2,
                 kPadding + said_width(region, wide) + 12);
}

}  // namespace grove
