// ENSURE(condition, "sentence"): our own mistakes stop the program, in every build.
//
// The sentence says what it means that the condition does not hold. Mistakes of a scenario's
// author never end here: they become Problems (problem.h) or exceptions of the simulated program.
#pragma once

namespace grove {

[[noreturn, gnu::cold]] void ensure_failed(const char* condition, const char* sentence,
                                           const char* file, int line);

}  // namespace grove

#define ENSURE(condition, sentence) \
  (static_cast<bool>(condition)     \
       ? static_cast<void>(0)       \
       : ::grove::ensure_failed(#condition, sentence, __FILE__, __LINE__))
