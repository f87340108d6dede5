// What the machine tells the kernel: it goes into the record.
#include <string>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

bool Kernel::wants_lines() const { return record_lines_ && current_ && task(current_).shown; }

void Kernel::on_line(int32_t line, int32_t depth, int32_t code) {
  recorder.come_to(Line{.task = current_task().shown,
                        .line = line,
                        .depth = depth,
                        .function = recorder.function_name(code),
                        .count = 0});
  make_room_for_objects();
}

void Kernel::on_raise(Value exception, int32_t line) {
  recorder.raised(machine, current_ ? current_task().shown : TaskId{}, exception, line);
  make_room_for_objects();
}

void Kernel::on_catch(Value exception, int32_t line) {
  recorder.caught(machine, current_ ? current_task().shown : TaskId{}, exception, line);
  make_room_for_objects();
}

void Kernel::on_print(std::string_view text, std::string_view end, int32_t line) {
  print(&output_, text, end, line);
}

void Kernel::on_print_error(std::string_view text, std::string_view end, int32_t line) {
  print(&errors_, text, end, line);
}

// What is printed is in the record and in what the program wrote.
void Kernel::print(std::string* written, std::string_view text, std::string_view end,
                   int32_t line) {
  machine.heap.reserve(2 * (text.size() + end.size()));
  written->append(text).append(end);
  std::string shown(text);
  shown += end;
  if (!shown.empty() && shown.back() == '\n') shown.pop_back();
  recorder.happen(Printed{.task = current_ ? current_task().shown : TaskId{},
                          .text = recorder.record.add_text(shown),
                          .line = line});
  make_room_for_objects();
}

void Kernel::on_warning(std::string_view text) {
  errors_.append(text);
  make_room_for_objects();
}

void Kernel::on_draw(std::string_view function, std::string_view result, int32_t line) {
  recorder.happen(Drew{.task = current_ ? current_task().shown : TaskId{},
                       .function = recorder.record.add_text(function),
                       .result = recorder.record.add_text(result),
                       .line = line});
  make_room_for_objects();
}

void Kernel::on_death(const Heap::Death& death) {
  if (death.object.is_null()) return;
  for (std::size_t i = 0; i < dialects_.size(); ++i) {
    if (dialects_[i].finalize(*this, death.object)) return;
  }
  ENSURE(false, "an object has a finalizer that no library knows");
}

// A claimant is a dialect, counted from 1.
int32_t Kernel::claim_async_generator() {
  if (!in_task()) return 0;
  const std::size_t dialect_of_task = loop(current_task().loop).dialect;
  if (!dialect(dialect_of_task).claims_async_generators(*this)) return 0;
  return static_cast<int32_t>(dialect_of_task) + 1;
}

bool Kernel::adopt_async_generator(Value generator, int32_t claimant) {
  return dialect(static_cast<std::size_t>(claimant - 1)).adopt_async_generator(*this, generator);
}

// Where there are threads, they go on meanwhile, so that the code that sleeps is held back until
// its time has come.
bool Kernel::sleep(SimTime duration) {
  const SimTime until = now_ + duration;
  if (current_thread()) {
    threads.sleep(current_thread(), until);
    return false;
  }
  if (threads.alive() == 0) {
    jump_to(until, recorder.step);
    return true;
  }
  push(Activity{
      .kind = Activity::Kind::kSleep, .wakeup = threads.fall_asleep(until), .step = recorder.step});
  hold_code_back();
  return true;
}

}  // namespace grove
