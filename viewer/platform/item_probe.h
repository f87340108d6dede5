// What ImGui drew in a frame, item by item, so that a test can look for a button by its label and
// click into its middle.
//
//   ItemProbe probe(ImGui::GetCurrentContext());
//   probe.clear(); ImGui::NewFrame(); … ImGui::Render();
//   if (const ProbedItem* play = probe.find("Play")) io.AddMousePosEvent(play->x(), play->y());
//
// One probe per context at a time; it must not outlive the context. Lengths are pixels of the
// context's display. Items that ImGui skips, because they are scrolled away, are still reported,
// with `visible` false.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

namespace grove {

struct ProbedItem {
  ImGuiID id;
  std::string label;   // as given to ImGui; empty for items without one
  std::string window;  // the name of the ImGui window that it is in
  ImVec2 min, max;     // cut to the visible part of that window
  bool visible;        // true iff something of it is left after the cut

  float x() const { return (min.x + max.x) / 2; }
  float y() const { return (min.y + max.y) / 2; }
};

class ItemProbe {
 public:
  explicit ItemProbe(ImGuiContext* context);
  ~ItemProbe();
  ItemProbe(const ItemProbe&) = delete;
  ItemProbe& operator=(const ItemProbe&) = delete;

  // Forgets all items; call it before each frame.
  void clear() { items_.clear(); }

  // In the order in which they were drawn.
  const std::vector<ProbedItem>& items() const { return items_; }

  // The first visible item with this label, compared without what follows "##"; null if none.
  const ProbedItem* find(std::string_view label) const;

  // For ImGui's hooks only.
  void add(ProbedItem item) { items_.push_back(std::move(item)); }
  void set_label(ImGuiID id, const char* label);

 private:
  ImGuiContext* context_;
  std::vector<ProbedItem> items_;
};

}  // namespace grove
