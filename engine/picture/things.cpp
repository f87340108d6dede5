#include "engine/picture/things.h"

#include <algorithm>

#include "engine/base/json.h"

namespace grove {

namespace {

// How far back the users of a thing and what went through it are looked for.
constexpr std::ptrdiff_t kFarthestBack = 400;
constexpr std::size_t kPasses = 3, kGivenUp = 2;
// Of a crowd of things only those that were made last are looked at.
constexpr std::size_t kMostRead = 300;

void add(std::vector<TaskId>* tasks, TaskId task) {
  if (task && std::find(tasks->begin(), tasks->end(), task) == tasks->end()) tasks->push_back(task);
}

bool gives(WaitKind on) { return on == WaitKind::kChannelSend || on == WaitKind::kQueuePut; }

int64_t integer_of(const JsonValue& state, std::string_view key, int64_t otherwise) {
  const JsonValue* value = state.find(key);
  int64_t number = otherwise;
  if (value != nullptr && value->type == JsonType::kNumber) json_int64(value->text, &number);
  return number;
}

class Reader {
 public:
  Reader(const ThingHistory& history, const Model& model, EventId shown)
      : history_(history),
        model_(model),
        record_(model.record()),
        end_{static_cast<int32_t>(model.position())},
        shown_(shown) {
    const auto before = [](const auto& known, EventId end) { return known < end; };
    changes_end_ = std::lower_bound(
        history.changes.begin(), history.changes.end(), end_,
        [&](const ThingChange& change, EventId end) { return before(change.event, end); });
    waits_end_ = std::lower_bound(
        history.waits.begin(), history.waits.end(), end_,
        [&](const ThingWait& wait, EventId end) { return before(wait.began, end); });
  }

  Thing read() {
    thing_.id = history_.id;
    thing_.kind = history_.kind;
    thing_.name = history_.name;
    thing_.ends[0] = history_.ends[0];
    thing_.ends[1] = history_.ends[1];
    thing_.line = history_.line;
    // Of a real program's thread only the end is told.
    thing_.on = history_.kind == ThingKind::kThread;
    read_users();
    read_waiting();
    if (changes_end_ != history_.changes.begin()) read_changes();
    return std::move(thing_);
  }

 private:
  template <class List>
  static auto far_back(const List& list, typename List::const_iterator end) {
    return end - list.begin() > kFarthestBack ? end - kFarthestBack : list.begin();
  }

  // In the order of their first use.
  void read_users() {
    auto change = far_back(history_.changes, changes_end_);
    auto wait = far_back(history_.waits, waits_end_);
    while (change != changes_end_ || wait != waits_end_) {
      if (wait == waits_end_ || (change != changes_end_ && change->event < wait->began)) {
        add(&thing_.users, change->by);
        for (const TaskId woken : change->woken) add(&thing_.users, woken);
        ++change;
      } else {
        add(&thing_.users, wait->task);
        ++wait;
      }
    }
  }

  bool lasts(const ThingWait& wait) const {
    if (wait.ended && wait.ended < end_) return false;
    const TaskFacts& task = model_.task(wait.task);
    return task.alive && task.blocked;
  }

  void read_waiting() {
    const auto first = far_back(history_.waits, waits_end_);
    std::vector<TaskId> later;  // used it again since
    for (auto wait = waits_end_; wait != first;) {
      --wait;
      const bool last_of_task = std::find(later.begin(), later.end(), wait->task) == later.end();
      later.push_back(wait->task);
      if (lasts(*wait)) {
        thing_.waiting.push_back({wait->task, gives(wait->on)});
      } else if (last_of_task && !wait->served && thing_.given_up.size() < kGivenUp) {
        add_given_up(*wait);
      }
    }
    std::reverse(thing_.waiting.begin(), thing_.waiting.end());
  }

  // Only a cancellation leads away.
  void add_given_up(const ThingWait& wait) {
    if (!wait.ended || !(wait.ended < end_)) return;
    const EventId cause = record_[wait.ended].cause;
    if (!cause) return;
    const auto* asked = record_[cause].get_if<CancelRequested>();
    if (asked == nullptr || !asked->scope) return;
    const ScopeFacts& scope = model_.scope(asked->scope);
    thing_.given_up.push_back({wait.task, scope.reason == CancelReason::kDeadline});
  }

