// The ways of the wires between things and tasks.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/picture/thing_shelf.h"

namespace grove {

namespace {

// At scale 1.
constexpr float kLane = 13, kFirstLane = 26, kAtNode = 18, kSlotApart = 20;
// Between a way and the nodes that it passes, and between two wires in one lane.
constexpr float kClear = 6, kApart = 16;
constexpr float kHeadBelow = 3;

class Router {
 public:
  Router(const std::vector<ThingPlace>& places, const TreeShape& shape,
         const std::vector<Box>& nodes, float scale, std::vector<ThingWire>* wires)
      : places_(places), shape_(shape), nodes_(nodes), scale_(scale), wires_(*wires) {
    for (const Box& node : nodes) bottom_ = std::max(bottom_, node.bottom());
  }

  void route() {
    const std::size_t count = wires_.size();
    node_of_.resize(count);
    ends_.resize(count);
    slots_.resize(count);
    lanes_.assign(count, -1);
    for (std::size_t i = 0; i < count; ++i) node_of_[i] = shape_.node_of(wires_[i].task);
    place_at_nodes();
    place_at_things();
    choose_lanes();
    for (std::size_t i = 0; i < count; ++i) wires_[i].way = way(i);
  }

 private:
  struct End {
    float x = 0;         // of the way up
    Point at;            // where it meets the node
    bool aside = false;  // it comes in from the side
  };

  const Box& node(std::size_t wire) const {
    return nodes_[static_cast<std::size_t>(node_of_[wire])];
  }
  const Box& icon(std::size_t wire) const {
    return places_[static_cast<std::size_t>(wires_[wire].thing)].icon;
  }

  // What stands right under a node belongs to it.
  std::vector<int> stack_of(int index) const {
    std::vector<int> stack{index};
    for (int below = shape_.nodes[static_cast<std::size_t>(index)].storey; below >= 0;
         below = shape_.nodes[static_cast<std::size_t>(below)].storey) {
      const Box& last = nodes_[static_cast<std::size_t>(stack.back())];
      if (nodes_[static_cast<std::size_t>(below)].y > last.bottom() + 14) break;
      stack.push_back(below);
    }
    return stack;
  }

  bool is_free(float x, float from, const std::vector<int>& own) const {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (std::find(own.begin(), own.end(), static_cast<int>(i)) != own.end()) continue;
      const Box& other = nodes_[i];
      if (other.bottom() <= from + 1) continue;
      if (x > other.x - kClear && x < other.right() + kClear) return false;
    }
    return true;
  }

  // Spread along the node's lower edge, those to the left things on the left.
  void place_at_nodes() {
    std::map<int, std::vector<std::size_t>> at_node;
    for (std::size_t i = 0; i < wires_.size(); ++i) at_node[node_of_[i]].push_back(i);
    for (auto& [index, here] : at_node) {
      std::stable_sort(here.begin(), here.end(), [&](std::size_t a, std::size_t b) {
        return icon(a).middle_x() < icon(b).middle_x();
      });
      const std::vector<int> stack = stack_of(index);
      const Box& lowest = nodes_[static_cast<std::size_t>(stack.back())];
      const Box& box = nodes_[static_cast<std::size_t>(index)];
      const float pitch = std::min(kAtNode * scale_, box.w / static_cast<float>(here.size() + 1));
      for (std::size_t k = 0; k < here.size(); ++k) {
        const float away =
            (static_cast<float>(k) - static_cast<float>(here.size() - 1) / 2) * pitch;
        const float wished = lowest.middle_x() + away;
        ends_[here[k]] = end_at(lowest, box, wished, stack, icon(here[k]).middle_x());
      }
    }
  }

  // Straight down where that is free; else beside the node, and into its side.
  End end_at(const Box& lowest, const Box& box, float wished, const std::vector<int>& stack,
             float towards) const {
    const float inner = 10;
    for (float away = 0; away < lowest.w / 2; away += 6) {
      for (const float x : {wished + away, wished - away}) {
        if (x < lowest.x + inner || x > lowest.right() - inner) continue;
        if (is_free(x, lowest.bottom(), stack)) {
          return {x, {x, lowest.bottom() + kHeadBelow}, false};
        }
      }
    }
    const bool right_first = towards > box.middle_x();
    for (float away = 12; away < 900; away += 8) {
      for (const bool right : {right_first, !right_first}) {
        const float x = right ? box.right() + away : box.x - away;
        if (is_free(x, box.middle_y(), stack)) {
          return {x, {right ? box.right() + kHeadBelow : box.x - kHeadBelow, box.middle_y()}, true};
        }
      }
    }
    return {wished, {wished, lowest.bottom() + kHeadBelow}, false};
  }

