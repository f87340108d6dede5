// What stands below a thing.
#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/things.h"
#include "engine/picture/words.h"

namespace grove {

namespace {

constexpr std::size_t kNamed = 3, kItemSigns = 6;

// "cook1, cook2", "cook1, cook2, cook3 +5".
std::string names_of(const Model& model, const std::vector<TaskId>& tasks) {
  std::string text;
  for (std::size_t i = 0; i < std::min(tasks.size(), kNamed); ++i) {
    if (i > 0) text += ", ";
    text += label_of(model, tasks[i]);
  }
  if (tasks.size() > kNamed) text += fmt::format(" +{}", tasks.size() - kNamed);
  return text;
}

std::vector<TaskId> waiting_for(const Thing& thing, bool gives) {
  std::vector<TaskId> tasks;
  for (const ThingQueued& queued : thing.waiting) {
    if (queued.gives == gives) tasks.push_back(queued.task);
  }
  return tasks;
}

std::string store_words(const Thing& thing) {
  if (thing.kind == ThingKind::kChannel && !thing.ends_open[0]) {
    return thing.held > 0 ? fmt::format("closed, {} left", thing.held) : "closed: no more comes";
  }
  if (!thing.ends_open[1]) return "closed: nobody receives";
  if (thing.most == 0) return "from hand to hand";
  if (thing.most < 0) return fmt::format("holds {}", thing.held);
  return fmt::format("holds {} of {}", thing.held, thing.most);
}

std::vector<std::string> event_words(const Thing& thing, const Model& model) {
  const std::string waits = names_of(model, waiting_for(thing, false));
  if (!thing.on) {
    return {"not set", waits.empty() ? "nobody waits"
                                     : waits + (thing.waiting.size() > 1 ? " wait" : " waits")};
  }
  if (thing.passes.empty()) return {"set"};
  const ThingPass& set = thing.passes.front();
  const std::string time = short_time(model.record()[set.event].t);
  std::vector<std::string> lines{
      set.from ? fmt::format("set by {} at {}", label_of(model, set.from), time)
               : fmt::format("set at {}", time)};
  if (!set.to.empty()) lines.push_back("woke " + names_of(model, set.to));
  return lines;
}

std::vector<std::string> held_words(const Thing& thing, const Model& model) {
  std::string first = "free";
  if (thing.kind == ThingKind::kLimiter && thing.most >= 0) {
    first = fmt::format("{} of {} taken", thing.held, thing.most);
  } else if (thing.kind == ThingKind::kSemaphore) {
    first = fmt::format("{} left", thing.held);
  } else if (!thing.holders.empty()) {
    first = "held by " + names_of(model, thing.holders);
  } else if (thing.on) {
    first = "held";
  }
  if (thing.kind == ThingKind::kCondition && !thing.on) first = "lock is free";
  const std::vector<TaskId> waiting = waiting_for(thing, false);
  if (waiting.empty()) return {first};
  return {first, "next: " + names_of(model, waiting)};
}

}  // namespace

std::string Thing::title() const {
  switch (kind) {
    case ThingKind::kChannel:
      return "memory channel";
    case ThingKind::kQueue:
      return "Queue";
    case ThingKind::kEvent:
      return "Event";
    case ThingKind::kLock:
      return "Lock";
    case ThingKind::kSemaphore:
      return "Semaphore";
    case ThingKind::kLimiter:
      return "CapacityLimiter";
    case ThingKind::kCondition:
      return "Condition";
    case ThingKind::kFuture:
      return "Future";
    case ThingKind::kThread:
      return "thread";
    case ThingKind::kFile:
      return "file";
  }
  return "";
}

std::vector<std::string> Thing::words(const Model& model) const {
  switch (kind) {
    case ThingKind::kChannel:
    case ThingKind::kQueue: {
      const std::vector<TaskId> givers = waiting_for(*this, true),
                                takers = waiting_for(*this, false);
      if (!givers.empty()) {
        return {store_words(*this),
                (kind == ThingKind::kQueue ? "to put: " : "to send: ") + names_of(model, givers)};
      }
      if (takers.empty()) return {store_words(*this)};
      return {store_words(*this),
              (kind == ThingKind::kQueue ? "to get: " : "to receive: ") + names_of(model, takers)};
    }
    case ThingKind::kEvent:
      return event_words(*this, model);
    case ThingKind::kFuture:
      if (on) return {"has its result"};
      return {"no result yet", waiting.empty()
                                   ? "nobody waits"
                                   : names_of(model, waiting_for(*this, false)) + " waits"};
    case ThingKind::kThread: {
      if (!on) return {"is done"};
      const bool is_awaited = std::any_of(users.begin(), users.end(),
                                          [&](TaskId user) { return model.task(user).alive; });
      const std::string whose = names_of(model, users);
      return {is_awaited ? "runs for " + whose : whose + " is over, it runs on",
              "nobody can stop it"};
    }
    case ThingKind::kFile:
      return {on ? "open" : "closed"};
    default:
      return held_words(*this, model);
  }
}

std::string short_item(const std::string& item) {
  std::size_t at = 0, signs = 0;
  while (at < item.size() && signs < kItemSigns) {
    ++at;
    while (at < item.size() && (static_cast<unsigned char>(item[at]) & 0xC0) == 0x80) ++at;
    ++signs;
  }
  return at == item.size() ? item : item.substr(0, at) + "…";
}

}  // namespace grove
