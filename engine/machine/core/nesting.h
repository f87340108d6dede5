// How deep things may be nested that are followed by calls of ours: containers within containers,
// iterators within iterators. As deep as Python's recursion limit lets calls be, past it
// RecursionError; no deeper, whatever limit a run is given, because our own stack is only so deep.
#pragma once

namespace grove {

inline constexpr int kDeepestNesting = 1000;

}  // namespace grove
