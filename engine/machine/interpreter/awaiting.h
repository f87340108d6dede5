// Awaiting: see awaiting.cpp.
#pragma once

namespace grove {

class Library;

// The name of the built-in (internal, of several turns) to which a library lets what an `__await__`
// hands out be given: it parks the task.
inline constexpr const char* kTakesYields = "take what is handed out";

void add_awaiting(Library& library);

}  // namespace grove
