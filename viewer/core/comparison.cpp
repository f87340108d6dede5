#include "viewer/core/comparison.h"

#include <algorithm>
#include <set>

#include "engine/picture/orphans.h"
#include "engine/record/names.h"

namespace grove {

namespace {

// What happened to whom at an instant, in words that both runs share.
struct Sign {
  SimTime t;
  std::string words;
  EventId event;
};

std::string path_in(const Names& names, TaskId task) { return task ? names.path(task) : ""; }

// Empty for what is not compared.
std::string words_of(const Record& record, const Names& names, const Event& event) {
  switch (event.kind()) {
    case EventKind::kTaskSpawned:
      return "starts " + path_in(names, event.get<TaskSpawned>().task);
    case EventKind::kExceptionRaised: {
      const auto& raised = event.get<ExceptionRaised>();
      return "raises " + path_in(names, raised.task) + " " + std::string(record.text(raised.type));
    }
    case EventKind::kCancelRequested:
      return "asked " + path_in(names, event.get<CancelRequested>().task);
    case EventKind::kPrinted: {
      const auto& printed = event.get<Printed>();
      return "prints " + path_in(names, printed.task) + " " +
             std::string(record.text(printed.text));
    }
    case EventKind::kTaskExited: {
      const auto& exited = event.get<TaskExited>();
      return "ends " + path_in(names, exited.task) + " " +
             std::to_string(static_cast<int>(exited.outcome));
    }
    default:
      return "";
  }
}

std::vector<Sign> signs_of(const Record& record) {
  const Names names(record);
  std::vector<Sign> signs;
  for (std::size_t i = 0; i < record.size(); ++i) {
    std::string words = words_of(record, names, record.at(i));
    if (words.empty()) continue;
    signs.push_back({record.at(i).t, std::move(words), EventId{static_cast<int32_t>(i)}});
  }
  return signs;
}

// The first of [from, to) that the others do not hold as often.
EventId first_without(const std::vector<Sign>& signs, std::size_t from, std::size_t to,
                      const std::vector<Sign>& others, std::size_t other_from,
                      std::size_t other_to) {
  std::multiset<std::string> there;
  for (std::size_t i = other_from; i < other_to; ++i) there.insert(others[i].words);
  for (std::size_t i = from; i < to; ++i) {
    const auto found = there.find(signs[i].words);
    if (found == there.end()) return signs[i].event;
    there.erase(found);
  }
  return {};
}

std::vector<Difference> compare(const std::vector<Sign>& left, const std::vector<Sign>& right) {
  std::vector<Difference> differences;
  std::size_t i = 0, j = 0;
  while (i < left.size() || j < right.size()) {
    const SimTime t = i == left.size()    ? right[j].t
                      : j == right.size() ? left[i].t
                                          : std::min(left[i].t, right[j].t);
    std::size_t i_end = i, j_end = j;
    while (i_end < left.size() && left[i_end].t == t) ++i_end;
    while (j_end < right.size() && right[j_end].t == t) ++j_end;
    const EventId a = first_without(left, i, i_end, right, j, j_end);
    const EventId b = first_without(right, j, j_end, left, i, i_end);
    if (a || b) differences.push_back({t, a, b});
    i = i_end;
    j = j_end;
  }
  return differences;
}

}  // namespace

namespace {

// This is done for every frame.
constexpr std::size_t kMostCounted = 2'000;

// It or somebody above it had nobody waiting for it by then.
bool is_orphan_then(const Model& model, TaskId task, EventId event) {
  for (; task; task = model.task(task).parent) {
    const EventId orphaned = model.task(task).orphaned_by;
    if (orphaned && orphaned < event) return true;
  }
  return false;
}

}  // namespace

Standing standing_of(const Model& model) {
  Standing standing;
  standing.alive = model.alive_count();
  standing.orphans = orphans_of(model).alive;
  const auto printed = model.printed();
  for (std::size_t i = 0; i < std::min(printed.size(), kMostCounted); ++i) {
    const TaskId task = model.record()[printed[i]].get<Printed>().task;
    standing.late += is_orphan_then(model, task, printed[i]) ? 1 : 0;
  }
  for (std::size_t i = 0; i < model.exception_count(); ++i) {
    standing.lost += model.exception(ExceptionId{static_cast<int32_t>(i)}).lost ? 1 : 0;
  }
  return standing;
}

std::vector<AliveStep> alive_steps(const Record& record) {
  std::vector<AliveStep> steps{{SimTime{}, 0}};
  for (std::size_t i = 0; i < record.size(); ++i) {
    const Event& event = record.at(i);
    const int change = event.kind() == EventKind::kTaskSpawned  ? 1
                       : event.kind() == EventKind::kTaskExited ? -1
                                                                : 0;
    if (change == 0) continue;
    if (steps.back().t != event.t) steps.push_back({event.t, steps.back().alive});
    steps.back().alive += change;
  }
  return steps;
}

void RunComparison::update(const Recording& left, const Recording& right) {
  const auto is_known = [](const Side& side, const Recording& recording) {
    return side.record == &recording.record() && side.size == recording.record().size();
  };
  if (is_known(left_, left) && is_known(right_, right)) return;
  for (auto [side, recording] : {std::pair{&left_, &left}, std::pair{&right_, &right}}) {
    *side = {&recording->record(), recording->record().size(), alive_steps(recording->record())};
  }
  differences_ = compare(signs_of(left.record()), signs_of(right.record()));
  // Of what is still being computed nothing is known beyond its end.
  const auto end = [](const Recording& recording) {
    const Record& record = recording.record();
    if (recording.complete()) return kNever;
    return record.size() == 0 ? SimTime{} : record.at(record.size() - 1).t;
  };
  const SimTime known = std::min(end(left), end(right));
  std::erase_if(differences_, [known](const Difference& each) { return each.t >= known; });
}

const Difference* RunComparison::next(SimTime t, int direction) const {
  const Difference* found = nullptr;
  for (const Difference& each : differences_) {
    if (direction > 0 && each.t > t) return &each;
    if (direction < 0 && each.t < t) found = &each;
  }
  return found;
}

std::vector<TaskId> differing_tasks(const Model& model, const Model& other) {
  std::map<std::string, TaskStatus> there;
  for (std::size_t i = 0; i < other.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    there[other.path(task)] = other.status(task);
  }
  std::vector<TaskId> tasks;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    const auto found = there.find(model.path(task));
    const bool same =
        found != there.end() && found->second == model.status(task) && !model.task(task).orphaned;
    if (!same) tasks.push_back(task);
  }
  return tasks;
}

}  // namespace grove
