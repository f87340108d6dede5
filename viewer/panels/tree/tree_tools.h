// Above the tree: where the camera looks, which tasks it shows, and how many are in which state.
#pragma once

#include <cstddef>
#include <string>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class TreeTools {
 public:
  // `matching`: tasks that the filter lets through, while there is one.
  void draw(const Session& session, const Ui& ui, const Region& region, std::ptrdiff_t matching);

 private:
  float draw_filter(const Session& session, const Ui& ui, const Region& region,
                    std::ptrdiff_t matching, float x);

  std::string text_;
  bool filtering_ = false;  // in the last frame
};

}  // namespace grove
