#include "engine/model/thing_log.h"

#include <algorithm>
#include <tuple>

#include "engine/model/thing_names.h"

namespace grove {

namespace {

struct KindWords {
  ThingKind kind;
  std::string_view type;
};
constexpr KindWords kKinds[] = {
    {ThingKind::kChannel, "memory channel"},
    {ThingKind::kQueue, "Queue"},
    {ThingKind::kEvent, "Event"},
    {ThingKind::kLock, "Lock"},
    {ThingKind::kSemaphore, "Semaphore"},
    {ThingKind::kLimiter, "CapacityLimiter"},
    {ThingKind::kCondition, "Condition"},
    {ThingKind::kFuture, "Future"},
    {ThingKind::kThread, "thread"},
    {ThingKind::kFile, "file"},
};

const KindWords* kind_of(std::string_view type) {
  for (const KindWords& kind : kKinds) {
    if (kind.type == type) return &kind;
  }
  return nullptr;
}

bool can_be_held(ThingKind kind) {
  return kind == ThingKind::kLock || kind == ThingKind::kSemaphore || kind == ThingKind::kLimiter ||
         kind == ThingKind::kCondition;
}

// A line that only calls something which makes the thing for itself.
bool is_made_inside(std::string_view line, int32_t number, const KindWords& words) {
  const std::string_view maker = maker_of(words.type);
  if (maker.empty() || makes_in_line(line, maker)) return false;
  if (number <= 0) return true;
  return line.find("await ") != std::string_view::npos ||
         line.find("with ") != std::string_view::npos ||
         (words.kind == ThingKind::kFuture && !line.empty());
}

void take_away(std::vector<TaskId>* holders, TaskId task, bool* known) {
  const auto held = std::find(holders->begin(), holders->end(), task);
  if (held != holders->end()) {
    holders->erase(held);
  } else {
    *known = false;
  }
}

}  // namespace

void ThingLog::extend() {
  for (; size_ < record_->size(); ++size_) {
    const EventId id{static_cast<int32_t>(size_)};
    visit_event(record_->at(size_), [this, id](const auto& e) { take(e, id); });
  }
}

ThingHistory* ThingLog::find(ObjectId object) {
  if (!object || object.index() >= thing_of_.size()) return nullptr;
  const int32_t thing = thing_of_[object.index()];
  return thing >= 0 ? &things_[static_cast<std::size_t>(thing)] : nullptr;
}

const ThingHistory* ThingLog::of(ObjectId object) const {
  return const_cast<ThingLog*>(this)->find(object);
}

std::string_view ThingLog::program_line(int32_t line) const {
  const auto& program = record_->header.program;
  if (line < 1 || static_cast<std::size_t>(line) > program.size()) return "";
  return program[static_cast<std::size_t>(line) - 1];
}

// A condition and the lock that it made for itself are one thing, and so are a thread and the
// future through which its result comes. The second of the two may be either.
bool ThingLog::joins_neighbour(const ObjectCreated& e, EventId id, ThingKind kind) {
  if (things_.empty() || e.object.index() == 0) return false;
  ThingHistory& last = things_.back();
  const bool beside = last.id.value == e.object.value - 1 && last.line == e.line &&
                      (*record_)[last.created].cause == (*record_)[id].cause;
  if (!beside || !last.changes.empty() || !last.waits.empty()) return false;
  const auto are = [&](ThingKind a, ThingKind b) {
    return (last.kind == a && kind == b) || (last.kind == b && kind == a);
  };
  const std::string_view line = program_line(e.line);
  const bool condition =
      are(ThingKind::kLock, ThingKind::kCondition) && !makes_in_line(line, "Lock");
  if (!condition && !are(ThingKind::kFuture, ThingKind::kThread)) return false;
  last.kind = condition ? ThingKind::kCondition : ThingKind::kThread;
  last.name.clear();
  return true;
}

void ThingLog::name(const ObjectCreated& e, EventId id, ThingHistory* thing) const {
  if (thing->kind == ThingKind::kThread || thing->kind == ThingKind::kFile) {
    thing->name = told_name(*record_, e.state);
    return;
  }
  const std::string_view maker = maker_of(record_->text(e.type));
  if (maker.empty()) return;
  int nth = 0;
  for (auto other = things_.rbegin(); other != things_.rend(); ++other) {
    if ((*record_)[other->created].cause != (*record_)[id].cause) break;
    const bool alike = other->line == e.line && other->kind == thing->kind;
    if (alike && other->id != thing->id) ++nth;
  }
  const std::string_view line = program_line(e.line);
  thing->name = name_in_line(line, maker, nth);
  if (thing->kind != ThingKind::kChannel) return;
  std::tie(thing->ends[0], thing->ends[1]) = ends_in_line(line, maker);
}

void ThingLog::take(const ObjectCreated& e, EventId id) {
  if (!e.object) return;
  if (e.object.index() >= thing_of_.size()) thing_of_.resize(e.object.index() + 1, -1);
  const KindWords* words = kind_of(record_->text(e.type));
  if (words == nullptr) return;
  if (!joins_neighbour(e, id, words->kind)) {
    ThingHistory thing;
    thing.id = e.object;
    thing.kind = words->kind;
    thing.created = id;
    thing.line = e.line;
    thing.hidden = is_made_inside(program_line(e.line), e.line, *words);
    name(e, id, &thing);
    things_.push_back(std::move(thing));
  } else {
    things_.back().hidden = false;
    const bool names_it = words->kind == ThingKind::kCondition || words->kind == ThingKind::kThread;
    if (names_it) name(e, id, &things_.back());
  }
  thing_of_[e.object.index()] = static_cast<int32_t>(things_.size() - 1);
}

void ThingLog::take(const ObjectChanged& e, EventId id) {
  ThingHistory* thing = find(e.object);
  if (thing == nullptr) return;
  ThingChange change{.event = id, .by = e.task, .woken = {}, .holders = {}};
  // What a thread does, it does for the task that started it.
  const EventId cause = (*record_)[id].cause;
  const auto* start = cause ? (*record_)[cause].get_if<ObjectChanged>() : nullptr;
  if (!change.by && thing->kind == ThingKind::kFile && start != nullptr) change.by = start->task;
  if (!thing->changes.empty()) {
    change.holders = thing->changes.back().holders;
    change.holders_known = thing->changes.back().holders_known;
  }
  const std::string_view op = record_->text(e.op);
  if (can_be_held(thing->kind) && op == "acquire" && e.task) {
    change.holders.push_back(e.task);
  } else if (can_be_held(thing->kind) && op == "release") {
    take_away(&change.holders, e.task, &change.holders_known);
  }
  thing->changes.push_back(std::move(change));
}

void ThingLog::take(const TaskBlocked& e, EventId id) {
  ThingHistory* thing = find(e.object);
  if (thing == nullptr || !e.task) return;
  if (e.task.index() >= open_waits_.size()) open_waits_.resize(e.task.index() + 1);
  open_waits_[e.task.index()] = {thing_of_[e.object.index()], thing->waits.size()};
  thing->waits.push_back({.began = id, .ended = {}, .task = e.task, .on = e.on});
}

// Whoever becomes ready because of a change was woken by it. Trio hands a lock over at once;
// asyncio's is taken by the one who wakes.
void ThingLog::take(const TaskScheduled& e, EventId id) {
  if (!e.task) return;
  const EventId cause = (*record_)[id].cause;
  const auto* changed = cause ? (*record_)[cause].get_if<ObjectChanged>() : nullptr;
  ThingHistory* thing = changed != nullptr ? find(changed->object) : nullptr;
  const auto is_it = [cause](const ThingChange& change) { return change.event == cause; };
  bool served = false;
  if (thing != nullptr) {
    const auto change = std::find_if(thing->changes.rbegin(), thing->changes.rend(), is_it);
    if (change != thing->changes.rend()) {
      change->woken.push_back(e.task);
      const bool handed = can_be_held(thing->kind) && record_->text(changed->op) == "release";
      if (handed && record_->header.dialect != RecordDialect::kAsyncio) {
        change->holders.push_back(e.task);
      }
      const auto task = e.task.index();
      served = task < open_waits_.size() && open_waits_[task].thing >= 0 &&
               &things_[static_cast<std::size_t>(open_waits_[task].thing)] == thing;
    }
  }
  end_wait(e.task, id, served);
}

void ThingLog::end_wait(TaskId task, EventId id, bool served) {
  if (task.index() >= open_waits_.size()) return;
  OpenWait& open = open_waits_[task.index()];
  if (open.thing < 0) return;
  ThingWait& wait = things_[static_cast<std::size_t>(open.thing)].waits[open.wait];
  wait.ended = id;
  wait.served = served;
  open.thing = -1;
}

}  // namespace grove
