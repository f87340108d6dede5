#include "engine/record/renumbering.h"

#include <algorithm>
#include <string_view>

namespace grove {
namespace {

// Whether the event still says something when what the field names is forgotten.
template <class Payload>
bool may_lose(std::string_view field) {
  if (field == "other" || field == "context" || field == "parent") return true;
  if constexpr (std::is_same_v<Payload, TaskBlocked>)
    return field == "object" || field == "nursery";
  if constexpr (std::is_same_v<Payload, TaskSpawned>) return field == "nursery";
  if constexpr (std::is_same_v<Payload, ExceptionPropagated>) return field == "from";
  if constexpr (std::is_same_v<Payload, NurseryOpened>) return field == "task" || field == "scope";
  if constexpr (std::is_same_v<Payload, TaskExited> || std::is_same_v<Payload, NurseryClosing> ||
                std::is_same_v<Payload, NurseryClosed>) {
    return field == "exception" || field == "scope";
  }
  constexpr bool kToldWithoutTask =
      std::is_same_v<Payload, ScopeOpened> || std::is_same_v<Payload, ScopeCancelled> ||
      std::is_same_v<Payload, ObjectCreated> || std::is_same_v<Payload, ObjectChanged> ||
      std::is_same_v<Payload, Printed> || std::is_same_v<Payload, Drew> ||
      std::is_same_v<Payload, ExceptionRaised> || std::is_same_v<Payload, ExceptionCaught> ||
      std::is_same_v<Payload, LimitReached>;
  return kToldWithoutTask && field == "task";
}

template <class Payload>
constexpr bool kTellsException =
    std::is_same_v<Payload, ExceptionRaised> || std::is_same_v<Payload, ExceptionCaught>;

}  // namespace

// --- rows

int32_t Renumbering::Row::find(int32_t old) const {
  if (old >= from) return old - from + static_cast<int32_t>(kept.size());
  const auto at = std::lower_bound(kept.begin(), kept.end(), old);
  return at != kept.end() && *at == old ? static_cast<int32_t>(at - kept.begin()) : -1;
}

int32_t Renumbering::Row::old_of(int32_t now) const {
  const auto count = static_cast<int32_t>(kept.size());
  return now < count ? kept[static_cast<std::size_t>(now)] : now - count + from;
}

Renumbering::Row Renumbering::Row::behind(const Row& first) const {
  Row row;
  for (const int32_t number : kept) row.kept.push_back(first.old_of(number));
  // What is told again may begin among what the first kept.
  const auto before = static_cast<int32_t>(first.kept.size());
  for (int32_t now = from; now < before; ++now) row.kept.push_back(first.old_of(now));
  row.from = first.old_of(std::max(from, before));
  return row;
}

// --- exceptions

int32_t Renumbering::Exceptions::find(int32_t number) const {
  const auto at = now.find(number);
  return at == now.end() ? -1 : at->second;
}

// Numbers are given one after the other: one that is further on is wrong, and stays so.
int32_t Renumbering::Exceptions::introduce(int32_t number) {
  const auto next = static_cast<int32_t>(old.size());
  if (number > seen) return next + (number - seen);
  seen = std::max(seen, number + 1);
  now.emplace(number, next);
  old.push_back(number);
  return next;
}

Renumbering::Exceptions Renumbering::Exceptions::behind(const Exceptions& first) const {
  Exceptions both;
  both.seen = first.seen;
  for (const int32_t number : old) {
    const int32_t sent = first.old[static_cast<std::size_t>(number)];
    both.now.emplace(sent, static_cast<int32_t>(both.old.size()));
    both.old.push_back(sent);
  }
  return both;
}

// --- the whole

Renumbering::Renumbering(const Record& record, const Living& living) {
  for (const EventId event : living.events()) {
    events_.kept.push_back(event.value);
    keep(record[event]);
  }
  const auto last = static_cast<int32_t>(living.size()) - 1;
  if (events_.kept.back() != last) events_.kept.push_back(last);
  events_.from = last + 1;
  steps_.from = living.steps();
  tasks_.from = static_cast<int32_t>(living.tasks());
  nurseries_.from = static_cast<int32_t>(living.nurseries());
  scopes_.from = static_cast<int32_t>(living.scopes());
  objects_.from = static_cast<int32_t>(living.objects());
  exceptions_.seen = static_cast<int32_t>(living.exceptions());
}

void Renumbering::keep(const Event& event) {
  if (const auto* step = event.get_if<BeforeTaskStep>()) steps_.kept.push_back(step->step);
  if (const auto* task = event.get_if<TaskSpawned>()) tasks_.kept.push_back(task->task.value);
  if (const auto* opened = event.get_if<NurseryOpened>()) {
    nurseries_.kept.push_back(opened->nursery.value);
  }
  if (const auto* scope = event.get_if<ScopeOpened>()) scopes_.kept.push_back(scope->scope.value);
  if (const auto* made = event.get_if<ObjectCreated>()) objects_.kept.push_back(made->object.value);
}

EventId Renumbering::event(EventId old) const {
  return old ? EventId{std::max(events_.find(old.value), 0)} : old;
}

// One field after the other; lost() tells what is forgotten.
class Renumbering::Fields {
 public:
  Fields(Renumbering* numbers, bool introduces) : numbers_(*numbers), introduces_(introduces) {}

