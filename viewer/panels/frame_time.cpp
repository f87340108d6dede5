#include "viewer/panels/frame_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace grove {

void FrameTime::end() {
  const std::chrono::duration<float, std::milli> taken = std::chrono::steady_clock::now() - begin_;
  times_[count_++ % times_.size()] = taken.count();
}

float FrameTime::mean() const {
  const std::size_t filled = std::min(count_, times_.size());
  if (filled == 0) return 0;
  return std::accumulate(times_.begin(), times_.end(), 0.0f) / static_cast<float>(filled);
}

float FrameTime::worst() const { return *std::max_element(times_.begin(), times_.end()); }

void FrameTime::draw(const Ui& ui, const Box& box) const {
  const Canvas c(*ImGui::GetForegroundDrawList(), ui.style, {box.x, box.bottom()}, ui.scale);
  const std::string words = fmt::format("{:.2f} ms a frame, {:.2f} at worst", mean(), worst());
  const TextLook look{.size = 16, .weight = Weight::kSemiBold, .family = Family::kCode};
  const Box panel{12, -106, c.width(words, look) + 24, 34};
  c.fill(panel, 8, c.theme().raised);
  c.text(panel.x + 12, panel.y + 22.5f, words, look);
}

}  // namespace grove
