// Handout: a lesson as text to be printed, for people who are not at the screen: the program, the
// moments at which it stops with the tree as it is then, the questions, and on a later page the
// answers. Nothing of the future is told before a question.
//
//   print_handout(scenario, rehearsal, look, console.out);
//   const std::string text = markdown_handout(scenario, rehearsal, pictures);
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "engine/cli/rehearsal.h"
#include "engine/text/styled_text.h"

namespace grove {

// REQUIRES of both: the scenario has a lesson, and its rehearsal no problems.
void print_handout(const Scenario& scenario, const LessonRehearsal& rehearsal, OutputLook look,
                   std::ostream& out);

// `pictures` are the files of the steps' pictures, one for each step; where one is empty, the tree
// stands there as text.
std::string markdown_handout(const Scenario& scenario, const LessonRehearsal& rehearsal,
                             const std::vector<std::string>& pictures);

}  // namespace grove
