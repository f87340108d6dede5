// Deadlock: nothing can ever run again (semantics A10). Says who waits for what, and for whom.
#pragma once

#include <string>

namespace grove {

class Runtime;

// One line for each task that is alive, under a heading.
std::string deadlock_report(Runtime& runtime);

}  // namespace grove
