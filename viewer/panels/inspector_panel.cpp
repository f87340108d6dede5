#include "viewer/panels/inspector_panel.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/core/narration.h"
#include "viewer/core/words.h"
#include "viewer/panels/caption.h"
#include "viewer/panels/sentence.h"
#include "viewer/panels/task_face.h"

namespace grove {
namespace {

constexpr float kSide = 16, kRow = 29.5f, kMomentRow = 34;
constexpr float kHeadHeight = 56;

TextLook title_look() { return {.size = 24, .weight = Weight::kBold, .family = Family::kCode}; }

TextLook section_look() { return {.size = 17.5f, .weight = Weight::kBold}; }

void draw_rule(const Region& region, float y) {
  region.canvas().line({kSide, y}, {region.width() - kSide, y}, region.canvas().theme().line, 2);
}

// A name that selects what it names. Returns where it ends.
template <class Target>
float draw_link(const Region& region, const Ui& ui, const std::string& words, Target target,
                float x, float baseline, Family family = Family::kCode) {
  const Canvas& c = region.canvas();
  const TextLook look{.size = 17.5f,
                      .weight = Weight::kBold,
                      .family = family,
                      .colour = c.theme().link,
                      .underlined = true};
  const float end = c.text(x, baseline, words, look);
  ImGui::PushID(static_cast<int>(baseline));
  const Press press = region.press(words.c_str(), {x, baseline - 17, end - x, 24});
  ImGui::PopID();
  if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (press.clicked) ui.send(command::Select{Selection::of(target)});
  return end;
}

// A big badge, a name and what it does.
void draw_head(const Region& region, const TaskFace& face, std::string_view name,
               const std::string& words) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  const Box badge{kSide, 10, 36, 36};
  c.fill(badge, 8, look.hollow ? theme.panel : theme.base(look.hue));
  c.outline(badge, 8, theme.outline(look.hue), 3);
  draw_glyph(c, face.glyph, {badge.middle_x(), badge.middle_y()}, 9.5f,
             glyph_colour(theme, look.hue, look.hollow), face.left);
  const float x = c.text(64, 36, name, title_look()) + 14;
  const TextLook state{.size = 19, .weight = Weight::kSemiBold, .colour = theme.word(look.hue)};
  c.text(x, 36, c.fitting(words, state, region.width() - x - kSide), state);
}

void draw_lineage(const Session& session, const Ui& ui, const Region& region, TaskId task,
                  float baseline) {
  const Canvas& c = region.canvas();
  const Model& model = session.model();
  std::vector<TaskId> line;
  for (TaskId at = task; at; at = model.task(at).parent) line.push_back(at);
  std::reverse(line.begin(), line.end());
  float x = kSide;
  // A long line of ancestors keeps its two ends.
  for (std::size_t i = 0; i < line.size() && x < region.width() - 120; ++i) {
    if (line.size() > 6 && i == 2) {
      x = c.text(x, baseline, "…  ", {.size = 17.5f, .colour = c.theme().text2});
      i = line.size() - 3;
    }
    x = draw_link(region, ui, std::string(label_of(model, line[i])), line[i], x, baseline) + 7;
    if (i > 0 && model.task(line[i]).spawn_line > 0) {
      x = c.text(x, baseline, fmt::format("line {}", model.task(line[i]).spawn_line),
                 {.size = 16, .colour = c.theme().text2}) +
          8;
    }
    if (i + 1 == line.size()) break;
    const Point arrow[] = {{x + 2, baseline - 11}, {x + 8, baseline - 5.5f}, {x + 2, baseline}};
    c.path(arrow, c.theme().text2, 2.5f);
    x += 18;
  }
}

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

// One line of "this moment": what the task does, and how long it still sleeps, against the longest.
void draw_waiting_task(const Session& session, const Ui& ui, const Region& region, TaskId task,
                       SimTime longest, float baseline) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Model& model = session.model();
  const TaskFace face = face_of(model, task, session.now());
  draw_face_disc(c, face, {kSide + 12, baseline - 6}, 12, theme.panel);
  const float name_end =
      draw_link(region, ui, std::string(label_of(model, task)), task, kSide + 36, baseline);
  const SimTime left = wakes_at(model.task(task)) - session.now();
  const bool sleeps = face.status == TaskStatus::kWaiting && face.glyph == Glyph::kSleep &&
                      model.task(task).block.until != kNever;
  const std::string words = sleeps ? fmt::format("sleeps {} s more", short_time(left))
                                   : state_words(model, task, Length::kLong);
  const float x = std::max(name_end + 14, kSide + 104);
  const float end = c.text(x, baseline, words, {.size = 18});
  const Box bar{region.width() - kSide - 204, baseline - 13, 204, 13};
  if (!sleeps || end + 16 > bar.x) return;
  const double share = static_cast<double>(left.ns) / static_cast<double>(longest.ns);
  const Box rest{bar.x, bar.y, std::max(3.0f, bar.w * static_cast<float>(share)), bar.h};
  c.fill(bar, 4, theme.raised);
  c.fill(rest, 4, theme.base(Hue::kBlue));
  c.outline(rest, 4, theme.outline(Hue::kBlue), 2);
}

}  // namespace

