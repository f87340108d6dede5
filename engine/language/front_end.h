// The front end's only entry: from a source text to a Program, or to all that is wrong with it.
//
//   CompileResult result = compile(source, "roulette.py", knobs, catalogue);
//   if (!result.program) report(result.problems);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/problem.h"
#include "engine/language/code/catalogue.h"
#include "engine/language/code/program.h"

namespace grove {

struct CompileResult {
  std::shared_ptr<const Program> program;  // null if there are problems
  Problems problems;
};

// Knobs replace the value of the first top-level assignment to their name (a Python literal in
// source form); a knob without such an assignment, or with a value that is no literal, is a fault.
CompileResult compile(std::string_view source, const std::string& file,
                      const std::vector<std::pair<std::string, std::string>>& knobs,
                      const Catalogue& catalogue);

// What runs and is hardly meant (check/advice.h). Nothing for a text that has faults.
Problems advice_on(std::string_view source, const std::string& file);

}  // namespace grove
