#include "engine/runtime/kernel/recorded_objects.h"

#include <algorithm>

#include "engine/base/json.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/text/text_repr.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

TaskId running_task(Kernel& k) { return k.in_task() ? k.current_task().shown : TaskId{}; }

RawJson json_or_nothing(Kernel& k, const std::string& text) {
  return text.empty() ? RawJson{} : k.recorder.record.add_json(text);
}

constexpr std::size_t kMostMessageBytes = 60;

// At the end of a character.
std::string cut(std::string_view text) {
  if (text.size() <= kMostMessageBytes) return std::string(text);
  std::size_t size = kMostMessageBytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size)) + "…";
}

std::string told_message(Machine& m, Value value) {
  switch (value.type) {
    case Type::kNone:
    case Type::kBool:
    case Type::kInt:
    case Type::kFloat:
    case Type::kEllipsis:
      return repr(m, value);
    case Type::kStr:
      return cut(repr_of_text(cut(text_of(m, value))));
    default:
      return cut(m.type_name(value));
  }
}

}  // namespace

std::string told_messages(Machine& m, Value item, std::span<const Value> behind) {
  std::string told;
  if (!item.is_null()) told += ",\"item\":" + json_string(told_message(m, item));
  if (behind.empty()) return told;
  told += ",\"items\":[";
  for (std::size_t i = 0; i < std::min(behind.size(), kMostToldBehind); ++i) {
    if (i > 0) told += ',';
    told += json_string(told_message(m, behind[i]));
  }
  return told + "]";
}

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
