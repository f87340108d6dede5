#include "viewer/panels/timeline_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/core/words.h"
#include "viewer/panels/timeline_axis.h"
#include "viewer/panels/timeline_lanes.h"

namespace grove {
namespace {

constexpr float kAxisHeight = 32, kRightRoom = 34;
// Lanes are of the usual height until the timeline is made larger than it usually is.
constexpr float kLeastLane = 22, kUsualLane = 28, kMostLane = 66, kUsualRoom = 172;
constexpr float kBandStep = 39, kWidestBand = 0.45f;
constexpr double kNotch = 1.2;
// A shorter drag is a click that slipped.
constexpr float kLeastRange = 6;

// A click or a drag goes to the time, within the band to the happening, that stands there.
void seek_at(const Ui& ui, const TimelineChart& chart, float x) {
  const TimeAxis& axis = chart.axis;
  if (!axis.has_band() || x < axis.band_left() || x >= axis.band_right()) {
    return ui.send(command::SeekTime{axis.time_at(x)});
  }
  const auto& index = chart.session.recording().index();
  const std::size_t position = index.position_of_rank(axis.rank_at(x));
  if (position != chart.session.model().position()) ui.send(command::Seek{position});
}

}  // namespace

TimelineChart TimelinePanel::lay_out(const Session& session, const Canvas& c, const Box& box) {
  const auto count = static_cast<int>(session.recording().lanes().order().size());
  const float names = lane_names_width(c, session);
  const float top = box.y + kAxisHeight, room = box.bottom() - top - 4;
  const float most = std::clamp(kUsualLane * room / kUsualRoom, kUsualLane, kMostLane);
  const float lane = std::clamp(room / static_cast<float>(count), kLeastLane, most);
  const int visible = std::max(1, static_cast<int>(room / lane + 0.01f));
  follow(session, visible);
  follow_selection(session, visible);
  first_lane_ = std::clamp(first_lane_, 0.0f, static_cast<float>(std::max(0, count - visible)));
  const int first = static_cast<int>(first_lane_);
  const TimeRange times = shown_times(session);
  return {.session = session,
          .times = times,
          .axis = TimeAxis(session, times, open_instant(session), box.x + names,
                           box.right() - kRightRoom, kBandStep, kWidestBand),
          .box = {box.x, top, box.w, static_cast<float>(std::min(visible, count)) * lane},
          .names = names,
          .lane = lane,
          .first = first,
          .last = std::min(count, first + visible)};
}

// Keeps the lane of what happens in sight, unless the person scrolled and nothing happened since.
void TimelinePanel::follow(const Session& session, int visible) {
  if (record_ == &session.record() && position_ == session.model().position()) return;
  record_ = &session.record();
  position_ = session.model().position();
  next_deadline_ = next_deadline(session.model());
  const EventId event = session.shown_event();
  const TaskId task = event ? task_of(session.record()[event]) : TaskId{};
  if (!task) return;
  show_lane(session, task, visible);
}

// What is newly selected is shown, wherever it was selected.
void TimelinePanel::follow_selection(const Session& session, int visible) {
  const TaskId task = session.selection().task();
  if (task == selected_) return;
  selected_ = task;
  if (task) show_lane(session, task, visible);
}

void TimelinePanel::show_lane(const Session& session, TaskId task, int visible) {
  const auto& order = session.recording().lanes().order();
  const auto index =
      static_cast<float>(std::find(order.begin(), order.end(), task) - order.begin());
  const auto room = static_cast<float>(visible);
  if (index < first_lane_) first_lane_ = index;
  if (index >= first_lane_ + room) first_lane_ = index - room + 1;
}

// How much of the lanes is in sight, at the right edge.
void TimelinePanel::draw_bar(const Canvas& c, const TimelineChart& chart) const {
  const auto count = static_cast<float>(chart.order().size());
  const auto visible = static_cast<float>(chart.last - chart.first);
  if (visible >= count) return;
  const float length = std::max(18.0f, chart.box.h * visible / count);
  const float y = chart.box.y + (chart.box.h - length) * first_lane_ / (count - visible);
  c.fill({chart.box.right() - 5, y, 5, length}, 2.5f, c.theme().wire);
}

float TimelinePanel::draw(const Session& session, const Ui& ui, const Region& region,
                          const Box& box, float tabs) {
  const Canvas& c = region.canvas();
  if (session.recording().lanes().order().empty()) return 0;
  TimelineChart chart = lay_out(session, c, box);
  chart.tabs = tabs;
  DeadlineFlag flag = flag_of(c, chart, next_deadline_);
  handle_mouse(ui, region, chart);
  drag_flag(ui, region, chart, &flag);
  const float label = draw_axis(c, chart, flag);
  for (int i = chart.first; i < chart.last; i += 1) {
    if (i % 2 != 0) continue;
    const LaneRow row = chart.row(i);
    c.fill({box.x, row.middle - row.height / 2, box.w, row.height}, 0,
           with_alpha(c.theme().text, 0.035f));
  }
  c.push_clip({box.x + chart.names - 8, box.y - 4, box.w - chart.names + 8, box.h + 8});
  for (int i = chart.first; i < chart.last; ++i) draw_birth(c, chart, i);
  for (int i = chart.first; i < chart.last; ++i) draw_lane(c, chart, i);
  draw_causes(c, chart);
  draw_veil(c, chart);
  for (int i = chart.first; i < chart.last; ++i) draw_request(c, chart, i);
  draw_departure(c, chart);
  draw_scope_bracket(c, chart, flag);
  draw_flag_and_present(c, chart, flag);
  draw_range(c, chart);
  c.pop_clip();
  draw_lane_names(c, chart);
  draw_bar(c, chart);
  return label;
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
  for (int i = chart.first; i < chart.last; ++i) {
    const LaneRow row = chart.row(i);
    const TaskId task = chart.lane_at(i).task;
    ImGui::PushID(task.value);
    const std::string label = fmt::format(
        "lane {}", chart.session.record().text(chart.session.recording().names().task(task).label));
    const Press name = region.press(
        label.c_str(), {chart.box.x, row.middle - row.height / 2, chart.names - 8, row.height});
    ImGui::PopID();
    if (name.clicked && chart.exists(task)) ui.send(command::Select{Selection::of(task)});
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
    first_lane_ = std::max(0.0f, first_lane_ - io.MouseWheel * 3);
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
