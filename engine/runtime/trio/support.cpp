#include "engine/runtime/trio/support.h"

namespace grove::trio {

Value class_named(Machine& machine, const char* name) {
  const Library& library = machine.library();
  int32_t index = library.find_class("trio", name);
  if (index < 0) index = library.find_class("trio.lowlevel", name);
  ENSURE(index >= 0, "a class of trio is used that was not added");
  return machine.builtin_class(index);
}

Kernel* in_task(Machine& machine) {
  Kernel& k = kernel_of(machine);
  if (k.in_task()) return &k;
  machine.raise_error("RuntimeError", "must be called from async context");
  return nullptr;
}

bool to_seconds_arg(Machine& machine, Value value, double* seconds) {
  return machine.to_double(value, seconds);
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
