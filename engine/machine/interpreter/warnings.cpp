// What the machine reports about objects that died: to the layer above, and the warning about
// coroutines that nobody awaited.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/interpreter/interpreter.h"

namespace grove {

// Who is told may let go of more, which then dies while we are at it.
void Interpreter::report_deaths() {
  for (std::size_t i = 0; i < heap_.deaths.size(); ++i) {
    const Heap::Death death = heap_.deaths[i];
    if (death.type == Type::kCoroutine) {
      report_never_awaited(m_.qualname_of(death.code, death.native));
    }
    m_.host().on_death(death);
  }
  heap_.deaths.clear();
}

void Machine::report_unraisable(Value where, Value exception) {
  host().on_warning(
      fmt::format("Exception ignored in: {}\n{}", repr_of(where), format_traceback(exception)));
}

namespace {

// Where the program has said what becomes of warnings, its module deals with this one, as soon as
// the code that runs has paused. False: it has said nothing.
bool leave_to_module(Machine& m, const std::string& name, int32_t line) {
  const int32_t number = m.library().find_module("warnings");
  if (number < 0) return false;
  const Value function = m.find_in_module(Value::of(Type::kModule, static_cast<uint32_t>(number)),
                                          m.symbols.intern("_warn_unawaited_coroutine"));
  if (!function.is(Type::kFunction)) return false;
  m.heap.last_wishes.push_back(
      m.heap.new_tuple({m.heap.retain(function), m.heap.new_str(name),
                        m.heap.new_str(m.program().file), Value::of_int(line)}));
  return true;
}

}  // namespace

void Interpreter::report_never_awaited(const std::string& name) {
  const int32_t line = m_.current_line();
  if (leave_to_module(m_, name, line)) return;
  // Python shows the same warning at the same line once.
  std::pair<int32_t, std::string> warning(line, name);
  if (std::find(m_.warned_.begin(), m_.warned_.end(), warning) != m_.warned_.end()) return;
  m_.warned_.push_back(std::move(warning));
  const std::string text = fmt::format("RuntimeWarning: coroutine '{}' was never awaited", name);
  if (line == 0) {
    m_.host().on_warning(fmt::format("sys:1: {}\n", text));
    return;
  }
  const std::string& source = program_.lines[static_cast<std::size_t>(line - 1)];
  const std::size_t start = std::min(source.find_first_not_of(" \t\f"), source.size());
  const std::size_t end = source.find_last_not_of(" \t\f");
  m_.host().on_warning(
      fmt::format("{}:{}: {}\n  {}\nRuntimeWarning: Enable tracemalloc to get the "
                  "object allocation traceback\n",
                  program_.file, line, text, source.substr(start, end + 1 - start)));
}

}  // namespace grove
