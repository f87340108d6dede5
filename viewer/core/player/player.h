// Player: which recording is shown, where in it we stand, and how time passes while it is played.
//
//   Player player(&messages);
//   player.load(recording);                // not owned
//   player.pursue({.position = 120});      // at once, or as soon as that much is computed
//   every frame: if (player.wants_to_compute()) player.compute(20'000);
//                player.tick(seconds, selected);
//
// It stands between two events: position() of the model, and now(), which may be later than the
// last event where simulated time passes between two. Runs are computed ahead of what is shown, up
// to 100,000 events or 60 simulated seconds, whichever is less. What is selected is an argument:
// some steps are those of one task.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "viewer/core/player/messages.h"
#include "viewer/core/player/playback.h"
#include "viewer/core/player/recording.h"
#include "viewer/core/player/stop.h"

namespace grove {

class Player {
 public:
  explicit Player(Messages* messages) : messages_(*messages) {}

  // Nothing was loaded yet; then there is neither recording nor model.
  bool empty() const { return recording_ == nullptr; }
  const Recording& recording() const { return *recording_; }
  const Record& record() const { return recording_->record(); }
  const Model& model() const { return *model_; }
  SimTime now() const { return now_; }
  const Playback& playback() const { return playback_; }
  Playback& playback() { return playback_; }
  const std::set<int32_t>& breakpoints() const { return breakpoints_; }  // lines
  const std::set<std::size_t>& bookmarks() const { return bookmarks_; }  // positions

  // The last step event that is shown: what the caption is about. Unset before the first.
  EventId shown_event() const;
  // The furthest moment of this run that was shown: how it ends is no secret once it was.
  std::size_t furthest() const { return furthest_; }
  // True from loading until something is played, stepped or sought.
  bool untouched() const { return untouched_; }
  // Counts seeks: what is shown then is another moment, not the next one, and nothing should move
  // there by itself.
  int jumps() const { return jumps_; }
  // Counts every change of the place, seeks among them.
  int moves() const { return moves_; }
  // Counts what was loaded: another record, even where it lies in the old one's place.
  int runs() const { return runs_; }
  // Of a record that comes in while it is looked at: at its end, and going along with it.
  bool at_live_edge() const;
  // More of it has come in. Whoever stands at the live edge stays there.
  void grow();
  // Which task computes for long without a checkpoint, in a sentence; empty while none does.
  std::string computing() const;

  // Stands at the start of another recording, paused; all that belonged to the old one is gone but
  // for breakpoints and bookmarks.
  void load(Recording* recording);

  // Where to go once it is computed: to a position, and behind it, with a time too, to that time
  // before the next event; or only to a time. With `done` behind the event that this was done;
  // where that never comes, as if it were not asked for.
  struct Goal {
    std::optional<SimTime> time;
    std::optional<std::size_t> position;
    struct Done {
      Intervention what;
      std::size_t from;  // it is not among so many first events
    };
    std::optional<Done> done = std::nullopt;
  };
  void pursue(Goal goal);
  // Still on the way to the place that was asked for, which is not computed yet.
  const std::optional<Goal>& goal() const { return goal_; }
  // To what is recorded.
  void jump_to(std::size_t position);
  // There, and at the live edge not along with it.
  void hold_at(std::size_t position);
  // Follows another's clock: there, and so late. A step further is walked, all else is a jump.
  void stand_at(std::size_t position, SimTime now);
  // Where the run has its first task: at once, unless the program computes for long before it.
  void go_to_first_picture();

  // Lets so many real seconds pass.
  void tick(double seconds, TaskId selected);
  // The run has to go on for what is shown.
  bool wants_to_compute() const;
  void compute(int64_t operations, Onlooker* onlooker);
  // The run goes on for what somebody else wants to know of it.
  void compute_ahead(int64_t operations, Onlooker* onlooker);

  void restart();
  void toggle_play();
  void step(StepKind kind, int direction, TaskId selected);
  void to_start();
  void to_end();
  void run_to(const Stop& stop);
  void to_cause();
  void to_effect();
  void toggle_breakpoint(int32_t line);
  void add_breakpoints(const std::set<int32_t>& lines);
  void toggle_bookmark();  // at the moment that is shown
  void clear_bookmarks() { bookmarks_.clear(); }

 private:
  void go_to(std::size_t position);
  void pursue_goal();
  bool find_done();
  void play_steps(int steps, TaskId selected);
  std::size_t pause_at_breakpoint(std::size_t from, std::size_t to);
  void play_time(SimTime time);
  bool breaks(std::size_t position) const;
  std::size_t first_picture() const;

  Messages& messages_;
  Recording* recording_ = nullptr;
  std::optional<Model> model_;
  SimTime now_;
  Playback playback_;
  std::optional<Goal> goal_;
  std::size_t searched_ = 0;  // events that are not the one that the goal is behind
  std::set<int32_t> breakpoints_;
  std::set<std::size_t> bookmarks_;
  bool untouched_ = true;
  bool awaits_first_picture_ = false;
  std::size_t grown_to_ = 0;  // events of a live record that were there the last time
  bool held_ = false;         // its edge goes on without us
  int64_t silent_ = 0;        // operations since the record last grew
  bool computes_ = false;     // in the middle of computing
  std::size_t furthest_ = 0;
  int jumps_ = 0;
  int moves_ = 0;
  int runs_ = 0;
};

}  // namespace grove
