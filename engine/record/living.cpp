#include "engine/record/living.h"

#include <algorithm>

namespace grove {
namespace {

// Of things of which nothing tells the end, the last ones.
constexpr std::size_t kMostObjects = 5'000, kMostExceptions = 1'000;

void add_set(std::vector<EventId>* events, std::initializer_list<EventId> some) {
  for (const EventId event : some) {
    if (event) events->push_back(event);
  }
}

}  // namespace

void Living::take(std::size_t until) {
  for (; size_ < until; ++size_) {
    visit_event(record_.at(size_), [&](const auto& e) {
      for_each_field(e, [this](const char*, const auto& field, FieldRule) {
        if constexpr (std::is_same_v<std::decay_t<decltype(field)>, ExceptionId>) see(field);
      });
      take(e, EventId{static_cast<int32_t>(size_)});
    });
  }
}

// Whatever names it first introduces it.
void Living::see(ExceptionId id) {
  if (id && id.index() == exceptions_.size()) exceptions_.emplace_back();
}

void Living::take(const RunStarted&, EventId id) {
  started_ = id;
  finished_ = {};
}

void Living::take(const RunFinished&, EventId id) { finished_ = id; }

void Living::take(const TaskSpawned&, EventId id) {
  Task task;
  task.spawned = id;
  tasks_.push_back(task);
}

void Living::take(const TaskScheduled& e, EventId id) {
  Task& task = tasks_[e.task.index()];
  task.scheduled = id;
}

void Living::take(const BeforeTaskStep& e, EventId id) {
  Task& task = tasks_[e.task.index()];
  task.step = id;
  task.scheduled = task.blocked = {};
  task.object = {};
  ++steps_;
}

void Living::take(const TaskBlocked& e, EventId id) {
  Task& task = tasks_[e.task.index()];
  task.blocked = id;
  task.scheduled = {};
  task.object = e.object;
}

void Living::take(const CancelRequested& e, EventId id) {
  tasks_[e.task.index()].requested = id;
  tasks_[e.task.index()].delivered = {};
}

// Trio raises it until the scope is left; asyncio once, and nothing tells how long it unwinds.
void Living::take(const CancelDelivered& e, EventId id) {
  if (e.scope) tasks_[e.task.index()].delivered = id;
}

void Living::take(const AwaitStarted& e, EventId id) {
  if (e.task) tasks_[e.task.index()].awaits = id;
}

void Living::take(const AwaitEnded& e, EventId) {
  if (e.task) tasks_[e.task.index()].awaits = {};
}

void Living::take(const ScopeOpened&, EventId id) {
  scopes_.push_back({.opened = id, .changed = {}, .cancelled = {}});
}

void Living::take(const ObjectCreated&, EventId id) {
  objects_.push_back({.created = id, .changed = {}});
}

void Living::take(const NurseryOpened&, EventId id) {
  nurseries_.push_back({.opened = id, .closing = {}, .heard = {}});
}

void Living::take(const ExceptionRaised& e, EventId id) {
  if (e.exception) exceptions_[e.exception.index()] = {.raised = id, .caught = {}};
}

void Living::take(const ExceptionCaught& e, EventId id) {
  if (e.exception) exceptions_[e.exception.index()].caught = id;
}

void Living::take(const ExceptionPropagated& e, EventId id) {
  if (e.to.kind != Place::Kind::kNursery) return;
  Nursery& nursery = nurseries_[static_cast<std::size_t>(e.to.id)];
  if (nursery.opened) nursery.heard.push_back(id);
}

std::vector<EventId> Living::events() const {
  std::vector<EventId> events;
  if (size_ > 0) events.push_back(EventId{0});
  add_set(&events, {started_, finished_});
  std::vector<uint8_t> wanted(objects_.size(), 0);
  std::fill(wanted.end() - static_cast<std::ptrdiff_t>(std::min(objects_.size(), kMostObjects)),
            wanted.end(), 1);
  for (const Task& task : tasks_) {
    if (!task.spawned) continue;
    add_set(&events, {task.spawned, task.moved, task.orphaned, task.requested, task.delivered,
                      task.awaits, task.line, task.scheduled, task.step, task.blocked});
    if (task.object) wanted[task.object.index()] = 1;
  }
  for (const Nursery& nursery : nurseries_) {
    if (!nursery.opened) continue;
    add_set(&events, {nursery.opened, nursery.closing});
    events.insert(events.end(), nursery.heard.begin(), nursery.heard.end());
  }
  for (const Scope& scope : scopes_) {
    if (scope.opened) add_set(&events, {scope.opened, scope.changed, scope.cancelled});
  }
  for (std::size_t i = 0; i < objects_.size(); ++i) {
    if (wanted[i] != 0) add_set(&events, {objects_[i].created, objects_[i].changed});
  }
  const std::size_t first = exceptions_.size() - std::min(exceptions_.size(), kMostExceptions);
  for (std::size_t i = first; i < exceptions_.size(); ++i)
    add_set(&events, {exceptions_[i].raised, exceptions_[i].caught});
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  return events;
}

}  // namespace grove