  void read_changes() {
    const ThingChange& last = *(changes_end_ - 1);
    if (last.holders_known) thing_.holders = last.holders;
    const auto* changed = record_[last.event].get_if<ObjectChanged>();
    const std::string_view op = record_.text(changed->op);
    switch (thing_.kind) {
      case ThingKind::kEvent:
        thing_.on = op == "set";
        break;
      case ThingKind::kThread:
        thing_.on = op != "end";
        break;
      case ThingKind::kFile:
        thing_.on = op != "close";
        break;
      case ThingKind::kFuture:
        thing_.on = true;
        break;
      default:
        break;
    }
    read_state(record_.json(changed->state));
    read_passes();
  }

  void read_state(std::string_view text) {
    JsonError ignored;
    const std::optional<JsonValue> state = text.empty() ? std::nullopt : parse_json(text, &ignored);
    if (thing_.kind == ThingKind::kLock || thing_.kind == ThingKind::kCondition) {
      thing_.on = !thing_.holders.empty();
    }
    if (!state || state->type != JsonType::kObject) return;
    if (thing_.kind == ThingKind::kChannel) {
      thing_.held = integer_of(*state, "buffered", 0);
      thing_.most = integer_of(*state, "max", -1);
      thing_.ends_open[0] = integer_of(*state, "senders", 1) > 0;
      thing_.ends_open[1] = integer_of(*state, "receivers", 1) > 0;
    } else if (thing_.kind == ThingKind::kQueue) {
      thing_.held = integer_of(*state, "size", 0);
      thing_.most = integer_of(*state, "max", -1);
    } else if (thing_.kind == ThingKind::kLimiter) {
      thing_.held = integer_of(*state, "borrowed", 0);
      thing_.most = integer_of(*state, "total", -1);
    } else if (thing_.kind == ThingKind::kSemaphore) {
      thing_.held = integer_of(*state, "value", 0);
    } else if (const JsonValue* locked = state->find("locked")) {
      thing_.on = locked->boolean;
    }
    const JsonValue* items = state->find("items");
    if (items == nullptr) return;
    for (const JsonValue& item : items->elements) thing_.items.push_back(item.text);
  }

  void read_passes() {
    const auto first = far_back(history_.changes, changes_end_);
    for (auto change = changes_end_; change != first && thing_.passes.size() < kPasses;) {
      --change;
      ThingPass pass;
      pass.event = change->event;
      pass.now = change->event == shown_;
      if (fill(*change, &pass)) thing_.passes.push_back(std::move(pass));
      // What set an event is all there is to tell of it.
      if (thing_.kind == ThingKind::kEvent) break;
    }
  }

  // False if nothing was given or taken.
  bool fill(const ThingChange& change, ThingPass* pass) const {
    const auto* changed = record_[change.event].get_if<ObjectChanged>();
    const std::string_view op = record_.text(changed->op);
    const bool takes = op == "receive" || op == "get";
    if (thing_.is_store()) {
      if (!takes && op != "send" && op != "put") return false;
      pass->item = message_of(record_, change.event);
      if (takes) {
        pass->to = {change.by};
        // Without a buffer it comes straight from who waited to send it.
        if (thing_.most == 0 && !change.woken.empty()) pass->from = change.woken.front();
      } else {
        pass->from = change.by;
        // A queue's getter comes for it later, by itself.
        if (thing_.kind == ThingKind::kChannel) pass->to = change.woken;
      }
      return true;
    }
    if (op == "acquire") {
      // That it is held now is seen.
      pass->to = {change.by};
      return pass->now;
    }
    pass->from = change.by;
    pass->to = change.woken;
    return pass->now || thing_.kind == ThingKind::kEvent || !change.woken.empty();
  }

