// Recording: a record to look at, finished or still being made.
//
// Either a record from a file, or a run that goes on as far as it is asked to. Those that show a
// run (tree, play, why) need not know which.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/cli/console.h"
#include "engine/cli/interrupt.h"
#include "engine/live/live_record.h"
#include "engine/options/run_options.h"
#include "engine/record/record.h"
#include "engine/run/run.h"

namespace grove {

class Recording {
 public:
  explicit Recording(Record record);
  // `inputs_words`: what the run was given, for people: "seed 1, spawn-order".
  Recording(Run run, std::string inputs_words);
  // A record that something writes now.
  explicit Recording(std::unique_ptr<LiveRecord> live);

  // Stays where it is as long as the Recording lives, moved or not; but for one that is followed,
  // which may begin anew when it is taken in.
  const Record& record() const;
  // More may come: a run that has not ended.
  bool growing() const;
  // It is written now: more of it comes by and by, and take_in() has it.
  bool followed() const { return live_ != nullptr; }
  // And its run has not ended.
  bool live() const;
  // What is there. Something to be said to the person, or nothing. REQUIRES: followed().
  std::string take_in();
  // The same, where there is nothing else to do until more has come; but not for long.
  std::string wait();
  // A slice of work, some milliseconds. REQUIRES: growing().
  void advance();
  // REQUIRES: !growing(). The run's own; for a record from a file, what its last event says.
  int exit_status() const;
  // Empty for a record from a file.
  const std::string& inputs_words() const { return inputs_words_; }

 private:
  std::unique_ptr<Record> record_;
  std::unique_ptr<Run> run_;
  std::unique_ptr<LiveRecord> live_;
  std::string inputs_words_;
};

// Nothing if an option (*status kExitUsage) or the program (kExitBadFile) is at fault, which has
// been printed then.
std::optional<ReadyRun> make_ready(const Scenario& scenario, const RunOptions& options,
                                   Console& console, int* status);

// Opens FILE and, unless it is a record to be shown as it is, gets its run ready; nothing if that
// fails. Options about the run make a record's scenario run again. *status is
// kExitOk, or what was wrong and has been printed (kExitBadFile with a recording: a record with a
// broken line, which is good up to there).
std::optional<Recording> open_recording(const std::string& file, const RunOptions& options,
                                        Console& console, int* status);

// Makes the run go on, with progress shown, until `enough` says so, it ends, or the user stops it.
void advance_until(Recording* recording, Console& console, const Interruption& interruption,
                   const std::function<bool()>& enough);

}  // namespace grove
