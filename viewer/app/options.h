// Options: what was asked for on the command line of grove-viewer, and the session as it says.
#pragma once

#include <optional>
#include <string>

#include "engine/options/run_options.h"
#include "viewer/core/session.h"

namespace grove {

// As those of grove.
inline constexpr int kUsage = 64, kFaulty = 65, kNoSuchFile = 66, kOwnFault = 70, kUnwritten = 74;

struct Options {
  std::string file, screenshot, film, select;
  std::string filter;         // of the tree's tasks
  std::string theme, size;  // empty: as remembered
  std::string show;
  std::string compare;               // a file to put beside it
  bool follow = false;               // the file grows
  std::string listen;                // where programs call that send their records
  std::optional<int64_t> memory;     // that live programs may take, in MiB
  bool beyond_this_machine = false;  // from elsewhere too
  std::string lesson;                // the step to stand at
  std::optional<int64_t> event;
  RunOptions run;  // those of them that a viewer has
  std::optional<SimTime> at;
  bool presenting = false, monochrome = false;
  bool regions = false;              // besides the picture, one of each region
  bool aloud = false;                // what is new in the window is written to standard output
  std::optional<double> seconds;     // of the film; 10
  std::optional<double> pace;        // events a second; 4
  std::optional<int64_t> text_size;  // percent
  int width = 1600, height = 1000;   // from `size`
};

// What is to be done, else the exit status: after --help, or with a message on standard error.
struct ParsedOptions {
  std::optional<Options> options;
  int status = 0;
};
ParsedOptions parse_options(int argc, char** argv);

// Seed, schedule, knobs and acts as `grove run` takes them. False, with a message, if one is wrong.
bool apply_inputs(Session& session, const Options& options);

// Goes where the options say. False, with a message, if there is no such thing.
bool go_there(Session& session, const Options& options);

// What was asked for on the command line, over what is remembered.
void apply_looks(Session& session, const Options& options);

// Operations that are computed at a time: a few milliseconds.
inline constexpr int64_t kSlice = 20'000;
// Until nothing more is wanted.
void compute_all(Session& session);

}  // namespace grove
