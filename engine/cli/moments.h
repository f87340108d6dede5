// Moments: a run as text, for output that is no terminal: what `grove play` shows there.
#pragma once

#include "engine/cli/console.h"
#include "engine/cli/recording.h"

namespace grove {

// As MomentsText (moments_text.h) tells it.
// Returns the run's exit status, or that of an interruption.
int print_moments(Recording* recording, OutputLook look, Console& console);

}  // namespace grove
