// What a run says when nothing can ever run again: who waits, and for what.
#pragma once

#include <string>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

std::string deadlock_report(Kernel& k);

}  // namespace grove
