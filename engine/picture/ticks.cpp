#include "engine/picture/ticks.h"

#include <algorithm>
#include <cmath>

namespace grove {

int64_t tick_ns(SimTime span, int wanted) {
  const double rough = static_cast<double>(span.ns) / wanted;
  const double power = std::pow(10.0, std::floor(std::log10(std::max(rough, 1.0))));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= rough) return static_cast<int64_t>(step * power);
  }
  return static_cast<int64_t>(10 * power);
}

}  // namespace grove