void InspectorPanel::draw(const Session& session, const Ui& ui, const Box& box) {
  const Region region("inspector", box, ui, ui.style.theme.panel);
  const Selection& selection = session.selection();
  if (scrolled_ != selection) {
    scrolled_ = selection;
    scroll_ = 0;
  }
  if (region.hovered()) scroll_ = std::max(0.0f, scroll_ - ImGui::GetIO().MouseWheel * kRow);
  if (selection.task()) return draw_task(session, ui, region, selection.task());
  if (selection.scope()) return draw_scope(session, ui, region, selection.scope());
  if (selection.nursery()) return draw_nursery(session, ui, region, selection.nursery());
  draw_moment(session, ui, region);
}

void InspectorPanel::list_alive(const Session& session) {
  if (record_ == &session.record() && position_ == session.model().position()) return;
  record_ = &session.record();
  position_ = session.model().position();
  const Model& model = session.model();
  alive_.clear();
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    if (model.task(task).alive) alive_.push_back(task);
  }
  std::stable_sort(alive_.begin(), alive_.end(), [&](TaskId a, TaskId b) {
    return wakes_at(model.task(a)) < wakes_at(model.task(b));
  });
}

void InspectorPanel::draw_moment(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const Model& model = session.model();
  c.text(kSide, 34, "This moment", {.size = 24, .weight = Weight::kBold});
  c.text(kSide, 62, "Nothing is selected. Click a task to ask it why.",
         {.size = 17.5f, .colour = c.theme().text2});
  draw_rule(region, 77);
  list_alive(session);
  SimTime longest{1};
  for (auto task = alive_.rbegin(); task != alive_.rend() && longest.ns == 1; ++task) {
    const SimTime wakes = wakes_at(model.task(*task));
    if (wakes != kNever) longest = std::max(longest, wakes - session.now());
  }
  const float room = region.height() - 84;
  scroll_ =
      std::min(scroll_, std::max(0.0f, static_cast<float>(alive_.size()) * kMomentRow - room));
  c.push_clip({0, 79, region.width(), region.height() - 79});
  for (auto i = static_cast<std::size_t>(scroll_ / kMomentRow); i < alive_.size(); ++i) {
    const float baseline = 106 - scroll_ + static_cast<float>(i) * kMomentRow;
    if (baseline > region.height() + kMomentRow) break;
    draw_waiting_task(session, ui, region, alive_[i], longest, baseline);
  }
  c.pop_clip();
}

