// The modules that are Python's own, one source file each. Each function adds its module, with its
// classes, to a library that is being made; add_builtins first, as the others' classes refer to its
// exceptions.
#pragma once

namespace grove {

class Library;

void add_exceptions(Library& library);  // the built-in exception classes
void add_builtins(Library& library);  // print, len, …, and the built-in types with their methods
void add_random(Library& library);
void add_math(Library& library);
void add_time(Library& library);
void add_functools(Library& library);    // partial
void add_contextlib(Library& library);   // suppress
void add_itertools(Library& library);    // count
void add_outcome(Library& library);      // Value, Error, capture
void add_sys(Library& library);          // stdout, stderr, exc_info
void add_frames(Library& library);       // frames and code, sys._getframe
void add_contextvars(Library& library);  // what contextvars.py builds on

// All of the above, in their order.
void add_python(Library& library);

}  // namespace grove
