#include "engine/machine/specials.h"

#include <vector>

#include "engine/machine/machine.h"

namespace grove {

Value find_special(Machine& machine, Value v, std::string_view name) {
  if (!may_have_specials(v)) return Value{};
  const Symbol symbol = machine.symbols.find(name);
  if (!symbol) return Value{};
  const Value found = machine.find_in_class(machine.class_of(v), symbol);
  if (found.is(Type::kNative)) return found;
  return Value{};
}

Value call_special(Machine& machine, Value v, std::string_view name,
                   std::initializer_list<Value> arguments, bool* found) {
  const Value function = find_special(machine, v, name);
  *found = static_cast<bool>(function);
  if (!*found) return Value{};
  const Native& native = machine.library().natives()[function.index];
  ENSURE(native.kind == Native::Kind::kPlain, "a special method has to be done at once");
  std::vector<Value> values{v};
  values.insert(values.end(), arguments);
  ENSURE(values.size() == native.parameters.size(), "a special method has other parameters");
  return native.plain(machine, Args{values.data(), static_cast<int32_t>(values.size())});
}

}  // namespace grove
