#include "viewer/core/sandbox/insertion_point.h"

#include <fmt/format.h>

#include "engine/picture/words.h"

namespace grove {
namespace {

// What comes next at or after a position: the clock going on, the next step, the end.
struct Next {
  std::optional<std::size_t> act, jump, step, end;
};

Next next_of(const Record& record, std::size_t position) {
  Next next;
  for (std::size_t i = position; i < record.size() && !next.step && !next.end; ++i) {
    switch (record.at(i).kind()) {
      // One that is made now comes before those that come next.
      case EventKind::kInputApplied:
        if (!next.act && !next.jump) next.act = i;
        break;
      case EventKind::kClockJumped:
        if (!next.jump) next.jump = i;
        break;
      case EventKind::kBeforeTaskStep:
        next.step = i;
        break;
      case EventKind::kLimitReached:
      case EventKind::kRunFinished:
        next.end = i;
        break;
      default:
        break;
    }
  }
  return next;
}

// The main task has ended by then, so that nothing can be done to the run any more.
bool main_is_over(const Record& record, std::size_t position) {
  for (std::size_t i = position; i > 0; --i) {
    const auto* exited = record.at(i - 1).get_if<TaskExited>();
    if (exited != nullptr && exited->task == TaskId{0}) return true;
    if (record.at(i - 1).kind() == EventKind::kBeforeTaskStep) return false;
  }
  return false;
}

int32_t steps_before(const Record& record, std::size_t position) {
  for (std::size_t i = position; i > 0; --i) {
    if (const auto* step = record.at(i - 1).get_if<BeforeTaskStep>()) return step->step + 1;
  }
  return 0;
}

}  // namespace

Intervention InsertionPoint::place(Intervention act) const {
  act.step = step;
  act.at = at;
  return act;
}

std::optional<InsertionPoint> insertion_point(const Player& player) {
  if (player.empty() || player.recording().scenario() == nullptr) return std::nullopt;
  const Record& record = player.record();
  const std::size_t position = player.model().position();
  const Next next = next_of(record, position);
  InsertionPoint point;
  if (player.now() > player.model().now()) {
    // Between two instants.
    point.at = player.now();
    point.position = next.act.value_or(next.jump.value_or(next.end.value_or(record.size())));
    point.words = "at " + short_time(player.now());
    return point;
  }
  if (next.step && !next.jump) {
    const auto& step = record.at(*next.step).get<BeforeTaskStep>();
    point.step = step.step;
    point.position = next.act.value_or(*next.step);
    const Text label = player.recording().names().task(step.task).label;
    point.words = fmt::format("before step {}, of {}", step.step, record.text(label));
    return point;
  }
  // Everything at this instant happens first, and then nothing can run: it comes in that pause.
  const auto pause = next.jump ? next.jump : next.end;
  if (!pause || main_is_over(record, *pause)) return std::nullopt;
  const SimTime time = record.at(*pause - 1).t;
  point.step = steps_before(record, *pause);
  point.at = time;
  point.position = next.act.value_or(*pause);
  point.words = "at " + short_time(time);
  if (*pause > position) point.words += ", when all have had their turn";
  return point;
}

}  // namespace grove
