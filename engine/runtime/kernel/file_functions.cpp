#include "engine/runtime/kernel/file_functions.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/runtime/kernel/kernel.h"
#include "engine/runtime/kernel/recorded_objects.h"

namespace grove {

namespace {

Value seconds_or_none(std::optional<SimTime> time) {
  return time ? Value::of_float(to_seconds(*time)) : Value::none();
}

Value table(Machine& m, Args) {
  const FileTable& files = kernel_of(m).files();
  std::vector<Value> entries;
  for (const StoredFile& entry : files.entries) {
    m.allowance.take_items(static_cast<int64_t>(entry.bytes.size()));
    entries.push_back(m.heap.new_tuple(
        {m.heap.new_str(entry.path), Value::boolean(entry.is_folder), m.heap.new_bytes(entry.bytes),
         seconds_or_none(entry.latency), Value::boolean(entry.denied)}));
  }
  return m.heap.new_tuple({seconds_or_none(files.latency), m.heap.new_list(std::move(entries))});
}

Value changes(Machine& m, Args) {
  std::vector<Value> items;
  for (const FileChange& change : std::exchange(kernel_of(m).file_changes, {})) {
    items.push_back(
        m.heap.new_tuple({m.heap.new_str(change.path), seconds_or_none(change.latency),
                          change.denied ? Value::boolean(*change.denied) : Value::none()}));
  }
  return m.heap.new_list(std::move(items));
}

Value created(Machine& m, Args args) {
  const std::string state = "{\"name\":" + json_string(m.str_of(args[0])) + "}";
  return Value::of_int(record_created(kernel_of(m), "file", state).value);
}

std::string state_of(double seconds, Value size) {
  std::string state = "{\"latency\":" + json_number(seconds);
  if (!size.is_none()) state += ",\"bytes\":" + std::to_string(size.integer);
  return state + "}";
}

Turn operate(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind != Resume::Kind::kStart) return Turn::done(resume.value);
  Kernel& k = kernel_of(m);
  const ObjectId object{static_cast<int32_t>(frame.slots[0].integer)};
  const double seconds = frame.slots[2].real;
  const EventId began = record_changed(k, object, "file", m.str_of(frame.slots[1]).c_str(),
                                       state_of(seconds, frame.slots[3]));
  if (seconds == 0) return Turn::done(Value::none());
  // The clock goes on because of it.
  const EventId step = std::exchange(k.recorder.step, began);
  const bool is_over = k.sleep(sim_time_from_seconds(seconds));
  k.recorder.step = step;
  return is_over ? Turn::done(Value::none()) : Turn::block();
}

}  // namespace

void add_files(Library& library) {
  library.module("os").submodule("path");
  library.module("_files")
      .function("table", "", table)
      .function("changes", "", changes)
      .function("created", "path", created)
      .turns("operate", "number, op, seconds, size=None", operate);
}

}  // namespace grove
