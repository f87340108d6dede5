#include "engine/machine/protocols/index.h"

#include <fmt/format.h>

#include <limits>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/integers.h"

namespace grove {

std::optional<int64_t> index_of(Machine& machine, Value v) {
  if (const std::optional<int64_t> index = as_index(content_of(machine, v))) return index;
  const Owned said = own(machine.heap, int_of(machine, v));
  if (!said) return {};
  const std::optional<int64_t> index = as_index(said.get());
  if (!index) {
    machine.raise_error("OverflowError", fmt::format("cannot fit '{}' into an index-sized integer",
                                                     machine.type_name(v)));
  }
  return index;
}

std::optional<int64_t> clamped_index_of(Machine& machine, Value v) {
  if (const std::optional<int64_t> index = as_index(content_of(machine, v))) return index;
  const Owned said = own(machine.heap, int_of(machine, v));
  if (!said) return {};
  if (const std::optional<int64_t> index = as_index(said.get())) return index;
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  return machine.heap.big_int(said.get()).negative ? -kMost : kMost;
}

}  // namespace grove
