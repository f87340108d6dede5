#include "engine/machine/text/standard_streams.h"

#include "engine/machine/core/machine.h"

namespace grove {

StandardStream standard_stream(Machine& machine, Value v) {
  if (!v.is(Type::kObject)) return StandardStream::kNone;
  const int32_t klass = machine.library().find_class(kStreamClass);
  return same(machine.class_of(v), machine.builtin_class(klass))
             ? static_cast<StandardStream>(machine.heap.object(v).id)
             : StandardStream::kNone;
}

void write_to(Machine& machine, StandardStream stream, std::string_view text,
              std::string_view end) {
  if (stream == StandardStream::kError) {
    machine.host().on_print_error(text, end, machine.current_line());
  } else {
    machine.host().on_print(text, end, machine.current_line());
  }
}

}  // namespace grove
