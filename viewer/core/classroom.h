// Classroom: the lesson that is being given, or taken alone: it holds the walk through it and its
// stage, and takes the player along.
//
//   Classroom classroom(&files, &sandbox, &player, &messages);
//   classroom.start();                            // the lesson of what is open
//   every frame: while (classroom.preparing()) classroom.compute(20'000, nullptr);
//                classroom.tick();                // after the player's
//   classroom.go_on();                            // what a presenter's key does
//   classroom.play_freely();                      // and classroom.come_back()
//
// While walking() the player shows the stage's recording, in which the future is not there. As soon
// as it shows anything else (a knob was turned, a program edited, free play) the lesson waits where
// it is. The other pane of a lesson of two runs is a recording of its own (beside()); where it
// stands follows from what is shown here.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "viewer/core/files/document.h"
#include "viewer/core/lesson/lesson_stage.h"
#include "viewer/core/lesson/lesson_walk.h"
#include "viewer/core/lesson/progress.h"
#include "viewer/core/player/messages.h"
#include "viewer/core/sandbox/sandbox.h"

namespace grove {

class Classroom {
 public:
  Classroom(Files* files, Sandbox* sandbox, Player* player, Messages* messages)
      : files_(*files), sandbox_(*sandbox), player_(*player), messages_(*messages) {}

  // What is open has a lesson.
  bool has_lesson() const;
  // Its lesson, from its beginning; says so where there is none.
  void start();
  // The same at a step, by id or number from 1; false if there is none such.
  bool start_at(const std::string& step);
  // It is over, and what is open stays.
  void end();
  bool preparing() const { return stage_ != nullptr && !walk_; }
  void compute(int64_t operations, Onlooker* onlooker);

  // Null unless a lesson is being given, be it that it waits.
  const LessonWalk* walk() const { return walk_ ? &*walk_ : nullptr; }
  // Its runs are what is shown; else the person plays freely.
  bool walking() const;
  // On the way to a stop: its words come with it.
  bool travelling() const { return target_.has_value(); }
  const LessonStage& stage() const { return *stage_; }
  DrawingTruth truth() const { return stage_->truth(walk_->stop()); }
  // Something is hidden, and only the lesson's next step shows it.
  bool hides() const { return walking() && !stage_->all_open(); }
  // A question has come up that is not answered yet.
  bool asks() const;
  // What is open is not what the lesson was made for: its program or its inputs were changed.
  bool changed() const;
  // The other pane's recording, and where in it we stand; null in a lesson of one run.
  Recording* beside() const;
  std::size_t place_beside() const;

  void go_on();
  void go_back();
  void vote(std::size_t choice, bool alone);
  void take_back(std::size_t choice);
  void lock();
  void reveal();
  void draw_until(SimTime until);  // the end of the bar that is asked for
  void move_end(int direction);    // the same, a little later or earlier
  // Of such a question: when it is asked, and how much time is shown to draw in.
  SimTime asked_at() const { return stage_->time(walk_->stop()); }
  SimTime drawn_span() const;
  // Of what can be marked in the picture; false if that is none of it.
  bool mark(TaskId task);
  void play_freely();
  void come_back();
  // One event further; where nothing more is shown, what comes next in the lesson.
  bool refuses_beyond();
  void tick();
  // Another file may be open.
  void follow();

  const Progress& progress() const { return progress_; }
  void set_progress(Progress progress) { progress_ = std::move(progress); }
  void forget_progress();
  // Of the scenario that comes next, once the last stop is passed; empty if the lesson names none.
  const std::string& next_path() const { return next_path_; }
  const std::string& next_title() const { return next_title_; }

 private:
  const Scenario* scenario() const;
  void prepare_walk();
  void show();
  void enter(bool travels);
  void arrive();
  void stop_travelling();
  void find_next();
  bool answered() const;

  Files& files_;
  Sandbox& sandbox_;
  Player& player_;
  Messages& messages_;
  std::unique_ptr<LessonStage> stage_;
  std::optional<LessonWalk> walk_;
  std::string path_;        // of the file whose lesson it is
  std::string asked_step_;  // to begin with
  std::optional<std::size_t> target_;
  double own_pace_ = 0;  // that is given back on arrival
  PlayClock own_clock_ = PlayClock::kEventPace;
  StepKind own_step_ = StepKind::kStepEvent;
  std::string next_path_, next_title_;
  Progress progress_;
};

}  // namespace grove
