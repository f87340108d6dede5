// Easing: how a movement is spread over its time. From 0 to 1, for 0 to 1.
#pragma once

namespace grove {

inline float ease_out_quad(float t) { return 1 - (1 - t) * (1 - t); }
inline float ease_out_cubic(float t) { return 1 - (1 - t) * (1 - t) * (1 - t); }
inline float ease_in_out_cubic(float t) {
  const float rest = 1 - t;
  return t < 0.5f ? 4 * t * t * t : 1 - 4 * rest * rest * rest;
}

}  // namespace grove
