#include "viewer/panels/inspector_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/core/narration.h"
#include "viewer/panels/drawing/sentence.h"
#include "viewer/panels/inspector_parts.h"

namespace grove {
namespace {

constexpr float kSide = kInspectorSide, kMomentRow = 34;
// Where rows begin below the rule.
constexpr float kBelowHead = 94, kBelowMoment = 80, kFoot = 8, kMore = 24;
// A lower panel than this keeps only a name above its rows.
constexpr float kCompact = 235, kBelowCompact = 52;

std::string question_about(const Model& model, TaskId id) {
  const std::string name(label_of(model, id));
  switch (model.status(id)) {
    case TaskStatus::kAsked:
      return fmt::format("Why was {} asked to stop?", name);
    case TaskStatus::kCancelling:
      return fmt::format("Why is {} cancelling?", name);
    case TaskStatus::kCancelled:
      return fmt::format("Why was {} cancelled?", name);
    case TaskStatus::kFailed:
    case TaskStatus::kPassesOn:
      return fmt::format("Why did {} fail?", name);
    default:
      return fmt::format("How did {} come to its end?", name);
  }
}

SimTime wakes_at(const TaskFacts& task) { return task.blocked ? task.block.until : SimTime{0}; }

bool sleeps(const TaskFacts& task, const TaskFace& face) {
  return face.status == TaskStatus::kWaiting && face.glyph == Glyph::kSleep &&
         task.block.until != kNever;
}

// "waits for r00 and r01", while they are few enough to be named.
std::string waits_for(const Model& model, const TaskFacts& task) {
  std::vector<std::string_view> names;
  if (task.blocked && task.block.on == WaitKind::kNursery && task.block.nursery) {
    for (const TaskId child : model.nursery(task.block.nursery).children) {
      if (model.task(child).alive) names.push_back(label_of(model, child));
      if (names.size() > 3) break;
    }
  }
  if (names.empty() || names.size() > 3) return state_words(model, task.id, Length::kLong);
  std::string words = "waits for ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) words += i + 1 == names.size() ? " and " : ", ";
    words += names[i];
  }
  return words;
}

// One row of "this moment": what the task does, and how long it still sleeps, against the longest
// sleep that anybody asked for.
void draw_waiting_task(const Page& page, TaskId id, SimTime longest, float baseline) {
  const Canvas& c = page.region.canvas();
  const Theme& theme = c.theme();
  const Model& model = page.session.model();
  const TaskFacts& task = model.task(id);
  const TaskFace face = face_of(model, id, page.session.now());
  draw_face_disc(c, face, {kSide + 12, baseline - 6}, 12, theme.panel);
  const SimTime left = wakes_at(task) - page.session.now();
  const CancelledRound cancelled = cancelled_round(model, id);
  const bool sleeps_on = sleeps(task, face) && cancelled != CancelledRound::kReaches;
  const bool overdue = sleeps_on && left < SimTime{0};
  const bool bar_wanted = sleeps_on && !overdue;
  const char* const shielded = cancelled == CancelledRound::kKeptOut ? "shielded: " : "";
  std::string words = bar_wanted ? fmt::format("{}sleeps {} s more", shielded, short_time(left))
                      : overdue  ? "wanted to wake at " + short_time(wakes_at(task))
                      : face.status == TaskStatus::kWaiting ? waits_for(model, task)
                                                            : state_words(model, id, Length::kLong);
  const TextLook look{.size = 18};
  const float right = page.region.width() - kSide, begin = kSide + 36;
  // A name gives way to what the task does, but not beyond half of the row.
  const TextLook name{.size = 17.5f, .weight = Weight::kBold, .family = Family::kCode};
  const float names = std::max(right - begin - 14 - c.width(words, look), (right - begin) / 2);
  const float name_end =
      draw_link(page.region, page.ui, c.fitting_middle(label_of(model, id), name, names),
                command::Select{Selection::of(id)}, begin, baseline);
  const float x = std::max(name_end + 14, kSide + 104);
  const float room = right - x;
  // An address is worth more than what comes from it.
  const bool is_address = task.blocked && !address_of(model, task.block).empty();
  if (c.width(words, look) > room && (is_address || face.status == TaskStatus::kWaiting)) {
    words = state_words(model, id, Length::kShort);
  }
  const float end = c.text(x, baseline, c.fitting(words, look, room), look);
  const Box bar{page.region.width() - kSide - 224, baseline - 13, 204, 13};
  if (!bar_wanted || end + 16 > bar.x) return;
  const double share = static_cast<double>(left.ns) / static_cast<double>(longest.ns);
  const Box rest{bar.x, bar.y, std::max(3.0f, bar.w * static_cast<float>(share)), bar.h};
  c.fill(bar, 4, theme.raised);
  c.fill(rest, 4, theme.base(Hue::kBlue));
  c.outline(rest, 4, theme.outline(Hue::kBlue), 2);
}

void draw_task(const Page& page, TaskId task) {
  const Session& session = page.session;
  const Model& model = session.model();
  draw_task_head(page.region, face_of(model, task, session.now()), label_of(model, task),
                 state_sentence(model, task, session.now()));
  if (!page.compact) {
    draw_lineage(session, page.ui, page.region, task, 78);
    draw_rule(page.region, 91);
  }
  if (const EventId event = event_to_explain(model, task)) {
    draw_why(page, event, question_about(model, task));
    page.rows.skip(8);
  }
  // Where there is hardly any room, the reasons come first.
  if (page.compact) {
    if (const auto y = page.rows.next(kInspectorRow)) {
      draw_lineage(session, page.ui, page.region, task, *y);
    }
  }
  const bool asked = session.view().why_not;
  if (asked) draw_why_not(page, task);
  draw_ties(page, task);
  draw_scopes_round(page, task);
  page.rows.skip(8);
  draw_calls(page, task);
  page.rows.skip(8);
  if (!asked) draw_why_not(page, task);
}

// Glyph, title and state of what is no task.
void draw_thing_head(const Region& region, Glyph glyph, ImU32 colour, const std::string& title,
                     Family family, const char* state) {
  const Canvas& c = region.canvas();
  draw_glyph(c, glyph, {kSide + 18, 28}, 14, colour);
  const TextLook look{.size = 24, .weight = Weight::kBold, .family = family};
  const float x = c.text(64, 36, c.fitting(title, look, region.width() * 0.62f), look) + 14;
  const TextLook small{.size = 19, .weight = Weight::kSemiBold, .colour = colour};
  c.text(x, 36, c.fitting(state, small, region.width() - x - kSide), small);
}

void draw_opened_by(const Page& page, TaskId task, int32_t line, SimTime at) {
  const Canvas& c = page.region.canvas();
  const auto y = page.compact ? page.rows.next(kInspectorRow) : std::optional<float>(78);
  if (!page.compact) draw_rule(page.region, 91);
  if (!y) return;
  float end = c.text(kSide, *y, "opened by ", {.size = 17.5f});
  end = draw_link(page.region, page.ui, std::string(label_of(page.session.model(), task)),
                  command::Select{Selection::of(task)}, end, *y);
  end = c.text(end, *y, " at ", {.size = 17.5f});
  end = draw_link(page.region, page.ui, fmt::format("line {}", line), command::ShowLine{line}, end,
                  *y, Family::kWords);
  c.text(end, *y, fmt::format(", at {}", short_time(at)), {.size = 17.5f});
}

void draw_scope(const Page& page, ScopeId id) {
  const Model& model = page.session.model();
  const ScopeFacts& scope = model.scope(id);
  const char* state = !scope.open       ? (scope.caught ? "caught its cancellation" : "closed")
                      : scope.cancelled ? "cancelled"
                                        : "open";
  draw_thing_head(page.region, scope.cancelled ? Glyph::kCancelling : Glyph::kFlag,
                  page.region.canvas().theme().word(Hue::kOrange), scope_title(model, id),
                  Family::kCode, state);
  draw_opened_by(page, scope.task, scope.line, scope.opened_at);
  draw_line_of_text(page, scope.deadline == kNever
                              ? "It has no deadline."
                              : fmt::format("Its deadline is {}.", short_time(scope.deadline)));
  if (scope.shield) {
    draw_line_of_text(page, "It is shielded: what is cancelled outside does not reach in.");
  }
  if (scope.cancelled_by) draw_why(page, scope.cancelled_by, "Why was it cancelled?");
}

void draw_nursery(const Page& page, NurseryId id) {
  const Model& model = page.session.model();
  const NurseryFacts& nursery = model.nursery(id);
  const Theme& theme = page.region.canvas().theme();
  const char* state = nursery.phase == NurseryPhase::kOpen      ? "its body still runs"
                      : nursery.phase == NurseryPhase::kClosing ? "waits for its children"
                                                                : "closed";
  draw_thing_head(page.region, Glyph::kNursery, theme.text2,
                  fmt::format("{}’s nursery", label_of(model, nursery.task)), Family::kWords,
                  state);
  draw_opened_by(page, nursery.task, nursery.line, page.session.record()[nursery.opened].t);
  draw_line_of_text(page, fmt::format("{} of {} children {} alive.", nursery.alive,
                                      nursery.children.size(), nursery.alive == 1 ? "is" : "are"));
  const EventId cancelled = nursery.scope ? model.scope(nursery.scope).cancelled_by : EventId{};
  if (cancelled) draw_why(page, cancelled, "Why was it cancelled?");
}

void draw_event(const Page& page, EventId event) {
  const Canvas& c = page.region.canvas();
  const Event& e = page.session.record()[event];
  c.text(kSide, 34, fmt::format("Event {}", event.value), {.size = 24, .weight = Weight::kBold});
  c.text(page.region.width() - kSide, 34, fmt::format("at {}", short_time(e.t)),
         {.size = 19, .colour = c.theme().text2, .align = Align::kRight});
  if (!page.compact) draw_rule(page.region, 91);
  const auto y = page.compact ? page.rows.next(kInspectorRow) : std::optional<float>(70);
  if (y) {
    draw_sentence(c, page.ui, 999, sentence_of(page.session, event), kSide, *y,
                  page.region.width() - kSide, {.size = 17.5f, .underlined = true});
  }
  draw_why(page, event, "Why did it happen?");
}

constexpr float kPrintHeight = 32, kLeastForPrint = 200;

// What the program printed last, whatever is selected.
void draw_last_print(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const EventId event = session.model().printed().back();
  const auto& printed = session.record()[event].get<Printed>();
  const Box box{kSide - 6, region.height() - kFoot - kPrintHeight, region.width() - 2 * kSide + 12,
                kPrintHeight};
  const float baseline = box.middle_y() + 5.8f;
  c.fill(box, 8, c.theme().raised);
  const TextLook small{.size = 15.5f, .weight = Weight::kSemiBold, .colour = c.theme().text2};
  TextLook last = small;
  last.align = Align::kRight;
  const std::string when = short_time(session.record()[event].t);
  std::string who = printed.task
                        ? fmt::format("{} at {}", label_of(session.model(), printed.task), when)
                        : "at " + when;
  const float x = c.text(box.x + 10, baseline, "printed last", small) + 14;
  const TextLook look{.size = 17, .weight = Weight::kSemiBold, .family = Family::kCode};
  std::string text(session.record().text(printed.text));
  text = text.substr(0, text.find('\n'));
  float room = box.right() - 10 - x - c.width(who, last) - 12;
  // What was printed counts for more than who did.
  if (c.width(text, look) > room) {
    who = "at " + when;
    room = box.right() - 10 - x - c.width(who, last) - 12;
  }
  c.text(x, baseline, c.fitting(text, look, room), look);
  c.text(box.right() - 10, baseline, who, last);
  if (region.press("printed last", box).clicked) ui.send(command::ShowTab{BottomTab::kOutput});
}

}  // namespace

