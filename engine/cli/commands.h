// The commands of `grove`, each as a function of its options: what cli.cpp calls once the command
// line is read. All return the exit status, print to the console only, and leave nothing behind
// but what they were asked to write.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/cli/console.h"
#include "engine/cli/moment.h"
#include "engine/options/picture_size.h"
#include "engine/options/run_options.h"

namespace grove {

// grove run: the program's output on standard output as it comes, a traceback on standard error.
struct RunCommand {
  std::string file;
  RunOptions options;
  std::string record;  // where to write the record; "-": standard output, and nothing else there
  bool quiet = false;  // neither the program's output nor progress
};
int run_command(const RunCommand& command, Console& console);

// grove check: all faults of all files; with `expect`, whether what they expect holds, for so many
// seeds and schedules each.
struct CheckCommand {
  std::vector<std::string> files;
  bool expect = false;
  std::optional<int64_t> seeds;
  std::optional<int64_t> schedules;
};
int check_command(const CheckCommand& command, Console& console);

// grove tree: the tree at one moment; the end, unless another is named.
struct TreeCommand {
  std::string file;
  RunOptions options;
  MomentOptions moment;
  bool lines = false;  // and where each task stands
  bool ascii = false;
};
int tree_command(const TreeCommand& command, Console& console);

// grove why: the chain of causes of an event, or of how a task ended; with `not_yet`, why a task
// has not ended and was not cancelled, at one moment: the end, unless a time is given.
struct WhyCommand {
  std::string file;
  RunOptions options;
  std::string task;  // label or path
  std::optional<int64_t> event;
  bool not_yet = false;
  std::optional<SimTime> at;
  bool ascii = false;
};
int why_command(const WhyCommand& command, Console& console);

// grove diff: where two runs part, with the reasons on both sides. kExitDiffers if they do.
struct DiffCommand {
  std::string a;
  std::string b;       // empty: `a` once more
  RunOptions options;  // of `b`; of both where they are two files
  bool ascii = false;
};
int diff_command(const DiffCommand& command, Console& console);

// grove export: a run, or a moment of it, in another program's format.
struct ExportCommand {
  std::string file;
  RunOptions options;
  MomentOptions moment;                 // of a picture or graph
  std::string to;                       // one of export_formats()
  std::string output;                   // "-": standard output
  std::string axis;                     // of perfetto: "time" or "steps"
  std::string theme;                    // of pictures: "light" or "dark"
  PictureSize size;                     // of pictures
  std::optional<double> seconds, pace;  // of a film: its length at most, events a second
};
const std::vector<std::string>& export_formats();
int export_command(const ExportCommand& command, Console& console);

// grove play: the run in the terminal; its moments as text where there is none.
struct PlayCommand {
  std::string file;
  RunOptions options;
  bool ascii = false;
  bool follow = false;  // the record is being written
};
int play_command(const PlayCommand& command, Console& console);

// grove lesson: a lesson checked and printed as a handout; with `to`, written there as Markdown
// with a picture for each of its stops.
struct LessonCommand {
  std::string file;
  std::string to;
  bool ascii = false;
};
int lesson_command(const LessonCommand& command, Console& console);

// grove course: the lessons in order, from a course file or the folder of one.
struct CourseCommand {
  std::string file;  // empty: the shipped one
};
int course_command(const CourseCommand& command, Console& console);

// grove prove: the program under the real Trio that the user has, on Grove's clock and in its
// order, compared step by step.
struct ProveCommand {
  std::string file;
  RunOptions options;
  std::string python = "python3";
};
int prove_command(const ProveCommand& command, Console& console);

// grove new: a small scenario to start from, NAME.json and NAME.py.
struct NewCommand {
  std::string name;
};
int new_command(const NewCommand& command, Console& console);

}  // namespace grove
