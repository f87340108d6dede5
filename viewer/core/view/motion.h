// Motion: how the tree gets from the moment that it shows to the moment at which the session
// stands. It shows the events in between one after another, each with its own movement.
//
//   motion.start(record, position);
//   motion.follow(position, pace);                   // once a frame: where the session stands
//   motion.pass(seconds);
//   motion.model()                                   // the moment to draw …
//   motion.progress(Act::Kind::kSpawn, task)         // … and how far what happens there has come
//
// Think of a tape. Every event that is not yet behind us has a place on it, where the model takes
// it in, and perhaps an act that begins there. A playhead runs along the tape, faster where much is
// waiting; stepping back runs it backwards over the same path, in 0.6 of the time. A jump (seek,
// scrub) has no tape: its moment is shown at once.
//
// What moves how long is the table in the visual language. Times are milliseconds of the person who
// looks; nothing here knows of places or pixels. The model is its own, because the session's has
// gone on already.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "engine/model/model.h"
#include "engine/picture/words.h"

namespace grove {

struct Act {
  enum class Kind : uint8_t {
    kSpawn,  // an edge grows to a new node, then the node; the ring round it fades after that
    kClimb,  // an exception climbs from a task that ended to its nursery
    kRise,   // what waited in a nursery leaves it, towards its owner
    kAsk,    // a request to stop runs down the edge to a task
    kTell,   // a task is told: its badge fills, its edge thickens
  };
  Kind kind = Kind::kSpawn;
  std::size_t event = 0;    // its number in the record
  TaskId task{};            // whose node or edge it is; of kRise, where the exception came from
  NurseryId nursery{};      // of kClimb and kRise
  ExceptionId exception{};  // likewise
  float begin = 0;          // on the tape
  float lasts = 0;          // until the next thing may happen, and …
  float tail = 0;           // … what goes on beside that
  TaskMoment before{};      // the task until the act has reached it: of kAsk and kTell

  float end() const { return begin + lasts; }
};

class Motion {
 public:
  static constexpr float kEdgeGrows = 120, kNodeGrows = 140, kRingFades = 600;
  static constexpr float kClimbs = 280, kAsks = 160, kNextLevel = 90, kTells = 200;
  // More climbs than that in one go share so much time.
  static constexpr int kMostClimbs = 6;
  static constexpr float kClimbsInAll = 1200;
  static constexpr float kBackwards = 0.6f;
  // All there is where little shall move: what is new or different fades in.
  static constexpr float kCrossFade = 120;

  // Another record, which must live as long as it is followed.
  void start(const Record& record, std::size_t position);
  // The session shows the first `position` events. `events_per_second`: while it plays, else 0.
  // Above eight a second all that moves is over when the next event comes.
  // REQUIRES for this and the following: start() was called.
  void follow(std::size_t position, double events_per_second);
  // The same, at once.
  void jump(std::size_t position);
  void pass(float seconds);

  // Nothing travels and nothing queues from the next event on.
  void reduce(bool reduced) { reduced_ = reduced; }
  bool reduced() const { return reduced_; }

  // The moment to draw; null where it is the one that was given to follow().
  const Model* model() const { return position_ == goal_ ? nullptr : &*model_; }
  std::size_t position() const { return position_; }
  bool moving() const { return !begins_.empty(); }

  // What is on the tape and has been taken in, oldest first.
  const std::vector<Act>& acts() const { return acts_; }
  // The last act of that kind on the task; null if there is none.
  const Act* find(Act::Kind kind, TaskId task) const;
  // 0 to 1, linear; 0 for an act that waits for its turn, 1 for none.
  float progress(const Act& act) const;
  float progress(Act::Kind kind, TaskId task) const;
  // 1 to 0: the rest of an act's tail.
  float tail_left(const Act& act) const;

 private:
  // A piece of tape.
  struct Piece {
    std::deque<float> begins;
    std::vector<Act> acts;
    float end = 0;
    void shift(float by);
  };

  std::size_t last() const { return first_ + begins_.size(); }
  void bring_model_to(std::size_t position);
  Piece lay_out(std::size_t from, std::size_t to);
  std::vector<Act> acts_of(std::size_t event, float climb);
  std::vector<Act> risings(const NurseryClosed& closed) const;
  int depth_of(TaskId task) const;
  void extend(std::size_t to);
  void prepend(std::size_t from);
  void choose_rate(double events_per_second);
  void run_back(float ms);
  void run_on(float ms);
  void cut_behind_goal();
  void trim();

  const Record* record_ = nullptr;
  std::optional<Model> model_;
  std::size_t position_ = 0;  // what is drawn
  std::size_t goal_ = 0;      // what the session shows
  bool reduced_ = false;

  // The tape: where the events from first_ on are taken in, and their acts.
  std::size_t first_ = 0;
  std::deque<float> begins_;
  std::vector<Act> acts_;
  float playhead_ = 0;
  float free_ = 0;  // from here on nothing has begun
  float rate_ = 1;  // tape per time
};

}  // namespace grove