  const ThingHistory& history_;
  const Model& model_;
  const Record& record_;
  const EventId end_, shown_;
  std::vector<ThingChange>::const_iterator changes_end_;
  std::vector<ThingWait>::const_iterator waits_end_;
  Thing thing_;
};

bool is_used(const ThingHistory& history, EventId end) {
  return (!history.changes.empty() && history.changes.front().event < end) ||
         (!history.waits.empty() && history.waits.front().began < end);
}

bool is_of_event(const Thing& thing, const ThingLog& log, EventId event) {
  if (!event) return false;
  const Event& e = log.record()[event];
  const auto is_it = [&](ObjectId object) {
    const ThingHistory* history = log.of(object);
    return history != nullptr && history->id == thing.id;
  };
  if (const auto* changed = e.get_if<ObjectChanged>()) return is_it(changed->object);
  if (const auto* blocked = e.get_if<TaskBlocked>()) return is_it(blocked->object);
  return false;
}

// Threads come and go by the hundred; one that is over has nothing to say but at its end. One that
// runs may outlive those it runs for.
bool is_there(const Thing& thing, const ThingLog& log, const Model& model, EventId event) {
  if (is_of_event(thing, log, event)) return true;
  if (thing.kind == ThingKind::kThread && thing.on) return true;
  const bool alive = std::any_of(thing.users.begin(), thing.users.end(),
                                 [&](TaskId user) { return model.task(user).alive; });
  if (!alive) return false;
  const bool passing = thing.kind == ThingKind::kThread || thing.kind == ThingKind::kFile;
  return !passing || thing.on;
}

bool matters_now(const Thing& thing, const ThingLog& log, const ThingsAsk& ask) {
  if (!thing.waiting.empty() || is_of_event(thing, log, ask.event)) return true;
  return std::any_of(ask.spoken.begin(), ask.spoken.end(), [&](TaskId task) {
    return std::find(thing.users.begin(), thing.users.end(), task) != thing.users.end();
  });
}

}  // namespace

std::string message_of(const Record& record, EventId change) {
  const auto* changed = record[change].get_if<ObjectChanged>();
  const std::string_view text =
      changed != nullptr ? record.json(changed->state) : std::string_view();
  JsonError ignored;
  const std::optional<JsonValue> state = text.empty() ? std::nullopt : parse_json(text, &ignored);
  const JsonValue* item = state ? state->find("item") : nullptr;
  return item != nullptr && item->type == JsonType::kString ? item->text : "";
}

bool Thing::is_store() const { return kind == ThingKind::kChannel || kind == ThingKind::kQueue; }

ThingsShown things_at(const ThingLog& log, const Model& model, const ThingsAsk& ask) {
  const EventId end{static_cast<int32_t>(model.position())};
  ThingsShown all;
  std::size_t read = 0;
  for (auto history = log.things().rbegin(); history != log.things().rend(); ++history) {
    if (history->created && !(history->created < end)) continue;
    if (history->hidden || !is_used(*history, end)) continue;
    if (++read > kMostRead) break;
    Thing thing = Reader(*history, model, ask.event).read();
    if (is_there(thing, log, model, ask.event)) all.shown.push_back(std::move(thing));
  }
  std::reverse(all.shown.begin(), all.shown.end());
  if (all.shown.size() <= ask.most) return all;
  const std::size_t before = all.shown.size();
  std::erase_if(all.shown, [&](const Thing& thing) { return !matters_now(thing, log, ask); });
  // Of too many, those of the event stay, then those that are waited for by most.
  std::vector<std::size_t> order(all.shown.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const bool first = is_of_event(all.shown[a], log, ask.event);
    const bool second = is_of_event(all.shown[b], log, ask.event);
    if (first != second) return first;
    return all.shown[a].waiting.size() > all.shown[b].waiting.size();
  });
  order.resize(std::min(order.size(), ask.most));
  std::sort(order.begin(), order.end());
  std::vector<Thing> kept;
  for (const std::size_t i : order) kept.push_back(std::move(all.shown[i]));
  all.shown = std::move(kept);
  all.folded = static_cast<int>(before - all.shown.size());
  return all;
}

}  // namespace grove