void InspectorPanel::draw_task(const Session& session, const Ui& ui, const Region& region,
                               TaskId task) {
  const Model& model = session.model();
  draw_head(region, face_of(model, task, session.now()), label_of(model, task),
            state_sentence(model, task));
  draw_lineage(session, ui, region, task, 78);
  draw_rule(region, 91);
  const Canvas& c = region.canvas();
  c.push_clip({0, 93, region.width(), region.height() - 93});
  float y = 116 - scroll_;
  if (const EventId event = event_to_explain(model, task)) {
    y = draw_why(session, ui, region, event, question_about(model, task), y);
  }
  y = draw_scopes_round(session, ui, region, task, y);
  c.pop_clip();
  const float below = y + scroll_ - region.height();
  scroll_ = std::min(scroll_, std::max(0.0f, below));
}

float InspectorPanel::draw_why(const Session& session, const Ui& ui, const Region& region,
                               EventId event, const std::string& question, float y) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.text(kSide, y, question, section_look());
  const std::vector<EventId> chain = reasons(session.recording().names(), event);
  const float first = y + 27;
  // The rail goes behind all discs.
  const auto steps = static_cast<float>(chain.size() - 1);
  c.line({kSide + 12, first - 6}, {kSide + 12, first - 6 + steps * kRow}, theme.wire, 3);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const float baseline = first + static_cast<float>(i) * kRow;
    if (baseline > region.height() + kRow) break;
    const EventMark mark = mark_of(session.record()[chain[i]]);
    const Point disc{kSide + 12, baseline - 6};
    c.disc(disc, 11.5f, theme.base(mark.hue));
    c.circle(disc, 11.5f, theme.outline(mark.hue), 2.5f);
    draw_glyph(c, mark.glyph, disc, 5.8f, glyph_colour(theme, mark.hue, false));
    float x = kSide + 36;
    if (i > 0) x = c.text(x, baseline, "because ", {.size = 17.5f});
    draw_sentence(c, ui, static_cast<int>(1000 + i), sentence_of(session, chain[i]), x, baseline,
                  region.width() - 60, {.size = 17.5f, .underlined = true});
    // The number leads there.
    const Point number{region.width() - 30, baseline - 6};
    ImGui::PushID(static_cast<int>(i));
    const Press press = region.press("why", {number.x - 13, number.y - 13, 26, 26});
    ImGui::PopID();
    c.disc(number, 13, press.hovered ? theme.text2 : theme.text);
    c.text(number.x, number.y + 5.8f, std::to_string(i + 1),
           {.size = 16,
            .weight = Weight::kExtraBold,
            .colour = theme.canvas,
            .align = Align::kMiddle});
    if (press.clicked) ui.send(command::Seek{chain[i].index() + 1});
  }
  return first + static_cast<float>(chain.size()) * kRow + 10;
}

float InspectorPanel::draw_scopes_round(const Session& session, const Ui& ui, const Region& region,
                                        TaskId task, float y) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const Model& model = session.model();
  std::vector<ScopeId> scopes;
  for (ScopeId at = model.current_scope(task); at; at = model.scope(at).parent) {
    scopes.push_back(at);
  }
  if (scopes.empty() || !model.task(task).alive) return y;
  c.text(kSide, y, fmt::format("Scopes round {}, nearest first", label_of(model, task)),
         section_look());
  y += 29;
  const SimTime in_force = model.effective_deadline(scopes.front());
  for (const ScopeId id : scopes) {
    const ScopeFacts& scope = model.scope(id);
    const bool nursery = static_cast<bool>(scope.nursery);
    const bool holds = scope.deadline != kNever && scope.deadline == in_force;
    if (holds) c.fill({8, y - 20, region.width() - 16, kRow}, 6, theme.highlight);
    draw_glyph(c,
               scope.cancelled ? Glyph::kCancelling
               : nursery       ? Glyph::kNursery
                               : Glyph::kFlag,
               {kSide + 12, y - 6}, 8.5f,
               nursery && !scope.cancelled ? theme.text2 : theme.word(Hue::kOrange));
    const std::string name =
        nursery ? fmt::format("{}’s nursery", label_of(model, scope.task)) : scope_title(model, id);
    const Family family = nursery ? Family::kWords : Family::kCode;
    if (nursery) {
      draw_link(region, ui, name, scope.nursery, kSide + 36, y, family);
    } else {
      draw_link(region, ui, name, id, kSide + 36, y, family);
    }
    c.text(kSide + 300, y, fmt::format("line {}", scope.line), {.size = 17, .colour = theme.text2});
    std::string words = scope.cancelled ? "cancelled" : "no deadline";
    if (!scope.cancelled && scope.deadline != kNever) {
      words = fmt::format("deadline {}{}", short_time(scope.deadline), holds ? ", in force" : "");
    }
    c.text(region.width() - 20, y, words,
           {.size = 17,
            .weight = holds ? Weight::kBold : Weight::kMedium,
            .colour = holds ? theme.text : theme.text2,
            .align = Align::kRight});
    y += kRow;
  }
  return y;
}

