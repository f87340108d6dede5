#include "viewer/core/view/tree_focus.h"

#include <algorithm>
#include <cmath>

namespace grove {
namespace {

// At the second one the words of all nodes still have room; for what is spoken of, names must do.
constexpr float kSpokenZoom = 0.5f, kSmallestZoom = 0.66f, kLargestZoom = 0.9f;
// Round what must be seen: rings, discs and corners of a node reach so far.
constexpr float kMargin = 14;
// Of siblings that are tried: a crowd would be nothing but sorted.
constexpr std::size_t kMostTried = 64;

Box both(const Box& a, const Box& b) {
  const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

bool fits(const Box& box, Point room, float zoom) {
  return box.w <= room.x / zoom && box.h <= room.y / zoom;
}

// Of node `index` from the nearest on.
std::vector<int> siblings(const TreeShape& shape, const TreeLayout& layout, int index) {
  const TreeNode& node = shape.nodes[static_cast<std::size_t>(index)];
  if (node.bracket < 0) return {};
  const auto middle = [&](int i) { return layout.nodes[static_cast<std::size_t>(i)].middle_x(); };
  std::vector<int> beside;
  const std::vector<int>& row = shape.brackets[static_cast<std::size_t>(node.bracket)].children;
  const auto at = std::find(row.begin(), row.end(), index);
  const auto near = static_cast<std::ptrdiff_t>(kMostTried / 2);
  beside.assign(at - std::min(near, at - row.begin()), at + std::min(near, row.end() - at));
  std::sort(beside.begin(), beside.end(), [&](int a, int b) {
    return std::abs(middle(a) - middle(index)) < std::abs(middle(b) - middle(index));
  });
  return beside;
}

// What one would like to see with it, the dearest first.
std::vector<int> wishes(const TreeShape& shape, const TreeLayout& layout, int index) {
  const auto at = [&](int i) -> const TreeNode& {
    return shape.nodes[static_cast<std::size_t>(i)];
  };
  std::vector<int> wished;
  if (at(index).parent >= 0) wished.push_back(at(index).parent);
  if (at(index).storey >= 0) wished.push_back(at(index).storey);
  for (const int bracket : at(index).brackets) {
    const std::vector<int>& below = shape.brackets[static_cast<std::size_t>(bracket)].children;
    const std::size_t count = std::min(below.size(), kMostTried);
    wished.insert(wished.end(), below.begin(), below.begin() + static_cast<std::ptrdiff_t>(count));
  }
  const std::vector<int> beside = siblings(shape, layout, index);
  wished.insert(wished.end(), beside.begin(), beside.end());
  for (int up = at(index).parent; up >= 0; up = at(up).parent) wished.push_back(up);
  return wished;
}

// The middle of `length` of the tree, so that [from, to] of it is seen and nothing beyond its ends,
// if that can be.
float clamped(float middle, float length, float from, float to, float least, float most) {
  if (length >= most - least) return (least + most) / 2;
  middle = std::clamp(middle, least + length / 2, most - length / 2);
  const float low = to - length / 2, high = from + length / 2;
  return low <= high ? std::clamp(middle, low, high) : (from + to) / 2;
}

}  // namespace

TreeFocus focus_on(const TreeShape& shape, const TreeLayout& layout, int node,
                   const std::vector<int>& also, Point room) {
  const Box own = layout.nodes[static_cast<std::size_t>(node)].grown(kMargin);
  Box seen = own;
  const auto see = [&](const std::vector<int>& nodes, float zoom) {
    for (const int wished : nodes) {
      const Box with = both(seen, layout.nodes[static_cast<std::size_t>(wished)].grown(kMargin));
      if (fits(with, room, zoom)) seen = with;
    }
  };
  see(also, kSpokenZoom);
  see(wishes(shape, layout, node), kSmallestZoom);
  TreeFocus focus;
  focus.zoom = std::clamp(std::min(room.x / seen.w, room.y / seen.h), kSpokenZoom, kLargestZoom);
  const Box bounds = both(layout.bounds, own);
  focus.middle.x =
      clamped(seen.middle_x(), room.x / focus.zoom, own.x, own.right(), bounds.x, bounds.right());
  focus.middle.y =
      clamped(seen.middle_y(), room.y / focus.zoom, own.y, own.bottom(), bounds.y, bounds.bottom());
  return focus;
}

}  // namespace grove
