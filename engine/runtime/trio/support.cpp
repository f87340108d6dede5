#include "engine/runtime/trio/support.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace grove::trio {

Value class_named(Machine& machine, const char* name) {
  // Names are literals: where one stands tells which it is. One that stands twice is found twice.
  auto& known = trio_of(kernel_of(machine)).classes;
  for (const auto& [literal, index] : known) {
    if (literal == name) return machine.builtin_class(index);
  }
  const Library& library = machine.library();
  int32_t index = library.find_class("trio", name);
  if (index < 0) index = library.find_class("trio.lowlevel", name);
  if (index < 0) index = library.find_class(kUnlisted + std::string(name));
  ENSURE(index >= 0, "a class of trio is used that was not added");
  known.emplace_back(name, index);
  return machine.builtin_class(index);
}

Kernel* in_task(Machine& machine) {
  Kernel& k = kernel_of(machine);
  if (k.in_task_of(static_cast<std::size_t>(DialectSlot::kTrio))) return &k;
  machine.raise_error("RuntimeError", "must be called from async context");
  machine.heap.exception(machine.pending()).suppress_context = true;
  return nullptr;
}

bool to_seconds_arg(Machine& machine, Value value, double* seconds) {
  return machine.to_double(value, seconds);
}

bool to_timeout_arg(Machine& machine, Value value, double* seconds) {
  const bool number = value.is(Type::kInt) || value.is(Type::kBool) || value.is(Type::kBigInt) ||
                      value.is(Type::kFloat);
  if (!number) {
    machine.raise_error("TypeError", "'<' not supported between instances of '" +
                                         machine.type_name(value) + "' and 'int'");
    return false;
  }
  return to_seconds_arg(machine, value, seconds);
}

namespace {

// Python's own words round it, and once for each line.
void warn_deprecated(Kernel& k, const std::string& what) {
  const int32_t line = k.machine.current_line();
  const std::pair<int32_t, std::string> warning(line, what);
  std::vector<std::pair<int32_t, std::string>>& shown = trio_of(k).warned;
  if (line <= 0 || std::find(shown.begin(), shown.end(), warning) != shown.end()) return;
  shown.push_back(warning);
  const Program& program = k.machine.program();
  std::string source = program.lines[static_cast<std::size_t>(line) - 1];
  source.erase(0, std::min(source.find_first_not_of(" \t\f"), source.size()));
  source.erase(source.find_last_not_of(" \t\f") + 1);
  k.on_warning(program.file + ":" + std::to_string(line) + ": TrioDeprecationWarning: " + what +
               "\n  " + source + "\n");
}

}  // namespace

void warn_not_strict(Kernel& k, const char* call) {
  warn_deprecated(
      k, std::string(call) +
             " is deprecated since Trio 0.25.0; use the default value of True and rewrite "
             "exception handlers to handle ExceptionGroups. See https://trio.readthedocs.io/en/"
             "stable/reference-core.html#designing-for-multiple-errors instead "
             "(https://github.com/python-trio/trio/issues/2929)");
}

Kernel* in_run(Machine& machine) {
  Kernel& k = kernel_of(machine);
  if (trio_of(k).running) return &k;
  machine.raise_error("AttributeError", "'RunContext' object has no attribute 'runner'");
  return nullptr;
}

Value task_object(Machine& m, TaskSlot slot) {
  Task& task = kernel_of(m).task(slot);
  if (task.object.is_null()) task.object = m.new_object(class_named(m, "Task"), slot.value);
  return task.object;
}

Value nursery_object(Machine& m, NurserySlot slot) {
  Nursery& nursery = trio_of(kernel_of(m)).nursery(slot);
  if (nursery.object.is_null()) {
    nursery.object = m.new_object(class_named(m, "Nursery"), slot.value);
  }
  return nursery.object;
}

}  // namespace grove::trio
