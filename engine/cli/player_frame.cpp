// What the player shows (player.h): one frame, from top to bottom.
//
//   title · inputs                                    t = 0.270     kept in place, so that
//   counts of states                           event 148 of 312     the eye finds them
//   the tree, scrolled and folded as far as it must be
//   ─────
//   what just happened                 11 of 17 at this instant
//   the source line of it
//   what the program printed last
//   marks, scrub bar, keys
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/cli/player.h"
#include "engine/text/tree_text.h"

namespace grove {

namespace {

constexpr int kTightRows = 16;    // below, none of either
constexpr int kRoomyRows = 30;    // from here on there is more of the source and the output
constexpr int kLinesAround = 7;   // head, counts, rule, caption, marks, bar, keys
constexpr int kScrollMargin = 2;  // rows between what is followed and the tree's edge

struct KeyHelp {
  const char *keys, *ascii_keys, *meaning;
};
constexpr KeyHelp kKeys[] = {
    {"Space", "Space", "play, pause; at the end: again from the start"},
    {"← →", "Left Right", "one event back, forward"},
    {"Shift+← →", "Shift+Left Right", "previous, next spawn, cancellation, exception or exit"},
    {"Ctrl+← →", "Ctrl+Left Right", "previous, next step of the selected task, or of any"},
    {"Ctrl+Shift+← →", "Ctrl+Shift+Left Right", "previous, next instant"},
    {"Home End", "Home End", "the start, the end of what is recorded"},
    {"Tab ↑ ↓", "Tab Up Down", "select a task; the tree follows it (Esc: what happens)"},
    {"+ -", "+ -", "faster, slower"},
    {"?", "?", "these keys; Esc closes them"},
    {"q", "q", "leave"},
};

// A line with something at its right end, which stays when there is not room for all.
StyledLine with_right(const StyledLine& left, const StyledLine& right, int columns,
                      OutputLook look) {
  StyledLine line;
  const int room = columns - right.width() - 1;
  if (left.width() > room) {
    line = StyledLine(render(left, {look.utf8, false}, std::max(room, 1)));
  } else {
    line = left;
  }
  return line.pad_to(columns - right.width()).add(right);
}

// The source line that the event stands on: its own, else where its task is.
int line_of_event(const Model& model, const Event& event) {
  int line = 0;
  visit_event(event, [&line](const auto& own) {
    if constexpr (requires { own.line; }) line = own.line;
  });
  if (line > 0) return line;
  const TaskId task = task_of(event);
  if (!task || task.index() >= model.task_count()) return 0;
  const std::vector<CodePlace>& stack = model.task(task).stack;
  return stack.empty() ? 0 : stack.back().line;
}

// Which of the step events of its time the last one is, and of how many; none of one alone.
std::string within_instant(const Model& model) {
  const Record& record = model.record();
  const SimTime now = model.now();
  const auto is_step_event = [&record](std::size_t i) {
    return role_of(record.at(i).kind()) == EventRole::kStepEvent;
  };
  int before = 0;
  for (std::size_t i = model.position(); i-- > 0 && record.at(i).t == now;) {
    before += is_step_event(i);
  }
  int all = before;
  for (std::size_t i = model.position(); i < record.size() && record.at(i).t == now; ++i) {
    all += is_step_event(i);
  }
  return all < 2 ? "" : fmt::format("{} of {}", before, all);
}

}  // namespace

StyledLine Player::head(int columns, OutputLook look) const {
  const std::string& title = recording_.record().header.title;
  StyledLine left(" " + (title.empty() ? name_ : title), TextStyle::kBar);
  if (!recording_.inputs_words().empty()) {
    left.add(glyphs(look).dot, TextStyle::kBar).add(recording_.inputs_words(), TextStyle::kBar);
  }
  const StyledLine right(" t = " + format_time(model_.now()) + " ", TextStyle::kBar);
  const int room = std::max(columns - right.width(), 1);
  StyledLine line(render(left, {look.utf8, false}, room), TextStyle::kBar);
  if (line.width() < room) {
    line.add(std::string(static_cast<std::size_t>(room - line.width()), ' '), TextStyle::kBar);
  }
  return line.add(right);
}

StyledLine Player::counts(int columns, OutputLook look) const {
  const std::size_t size = recording_.record().size();
  std::string where =
      fmt::format("event {} of {}{}", model_.position(), size, recording_.growing() ? "+" : "");
  return with_right(StyledLine(" ").add(counts_line(model_)), StyledLine(where, TextStyle::kDim),
                    columns, look);
}

int Player::focus_row(const TreeRows& tree) const {
  TaskId task = selected();
  if (!task && model_.last_event()) task = task_of(recording_.record()[model_.last_event()]);
  if (!task) task = model_.running_task();
  return std::max(0, tree.row_of(model_, task));
}

void Player::add_tree(int rows, int columns, OutputLook look, std::vector<StyledLine>* lines) {
  const TreeRows tree = folded_tree(model_, rows);
  const int count = static_cast<int>(tree.rows().size());
  const int focus = focus_row(tree);
  // The window moves only as far as it must: what stays in place can be followed.
  top_row_ = std::max(std::min(top_row_, focus - kScrollMargin), focus + kScrollMargin + 1 - rows);
  top_row_ = std::clamp(top_row_, 0, std::max(0, count - rows));
  const int end = std::min(count, top_row_ + rows);
  std::vector<StyledLine> shown = tree_lines(model_, tree, top_row_, end, look, columns / 2);
  const int selected_row = selected() ? tree.row_of(model_, selected()) : -1;
  if (selected_row >= top_row_ && selected_row < end) {
    shown[static_cast<std::size_t>(selected_row - top_row_)].selected = true;
  }
  shown.resize(static_cast<std::size_t>(rows));
  for (StyledLine& line : shown) lines->push_back(std::move(line));
}

StyledLine Player::caption(int columns, OutputLook look) {
  const std::string live = followed() ? live_words() : "";
  const StyledLine edge(live, live == "live" ? TextStyle::kStrong : TextStyle::kDim);
  if (!model_.last_event()) {
    return with_right(StyledLine(" Nothing has happened yet.", TextStyle::kDim), edge, columns,
                      look);
  }
  StyledLine words(" ");
  words.add(narration_.words(model_.last_event()));
  if (!live.empty()) return with_right(words, edge, columns, look);
  const std::string which = within_instant(model_);
  // What happened matters more than how it is counted.
  for (const std::string& right : {which + " at this instant", which}) {
    if (which.empty() || words.width() + 1 + static_cast<int>(right.size()) > columns) continue;
    return with_right(words, StyledLine(right, TextStyle::kDim), columns, look);
  }
  return words;
}

void Player::add_source(int count, OutputLook look, std::vector<StyledLine>* lines) const {
  const std::vector<std::string>& program = recording_.record().header.program;
  const int total = static_cast<int>(program.size());
  const int current =
      model_.last_event() ? line_of_event(model_, recording_.record()[model_.last_event()]) : 0;
  int first = current - count / 2;
  first = std::clamp(first, 1, std::max(1, total - count + 1));
  for (int line = first; line < first + count; ++line) {
    StyledLine shown;
    if (current > 0 && line <= total) {
      const TextStyle style = line == current ? TextStyle::kStrong : TextStyle::kDim;
      shown.add(fmt::format("{:>5} {} ", line, line == current ? glyphs(look).prompt : " "), style);
      shown.add(program[static_cast<std::size_t>(line) - 1], style);
    }
    lines->push_back(std::move(shown));
  }
}

void Player::add_output(int count, OutputLook look, std::vector<StyledLine>* lines) const {
  const auto printed = model_.printed();
  const std::size_t shown = std::min(printed.size(), static_cast<std::size_t>(count));
  for (std::size_t i = printed.size() - shown; i < printed.size(); ++i) {
    const auto& event = recording_.record()[printed[i]].get<Printed>();
    StyledLine line(" prints ", TextStyle::kDim);
    line.add(glyphs(look).prompt, TextStyle::kDim).add(" ");
    lines->push_back(line.add(recording_.record().text(event.text)));
  }
  for (std::size_t i = shown; i < static_cast<std::size_t>(count); ++i) lines->emplace_back();
}

StyledLine Player::transport(OutputLook look) const {
  StyledLine line(" ");
  line.add(playing_ ? glyphs(look).play : glyphs(look).pause, TextStyle::kStrong);
  line.add(fmt::format(" {:g}/s ", pace_.stops_per_second()), TextStyle::kStrong);
  line.add(look.utf8 ? "  Space play  ←→ step  Shift+←→ interesting  +- speed  ? keys  q leave"
                     : "  Space play  Left/Right step  +- speed  ? keys  q leave",
           TextStyle::kDim);
  return line;
}

std::vector<StyledLine> Player::frame(int columns, int rows, OutputLook look) {
  const int extra = rows >= kRoomyRows ? 3 : rows >= kTightRows ? 1 : 0;
  const int tree_rows = std::max(1, rows - kLinesAround - 2 * extra);
  std::vector<StyledLine> lines;
  lines.push_back(head(columns, look));
  lines.push_back(counts(columns, look));
  if (help_) {
    for (const KeyHelp& key : kKeys) {
      lines.push_back(
          StyledLine("  ").add(look.utf8 ? key.keys : key.ascii_keys, TextStyle::kStrong));
      lines.back().pad_to(26).add(key.meaning);
    }
    lines.resize(std::size_t{2} + static_cast<std::size_t>(tree_rows));
  } else {
    add_tree(tree_rows, columns, look, &lines);
  }
  std::string rule;
  for (int i = 0; i < columns; ++i) rule += glyphs(look).rule;
  lines.emplace_back(rule, TextStyle::kDim);
  lines.push_back(caption(columns, look));
  add_source(extra, look, &lines);
  add_output(extra, look, &lines);
  ScrubBar::Lines scrub = scrub_bar_.draw(recording_.record(), model_.position(), columns, look);
  lines.push_back(std::move(scrub.marks));
  lines.push_back(std::move(scrub.bar));
  lines.push_back(transport(look));
  // A terminal too low for all shows the top.
  lines.resize(static_cast<std::size_t>(std::max(rows, 1)));
  return lines;
}

}  // namespace grove
