#include "viewer/core/view/tree_walk.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace grove {

TaskId walked(const Model& model, const Lanes& lanes, TaskId from, Walk walk) {
  if (!from) return TaskId{0};
  std::vector<TaskId> order;
  for (const TaskId task : lanes.order()) {
    if (task.index() < model.task_count()) order.push_back(task);
  }
  const TaskId parent = model.task(from).parent;
  const auto place = std::find(order.begin(), order.end(), from);
  const auto is_child = [&](TaskId t) { return model.task(t).parent == from; };
  const auto is_sibling = [&](TaskId t) { return model.task(t).parent == parent; };
  auto found = order.end();
  if (walk == Walk::kNext) {
    found = place + 1 == order.end() ? order.begin() : place + 1;
  } else if (walk == Walk::kPrevious) {
    found = (place == order.begin() ? order.end() : place) - 1;
  } else if (walk == Walk::kParent) {
    found = std::find(order.begin(), order.end(), parent);
  } else if (walk == Walk::kChild) {
    found = std::find_if(place, order.end(), is_child);
  } else if (walk == Walk::kNextSibling) {
    found = std::find_if(place + 1, order.end(), is_sibling);
  } else {
    const auto before = std::find_if(std::make_reverse_iterator(place), order.rend(), is_sibling);
    if (before != order.rend()) found = before.base() - 1;
  }
  return found == order.end() ? from : *found;
}

}  // namespace grove
