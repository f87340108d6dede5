// The timeline: a lane per task, what it did when, and what caused what within an opened instant.
//
// A click on a lane's name selects its task, on the chart goes to that time; the wheel zooms at the
// mouse, over the names it scrolls. Shift and dragging takes what is shown from one time to
// another; the flag of the next deadline can be dragged to another time.
#pragma once

#include <optional>

#include "viewer/panels/drawing/panel.h"
#include "viewer/panels/timeline/timeline_axis.h"
#include "viewer/panels/timeline/timeline_callbacks.h"
#include "viewer/panels/timeline/timeline_chart.h"
#include "viewer/panels/timeline/timeline_legend.h"

namespace grove {

class TimelinePanel {
 public:
  // Inside `region`, below the tabs, which end at `tabs`. Returns where that ends which stands
  // beside them.
  float draw(const Session& session, const Ui& ui, const Region& region, const Box& box,
             float tabs);
  // What the bars mean that were drawn last.
  const std::vector<const BarSign*>& signs() const { return signs_; }

 private:
  // How high rows are, and what there is for them.
  struct Heights {
    float lane, scope, room;
    float of(const TimelineRow& row) const { return row.of_task() ? lane : scope; }
  };
  TimelineChart lay_out(const Session& session, const Canvas& c, const Box& box);
  float draw_callbacks(const Session& session, const Ui& ui, const Region& region, const Box& box,
                       float tabs);
  CallRows lay_out_calls(const Session& session, float room);
  void follow(const Session& session, const Heights& heights);
  void follow_selection(const Session& session, const Heights& heights);
  void show_row(const Lanes& lanes, const TimelineRow& row, const Heights& heights);
  void draw_rows(const Canvas& c, const TimelineChart& chart, const DeadlineFlag& flag) const;
  void draw_bar(const Canvas& c, const TimelineChart& chart, std::size_t all,
                std::size_t in_sight) const;
  void handle_mouse(const Ui& ui, const Region& region, const TimelineChart& chart);
  void drag_flag(const Ui& ui, const Region& region, const TimelineChart& chart,
                 DeadlineFlag* flag);
  void press_names(const Ui& ui, const Region& region, const TimelineChart& chart);
  void draw_range(const Canvas& c, const TimelineChart& chart) const;

  float first_row_ = 0;  // scroll position, in rows
  // Of the moment that was followed last.
  const Record* record_ = nullptr;
  std::size_t position_ = 0;
  ScopeId next_deadline_;
  std::vector<const BarSign*> signs_;
  Selection selected_;

  // Where Shift and dragging began and is now.
  std::optional<float> range_from_;
  float range_to_ = 0;
  // Where the flag of the next deadline has been dragged to.
  std::optional<SimTime> flag_at_;
};

}  // namespace grove
