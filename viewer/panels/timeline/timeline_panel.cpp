#include "viewer/panels/timeline/timeline_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/picture/words.h"
#include "viewer/panels/timeline/timeline_axis.h"
#include "viewer/panels/timeline/timeline_lanes.h"
#include "viewer/panels/timeline/timeline_order.h"
#include "viewer/panels/timeline/timeline_scopes.h"
#include "viewer/panels/timeline/timeline_things.h"

namespace grove {
namespace {

constexpr float kAxisHeight = 32, kRightRoom = 34;
// Lanes are of the usual height until the timeline is made larger than it usually is.
constexpr float kLeastLane = 21, kUsualLane = 28, kMostLane = 66, kUsualRoom = 172;
// Of a row of scopes, and its share of a lane's height where lanes are higher.
constexpr float kScopeRow = 17, kScopeShare = 0.68f;
// Names of scopes are long, and begin with what tells most: a share of the width.
constexpr float kMostForScopes = 0.34f;
constexpr float kBandStep = 34, kWidestBand = 0.3f;
constexpr double kNotch = 1.2;
// A shorter drag is a click that slipped.
constexpr float kLeastRange = 6;

// A click or a drag goes to the time, within the band to the step event, that stands there.
void seek_at(const Ui& ui, const TimelineChart& chart, float x) {
  const TimeAxis& axis = chart.axis;
  if (!axis.has_band() || x < axis.band_left() || x >= axis.band_right()) {
    return ui.send(command::SeekTime{axis.time_at(x)});
  }
  const auto& index = chart.session.recording().index();
  const std::size_t position = index.position_of_rank(axis.rank_at(x));
  if (position != chart.session.model().position()) ui.send(command::Seek{position});
}

// The uppermost row to be seen with which row `last` is seen whole.
template <class Heights>
std::size_t first_with_last(const std::vector<TimelineRow>& rows, std::size_t last,
                            const Heights& heights) {
  std::size_t first = last;
  float height = heights.of(rows[last]);
  while (first > 0 && height + heights.of(rows[first - 1]) <= heights.room) {
    height += heights.of(rows[--first]);
  }
  return first;
}

// Without rows; `names`: the width of what stands before the axis.
TimelineChart chart_of(const Session& session, const Box& box, float names) {
  const TimeRange times = shown_times(session);
  return {.session = session,
          .times = times,
          .axis = TimeAxis(session, times, open_instant(session), box.x + names,
                           box.right() - kRightRoom, kBandStep, kWidestBand),
          .box = box,
          .names = names,
          .rows = {}};
}

}  // namespace

TimelineChart TimelinePanel::lay_out(const Session& session, const Canvas& c, const Box& box) {
  const Lanes& lanes = session.recording().lanes();
  const std::vector<TimelineRow>& rows = lanes.rows();
  const float names =
      std::max(lane_names_width(c, session), scope_names_width(c, lanes, box.w * kMostForScopes));
  const float top = box.y + kAxisHeight, room = box.bottom() - top - 4;
  const float most = std::clamp(kUsualLane * room / kUsualRoom, kUsualLane, kMostLane);
  const auto tasks = static_cast<float>(lanes.count());
  const auto scopes = static_cast<float>(rows.size() - lanes.count());
  float fits = room / (tasks + kScopeShare * scopes);
  if (fits * kScopeShare < kScopeRow) fits = (room - kScopeRow * scopes) / tasks;
  const float lane = std::clamp(fits, kLeastLane, most);
  const Heights heights{lane, std::max(kScopeRow, lane * kScopeShare), room + 0.1f};
  follow(session, heights);
  follow_selection(session, heights);
  const auto last_first = static_cast<float>(first_with_last(rows, rows.size() - 1, heights));
  first_row_ = std::clamp(first_row_, 0.0f, last_first);
  const auto first = static_cast<std::size_t>(first_row_);
  TimelineChart chart = chart_of(session, {box.x, top, box.w, 0}, names);
  chart.first = first;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const float height = heights.of(rows[i]);
    if (i > first && chart.box.h + height > heights.room) break;
    chart.rows.push_back({rows[i], chart.box.bottom() + height / 2, height});
    chart.box.h += height;
  }
  return chart;
}

// Keeps the lane of what happens in sight, unless the person scrolled and nothing happened since.
void TimelinePanel::follow(const Session& session, const Heights& heights) {
  if (record_ == &session.record() && position_ == session.model().position()) return;
  record_ = &session.record();
  position_ = session.model().position();
  next_deadline_ = next_deadline(session.model());
  const EventId event = session.shown_event();
  const TaskId task = event ? task_of(session.record()[event]) : TaskId{};
  if (task) show_row(session.recording().lanes(), {task}, heights);
}

// What is newly selected is shown, wherever it was selected.
void TimelinePanel::follow_selection(const Session& session, const Heights& heights) {
  const Selection& selection = session.selection();
  if (selection == selected_) return;
  selected_ = selection;
  const Lanes& lanes = session.recording().lanes();
  if (const TaskId task = selection.task()) show_row(lanes, {task}, heights);
  if (const ScopeId scope = selection.scope()) show_row(lanes, lanes.row_of(scope), heights);
}

