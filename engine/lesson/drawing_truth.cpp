#include "engine/lesson/drawing_truth.h"

#include <algorithm>
#include <utility>

#include "engine/model/cursor.h"
#include "engine/model/model.h"
#include "engine/record/names.h"

namespace grove {

namespace {

bool has_printed(const Record& record, TaskId task, std::size_t position) {
  for (std::size_t i = 0; i < position; ++i) {
    const auto* printed = record.at(i).get_if<Printed>();
    if (printed != nullptr && printed->task == task) return true;
  }
  return false;
}

// Whether the task is one to be marked, at the model's moment.
bool is_marked(Drawing::Kind kind, const Model& model, TaskId task) {
  const bool exists = task.index() < model.task_count();
  if (!exists) return false;
  const TaskFacts& facts = model.task(task);
  switch (kind) {
    case Drawing::Kind::kAlive:
      return facts.alive;
    case Drawing::Kind::kCancelled:
      return !facts.alive && facts.outcome == Outcome::kCancelled;
    case Drawing::Kind::kFailed:
      return !facts.alive && facts.outcome == Outcome::kError;
    case Drawing::Kind::kPrints:
      return has_printed(model.record(), task, model.position());
    case Drawing::Kind::kUntil:
    case Drawing::Kind::kOrder:
      return false;
  }
  return false;
}

// Those that never end come last, in the order given.
std::vector<std::string> in_order(const std::vector<std::string>& among, const Model& model,
                                  const Names& names) {
  std::vector<std::pair<std::size_t, std::string>> ends;
  for (const std::string& name : among) {
    const EventId exited = model.task(names.find_task(name)).exited;
    ends.emplace_back(exited ? exited.index() : model.record().size(), name);
  }
  std::stable_sort(ends.begin(), ends.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> order;
  for (auto& [end, name] : ends) order.push_back(std::move(name));
  return order;
}

}  // namespace

DrawingTruth truth_of(const Drawing& drawing, const Record& record) {
  DrawingTruth truth;
  const Names names(record);
  Model model(record);
  model.seek(drawing.at == kNever ? record.size() : position_at(record, drawing.at));
  if (drawing.kind == Drawing::Kind::kOrder) {
    truth.tasks = in_order(drawing.among, model, names);
  } else if (drawing.kind == Drawing::Kind::kUntil) {
    const TaskFacts& task = model.task(names.find_task(drawing.task));
    if (task.exited) truth.until = task.exited_at;
  } else {
    for (const std::string& name : drawing.among) {
      if (is_marked(drawing.kind, model, names.find_task(name))) truth.tasks.push_back(name);
    }
  }
  return truth;
}

}  // namespace grove