void InspectorPanel::draw(const Session& session, const Ui& ui, const Box& box) {
  const Region region("inspector", box, ui, ui.style.theme.panel);
  const Selection& selection = session.selection();
  if (scrolled_ != selection) {
    scrolled_ = selection;
    scroll_ = 0;
    below_ = 0;
  }
  const bool orders = session.hand().held().has_value();
  const bool nothing = !orders && selection.kind == Selection::Kind::kNothing;
  const bool compact = region.height() < kCompact;
  const float top = compact ? kBelowCompact : nothing ? kBelowMoment : kBelowHead;
  const bool prints =
      !orders && region.height() >= kLeastForPrint && !session.model().printed().empty();
  if (prints) draw_last_print(session, ui, region);
  const float bottom = region.height() - kFoot - (prints ? kPrintHeight + 4 : 0);
  // The last row says what is hidden below it.
  const float more = below_ > 0 && bottom - top > 2 * kInspectorRow - 4 ? kMore : 0;
  Rows rows(top, bottom - more, scroll_);
  const Page page{session, ui, region, rows, compact};
  if (orders) {
    draw_what_would_change(page);
  } else if (selection.task()) {
    draw_task(page, selection.task());
  } else if (selection.scope()) {
    draw_scope(page, selection.scope());
  } else if (selection.nursery()) {
    draw_nursery(page, selection.nursery());
  } else if (selection.event()) {
    draw_event(page, selection.event());
  } else {
    draw_moment(page);
  }
  scroll_ = rows.finish(region, scroll_);
  below_ = rows.below();
  if (more > 0 && below_ > 0) draw_more(ui, region, bottom - more, bottom - more - top);
}

