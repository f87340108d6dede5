#include "engine/runtime/kernel/process_functions.h"

#include <limits>
#include <utility>
#include <vector>

#include "engine/record/signal_names.h"
#include "engine/runtime/kernel/kernel.h"

namespace grove {

namespace {

Value output_of(Machine& m, const ProcessEntry& entry) {
  std::vector<Value> items;
  for (const ProcessOutput& output : entry.output) {
    m.allowance.take_items(static_cast<int64_t>(output.text.size()));
    items.push_back(
        m.heap.new_tuple({Value::of_float(to_seconds(output.after)),
                          Value::boolean(output.is_error), m.heap.new_bytes(output.text)}));
  }
  return m.heap.new_list(std::move(items));
}

Value seconds_of(const ProcessEntry& entry) {
  if (!entry.duration) return Value::none();
  return Value::of_float(*entry.duration == kNever ? std::numeric_limits<double>::infinity()
                                                   : to_seconds(*entry.duration));
}

Value entries(Machine& m, Args) {
  std::vector<Value> items;
  for (const ProcessEntry& entry : kernel_of(m).processes().entries) {
    std::vector<Value> ignored;
    for (const std::string& name : entry.ignores) {
      ignored.push_back(Value::of_int(signal_number(name)));
    }
    items.push_back(m.heap.new_tuple({m.heap.new_str(entry.command), output_of(m, entry),
                                      seconds_of(entry), Value::of_int(entry.status),
                                      Value::of_int(static_cast<int64_t>(entry.input)),
                                      m.heap.new_list(std::move(ignored))}));
  }
  return m.heap.new_list(std::move(items));
}

}  // namespace

void add_processes(Library& library) {
  library.module("asyncio").submodule("subprocess");
  library.module("_process_table").function("entries", "", entries);
}

}  // namespace grove