  bool lost() const { return lost_; }
  void operator()(TaskId& id) { take(numbers_.tasks_, &id.value); }
  void operator()(NurseryId& id) { take(numbers_.nurseries_, &id.value); }
  void operator()(ScopeId& id) { take(numbers_.scopes_, &id.value); }
  void operator()(ObjectId& id) { take(numbers_.objects_, &id.value); }
  void operator()(ExceptionId& id) {
    if (!id) return;
    Exceptions& all = numbers_.exceptions_;
    const int32_t known = all.find(id.value);
    const bool is_new = known < 0 && (introduces_ || id.value >= all.seen);
    id.value = is_new ? all.introduce(id.value) : known;
    lost_ = lost_ || !id;
  }
  void operator()(Place& place) {
    if (place.kind == Place::Kind::kTask) take(numbers_.tasks_, &place.id);
    if (place.kind == Place::Kind::kNursery) take(numbers_.nurseries_, &place.id);
    if (place.kind == Place::Kind::kObject) take(numbers_.objects_, &place.id);
  }
  template <class Other>
  void operator()(Other&) {}

 private:
  void take(const Row& row, int32_t* number) {
    if (*number < 0) return;
    *number = row.find(*number);
    lost_ = lost_ || *number < 0;
  }

  Renumbering& numbers_;
  bool introduces_, lost_ = false;
};

template <class Payload>
bool Renumbering::apply(Payload* payload) {
  bool says = true;
  const std::size_t known = exceptions_.old.size();
  for_each_field(*payload, [&](std::string_view name, auto& field, FieldRule) {
    Fields fields(this, kTellsException<Payload> && name == "exception");
    fields(field);
    says = says && (!fields.lost() || may_lose<Payload>(name));
  });
  // What is not told has introduced nothing.
  for (; !says && exceptions_.old.size() > known; exceptions_.old.pop_back()) {
    exceptions_.now.erase(exceptions_.old.back());
  }
  if constexpr (std::is_same_v<Payload, BeforeTaskStep>) payload->step = steps_.find(payload->step);
  if constexpr (std::is_same_v<Payload, InputApplied>) {
    payload->step = std::max(steps_.find(payload->step), 0);
  }
  return says;
}

#define EVENT(Struct, word, role, fields) template bool Renumbering::apply(Struct*);
#include "engine/record/event_kinds.def"
#undef EVENT

void Renumbering::apply_to(std::vector<ExceptionInfo>* list) const {
  std::vector<std::vector<ExceptionInfo>*> to_visit{list};
  while (!to_visit.empty()) {
    std::vector<ExceptionInfo>& infos = *to_visit.back();
    to_visit.pop_back();
    for (ExceptionInfo& info : infos) {
      if (info.exception) info.exception.value = exceptions_.find(info.exception.value);
      if (!info.members.empty()) to_visit.push_back(&info.members);
    }
  }
}

Unknown forgotten_event(Record* record) {
  return {.name = record->add_text("forgotten"), .fields = record->add_json("{}")};
}

Renumbering Renumbering::behind(const Renumbering& first) const {
  Renumbering both;
  both.events_ = events_.behind(first.events_);
  both.steps_ = steps_.behind(first.steps_);
  both.tasks_ = tasks_.behind(first.tasks_);
  both.nurseries_ = nurseries_.behind(first.nurseries_);
  both.scopes_ = scopes_.behind(first.scopes_);
  both.objects_ = objects_.behind(first.objects_);
  both.exceptions_ = exceptions_.behind(first.exceptions_);
  return both;
}

}  // namespace grove