void TimelinePanel::show_row(const Lanes& lanes, const TimelineRow& row, const Heights& heights) {
  const std::vector<TimelineRow>& rows = lanes.rows();
  const auto index =
      static_cast<std::size_t>(std::find(rows.begin(), rows.end(), row) - rows.begin());
  if (index == rows.size()) return;
  const auto least = static_cast<float>(first_with_last(rows, index, heights));
  first_row_ = std::clamp(first_row_, least, static_cast<float>(index));
}

// How much of the lanes is in sight, at the right edge.
void TimelinePanel::draw_bar(const Canvas& c, const TimelineChart& chart, std::size_t all,
                             std::size_t in_sight) const {
  const auto count = static_cast<float>(all), visible = static_cast<float>(in_sight);
  if (visible >= count) return;
  const float length = std::max(18.0f, chart.box.h * visible / count);
  const float y =
      chart.box.y + (chart.box.h - length) * std::min(1.0f, first_row_ / (count - visible));
  c.fill({chart.box.right() - 5, y, 5, length}, 2.5f, c.theme().wire);
}

float TimelinePanel::draw(const Session& session, const Ui& ui, const Region& region,
                          const Box& box, float tabs) {
  const Canvas& c = region.canvas();
  signs_.clear();
  if (session.recording().lanes().count() == 0) {
    return draw_callbacks(session, ui, region, box, tabs);
  }
  TimelineChart chart = lay_out(session, c, box);
  chart.tabs = tabs;
  DeadlineFlag flag = flag_of(c, chart, next_deadline_);
  handle_mouse(ui, region, chart);
  drag_flag(ui, region, chart, &flag);
  const float label = draw_axis(c, chart, flag);
  for (std::size_t i = chart.first % 2; i < chart.rows.size(); i += 2) {
    c.fill(chart.rows[i].across(chart.box), 0, with_alpha(c.theme().text, 0.035f));
  }
  c.push_clip({box.x + chart.names - 8, box.y - 4, box.w - chart.names + 8, box.h + 8});
  draw_rows(c, chart, flag);
  draw_departure(c, chart);
  draw_scope_bracket(c, chart, flag);
  draw_present(c, chart);
  draw_range(c, chart);
  c.pop_clip();
  const float order = draw_new_order(c, chart);
  draw_lane_names(c, chart);
  for (const LaneRow& row : chart.rows) {
    if (!row.of.of_task()) draw_scope_name(c, chart, row);
  }
  draw_bar(c, chart, chart.lanes().rows().size(), chart.rows.size());
  signs_ = signs_in_sight(chart);
  return std::max(label, order);
}

// As many as there is room for, the one that was planned last among them.
CallRows TimelinePanel::lay_out_calls(const Session& session, float room) {
  CallRows rows{.calls = callbacks_at(session.recording().lanes().end())};
  const std::size_t all = rows.calls.size();
  if (all == 0) return rows;
  rows.height = std::clamp(room / static_cast<float>(all), kLeastLane, kUsualLane);
  rows.count = std::min(all, static_cast<std::size_t>(std::max(1.0f, room / rows.height)));
  auto least = 0.0f, most = static_cast<float>(all - rows.count);
  if (record_ != &session.record() || position_ != session.model().position()) {
    record_ = &session.record();
    position_ = session.model().position();
    const auto planned = static_cast<float>(callbacks_at(session.model()).size());
    least = std::max(0.0f, planned - static_cast<float>(rows.count));
    most = std::clamp(planned - 1, 0.0f, most);
  }
  first_row_ = std::clamp(first_row_, std::min(least, most), most);
  rows.first = static_cast<std::size_t>(first_row_);
  return rows;
}

float TimelinePanel::draw_callbacks(const Session& session, const Ui& ui, const Region& region,
                                    const Box& box, float tabs) {
  const Canvas& c = region.canvas();
  const float top = box.y + kAxisHeight;
  const CallRows rows = lay_out_calls(session, box.bottom() - top - 4);
  if (rows.count == 0) return 0;
  const float names = call_names_width(c, rows.calls);
  TimelineChart chart = chart_of(session, {box.x, top, box.w, 0}, names);
  chart.box.h = rows.height * static_cast<float>(rows.count);
  chart.tabs = tabs;
  handle_mouse(ui, region, chart);
  const float label = draw_axis(c, chart, {});
  c.push_clip({box.x + names - 8, box.y - 4, box.w - names + 8, box.h + 8});
  draw_calls(c, chart, rows);
  draw_veil(c, chart);
  draw_present(c, chart);
  draw_range(c, chart);
  c.pop_clip();
  draw_call_names(c, chart, rows);
  draw_bar(c, chart, rows.calls.size(), rows.count);
  return label;
}

