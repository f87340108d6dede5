// ScopeSteps: the cancel scopes that a task has opened one inside the other, with no nursery in
// them, as steps under its node: outside first, as in the source. What each one does to the await
// that they lead to, which of them acts first, and where each step stands.
//
//   const ScopeSteps steps = scope_steps(model, node.steps);
//   for (const StepPlace& place : place_steps(steps, box, leads_to_await)) …
//
// Beyond five they fold: what stays is the one that acts, the others are one stack.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/picture/geometry.h"

namespace grove {

inline constexpr int kMostSteps = 5;  // that stand unfolded

struct ScopeStep {
  enum class Role : uint8_t {
    kWaits,    // for its deadline, or for somebody to cancel it
    kFirst,    // the earliest deadline of this task that no shield keeps out
    kActs,     // it is cancelled, and its cancellation holds for what the task does
    kKeptOut,  // a shield further in keeps it from what the task does
    kOver,     // the task has left it
  };
  ScopeId scope;
  Role role = Role::kWaits;
  bool shield = false;

  // Drawn larger: what happens next, or has just happened.
  bool large() const { return role == Role::kFirst || role == Role::kActs; }
};

struct ScopeSteps {
  std::vector<ScopeStep> steps;  // outside first
  bool folded = false;
  bool limited = false;  // one of them has, or had, a deadline: there is room for a large one

  int open() const;
  // Of the stack: all but the large one; or all.
  int stacked() const;
  int stacked_shields() const;
};

// Of scopes of one task, outside first. `fold`: even if there are few.
ScopeSteps scope_steps(const Model& model, const std::vector<ScopeId>& chain, bool fold = false);

// The next deadline of the stack that is not kept out; kNever if there is none.
SimTime next_stacked(const Model& model, const ScopeSteps& steps);

// It caught its cancellation, and its task goes on behind it; the others that catch theirs raise
// TooSlowError instead.
bool lets_go_on(const ScopeFacts& scope);

struct StepPlace {
  enum class Kind : uint8_t { kStep, kStack, kAwait };
  Kind kind = Kind::kStep;
  int step = -1;  // of kStep: index of steps
  Box box;
};

// Within `block`, which may be higher than they need and then makes them higher. `awaits`: the last
// step is what the task does under them. An open step's left line runs down to the block's end.
std::vector<StepPlace> place_steps(const ScopeSteps& steps, const Box& block, bool awaits);
float height_of_steps(const ScopeSteps& steps, bool awaits);

// What stands at the right of a step, or under the call in a large one, the longest first: "due
// in 0.20 s, then main goes on", "kept out, at 2.00", "at 3.00", "no deadline", "caught".
std::vector<std::string> step_words(const Model& model, const ScopeStep& step, SimTime now);

}  // namespace grove
