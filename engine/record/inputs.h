// Inputs: all that decides a run besides its program. A run is a pure function of
// (program, inputs); two runs with equal inputs leave the same record, byte for byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/sim_time.h"
#include "engine/record/file_table.h"
#include "engine/record/network_table.h"
#include "engine/record/process_table.h"

namespace grove {

// In which order the tasks of one batch step (semantics A4, A5).
struct SchedulePolicy {
  enum class Kind : uint8_t { kSpawnOrder, kReversed, kShuffled, kExplicit };
  Kind kind = Kind::kSpawnOrder;
  uint64_t seed = 0;  // of kShuffled: Trio's own shuffle from random.Random(seed), replayed
  // Of kExplicit: labels in the order they step, one list a batch of more than one task; what is
  // not listed follows in spawn order.
  std::vector<std::vector<std::string>> batches;
  friend bool operator==(const SchedulePolicy&, const SchedulePolicy&) = default;
};

// "spawn-order", "reversed", "shuffled:7", "explicit".
std::string name_of(const SchedulePolicy& policy);
// Reads one of the first three; false if it is none of them.
bool parse_schedule(const std::string& text, SchedulePolicy* policy);

// Each bounds a run; reaching one ends it with outcome "limit". Names as `--limit NAME=VALUE`.
struct Limits {
  int64_t tasks = 2'000'000;         // alive at once
  int64_t events = 50'000'000;       // recorded
  int64_t bytes = int64_t{4} << 30;  // of objects and record
  int64_t depth = 1'000;             // Python frames in a task; past it RecursionError, as CPython
  int64_t instructions = 100'000'000;  // without a checkpoint
  int64_t seconds = 1'000'000'000;     // simulated
  friend bool operator==(const Limits&, const Limits&) = default;
};

// What the outside world does to a run, between two of its steps.
struct Intervention {
  enum class Kind : uint8_t {
    kInterrupt,   // control-C
    kCancel,      // cancels a scope
    kRaise,       // raises an exception in a task
    kChoose,      // that runnable task steps next
    kDeadline,    // gives a scope another deadline
    kShield,      // puts a scope's shield up or down
    kCancelTask,  // cancels a task by itself, where the library knows such a thing
    kSignal,      // sends the program a signal
    kNetwork,     // gives an address of the network another outcome or latency
    kFile,        // gives a file another latency, or denies it
  };
  Kind kind = Kind::kInterrupt;
  // When: just before the step of that number; or once that time has come; or, with both, once that
  // time has come and the steps before that one are over, even if the clock is then still to go on
  // to the step. One of them is set.
  std::optional<int32_t> step;
  std::optional<SimTime> at;
  // kRaise, kChoose and kCancelTask: a task's label or path; of kSignal: its name; of kNetwork: an
  // address, "192.0.2.1:80", or empty for all outside; of kFile: a path, or "*"; of all others but
  // kInterrupt: a scope, "main:34" or "main/r0:26#2".
  std::string target;
  // Of kRaise: the name of its class, and its argument if it has one.
  std::string exception_class;
  std::optional<std::string> exception_text;
  SimTime deadline = kNever;  // of kDeadline: when the scope is to end
  bool shield = false;        // of kShield
  // Of kNetwork and kFile; unset: as it was.
  std::optional<SimTime> latency;
  std::optional<NetworkOutcome> outcome;  // of kNetwork
  std::optional<bool> denied;             // of kFile
  friend bool operator==(const Intervention&, const Intervention&) = default;
};

// The word in files: "interrupt", "cancel", "raise", "choose", "deadline", "shield",
// "cancel-task", "signal", "network", "file".
std::string_view word_of(Intervention::Kind kind);
bool parse_word(std::string_view word, Intervention::Kind* kind);

struct Inputs {
  int64_t seed = 0;  // random.seed(seed) before the program runs
  SchedulePolicy schedule;
  // Knob name and the Python literal that replaces the value of its first top-level assignment.
  std::vector<std::pair<std::string, std::string>> knobs;
  SimTime until = kNever;  // the run stops by itself here
  NetworkTable network;    // the scenario's, as the next two; no branch has others
  FileTable files;
  ProcessTable processes;
  Limits limits;
  std::vector<Intervention> interventions;  // those of the same moment in this order
  friend bool operator==(const Inputs&, const Inputs&) = default;
};

}  // namespace grove
