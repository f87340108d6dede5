// Answers: how a built-in that is done at once comes to what a method written in the program says
// (`__str__`, `__repr__`). Internal to the machine.
//
// Such a method takes turns of its own, so C++ code cannot call it and wait. Instead the built-in
// asks (Machine::ask): it fails, the method is called, and then the built-in runs again from its
// beginning, with all answers so far. So a built-in that may ask has no effect before its last
// question; str, repr, format, print, % and the text of a traceback are like that.
#pragma once

#include <cstdint>

#include "engine/machine/library.h"
#include "engine/machine/machine.h"

namespace grove {

// While it lives, C++ code may ask; `given`: what was answered so far, in pairs of (whether it is
// an exception that was raised, value).
class Asking {
 public:
  explicit Asking(Machine& machine, std::span<const Value> given = {});
  ~Asking();
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

 private:
  Machine& machine_;
};

// Natives of every Library, by index; see machinery.h for those before.
inline constexpr int32_t kAnswered = 3;  // runs the plain native scratch[0] until it is done;
                                         // slots: scratch[1] arguments, then answers
inline constexpr int32_t kFormatOperation = 4;  // plain: value, conversion, spec or null
inline constexpr int32_t kBinaryOperation = 5;  // plain: operator with kInPlace, a, b
inline constexpr int32_t kTracebackText = 6;    // plain: exception

void add_answers(Library& library);

}  // namespace grove
