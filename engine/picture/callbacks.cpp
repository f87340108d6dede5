#include "engine/picture/callbacks.h"

#include <algorithm>

namespace grove {

namespace {

// A picture of more would say nothing.
constexpr std::size_t kMost = 64;

// Whose call it is that led to the event; -1: none's.
int maker_of(const Record& record, const std::vector<PlannedCall>& before, EventId event) {
  for (EventId cause = record[event].cause; cause; cause = record[cause].cause) {
    const auto made = std::find_if(before.begin(), before.end(), [&](const PlannedCall& callback) {
      return callback.called == cause;
    });
    if (made != before.end()) return static_cast<int>(made - before.begin());
  }
  return -1;
}

// Of one that is still to be called, what it will turn out to be.
std::string name_of(const Record& record, ObjectId object, std::size_t from) {
  constexpr std::size_t kFarthest = 10'000;
  const std::size_t end = std::min(record.size(), from + kFarthest);
  for (std::size_t i = from; i < end; ++i) {
    const auto* changed = record.at(i).get_if<ObjectChanged>();
    if (changed != nullptr && changed->object == object) {
      return std::string(record.text(changed->op));
    }
  }
  return "";
}

}  // namespace

std::vector<PlannedCall> callbacks_at(const Model& model) {
  std::vector<PlannedCall> all;
  if (model.task_count() > 0) return all;
  const Record& record = model.record();
  EventId last;
  for (std::size_t i = 0; i < model.object_count() && all.size() < kMost; ++i) {
    const ObjectFacts& object = model.object(ObjectId{static_cast<int32_t>(i)});
    if (!object.created || record.text(object.type) != "callback") continue;
    PlannedCall callback;
    callback.id = object.id;
    callback.planned = object.created;
    callback.called = object.changed;
    callback.planned_by = maker_of(record, all, object.created);
    callback.name = object.changed ? std::string(record.text(object.op))
                                   : name_of(record, object.id, model.position());
    if (callback.called && (!last || last < callback.called)) last = callback.called;
    all.push_back(std::move(callback));
  }
  for (PlannedCall& callback : all) {
    callback.runs = callback.called && callback.called == last && !model.finished() &&
                    record[last].t == model.now();
  }
  return all;
}

}  // namespace grove
