#include "engine/cli/handout.h"

#include <fmt/format.h>

#include <sstream>

#include "engine/lesson/drawing_truth.h"
#include "engine/text/tree_text.h"

namespace grove {

namespace {

constexpr char kLetters[] = "ABCD";

const Record& record_of(const LessonStep& step, const LessonRehearsal& rehearsal) {
  return step.on.pane == Pane::kRight ? rehearsal.right->record() : rehearsal.left->record();
}

// The tree at a stop, and where that is.
void print_moment(const LessonStep& step, const LessonStop& stop, const LessonRehearsal& rehearsal,
                  OutputLook look, std::ostream& out) {
  Model model(record_of(step, rehearsal));
  model.seek(stop.position);
  StyledLine line;
  if (rehearsal.right) line.add(step.on.pane == Pane::kRight ? "right: " : "left: ");
  out << render(line.add(moment_line(model, look)), look) << '\n';
  if (model.task_count() > 0) print_tree(model, look, out);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

// What the learner is to mark in the picture.
std::string drawing_words(const Drawing& drawing) {
  switch (drawing.kind) {
    case Drawing::Kind::kUntil:
      return fmt::format("Mark when {} ends.", drawing.task);
    case Drawing::Kind::kOrder:
      return fmt::format("In which order: {}?", joined(drawing.among));
    default:
      return fmt::format("Mark them: {}.", joined(drawing.among));
  }
}

// The lines between the title and the program: what it is for, for whom, and how long it takes.
std::vector<std::string> heading(const Scenario& scenario) {
  const Lesson& lesson = *scenario.lesson;
  std::vector<std::string> lines;
  if (!scenario.goal.empty()) lines.push_back("Goal: " + scenario.goal);
  lines.push_back(fmt::format("Time: {} minutes", lesson.minutes));
  if (!lesson.prereq.empty()) lines.push_back("Comes after: " + joined(lesson.prereq));
  return lines;
}

void print_program(const Scenario& scenario, std::ostream& out) {
  std::istringstream lines(scenario.source);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    out << fmt::format("{:>4}  {}\n", ++number, visible(line));
  }
}

void print_choices(const LessonStep& step, const char* indent, std::ostream& out) {
  for (std::size_t i = 0; i < step.choices.size(); ++i) {
    out << indent << kLetters[i] << "  " << step.choices[i].text << '\n';
  }
  if (step.draw) out << indent << drawing_words(*step.draw) << '\n';
}

void print_truth(const Drawing& drawing, const Record& record, const char* indent,
                 std::ostream& out) {
  const DrawingTruth truth = truth_of(drawing, record);
  const std::string end = truth.until == kNever ? "never" : "at " + format_time(truth.until);
  const std::string tasks = truth.tasks.empty() ? "none of them" : joined(truth.tasks);
  out << indent << (drawing.kind == Drawing::Kind::kUntil ? end : tasks) << '\n';
}

void print_answers(const LessonStep& step, const Record& record, const char* indent,
                   std::ostream& out) {
  if (step.draw) print_truth(*step.draw, record, indent, out);
  for (std::size_t i = 0; i < step.choices.size(); ++i) {
    const Choice& choice = step.choices[i];
    out << indent << kLetters[i] << (choice.right ? "  RIGHT: " : "  ") << choice.because << '\n';
  }
}

bool is_question(const LessonStep& step) { return step.kind == LessonStep::Kind::kAsk; }

}  // namespace

void print_handout(const Scenario& scenario, const LessonRehearsal& rehearsal, OutputLook look,
                   std::ostream& out) {
  const Lesson& lesson = *scenario.lesson;
  out << render(StyledLine(scenario.title, TextStyle::kStrong), look) << "\n\n";
  for (const std::string& line : heading(scenario)) out << line << '\n';
  out << '\n';
  print_program(scenario, out);
  if (rehearsal.other) {
    out << "\nBeside it, on the right: " << rehearsal.other->title << "\n\n";
    print_program(*rehearsal.other, out);
  }
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    const LessonStep& step = lesson.steps[i];
    out << fmt::format("\n{}. {}", i + 1, is_question(step) ? "QUESTION: " : "") << step.text
        << '\n';
    if (is_question(step)) print_choices(step, "     ", out);
    out << '\n';
    print_moment(step, rehearsal.stops[i], rehearsal, look, out);
  }
  out << "\nAnswers\n";
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    if (!is_question(lesson.steps[i])) continue;
    out << fmt::format("{}. {}\n", i + 1, lesson.steps[i].text);
    print_answers(lesson.steps[i], record_of(lesson.steps[i], rehearsal), "     ", out);
  }
  if (!lesson.summary.empty()) out << "\nTo take along: " << lesson.summary << '\n';
}

std::string markdown_handout(const Scenario& scenario, const LessonRehearsal& rehearsal,
                             const std::vector<std::string>& pictures) {
  const Lesson& lesson = *scenario.lesson;
  OutputLook look;
  look.utf8 = true;
  std::ostringstream out;
  out << "# " << scenario.title << "\n\n";
  for (const std::string& line : heading(scenario)) out << line << "  \n";
  out << "\n~~~python\n" << scenario.source << "~~~\n";
  if (rehearsal.other) {
    out << "\nBeside it, on the right: " << rehearsal.other->title << "\n\n~~~python\n"
        << rehearsal.other->source << "~~~\n";
  }
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    const LessonStep& step = lesson.steps[i];
    out << fmt::format("\n## {}. {}\n\n", i + 1, is_question(step) ? "Question" : step.id);
    out << step.text << "\n\n";
    if (is_question(step)) {
      print_choices(step, "- ", out);
      out << '\n';
    }
    if (!pictures[i].empty()) {
      out << "![" << step.text << "](" << pictures[i] << ")\n";
      continue;
    }
    out << "~~~\n";
    print_moment(step, rehearsal.stops[i], rehearsal, look, out);
    out << "~~~\n";
  }
  out << "\n## Answers\n";
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    if (!is_question(lesson.steps[i])) continue;
    out << fmt::format("\n{}. {}\n\n", i + 1, lesson.steps[i].text);
    print_answers(lesson.steps[i], record_of(lesson.steps[i], rehearsal), "   - ", out);
  }
  if (!lesson.summary.empty()) out << "\n**To take along:** " << lesson.summary << '\n';
  return out.str();
}

}  // namespace grove
