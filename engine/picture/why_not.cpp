#include "engine/picture/why_not.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/picture/awaits.h"
#include "engine/picture/wait_words.h"
#include "engine/picture/words.h"
#include "engine/record/object_state.h"

namespace grove {

namespace {

constexpr std::size_t kMostNames = 4;  // in one sentence
constexpr std::size_t kMostTasks = 8;  // that are followed

// A record from elsewhere may have tasks without a name.
std::string name_of(const Model& model, TaskId task) {
  const std::string_view label = label_of(model, task);
  return label.empty() ? fmt::format("task {}", task.value) : std::string(label);
}

std::string joined(const Model& model, const std::vector<TaskId>& tasks) {
  std::string names;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (i == kMostNames) return names + fmt::format(" and {} more", tasks.size() - i);
    names += (i > 0 ? ", " : "") + name_of(model, tasks[i]);
  }
  return names;
}

std::string object_words(const Model& model, const Block& block) {
  const ObjectFacts& object = model.object(block.object);
  return fmt::format("the {} of line {}", model.record().text(object.type), object.line);
}

// Those that began to wait for the same before it.
std::vector<TaskId> before_in_line(const Model& model, const TaskFacts& task) {
  std::vector<TaskId> others;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& other = model.task(TaskId{static_cast<int32_t>(i)});
    if (!other.alive || !other.blocked || other.id == task.id) continue;
    if (other.block.object != task.block.object || other.block.on != task.block.on) continue;
    if (other.block.since < task.block.since) others.push_back(other.id);
  }
  return others;
}

bool stands_in_line(WaitKind on) {
  return on == WaitKind::kLock || on == WaitKind::kSemaphore || on == WaitKind::kLimiter ||
         on == WaitKind::kChannelReceive || on == WaitKind::kChannelSend ||
         on == WaitKind::kQueueGet || on == WaitKind::kQueuePut;
}

// One task after the other, each in a sentence, and those that it waits for behind it.
class Walk {
 public:
  Walk(const Model& model, const ThingLog& things) : model_(model), things_(things) {}

  std::vector<std::string> from(TaskId task) {
    todo_ = {task};
    for (std::size_t i = 0; i < todo_.size() && i < kMostTasks; ++i) tell(model_.task(todo_[i]));
    if (todo_.size() > kMostTasks) {
      lines_.push_back(fmt::format("and so on, for {} tasks more", todo_.size() - kMostTasks));
    }
    tell_earliest();
    return std::move(lines_);
  }

 private:
  void follow(TaskId waiter, const std::vector<TaskId>& tasks) {
    for (const TaskId task : tasks) {
      if (!model_.task(task).alive) continue;
      edges_.push_back({waiter, task});
      if (std::find(todo_.begin(), todo_.end(), task) == todo_.end()) todo_.push_back(task);
    }
  }

  void tell(const TaskFacts& task) {
    const std::string name = name_of(model_, task.id);
    if (task.running || task.runnable) {
      can_go_on_ = true;
      const std::string_view how = task.running ? "runs now" : "is ready to run";
      lines_.push_back(fmt::format("{} {}: nothing keeps it but its turn", name, how));
    } else if (task.blocked) {
      lines_.push_back(name + " " + wait_of(task));
      due_ = std::min(due_, task.block.until);
    } else {
      can_go_on_ = true;
      lines_.push_back(name + " has not begun");
    }
    const ScopeId scope = model_.current_scope(task.id);
    const SimTime deadline = scope ? model_.effective_deadline(scope) : kNever;
    if (deadline > model_.now()) due_ = std::min(due_, deadline);
  }

  std::string wait_of(const TaskFacts& task) {
    const Block& block = task.block;
    switch (block.on) {
      case WaitKind::kSleep:
        return "sleeps until " + short_time(block.until);
      case WaitKind::kForever:
        return "sleeps for ever: only a cancellation ends that";
      case WaitKind::kNursery:
        return wait_for_nursery(task.id, block.nursery);
      case WaitKind::kStart:
        if (const TaskId started = starting_for(task)) {
          follow(task.id, {started});
          return fmt::format("waits for {} to have called started()", name_of(model_, started));
        }
        break;
      case WaitKind::kTask:
        if (!block.other) break;
        follow(task.id, {block.other});
        return fmt::format("waits for {}", name_of(model_, block.other));
      case WaitKind::kGather:
        return wait_for_gather(task);
      case WaitKind::kThread:
        outside_ = true;
        return "waits for its thread, which nobody can stop";
      default:
        break;
    }
    if (comes_from_outside(block.on)) outside_ = true;
    return wait_for_object(task);
  }

