#include "viewer/panels/drawing/rows.h"

namespace grove {
namespace {

// From a row's lower edge up to its baseline.
constexpr float kBelowBaseline = 9;
constexpr float kNotch = 40;
// Rounding must not hide the last row of a region that just fits.
constexpr float kSlack = 0.5f;

}  // namespace

std::optional<float> Rows::next(float height) {
  const float y = y_;
  y_ += height;
  if (y_ > bottom_ + kSlack) ++below_;
  if (y < top_ - kSlack || y_ > bottom_ + kSlack) return std::nullopt;
  return y_ - kBelowBaseline;
}

float Rows::finish(const Region& region, float scroll) const {
  const float all = y_ - begin_, room = std::max(0.0f, bottom_ - top_);
  const float most = std::max(0.0f, all - room);
  if (region.hovered()) scroll -= ImGui::GetIO().MouseWheel * kNotch;
  scroll = std::clamp(scroll, 0.0f, most);
  if (most > kSlack && room > 0) {
    const Canvas& c = region.canvas();
    const float length = std::max(24.0f, room * room / all);
    const float y = top_ + (room - length) * scroll / most;
    c.fill({region.width() - 7, y, 4, length}, 2, c.theme().line);
  }
  return scroll;
}

}  // namespace grove
