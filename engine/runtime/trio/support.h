// What the built-ins of the module `trio` have in common.
#pragma once

#include "engine/machine/library.h"
#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Classes of this module that built-ins make objects of; borrowed.
Value class_named(Machine& machine, const char* name);

// The Task and Nursery objects that programs see; one each, made when asked for. Borrowed.
Value task_object(Machine& machine, TaskSlot task);
Value nursery_object(Machine& machine, NurserySlot nursery);

// The kernel, if a task is running; else null with Trio's RuntimeError pending.
Kernel* in_task(Machine& machine);

// Seconds as the program gives them: a number, or TypeError pending and false.
bool to_seconds_arg(Machine& machine, Value value, double* seconds);

}  // namespace grove::trio
