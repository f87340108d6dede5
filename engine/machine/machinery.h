// Machinery: step functions that the machine itself puts on the stack where one operation takes
// Python code: an `__init__` written in the program, the values of a generator. Internal to the
// machine.
#pragma once

#include <cstdint>

#include "engine/machine/library.h"

namespace grove {

// Natives of every Library, by index.
inline constexpr int32_t kConstruct = 0;  // slots: instance, init, arguments …; scratch: how many
inline constexpr int32_t kRaiseMade = 1;  // slots: exception or class, cause or class or null
inline constexpr int32_t kDrain = 2;      // slots: generator; scratch: most values or -1
inline constexpr int32_t kSearch = 3;     // slots: generator, value; scratch: whether for `not in`
inline constexpr int32_t kPrepare = 4;    // slots: native, arguments; scratch: their end, keywords
inline constexpr int32_t kClose = 5;      // slots: generator; drops what is raised but tells it
inline constexpr int32_t kPull = 6;       // slots: enumerate or zip, then the items found

// Classes of every Library, by index, after object and type.
inline constexpr int32_t kTracebackClass = 2;
inline constexpr int32_t kCoroutineClass = 3;
inline constexpr int32_t kGeneratorClass = 4;
inline constexpr int32_t kAsyncGeneratorClass = 5;

// REQUIRES: the library has no natives and only these two classes yet.
void add_machinery(Library& library);

// generator.close(): raises GeneratorExit inside it, where it stands.
Turn close_generator(Machine& machine, FrameBody& frame, Resume resume);

bool is_exception_class(Machine& machine, Value value);

// `raise exception from cause` (null: without from), both made already. Takes the references over
// and leaves an exception pending: that one, or TypeError.
void raise_from(Machine& machine, Value exception, Value cause);

}  // namespace grove
