#include "engine/runtime/kernel/recorded_objects.h"

namespace grove {

namespace {

TaskId running_task(Kernel& k) { return k.in_task() ? k.current_task().shown : TaskId{}; }

RawJson json_or_nothing(Kernel& k, const std::string& text) {
  return text.empty() ? RawJson{} : k.recorder.record.add_json(text);
}

}  // namespace

ObjectId record_created(Kernel& k, const char* type, const std::string& state) {
  const ObjectId id{k.recorder.objects++};
  k.recorder.happen(ObjectCreated{.object = id,
                                  .type = k.recorder.word(type),
                                  .task = running_task(k),
                                  .line = k.machine.current_line(),
                                  .op = {},
                                  .state = json_or_nothing(k, state)});
  k.count_recorded();
  return id;
}

EventId record_changed(Kernel& k, ObjectId object, const char* type, const char* op,
                       const std::string& state) {
  return object ? record_changed(k, object, type, op, json_or_nothing(k, state)) : EventId{};
}

EventId record_changed(Kernel& k, ObjectId object, const char* type, const char* op,
                       RawJson state) {
  const EventId changed = k.recorder.happen(ObjectChanged{.object = object,
                                                          .type = k.recorder.word(type),
                                                          .task = running_task(k),
                                                          .line = k.machine.current_line(),
                                                          .op = k.recorder.word(op),
                                                          .state = state});
  k.count_recorded();
  return changed;
}

}  // namespace grove