  // The last of its children that is in no nursery of its own yet.
  TaskId starting_for(const TaskFacts& waiter) const {
    for (std::size_t i = model_.task_count(); i-- > 0;) {
      const TaskFacts& other = model_.task(TaskId{static_cast<int32_t>(i)});
      if (!other.alive || other.parent != waiter.id || other.spawned_at > waiter.block.since)
        continue;
      return other.id;
    }
    return {};
  }

  // What ends such a wait is not among the tasks.
  static bool comes_from_outside(WaitKind on) {
    return on == WaitKind::kIo || on == WaitKind::kConnect || on == WaitKind::kAccept ||
           on == WaitKind::kReceive || on == WaitKind::kSend || on == WaitKind::kFuture ||
           on == WaitKind::kTimeout;
  }

  std::string wait_for_nursery(TaskId waiter, NurseryId id) {
    if (!id) return "waits for its tasks";
    const NurseryFacts& nursery = model_.nursery(id);
    std::vector<TaskId> alive;
    for (const TaskId child : nursery.children) {
      if (model_.task(child).alive) alive.push_back(child);
    }
    if (alive.empty()) return fmt::format("leaves its nursery of line {}", nursery.line);
    follow(waiter, alive);
    return fmt::format("waits for the tasks of its nursery of line {}: {}", nursery.line,
                       joined(model_, alive));
  }

  std::string wait_for_gather(const TaskFacts& task) {
    std::vector<TaskId> awaited;
    for (std::size_t i = 0; i < model_.task_count(); ++i) {
      const TaskId other{static_cast<int32_t>(i)};
      if (model_.task(other).alive && waits_for(model_, task.id, other)) awaited.push_back(other);
    }
    follow(task.id, awaited);
    return awaited.empty() ? std::string("waits for a gather")
                           : "waits for its gather: " + joined(model_, awaited);
  }

  std::string wait_for_object(const TaskFacts& task) {
    const Block& block = task.block;
    const WaitWords told = wait_words(block.on);
    const std::string_view address = address_of(model_, block);
    std::string words = fmt::format("waits for {}", told.leads);
    if (!address.empty()) {
      words += address;
    } else if (block.object) {
      words += object_words(model_, block);
    } else {
      words += told.unnamed;
    }
    if (!block.object) return words;
    words += holders(task);
    const std::vector<TaskId> before =
        stands_in_line(block.on) ? before_in_line(model_, task) : std::vector<TaskId>{};
    if (!before.empty()) words += fmt::format("; {} before it", joined(model_, before));
    return words;
  }

  // What of the object's state stands in the way.
  std::string holders(const TaskFacts& task) {
    const Block& block = task.block;
    const Record& record = model_.record();
    const RawJson state = model_.object(block.object).state;
    const auto number = [&](const char* key) { return number_in(record, state, key); };
    if (block.on == WaitKind::kEvent) return ", which nobody has set";
    if (const auto owner = number("owner");
        owner && *owner < static_cast<int64_t>(model_.task_count())) {
      const TaskId holder{static_cast<int32_t>(*owner)};
      follow(task.id, {holder});
      return fmt::format(", which {} holds{}", name_of(model_, holder),
                         model_.task(holder).alive ? "" : " though it has ended");
    }
    const std::vector<TaskId> holding = holders_of(block.object);
    if (!holding.empty()) {
      follow(task.id, holding);
      const bool alone = holding.size() == 1;
      return fmt::format(", which {} {}", joined(model_, holding), alone ? "holds" : "hold");
    }
    if (block.on == WaitKind::kChannelReceive) {
      const auto senders = number("senders");
      return senders ? fmt::format("; it is empty, and stays open for {}", ends(*senders, "sender"))
                     : "";
    }
    if (block.on == WaitKind::kChannelSend) {
      const auto receivers = number("receivers");
      return receivers ? fmt::format("; it is full, and {} open", ends(*receivers, "receiver"))
                       : "";
    }
    return "";
  }

  // Who took it and has not given it back, as far as that is told; each once.
  std::vector<TaskId> holders_of(ObjectId object) const {
    std::vector<TaskId> holding;
    const ThingHistory* thing = things_.of(object);
    if (thing == nullptr) return holding;
    const auto& changes = thing->changes;
    const auto later = std::partition_point(
        changes.begin(), changes.end(),
        [&](const ThingChange& change) { return change.event.index() < model_.position(); });
    if (later == changes.begin() || !std::prev(later)->holders_known) return holding;
    for (const TaskId task : std::prev(later)->holders) {
      if (std::find(holding.begin(), holding.end(), task) == holding.end()) holding.push_back(task);
    }
    return holding;
  }

  static std::string ends(int64_t count, const char* what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
  }

