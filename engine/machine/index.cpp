#include "engine/machine/index.h"

#include <fmt/format.h>

#include "engine/machine/classes.h"
#include "engine/machine/machine.h"
#include "engine/machine/operators.h"
#include "engine/machine/specials.h"

namespace grove {

std::optional<int64_t> index_of(Machine& machine, Value v) {
  if (const std::optional<int64_t> index = as_index(content_of(machine, v))) return index;
  bool found = false;
  const Owned said = own(machine.heap, call_special(machine, v, Known::kIndex, {}, &found));
  if (!said) return {};
  const std::optional<int64_t> index = as_index(said.get());
  if (!index) {
    machine.raise_error("TypeError", fmt::format("__index__ returned non-int (type {})",
                                                 machine.type_name(said.get())));
  }
  return index;
}

}  // namespace grove
