// The window as a person has it: it computes a little, plays a little, draws and does what is
// wanted, remembers how it was, and looks after the files that are open.
#pragma once

#include "viewer/app/options.h"

namespace grove {

// Until it is closed. Returns the exit status, which is `status` where all went well.
int open_viewer(Session& session, const Options& options, int status);

}  // namespace grove
