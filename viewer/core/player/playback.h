// Playback: how time passes while a run is played. Two clocks: at event pace so many steps a
// second, so that what happens at one instant is seen one by one; at time pace so many simulated
// seconds a second.
//
//   const Playback::Due due = playback.pass(seconds);   // nothing while paused
//   for (int i = 0; i < due.steps; ++i) …step once…     // at event pace
//   …let due.time more of simulated time go by…         // at time pace
//
// It knows nothing of records; the session walks. Seconds are those of the person who looks.
#pragma once

#include <string>

#include "engine/base/sim_time.h"
#include "engine/model/cursor.h"

namespace grove {

enum class PlayClock : uint8_t { kEventPace, kTimePace };

class Playback {
 public:
  bool playing() const { return playing_; }
  void play();
  void pause() { playing_ = false; }

  // What a step is, of the arrow keys and at event pace.
  StepKind step() const { return step_; }
  void set_step(StepKind step) { step_ = step; }

  PlayClock clock() const { return clock_; }
  void set_clock(PlayClock clock);

  // Along the ladder of the clock that is in use.
  void faster();
  void slower();
  double steps_per_second() const { return pace_.stops_per_second(); }
  double time_per_second() const;  // simulated seconds
  // To the rung that is nearest.
  void set_steps_per_second(double wanted);
  void set_time_per_second(double wanted);

  struct Due {
    int steps = 0;
    SimTime time{0};
  };
  Due pass(double seconds);

 private:
  bool playing_ = false;
  StepKind step_ = StepKind::kStepEvent;
  PlayClock clock_ = PlayClock::kEventPace;
  Pace pace_;
  int time_rung_ = 3;
  double owed_ns_ = 0;  // simulated time below one nanosecond
};

// "event", "task step", …: the names of the steps, as the window shows them.
const char* name_of(StepKind step);
// "4 events/s", "0.1 s a second".
std::string pace_words(const Playback& playback);

}  // namespace grove
