#include "engine/picture/lanes.h"

#include <algorithm>

#include "engine/picture/orphans.h"

namespace grove {
namespace {

// How an iteration ends is not an error that a person would speak of.
bool ends_a_loop(std::string_view type) {
  return type == "StopIteration" || type == "StopAsyncIteration" || type == "GeneratorExit" ||
         type == "EndOfChannel";
}

// Who has won stays the winner, whatever comes after.
void remember(Lane& lane, BeforeEnd before) {
  if (lane.before_end != BeforeEnd::kWon) lane.before_end = before;
}

}  // namespace

Lanes::Lanes(const Record& record) : record_(record), model_(record) {}

void Lanes::extend() {
  while (model_.position() < record_.size()) {
    model_.forward();
    const EventId id = model_.last_event();
    const Event& event = record_[id];
    if (const auto* spawned = event.get_if<TaskSpawned>()) {
      const int depth = spawned->parent ? lanes_[spawned->parent.index()].depth + 1 : 0;
      lanes_.push_back({.task = spawned->task,
                        .parent = spawned->parent,
                        .depth = depth,
                        .spawned_at = event.t});
    }
    if (const auto* opened = event.get_if<ScopeOpened>()) note_scope(*opened);
    note_before_end(event);
    if (event.kind() == EventKind::kTaskExited) lanes_[task_of(event).index()].exited = id;
    if (const TaskId task = changed_by(event)) note(task, id, event.t);
    if (event.kind() == EventKind::kTaskOrphaned) note_orphans(id, event.t);
  }
}

// Who is waited for by an orphan is one too.
void Lanes::note_orphans(EventId event, SimTime time) {
  orphans_ = true;
  const Orphans orphans = orphans_of(model_);
  for (const Lane& lane : lanes_) {
    if (orphans.has(lane.task) && model_.task(lane.task).alive) note(lane.task, event, time);
  }
}

void Lanes::note_scope(const ScopeOpened& opened) {
  if (opened.how == ScopeKind::kNursery || !opened.task) return;
  std::size_t depth = 0;
  for (ScopeId outer = opened.parent; outer; outer = model_.scope(outer).parent) {
    const ScopeFacts& scope = model_.scope(outer);
    if (scope.task != opened.task || depth + 1 == kMostScopeRows) break;
    if (scope.how != ScopeKind::kNursery) ++depth;
  }
  auto& scopes = lanes_[opened.task.index()].scopes;
  if (scopes.size() <= depth) {
    scope_rows_ += depth + 1 - scopes.size();
    scopes.resize(depth + 1);
  }
  scopes[depth].push_back(opened.scope);
}

void Lanes::note_before_end(const Event& event) {
  if (const auto* closed = event.get_if<ScopeClosed>()) {
    const ScopeFacts& scope = model_.scope(closed->scope);
    if (!closed->cancelled_caught || scope.reason != CancelReason::kDeadline) return;
    return remember(lanes_[scope.task.index()], BeforeEnd::kTimedOut);
  }
  // A record from elsewhere may leave out whom it was about.
  const TaskId task = task_of(event);
  if (!task) return;
  Lane& lane = lanes_[task.index()];
  if (const auto* caught = event.get_if<ExceptionCaught>()) {
    const ExceptionId id = caught->exception;
    const bool error =
        id && id.index() < model_.exception_count() && !model_.exception(id).cancellation;
    if (!error || ends_a_loop(record_.text(caught->type))) return;
    remember(lane, BeforeEnd::kCaughtError);
    lane.caught = caught->type;
  } else if (const auto* cancelled = event.get_if<ScopeCancelled>()) {
    const NurseryId nursery = model_.scope(cancelled->scope).nursery;
    const bool own = nursery && model_.task(task).nursery == nursery;
    if (!own || cancelled->reason != CancelReason::kExplicit) return;
    if (model_.nursery(nursery).alive > 1) remember(lane, BeforeEnd::kWon);
  } else if (event.kind() == EventKind::kTaskExited) {
    const bool asked = !lane.spans.empty() && lane.spans.back().status == TaskStatus::kAsked;
    if (asked) remember(lane, BeforeEnd::kAsked);
  }
}

// An event changes the state of the task that it is about, and of no other. That of a scope is
// about the task that opened it.
TaskId Lanes::changed_by(const Event& event) const {
  if (const auto* closed = event.get_if<ScopeClosed>()) return model_.scope(closed->scope).task;
  if (const auto* changed = event.get_if<ScopeChanged>()) return model_.scope(changed->scope).task;
  return task_of(event);
}

void Lanes::note(TaskId id, EventId event, SimTime time) {
  Lane& lane = lanes_[id.index()];
  const TaskFacts& task = model_.task(id);
  LaneSpan next{.from = time,
                .to = time,
                .first = event,
                .end = EventId{},
                .status = model_.status(id),
                .blocked = task.blocked,
                .on = task.blocked ? task.block.on : WaitKind::kSleep,
                .until = task.blocked ? task.block.until : kNever,
                .orphaned = orphans_ && is_among_orphans(model_, id)};
  if (next.until != kNever) latest_wish_ = std::max(latest_wish_, next.until);
  if (!lane.spans.empty()) {
    LaneSpan& last = lane.spans.back();
    const bool same = last.status == next.status && last.blocked == next.blocked &&
                      last.on == next.on && last.until == next.until &&
                      last.orphaned == next.orphaned;
    if (same) return;
    last.to = time;
    last.end = event;
  }
  lane.spans.push_back(next);
}

const std::vector<TaskId>& Lanes::order() const {
  if (order_.size() == lanes_.size()) return order_;
  std::vector<std::vector<TaskId>> children(lanes_.size());
  std::vector<TaskId> open;
  for (auto lane = lanes_.rbegin(); lane != lanes_.rend(); ++lane) {
    if (lane->parent) {
      children[lane->parent.index()].push_back(lane->task);
    } else {
      open.push_back(lane->task);
    }
  }
  order_.clear();
  while (!open.empty()) {
    const TaskId task = open.back();
    open.pop_back();
    order_.push_back(task);
    open.insert(open.end(), children[task.index()].begin(), children[task.index()].end());
  }
  return order_;
}

const std::vector<TimelineRow>& Lanes::rows() const {
  if (rows_.size() == lanes_.size() + scope_rows_) return rows_;
  rows_.clear();
  for (const TaskId task : order()) {
    rows_.push_back({task});
    const int lists = static_cast<int>(of(task).scopes.size());
    for (int i = 0; i < lists; ++i) rows_.push_back({task, i});
  }
  return rows_;
}

TimelineRow Lanes::row_of(ScopeId scope) const {
  if (!scope || scope.index() >= model_.scope_count()) return {};
  const TaskId task = model_.scope(scope).task;
  if (!task) return {};
  const auto& lists = of(task).scopes;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (std::binary_search(lists[i].begin(), lists[i].end(), scope)) {
      return {task, static_cast<int>(i)};
    }
  }
  return {};
}

}  // namespace grove
