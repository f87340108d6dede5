// What the built-ins of the module `trio` have in common.
#pragma once

#include "engine/machine/core/library.h"
#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Classes of this module that built-ins make objects of; borrowed.
Value class_named(Machine& machine, const char* name);

// The Task and Nursery objects that programs see; one each, made when asked for. Borrowed.
Value task_object(Machine& machine, TaskSlot task);
// Task.context, made before the task's values are gone: where the program has the Task and names
// `context` anywhere.
void keep_context(Kernel& k, TaskSlot task);
Value nursery_object(Machine& machine, NurserySlot nursery);

// The kernel, if a task of Trio's is running; else null with Trio's RuntimeError pending.
Kernel* in_task(Machine& machine);

// The kernel, if Trio is running; else null with an AttributeError pending, which is all that Trio
// itself has to say where it does not ask.
Kernel* in_run(Machine& machine);

// Seconds as the program gives them: a number, or TypeError pending and false.
bool to_seconds_arg(Machine& machine, Value value, double* seconds);
// The same where Trio first looks whether they are negative.
bool to_timeout_arg(Machine& machine, Value value, double* seconds);

// A TrioDeprecationWarning at the line that runs: that `call` is not strict.
void warn_not_strict(Kernel& k, const char* call);

// The module of the classes that are no name of any public one.
inline constexpr const char* kUnlistedModule = "trio._core._run";
inline constexpr const char* kUnlisted = "trio._core._run.";

}  // namespace grove::trio
