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
                                  .type = k.recorder.record.add_text(type),
                                  .task = running_task(k),
                                  .line = k.machine.current_line(),
                                  .op = {},
                                  .state = json_or_nothing(k, state)});
  k.count_recorded();
  return id;
}

EventId record_changed(Kernel& k, ObjectId object, const char* type, const char* op,
                       const std::string& state) {
  if (!object) return {};
  const EventId changed = k.recorder.happen(ObjectChanged{.object = object,
                                                          .type = k.recorder.record.add_text(type),
                                                          .task = running_task(k),
                                                          .line = k.machine.current_line(),
                                                          .op = k.recorder.record.add_text(op),
                                                          .state = json_or_nothing(k, state)});
  k.count_recorded();
  return changed;
}

}  // namespace grove
