// The built-in exceptions' own text, for the machine's messages and records.
#pragma once

#include <string>

#include "engine/machine/value.h"

namespace grove {

class Library;
class Machine;

// BaseException.__str__: nothing, the only argument's str, or the tuple of arguments.
std::string exception_text(Machine& machine, Value exception);

// BaseExceptionGroup and ExceptionGroup; the other classes must be there.
void add_exception_groups(Library& library);

}  // namespace grove
