// What `sys._getframe` and a frame's `f_back` ask beyond the stack that runs (kFramesOutside).
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_frames_outside(Library& library);

}  // namespace grove
