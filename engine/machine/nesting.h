// How deep things may be nested that are followed by calls: containers within containers, iterators
// within iterators. As deep as Python's recursion limit lets calls be; past it RecursionError.
#pragma once

namespace grove {

inline constexpr int kDeepestNesting = 1000;

}  // namespace grove
