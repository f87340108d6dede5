#include "engine/base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace grove {

void ensure_failed(const char* condition, const char* sentence, const char* file, int line) {
  std::fprintf(stderr, "grove: internal fault at %s:%d\n  %s\n  expected: %s\n", file, line,
               sentence, condition);
  std::fflush(stderr);
  std::abort();
}

}  // namespace grove
