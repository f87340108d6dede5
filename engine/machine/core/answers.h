// Answers: how a built-in that is otherwise done at once comes to what something written in the
// program says (`__str__`, `__eq__`, a property). Internal to the machine.
//
// Such a thing takes turns of its own, so C++ code cannot call it and wait. Instead the built-in
// asks (Machine::ask): it fails, the call is made by the interpreter's loop, and then the built-in
// runs again with all answers so far. So what it does before a question must not show, unless it
// keeps it (Kept): a loop that asks at every item keeps where it is and goes on from there, so
// that a thousand questions cost no more than a thousand calls.
//
//   Kept kept(m);                     // each time, in the same order
//   if (kept.is_new()) kept.keep(…);  // a list of what was done so far
//   … m.heap.list(kept.value()) …
#pragma once

#include <cstdint>
#include <vector>

#include "engine/machine/core/library.h"
#include "engine/machine/core/machine.h"

namespace grove {

// While it lives, C++ code may ask; `log`: what was answered and kept so far.
class Asking {
 public:
  explicit Asking(Machine& machine) : machine_(machine) {
    machine_.asking_.allowed = true;
    machine_.asking_.used = 0;
  }
  Asking(Machine& machine, std::vector<Value> log);
  ~Asking() {
    machine_.asking_.allowed = false;
    if (!machine_.asking_.log.empty() && !machine_.asking_.open) forget();
  }
  // What a question has come to, behind the others.
  static void append(std::vector<Value>* log, const Resume& answer);
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

 private:
  void forget();
  Machine& machine_;
};

// What a built-in has done and must not do again when it runs again.
class Kept {
 public:
  explicit Kept(Machine& machine);
  ~Kept();
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

  bool is_new() const { return kept_.is_null(); }
  Value value() const { return kept_; }  // borrowed
  // Takes the reference over. Answers that came since this was made are used up: what was learnt
  // from them is in what is kept.
  void keep(Value v);
  // The same, where what is kept was changed in place.
  void settle();

 private:
  Machine& machine_;
  std::size_t at_ = 0;  // in the log
  Value kept_;
};

// Natives of every Library, by index; see machinery.h for those before.
inline constexpr int32_t kAnswered = 3;  // runs the plain native scratch[0] until it is done;
                                         // slots: scratch[1] arguments, then the log
inline constexpr int32_t kFormatOperation = 4;  // plain: value, conversion, spec or null
inline constexpr int32_t kBinaryOperation = 5;  // plain: operator with kInPlace, a, b
inline constexpr int32_t kTracebackText = 6;    // plain: exception
void add_answers(Library& library);

}  // namespace grove
