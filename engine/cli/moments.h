// Moments: a run as text, for output that is no terminal: what `grove play` shows there.
#pragma once

#include "engine/cli/console.h"
#include "engine/cli/recording.h"

namespace grove {

// For each instant at which something interesting happens: the time, what happened in words, and
// the tree once it has. At most so many instants, rows and lines as a reader may still read; what
// is left out is counted. The last tree is that at the end of the run.
// Returns the run's exit status, or that of an interruption.
int print_moments(Recording* recording, Look look, Console& console);

}  // namespace grove