void InspectorPanel::draw_scope(const Session& session, const Ui& ui, const Region& region,
                                ScopeId id) {
  const Model& model = session.model();
  const ScopeFacts& scope = model.scope(id);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  draw_glyph(c, scope.cancelled ? Glyph::kCancelling : Glyph::kFlag, {kSide + 18, 28}, 14,
             theme.word(Hue::kOrange));
  const float x = c.text(64, 36, scope_title(model, id), title_look()) + 14;
  const char* state = !scope.open       ? (scope.caught ? "caught its cancellation" : "closed")
                      : scope.cancelled ? "cancelled"
                                        : "open";
  c.text(x, 36, state,
         {.size = 19, .weight = Weight::kSemiBold, .colour = theme.word(Hue::kOrange)});
  float end = c.text(kSide, 78, "opened by ", {.size = 17.5f});
  end = draw_link(region, ui, std::string(label_of(model, scope.task)), scope.task, end, 78);
  c.text(end + 6, 78, fmt::format("at line {}, at {}", scope.line, short_time(scope.opened_at)),
         {.size = 17.5f});
  draw_rule(region, 91);
  float y = 118;
  std::string deadline = "It has no deadline.";
  if (scope.deadline != kNever) {
    deadline = fmt::format("Its deadline is {}.", short_time(scope.deadline));
  }
  c.text(kSide, y, deadline, {.size = 17.5f});
  y += kRow;
  if (scope.shield) {
    c.text(kSide, y, "It is shielded: what is cancelled outside does not reach in.",
           {.size = 17.5f});
    y += kRow;
  }
  if (scope.cancelled_by) {
    draw_why(session, ui, region, scope.cancelled_by, "Why was it cancelled?", y + 6);
  }
}

void InspectorPanel::draw_nursery(const Session& session, const Ui& ui, const Region& region,
                                  NurseryId id) {
  const Model& model = session.model();
  const NurseryFacts& nursery = model.nursery(id);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  draw_glyph(c, Glyph::kNursery, {kSide + 18, 28}, 14, theme.text);
  float x = c.text(64, 36, label_of(model, nursery.task), title_look());
  x = c.text(x, 36, "’s nursery", {.size = 22, .weight = Weight::kBold}) + 14;
  const char* state = nursery.phase == NurseryPhase::kOpen      ? "its body still runs"
                      : nursery.phase == NurseryPhase::kClosing ? "waits for its children"
                                                                : "closed";
  c.text(x, 36, state, {.size = 19, .weight = Weight::kSemiBold, .colour = theme.text2});
  float end = c.text(
      kSide, 78,
      fmt::format("{} of {} children alive; opened by ", nursery.alive, nursery.children.size()),
      {.size = 17.5f});
  end = draw_link(region, ui, std::string(label_of(model, nursery.task)), nursery.task, end, 78);
  c.text(end + 6, 78, fmt::format("at line {}", nursery.line), {.size = 17.5f});
  draw_rule(region, 91);
  if (nursery.scope && model.scope(nursery.scope).cancelled_by) {
    draw_why(session, ui, region, model.scope(nursery.scope).cancelled_by, "Why was it cancelled?",
             116 - scroll_);
  }
}

}  // namespace grove
