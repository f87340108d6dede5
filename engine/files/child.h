// Other programs: run to their end, or beside this one.
//
//   const int status = run_child({"python3", "game.py"}, {.output = "/dev/null"});
//
//   Child child({"ffmpeg", …}, {});
//   while (!child.status()) …           // never waits
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace grove {

struct ChildTerms {
  std::string output;                      // where its standard output goes; empty: where ours goes
  std::string errors;                      // and its standard error
  std::vector<std::string> environment{};  // "NAME=VALUE" over ours
  bool apart = false;  // in a group of its own, which a signal of the terminal does not reach
};

inline constexpr int kNotStarted = -1;

// One that runs beside this one. Where it goes before its end, so does the other program, with all
// that it has started.
class Child {
 public:
  // The first word is found as a shell would find it.
  explicit Child(const std::vector<std::string>& words, ChildTerms terms = {});
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Its exit status; 128 and the signal's number if one ended it; kNotStarted. Nothing while it
  // runs.
  std::optional<int> status() { return status_ ? status_ : ask(false); }
  // The same, once it has ended.
  int wait() { return status_ ? *status_ : *ask(true); }

 private:
  std::optional<int> ask(bool waits);

  pid_t id_ = 0;
  bool apart_;
  std::optional<int> status_;
};

int run_child(const std::vector<std::string>& words, const ChildTerms& terms = {});

// Whether a shell would find a program of that name.
bool is_installed(const std::string& program);

// What lies beside this program, by a path from its folder ("../../assets"); empty if it is not
// there, or where this program is cannot be known.
std::string beside_program(const std::string& path);

// The window's program, which draws pictures without a window as well: where GROVE_VIEWER says, or
// beside this one. Empty if there is none.
std::string find_viewer();

}  // namespace grove