// What is recorded lies below the veil; what is asked for now, above it.
void TimelinePanel::draw_rows(const Canvas& c, const TimelineChart& chart,
                              const DeadlineFlag& flag) const {
  for (const LaneRow& row : chart.rows) {
    if (row.of.of_task()) draw_birth(c, chart, row);
  }
  for (const LaneRow& row : chart.rows) {
    row.of.of_task() ? draw_lane(c, chart, row) : draw_scopes_that_were(c, chart, row);
  }
  draw_holdings(c, chart);
  draw_handovers(c, chart);
  draw_causes(c, chart);
  draw_veil(c, chart);
  draw_handover_now(c, chart);
  draw_flag(c, chart, flag);
  for (const LaneRow& row : chart.rows) {
    row.of.of_task() ? draw_request(c, chart, row) : draw_open_scope(c, chart, row);
  }
}

// A deadline is moved by its flag: it lands where the flag is let go of.
void TimelinePanel::drag_flag(const Ui& ui, const Region& region, const TimelineChart& chart,
                              DeadlineFlag* flag) {
  if (!flag->scope || chart.session.recording().scenario() == nullptr) return;
  const Press press = region.press("deadline flag", {flag->x - 5, chart.box.y - 33, 38, 30});
  if (press.hovered || press.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!press.held) hint(ui, "Drag it to give the scope another deadline");
  const bool dragged = ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3);
  if (press.held && dragged) {
    flag_at_ = std::max(chart.axis.time_at(region.canvas().unit(ImGui::GetIO().MousePos).x),
                        chart.session.now());
    // To the hundredth: a hand is no finer.
    flag_at_->ns = (flag_at_->ns + 5'000'000) / 10'000'000 * 10'000'000;
    const float shift = chart.axis.at(*flag_at_) - flag->x;
    flag->x += shift, flag->left += shift, flag->right += shift;
    flag->words = short_time(*flag_at_);
  } else if (!press.held && flag_at_) {
    ui.send(command::SetDeadline{flag->scope, *flag_at_});
    flag_at_.reset();
  }
}

void TimelinePanel::press_names(const Ui& ui, const Region& region, const TimelineChart& chart) {
  for (const LaneRow& row : chart.rows) {
    const TaskId task = row.of.task;
    Box box = row.across(chart.box);
    box.w = chart.names - 8;
    ImGui::PushID(task.value);
    ImGui::PushID(row.of.scopes);
    if (row.of.of_task()) {
      const std::string label = fmt::format(
          "lane {}",
          chart.session.record().text(chart.session.recording().names().task(task).label));
      const Press name = region.press(label.c_str(), box);
      if (name.clicked && chart.exists(task)) ui.send(command::Select{Selection::of(task)});
    } else {
      const ScopeLane now = scope_lane(chart.lanes(), chart.session.model(), row.of);
      const std::string label =
          fmt::format("lane {}", scope_title(chart.lanes().end(), now.step.scope));
      const Press name = region.press(label.c_str(), box);
      if (name.clicked && now.exists) ui.send(command::Select{Selection::of(now.step.scope)});
    }
    ImGui::PopID();
    ImGui::PopID();
  }
}

void TimelinePanel::handle_mouse(const Ui& ui, const Region& region, const TimelineChart& chart) {
  const ImGuiIO& io = ImGui::GetIO();
  const Point mouse = region.canvas().unit(io.MousePos);
  press_names(ui, region, chart);
  const Box field{chart.axis.left() - 8, chart.box.y - kAxisHeight,
                  chart.box.right() - chart.axis.left() + 8, chart.box.h + kAxisHeight};
  ImGui::SetNextItemAllowOverlap();
  const Press press = region.press("times", field);
  if (press.held && io.KeyShift && !range_from_ && ImGui::IsItemActivated()) range_from_ = mouse.x;
  if (range_from_) {
    range_to_ = mouse.x;
    const float left = std::min(*range_from_, range_to_), right = std::max(*range_from_, range_to_);
    if (press.held) return;
    range_from_.reset();
    if (right - left > kLeastRange) {
      ui.send(command::ShowTimes{chart.axis.time_at(left), chart.axis.time_at(right)});
    }
    return;
  }
  if (press.held) seek_at(ui, chart, mouse.x);
  if (io.MouseWheel == 0 || !region.hovered()) return;
  if (!press.hovered) {
    first_row_ = std::max(0.0f, first_row_ - io.MouseWheel * 3);
  } else if (io.KeyShift) {
    ui.send(command::PanTimes{-0.1 * static_cast<double>(io.MouseWheel)});
  } else {
    const double factor = std::pow(kNotch, static_cast<double>(-io.MouseWheel));
    const SimTime at = chart.axis.time_at(mouse.x);
    const auto scaled = [&](SimTime t) {
      return SimTime{at.ns + static_cast<int64_t>(static_cast<double>(t.ns - at.ns) * factor)};
    };
    ui.send(command::ShowTimes{scaled(chart.times.from), scaled(chart.times.to)});
  }
}

void TimelinePanel::draw_range(const Canvas& c, const TimelineChart& chart) const {
  if (!range_from_) return;
  const float left = std::min(*range_from_, range_to_), right = std::max(*range_from_, range_to_);
  const Box box{left, chart.box.y - 4, right - left, chart.box.h + 6};
  c.fill(box, 3, with_alpha(c.theme().text, 0.16f));
  c.outline(box, 3, c.theme().text, 2);
}

}  // namespace grove