void InspectorPanel::draw_more(const Ui& ui, const Region& region, float y, float page) {
  const Canvas& c = region.canvas();
  const Box box{8, y + 1, region.width() - 22, kMore};
  const Press press = region.press("more rows", box);
  hint(ui, "The wheel scrolls, too");
  c.fill(box, 6, press.hovered ? c.theme().highlight : c.theme().raised);
  const std::string words = fmt::format("{} more below", below_);
  const TextLook look{.size = 16, .weight = Weight::kSemiBold, .align = Align::kMiddle};
  c.text(box.middle_x(), box.middle_y() + 5.6f, words, look);
  const float x = box.middle_x() + c.width(words, look) / 2 + 16, middle = box.middle_y();
  const Point arrow[] = {{x - 5, middle - 2.5f}, {x, middle + 3}, {x + 5, middle - 2.5f}};
  c.path(arrow, c.theme().text, 2.5f);
  if (press.clicked) scroll_ += std::floor(page / kInspectorRow) * kInspectorRow;
}

void InspectorPanel::list_alive(const Session& session) {
  if (record_ == &session.record() && position_ == session.model().position()) return;
  record_ = &session.record();
  position_ = session.model().position();
  const Model& model = session.model();
  alive_.clear();
  longest_ = SimTime{1};
  // From the youngest to the oldest, so that among those who wait for others each stands above who
  // waits for it.
  for (std::size_t i = model.task_count(); i-- > 0;) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (!task.alive) continue;
    alive_.push_back(task.id);
    if (task.blocked && task.block.until != kNever) {
      longest_ = std::max(longest_, task.block.until - task.block.since);
    }
  }
  std::stable_sort(alive_.begin(), alive_.end(), [&](TaskId a, TaskId b) {
    return wakes_at(model.task(a)) < wakes_at(model.task(b));
  });
}

void InspectorPanel::draw_moment(const Page& page) {
  const Canvas& c = page.region.canvas();
  c.text(kSide, 34, "This moment", {.size = 24, .weight = Weight::kBold});
  if (!page.compact) {
    const TextLook look{.size = 17.5f, .colour = c.theme().text2};
    c.text(kSide, 62,
           c.fitting("Nothing is selected. Click a task to ask it why.", look,
                     page.region.width() - 2 * kSide),
           look);
    draw_rule(page.region, 77);
  }
  list_alive(page.session);
  if (alive_.empty()) {
    const bool begun = page.session.model().task_count() > 0;
    draw_line_of_text(page, begun ? "Every task is over." : "No task has begun yet.");
  }
  for (const TaskId task : alive_) {
    const auto y = page.rows.next(kMomentRow);
    if (y) draw_waiting_task(page, task, longest_, *y);
  }
}

}  // namespace grove
