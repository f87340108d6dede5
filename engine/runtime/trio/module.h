// The module `trio` as programs see it: classes and functions, a file per family. Each add_…
// function describes its part to the Library.
#pragma once

#include <cmath>
#include <string>

#include "engine/machine/library.h"
#include "engine/runtime/runtime.h"

namespace grove {

void add_trio(Library& library);

namespace trio {

void add_exceptions(Library& library);
void add_cancel_scopes(Library& library);
void add_nurseries(Library& library);
void add_checkpoints(Library& library);
void add_events(Library& library);
void add_locks(Library& library);
void add_conditions(Library& library);
void add_semaphores(Library& library);
void add_limiters(Library& library);
void add_channels(Library& library);
void add_run(Library& library);
void add_tasks(Library& library);
void add_parking_lots(Library& library);

// Classes of this module that built-ins make objects of; borrowed.
Value class_named(Machine& machine, const char* name);

// The Task and Nursery objects that programs see; one each, made when asked for. Borrowed.
Value task_object(Machine& machine, TaskSlot task);
Value nursery_object(Machine& machine, NurserySlot nursery);

// The runtime, if a task is running; else null with Trio's RuntimeError pending.
Runtime* in_task(Machine& machine);

// The runtime, if Trio is running; else null with an AttributeError pending, which is all that Trio
// itself has to say where it does not ask.
Runtime* in_run(Machine& machine);

// Seconds as the program gives them: a number, or TypeError pending and false.
bool to_seconds_arg(Machine& machine, Value value, double* seconds);
// The same where Trio first looks whether they are negative.
bool to_timeout_arg(Machine& machine, Value value, double* seconds);

// A TrioDeprecationWarning at the line that runs: that `call` is not strict.
void warn_not_strict(Runtime& rt, const char* call);

// The module of the classes that are no name of any public one.
inline constexpr const char* kUnlistedModule = "trio._core._run";
inline constexpr const char* kUnlisted = "trio._core._run.";

}  // namespace trio
}  // namespace grove
