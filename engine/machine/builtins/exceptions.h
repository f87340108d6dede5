// The built-in exceptions' own text, for the machine's messages and records.
#pragma once

#include <string>
#include <vector>

#include "engine/machine/value.h"

namespace grove {

class Library;
class Machine;

// BaseException.__str__: nothing, the only argument's str, or the tuple of arguments.
std::string exception_text(Machine& machine, Value exception);

// The arguments that it was made with, whatever the program has made of `args` since: a group's
// message and what a Cancelled carries are among them.
const std::vector<Value>& made_with(Machine& machine, Value exception);

// BaseExceptionGroup and ExceptionGroup; the other classes must be there.
void add_exception_groups(Library& library);

}  // namespace grove
