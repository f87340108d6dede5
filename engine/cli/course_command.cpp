#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/cli/commands.h"
#include "engine/files/child.h"
#include "engine/files/files.h"
#include "engine/scenario/course.h"
#include "engine/scenario/scenario.h"
#include "engine/text/styled_text.h"

namespace grove {

namespace {

namespace fs = std::filesystem;

constexpr char kCourseName[] = "course.txt";

// The course that is shipped: in scenarios/ here, or of the tree that this program was built in.
std::string find_course() {
  const std::string here = (fs::path("scenarios") / kCourseName).string();
  if (disk().look(here).there) return here;
  return beside_program("../../scenarios/course.txt");
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

class Listing {
 public:
  Listing(const std::string& course_file, Console& console)
      : folder_(fs::path(course_file).parent_path()), console_(console) {}

  void print(const CoursePart& part) {
    if (!part.title.empty()) {
      console_.out << render(StyledLine(part.title, TextStyle::kStrong), console_.look) << '\n';
    }
    for (const std::string& slug : part.slugs) print(slug);
    console_.out << '\n';
  }

  void print_sum() const {
    console_.out << fmt::format("{} lesson{}, {} hours {} minutes\n", lessons_.size(),
                                lessons_.size() == 1 ? "" : "s", minutes_ / 60, minutes_ % 60);
  }

  int status() const { return status_; }

 private:
  void print(const std::string& slug) {
    const ScenarioResult result = load_scenario((folder_ / (slug + ".json")).string());
    print_problems(console_, result.problems);
    if (!result.scenario) {
      status_ = std::max<int>(status_, result.no_such_file ? kExitNoFile : kExitBadFile);
      return;
    }
    const Scenario& scenario = *result.scenario;
    StyledLine line("  " + slug);
    line.pad_to(34).add(scenario.title);
    if (scenario.lesson)
      line.add(fmt::format(", {} min", scenario.lesson->minutes), TextStyle::kDim);
    console_.out << render(line, console_.look) << '\n';
    const auto more = [this](const std::string& text) {
      console_.out << render(StyledLine("").pad_to(34).add(text, TextStyle::kDim), console_.look)
                   << '\n';
    };
    if (!scenario.goal.empty()) more(scenario.goal);
    if (!scenario.lesson) return;
    if (!scenario.lesson->prereq.empty()) more("after " + joined(scenario.lesson->prereq));
    // One that stands in two parts is one lesson.
    if (std::find(lessons_.begin(), lessons_.end(), slug) != lessons_.end()) return;
    lessons_.push_back(slug);
    minutes_ += scenario.lesson->minutes;
  }

  fs::path folder_;
  Console& console_;
  std::vector<std::string> lessons_;
  int32_t minutes_ = 0;
  int status_ = kExitOk;
};

}  // namespace

int course_command(const CourseCommand& command, Console& console) {
  std::string file = command.file.empty() ? find_course() : command.file;
  if (file.empty()) {
    return usage_error(console, "there is no course here: no scenarios/course.txt",
                       "name one: `grove course FILE`");
  }
  if (disk().look(file).is_folder) file = (fs::path(file) / kCourseName).string();
  const FileText read = disk().read(file, kMostSourceBytes);
  if (!read.text) {
    print_problems(console, {Problem{file, {}, read.fault, read.hint, {}, {}}});
    return read.no_such_file ? kExitNoFile : kExitBadFile;
  }
  const Course course = read_course(*read.text, file);
  print_problems(console, course.problems);
  Listing listing(file, console);
  for (const CoursePart& part : course.parts) listing.print(part);
  listing.print_sum();
  return course.problems.empty() ? listing.status() : kExitBadFile;
}

}  // namespace grove
