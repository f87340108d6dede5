// Exception groups: taking them apart and putting the parts together, as BaseExceptionGroup.split
// and the operations of except* do. Nesting costs heap, not C++ stack: tasks nest as deep as they
// like, and their errors nest with them. Internal to the machine and the built-in exceptions.
#pragma once

#include <functional>
#include <vector>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Both new references; null: that part is empty.
struct Split {
  Value match;
  Value rest;
};

// Asked of every group before its members, and of every leaf; a group that matches goes over whole.
using GroupTest = std::function<bool(Value exception)>;

Split split_group(Machine& machine, Value exception, const GroupTest& matches);
// Before the program sees the members, or `args`: makes the copies that a group owes
// (ExceptionBody::owes_copies). Whoever only reads them, as a traceback, need not.
void pay_copies(Machine& machine, Value group);
// What `except* classes` takes: a single exception comes wrapped in a group.
Split split_for_except_star(Machine& machine, Value exception, Value classes);

// isinstance(exception, classes), a class or a tuple of classes.
bool matches_any(Machine& machine, Value exception, Value classes);

// The end of an except* statement: what remains to be raised, of what its clauses left behind
// (`results`, with None for nothing). New reference; None if nothing.
Value reraise_star(Machine& machine, Value original, const std::vector<Value>& results);

// BaseExceptionGroup(message, members) for a class that is one or derives from it. Checks as
// Python's; new reference, or null with TypeError or ValueError pending. References borrowed.
Value make_group(Machine& machine, Value klass, Value message, Value sequence);

}  // namespace grove
