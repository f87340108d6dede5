// LivePrograms: the programs whose records come in while the window is open, and which of them is
// looked at. All are taken in, one is shown.
//
//   LivePrograms live;
//   live.follow(std::make_unique<LiveRecord>(…));
//   live.listen(gate);                     // those that call in, several at once
//   every frame: live.take_in();
//   if (LiveRecord* shown = live.shown()) …shown->stream()…
//
// What comes from outside is bounded: so many programs, so long a line, and so much memory for all
// of them. What is over is forgotten to stay within it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/live/live_record.h"

namespace grove {

class LivePrograms {
 public:
  // All together, in MiB: of it the programs have equal shares. Somewhat more is needed only where
  // what lives of one takes more than its share, which is then read no further.
  static constexpr int64_t kMemory = 1024, kLeastMemory = 64;
  void keep_within(int64_t mebibytes) { memory_ = mebibytes; }
  void follow(std::unique_ptr<LiveRecord> program);
  // From now on those that call at this gate.
  void listen(std::unique_ptr<Gate> gate);
  // A slice of each; never waits.
  void take_in();
  bool behind() const;
  // Something came in a moment ago: more may, at any time.
  bool lively() const { return quiet_ < kQuiet; }
  bool any() const { return gate_ != nullptr || !programs_.empty(); }

  std::size_t size() const { return programs_.size(); }
  // Which is looked at, from 0; null if none is.
  LiveRecord* shown() const { return shown_ < 0 ? nullptr : programs_[index()].get(); }
  int shown_number() const { return shown_; }
  // The next one that has begun; null if there is no other.
  LiveRecord* next(int direction) const;
  void show(const LiveRecord* program);
  // The one of that stream is looked at; of none, nothing of theirs. Of one that began anew, and
  // cannot be shown yet, the old stream is.
  void find_shown(const RecordStream* stream);
  // What is wrong with what one of them sent, once; null if nothing is.
  const Problems* take_faults();
  // Where programs call; empty if nowhere.
  std::string address() const { return gate_ ? gate_->address() : ""; }
  // What a person should know, once.
  std::string take_said();

 private:
  static constexpr int kQuiet = 60;
  std::size_t index() const { return static_cast<std::size_t>(shown_); }
  void let_in();
  std::size_t share() const;

  std::unique_ptr<Gate> gate_;
  std::vector<std::unique_ptr<LiveRecord>> programs_;
  int64_t memory_ = kMemory;
  int shown_ = -1;
  int quiet_ = kQuiet;  // how often nothing came in, one time after the other
  int called_ = 0;      // programs that have, so far
  std::string said_;
};

// Whether anything of it can be shown.
bool has_begun(const LiveRecord& program);

}  // namespace grove
