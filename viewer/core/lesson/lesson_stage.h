// LessonStage: the runs of a lesson, one or two of them, and as much of each as may be seen. What
// is shown of them is a record of its own that ends where the lesson has come to, so that nobody
// who draws it can show what comes later.
//
//   LessonStage stage(scenario, other);
//   while (!stage.ready()) stage.compute(20'000, nullptr);
//   stage.open(3, false);                    // as far as the fourth stop, before its answer
//   player.load(stage.shown(Pane::kLeft));
#pragma once

#include <memory>
#include <vector>

#include "engine/lesson/stops.h"
#include "engine/scenario/scenario.h"
#include "viewer/core/lesson/drawn_answer.h"
#include "viewer/core/player/recording.h"

namespace grove {

class LessonStage {
 public:
  // `other`: the scenario beside it in a lesson of two runs; else null. REQUIRES: the scenario has
  // a lesson.
  LessonStage(std::shared_ptr<const Scenario> scenario, std::shared_ptr<const Scenario> other);

  // Why it cannot be given: a program that does not run. The stops that its run does not have are
  // no reason; they are named by fits().
  const Problems& problems() const { return problems_; }
  bool ready() const { return !stops_.empty(); }
  // Runs further. REQUIRES: no problems.
  void compute(int64_t operations, Onlooker* onlooker);

  // --- once it is ready
  const Scenario& scenario() const { return *scenario_; }
  const Lesson& lesson() const { return *scenario_->lesson; }
  bool has_two() const { return sides_.size() > 1; }
  // By step: whether its event is in the run.
  const std::vector<bool>& fits() const { return fits_; }
  Recording* shown(Pane pane) const { return side(pane).beginning.get(); }
  // As far as a stop, or behind its event.
  void open(std::size_t stop, bool behind);
  // All of it.
  void open_all();
  // Where a pane stands at a stop, or behind its event.
  std::size_t place(std::size_t stop, bool behind, Pane pane) const;
  SimTime time(std::size_t stop) const { return stops_[stop].t; }
  DrawingTruth truth(std::size_t stop) const;
  // How much of the lesson's way is open, for a bar that tells nothing else.
  float share_open() const { return share_; }
  bool all_open() const;

 private:
  struct Side {
    std::unique_ptr<Recording> whole, beginning;
  };
  const Side& side(Pane pane) const { return sides_[pane == Pane::kRight && has_two() ? 1 : 0]; }
  void add(std::shared_ptr<const Scenario> scenario);
  void find_stops();
  bool is_there(const LessonStep& step, std::size_t stop) const;

  std::shared_ptr<const Scenario> scenario_;
  std::vector<Side> sides_;
  Problems problems_;
  std::vector<LessonStop> stops_;
  std::vector<bool> fits_;
  float share_ = 0;
};

}  // namespace grove