  // Along the thing's upper edge: those that go left, those straight up, those that go right; of
  // those to one side the nearest in the middle, so that none crosses another.
  void place_at_things() {
    std::map<int, std::vector<std::size_t>> at_thing;
    for (std::size_t i = 0; i < wires_.size(); ++i) at_thing[wires_[i].thing].push_back(i);
    for (auto& [thing, here] : at_thing) {
      const Box& box = places_[static_cast<std::size_t>(thing)].icon;
      const auto side = [&](std::size_t wire) {
        const float x = ends_[wire].x;
        const float inner = 8 * scale_;
        return x < box.x + inner ? -1 : x > box.right() - inner ? 1 : 0;
      };
      std::stable_sort(here.begin(), here.end(), [&](std::size_t a, std::size_t b) {
        if (side(a) != side(b)) return side(a) < side(b);
        return ends_[a].x < ends_[b].x;
      });
      const float room = box.w - 20 * scale_;
      const float pitch = std::min(kSlotApart * scale_, room / static_cast<float>(here.size()));
      for (std::size_t k = 0; k < here.size(); ++k) {
        const float away =
            (static_cast<float>(k) - static_cast<float>(here.size() - 1) / 2) * pitch;
        slots_[here[k]] = box.middle_x() + away;
      }
      for (const std::size_t wire : here) {
        // What is right above needs no lane.
        const bool clash = std::any_of(here.begin(), here.end(), [&](std::size_t other) {
          return other != wire && std::abs(slots_[other] - ends_[wire].x) < pitch * 0.8f;
        });
        if (side(wire) == 0 && !clash) slots_[wire] = ends_[wire].x;
      }
    }
  }

  float left_of(std::size_t wire) const { return std::min(slots_[wire], ends_[wire].x); }
  float right_of(std::size_t wire) const { return std::max(slots_[wire], ends_[wire].x); }

  // The shortest on top.
  void choose_lanes() {
    std::vector<std::size_t> order(wires_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return right_of(a) - left_of(a) < right_of(b) - left_of(b);
    });
    std::vector<std::vector<std::size_t>> taken;
    for (const std::size_t wire : order) {
      if (right_of(wire) - left_of(wire) < 1) continue;
      const auto meets = [&](std::size_t other) {
        return left_of(wire) < right_of(other) + kApart * scale_ &&
               left_of(other) < right_of(wire) + kApart * scale_;
      };
      std::size_t lane = taken.size();
      // Not above a shorter one of the same thing.
      while (lane > 0 && std::none_of(taken[lane - 1].begin(), taken[lane - 1].end(), meets))
        --lane;
      if (lane == taken.size()) taken.emplace_back();
      taken[lane].push_back(wire);
      lanes_[wire] = static_cast<int>(lane);
    }
    count_ = taken.size();
  }

  std::vector<Point> way(std::size_t wire) const {
    const Box& box = icon(wire);
    const End& end = ends_[wire];
    std::vector<Point> way{{slots_[wire], box.y - 2}};
    if (lanes_[wire] >= 0) {
      // Many lanes stand closer.
      const float first = bottom_ + kFirstLane * scale_;
      const float room = box.y - 14 * scale_ - first;
      const float pitch =
          std::min(kLane * scale_, room / static_cast<float>(std::max<std::size_t>(count_, 1)));
      const float y = first + pitch * static_cast<float>(lanes_[wire]);
      way.push_back({slots_[wire], y});
      way.push_back({end.x, y});
    }
    if (end.aside) way.push_back({end.x, end.at.y});
    way.push_back(end.at);
    return way;
  }

  const std::vector<ThingPlace>& places_;
  const TreeShape& shape_;
  const std::vector<Box>& nodes_;
  const float scale_;
  std::vector<ThingWire>& wires_;
  float bottom_ = -1e9f;
  std::vector<int> node_of_, lanes_;
  std::vector<End> ends_;
  std::vector<float> slots_;
  std::size_t count_ = 0;
};

}  // namespace

void route_wires(const std::vector<ThingPlace>& places, const TreeShape& shape,
                 const std::vector<Box>& nodes, float scale, std::vector<ThingWire>* wires) {
  if (!wires->empty()) Router(places, shape, nodes, scale, wires).route();
}

}  // namespace grove