  void tell_earliest() {
    const std::vector<TaskId> circle = find_circle();
    if (!circle.empty()) {
      lines_.push_back(fmt::format("a circle: {} wait for each other, and none can go on by itself",
                                   joined(model_, circle)));
    }
    if (can_go_on_) return;
    const std::string next = due_ == kNever ? "" : short_time(due_);
    if (outside_) {
      lines_.push_back("when that comes is not told beforehand" +
                       (next.empty() ? "" : "; the next time that is set is " + next));
    } else {
      lines_.push_back(next.empty() ? "no time is set at which this goes on: only another task, or "
                                      "the outside, can wake it"
                                    : "no time that is set comes before " + next);
    }
  }

  // Tasks each of which waits for the next, and the last for the first; empty if there are none.
  std::vector<TaskId> find_circle() const {
    for (const TaskId start : todo_) {
      std::vector<TaskId> way{start};
      if (closes(&way)) return way;
    }
    return {};
  }
  bool closes(std::vector<TaskId>* way) const {
    for (const auto& [waiter, awaited] : edges_) {
      if (waiter != way->back()) continue;
      if (awaited == way->front()) return true;
      if (std::find(way->begin(), way->end(), awaited) != way->end()) continue;
      way->push_back(awaited);
      if (closes(way)) return true;
      way->pop_back();
    }
    return false;
  }

  const Model& model_;
  const ThingLog& things_;
  std::vector<TaskId> todo_;
  std::vector<std::pair<TaskId, TaskId>> edges_;  // who waits for whom
  std::vector<std::string> lines_;
  SimTime due_ = kNever;
  bool can_go_on_ = false, outside_ = false;
};

std::string end_of(const Model& model, const TaskFacts& task) {
  const std::string when = short_time(task.exited_at);
  switch (task.outcome) {
    case Outcome::kOk:
      return "it has ended: done at " + when;
    case Outcome::kCancelled:
      return "it has ended: cancelled at " + when;
    default:
      return fmt::format("it has ended: {} at {}",
                         task.exception ? exception_name(model, task.exception) : "failed", when);
  }
}

std::string named(const Model& model, ScopeId scope) {
  const ScopeFacts& facts = model.scope(scope);
  return fmt::format("{}'s {} of line {}", name_of(model, facts.task), word_of(facts.how),
                     facts.line);
}

// From the task outwards: what is cancelled, what is due, and the shields that keep it out.
std::vector<std::string> outside_of(const Model& model, TaskId task) {
  std::vector<std::string> lines;
  ScopeId shield;
  bool any = false;
  for (ScopeId id = model.current_scope(task); id; id = model.scope(id).parent) {
    const ScopeFacts& scope = model.scope(id);
    any = true;
    const std::string kept =
        shield ? ", but the shield of " + named(model, shield) + " keeps that out" : "";
    if (scope.cancelled) {
      lines.push_back(fmt::format("{} was cancelled at {}{}", named(model, id),
                                  short_time(model.record()[scope.cancelled_by].t), kept));
    } else if (scope.deadline != kNever) {
      lines.push_back(
          fmt::format("{} is due at {}{}", named(model, id), short_time(scope.deadline), kept));
    }
    if (scope.shield && !shield) shield = id;
  }
  if (!any) lines.emplace_back("it is in no scope that could be cancelled");
  if (any && lines.empty()) {
    lines.emplace_back("none of the scopes that it is in was cancelled, and none has a deadline");
  }
  return lines;
}

}  // namespace

std::vector<std::string> why_not_ended(const Model& model, const ThingLog& things, TaskId task) {
  const TaskFacts& facts = model.task(task);
  if (!facts.alive) return {end_of(model, facts)};
  return Walk(model, things).from(task);
}

std::vector<std::string> why_not_cancelled(const Model& model, TaskId task) {
  const TaskFacts& facts = model.task(task);
  if (!facts.alive && facts.outcome == Outcome::kCancelled) return {"it was"};
  if (facts.requested) {
    const std::string when = short_time(model.record()[facts.requested].t);
    if (!facts.alive) {
      return {fmt::format("it was asked to stop at {}, and had ended before it was told", when)};
    }
    if (facts.delivered)
      return {fmt::format("it was: Cancelled was raised in it at {}",
                          short_time(model.record()[facts.delivered].t))};
    const bool in_exit = facts.blocked && facts.block.on == WaitKind::kNursery;
    return {fmt::format("it was asked to stop at {}, and is told {}", when,
                        in_exit ? "once all in its nursery have ended" : "at its next checkpoint")};
  }
  if (!facts.alive) return {"no scope that it was in was cancelled while it lived"};
  if (facts.parent && !facts.nursery && !model.current_scope(task)) {
    return {"nobody has called cancel() on it"};
  }
  return outside_of(model, task);
}

}  // namespace grove
