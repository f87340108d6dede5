#include "engine/runtime/deadlock.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "engine/runtime/runtime.h"

namespace grove {

namespace {

using Creations = std::map<int32_t, ObjectCreated>;  // by ObjectId

Creations creations_in(const Record& record) {
  Creations made;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* created = record.at(i).get_if<ObjectCreated>();
    if (created != nullptr) made.emplace(created->object.value, *created);
  }
  return made;
}

std::string label_of(Runtime& rt, TaskSlot slot) {
  return std::string(rt.recorder.record.text(rt.kernel.task(slot).label));
}

// ", which main holds": the one task that could end the wait, if there is such a one.
std::string holder_of(Runtime& rt, ObjectId object) {
  for (const TrioLock& lock : rt.trio.locks) {
    if (lock.id == object && lock.owner) return ", which " + label_of(rt, lock.owner) + " holds";
  }
  return "";
}

std::string children_of(Runtime& rt, const Nursery& nursery) {
  std::string labels;
  int32_t shown = 0;
  for (TaskSlot t = nursery.first_child; t; t = rt.kernel.task(t).next_sibling) {
    if (++shown > 5) return labels + fmt::format(" and {} more", nursery.child_count - 5);
    labels += (labels.empty() ? "" : ", ") + label_of(rt, t);
  }
  return labels.empty() ? "a task that is being started" : labels;
}

std::string words_of(Runtime& rt, const Creations& made, const TaskBlocked& blocked) {
  if (blocked.nursery) {
    for (const Nursery& nursery : rt.trio.nurseries) {
      if (nursery.id != blocked.nursery) continue;
      return fmt::format("in the nursery of line {} for {}", nursery.line,
                         children_of(rt, nursery));
    }
  }
  const auto at = made.find(blocked.object.value);
  if (at != made.end()) {
    return fmt::format("for the {} made in line {}{}", rt.recorder.record.text(at->second.type),
                       at->second.line, holder_of(rt, blocked.object));
  }
  return blocked.on == WaitKind::kReschedule ? "to be rescheduled"
                                             : std::string(word_of(blocked.on));
}

}  // namespace

std::string deadlock_report(Runtime& rt) {
  const Creations made = creations_in(rt.recorder.record);
  std::string text =
      "grove: deadlock at t = " + format_time(rt.kernel.now) + ": nothing can ever run again\n";
  // Nobody reads more, and what a task waits for is looked for among all there is.
  constexpr int kMostTold = 1'000;
  int told = 0, left_out = 0;
  for (std::size_t i = 0; i < rt.kernel.tasks.size(); ++i) {
    const Task& task = rt.kernel.tasks[i];
    if (!task.shown || !task.alive || !task.blocked) continue;
    const auto* blocked = rt.recorder.record[task.blocked].get_if<TaskBlocked>();
    if (blocked == nullptr) continue;
    if (told == kMostTold) {
      ++left_out;
      continue;
    }
    ++told;
    text += "  " + label_of(rt, TaskSlot{static_cast<int32_t>(i)}) + " waits " +
            words_of(rt, made, *blocked) + "\n";
  }
  if (left_out > 0) {
    text +=
        fmt::format("  and {} more {}\n", left_out, left_out == 1 ? "task waits" : "tasks wait");
  }
  return text;
}

}  // namespace grove
