// Another program, run to its end.
//
//   const int status = run_child({"python3", "game.py"}, {.output = "/dev/null"});
#pragma once

#include <string>
#include <vector>

namespace grove {

struct ChildTerms {
  std::string output;  // where its standard output goes; empty: where ours goes
  std::string errors;  // and its standard error
};

inline constexpr int kNotStarted = -1;

// The first word is found as a shell would find it. Its exit status; 128 and the signal's number if
// one ended it; kNotStarted.
int run_child(const std::vector<std::string>& words, const ChildTerms& terms = {});

// What lies beside this program, by a path from its folder ("../../assets"); empty if it is not
// there, or where this program is cannot be known.
std::string beside_program(const std::string& path);

// The window's program, which draws pictures without a window as well: where GROVE_VIEWER says, or
// beside this one. Empty if there is none.
std::string find_viewer();

}  // namespace grove
