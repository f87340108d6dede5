#include <fmt/format.h>

#include <filesystem>

#include "engine/cli/commands.h"
#include "engine/cli/handout.h"
#include "engine/cli/open.h"
#include "engine/cli/progress.h"
#include "engine/files/child.h"
#include "engine/files/files.h"

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr char kPictureSize[] = "1280x720";

// Whether the picture is there afterwards; what the program says comes on standard error. That of
// a question is as the lesson shows it, what is to come hidden.
bool draw(const std::string& viewer, const std::string& file, const LessonStep& step,
          const LessonStop& stop, const std::string& picture) {
  std::vector<std::string> words{viewer, file, "--screenshot", picture, "--size", kPictureSize};
  if (step.kind == LessonStep::Kind::kAsk) {
    words.insert(words.end(), {"--lesson", step.id});
  } else {
    // A picture is of after an event; the very first moment has none.
    words.insert(words.end(), {"--event", std::to_string(stop.position)});
  }
  return run_child(words) == 0;
}

// One for each step; empty where there is none, which has been said then.
std::vector<std::string> draw_all(const LessonCommand& command, const Scenario& scenario,
                                  const LessonRehearsal& rehearsal, Console& console) {
  const Lesson& lesson = *scenario.lesson;
  std::vector<std::string> pictures(lesson.steps.size());
  const std::string viewer = find_viewer();
  if (viewer.empty()) {
    console.err << "grove: no pictures, but trees as text: grove-viewer, which draws them, is not "
                   "beside this program\nhint: build it, or set GROVE_VIEWER to its path\n";
    return pictures;
  }
  Progress progress(console);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const LessonStep& step = lesson.steps[i];
    progress.say(fmt::format("picture {} of {}", i + 1, pictures.size()));
    const std::string name = scenario.slug + "-" + step.id + ".png";
    const std::string path = (fs::path(command.to) / name).string();
    const bool other = step.on.pane == Pane::kRight && step.kind != LessonStep::Kind::kAsk;
    const std::string file = other ? beside(scenario, scenario.compare->with) : command.file;
    if (draw(viewer, file, step, rehearsal.stops[i], path)) {
      pictures[i] = name;
      continue;
    }
    progress.clear();
    console.err << fmt::format("grove: no picture of step `{}`, but the tree as text: {} failed\n",
                               step.id, viewer);
  }
  return pictures;
}

int write_handout(const LessonCommand& command, const Scenario& scenario,
                  const LessonRehearsal& rehearsal, Console& console) {
  std::error_code error;
  fs::create_directories(command.to, error);
  const std::string path = (fs::path(command.to) / (scenario.slug + ".md")).string();
  WriteTerms terms;
  terms.inputs = {command.file, scenario.program_file};
  FileFault fault = disk().refusal_to_write(path, terms);
  if (error && !fault) fault = {fmt::format("`{}`: {}", command.to, error.message()), ""};
  if (fault) return usage_error(console, fault.message, fault.hint);
  const std::vector<std::string> pictures = draw_all(command, scenario, rehearsal, console);
  fault = disk().write(path, markdown_handout(scenario, rehearsal, pictures), terms);
  if (fault) {
    console.err << "grove: error: " << fault.words() << '\n';
    return kExitUnwritten;
  }
  console.out << "wrote " << visible(path) << '\n';
  return kExitOk;
}

int no_lesson(const Opened& opened, const std::string& file, Console& console) {
  Problem problem;
  problem.file = file;
  problem.message = opened.record ? "a record has no lesson" : "the scenario has no lesson";
  problem.hint = opened.record ? "name the scenario that it was made of"
                               : "scenarios/README.md says how to write one";
  print_problems(console, {problem});
  return kExitBadFile;
}

}  // namespace

int lesson_command(const LessonCommand& command, Console& console) {
  const Opened opened = open_file(command.file, console);
  if (!opened.scenario && !opened.record) return opened.status;
  if (!opened.scenario || !opened.scenario->lesson) {
    return no_lesson(opened, command.file, console);
  }
  const Scenario& scenario = *opened.scenario;
  const Interruption interruption;
  Problems problems = check(scenario);
  LessonRehearsal rehearsal;
  if (problems.empty()) rehearsal = rehearse_lesson(scenario, interruption);
  if (interruption.wished()) return interruption.exit_status();
  problems.insert(problems.end(), rehearsal.problems.begin(), rehearsal.problems.end());
  print_problems(console, problems);
  if (!problems.empty()) return kExitBadFile;
  if (!command.to.empty()) return write_handout(command, scenario, rehearsal, console);
  OutputLook look = console.look;
  if (command.ascii) look.utf8 = false;
  print_handout(scenario, rehearsal, look, console.out);
  return kExitOk;
}

}  // namespace grove
