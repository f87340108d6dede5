// Operations on variables: locals, cells, globals, names of class bodies, imports.
#include <fmt/format.h>

#include <utility>
#include <vector>

#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"

namespace grove {

Interpreter::Flow Interpreter::unbound_slot(const FrameBody& f, int32_t slot) {
  const Code& code = code_of(f);
  const std::string& name = code.slot_names[static_cast<std::size_t>(slot)];
  if (slot >= code.slot_count - code.free_count) {
    m_.raise_error("NameError",
                   fmt::format("cannot access free variable '{}' where it is not associated with "
                               "a value in enclosing scope",
                               name));
  } else {
    m_.raise_error("UnboundLocalError",
                   fmt::format("cannot access local variable '{}' where it is not associated with "
                               "a value",
                               name));
  }
  m_.name_the_name(name);
  return Flow::kError;
}

Interpreter::Flow Interpreter::unbound_name(std::string_view name) {
  m_.raise_error("NameError", fmt::format("name '{}' is not defined", name));
  m_.name_the_name(name);
  return Flow::kError;
}

Interpreter::Flow Interpreter::delete_fast(FrameBody& f, int32_t slot) {
  Value& place = f.slots[static_cast<std::size_t>(slot)];
  if (place.is_null()) return unbound_slot(f, slot);
  heap_.assign(place, Value{});
  return Flow::kNext;
}

Interpreter::Flow Interpreter::store_deref(FrameBody& f, int32_t slot) {
  heap_.assign(heap_.cell(f.slots[static_cast<std::size_t>(slot)]).value, pop(f));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::delete_deref(FrameBody& f, int32_t slot) {
  CellBody& cell = heap_.cell(f.slots[static_cast<std::size_t>(slot)]);
  if (cell.value.is_null()) return unbound_slot(f, slot);
  heap_.assign(cell.value, Value{});
  return Flow::kNext;
}

Interpreter::Flow Interpreter::make_cell(FrameBody& f, int32_t slot) {
  const Value cell = heap_.allocate(Type::kCell);
  Value& place = f.slots[static_cast<std::size_t>(slot)];
  heap_.cell(cell).value = place;
  place = cell;
  return Flow::kNext;
}

Interpreter::Flow Interpreter::store_global(FrameBody& f, int32_t global) {
  heap_.assign(m_.globals[static_cast<std::size_t>(global)], pop(f));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::delete_global(FrameBody& f, int32_t global) {
  (void)f;
  Value& place = m_.globals[static_cast<std::size_t>(global)];
  if (place.is_null()) return unbound_name(program_.globals[static_cast<std::size_t>(global)]);
  heap_.assign(place, Value{});
  return Flow::kNext;
}

Interpreter::Flow Interpreter::load_name(FrameBody& f, int32_t name) {
  const auto at = static_cast<std::size_t>(name);
  Value v = f.namespace_class.is(Type::kClass)
                ? heap_.klass(f.namespace_class).attributes.find(symbol_of(name))
                : dict_find_text(m_, content_of(m_, f.namespace_class), name_text(name));
  const int32_t global = m_.image().global_of_name[at];
  if (v.is_null() && global >= 0) v = m_.globals[static_cast<std::size_t>(global)];
  if (v.is_null()) v = m_.image().builtin_of_name[at];
  if (v.is_null()) return unbound_name(name_text(name));
  push(f, heap_.retain(v));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::store_name(FrameBody& f, int32_t name) {
  if (!f.namespace_class.is(Type::kClass)) {
    const Owned key = own(heap_, heap_.new_str(name_text(name)));
    const Value args[] = {peek(f, 1), f.namespace_class, key.get()};
    return operate(
        f, kSetItemOperation, args, 1,
        [&] { return set_item(m_, args[1], args[2], args[0]) ? Value::none() : Value{}; },
        ResultUse::kDrop);
  }
  heap_.release(heap_.klass(f.namespace_class).attributes.set(symbol_of(name), pop(f)));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::delete_name(FrameBody& f, int32_t name) {
  if (!f.namespace_class.is(Type::kClass)) {
    const Owned key = own(heap_, heap_.new_str(name_text(name)));
    bool failed = false;
    const Value gone = dict_remove(m_, content_of(m_, f.namespace_class), key.get(), &failed);
    if (gone.is_null()) return unbound_name(name_text(name));
    heap_.release(gone);
    return Flow::kNext;
  }
  const Value removed = heap_.klass(f.namespace_class).attributes.remove(symbol_of(name));
  if (removed.is_null()) return unbound_name(name_text(name));
  heap_.release(removed);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::import_module(FrameBody& f, int32_t name) {
  const int32_t module = m_.library().find_module(name_text(name));
  // The front end refuses other imports; only code that never runs can hold one.
  if (module < 0) {
    m_.raise_error("ModuleNotFoundError", fmt::format("No module named '{}'", name_text(name)));
    return Flow::kError;
  }
  std::vector<Value> slots{Value::of(Type::kModule, static_cast<uint32_t>(module))};
  const std::vector<LinkedGlobals>& linked = m_.image().linked;
  // What is loaded with a module as its part may itself import that, on its way.
  const bool with_parts = code_of(f).linked < 0;
  for (std::size_t i = 0; i < linked.size(); ++i) {
    if (linked[i].module != module && (!with_parts || linked[i].parent != module)) continue;
    if (m_.has_called_module(static_cast<int32_t>(i))) continue;
    slots.push_back(Value::of_int(static_cast<int64_t>(i)));
  }
  if (slots.size() == 1) {
    push(f, slots[0]);
    return Flow::kNext;
  }
  const Value frame = new_native_frame(kImport);
  heap_.frame(frame).slots = std::move(slots);
  return push_frame(frame) ? Flow::kSwitch : Flow::kError;
}

Interpreter::Flow Interpreter::import_from(FrameBody& f, int32_t name) {
  const Value module = peek(f, 1);
  const Value v = m_.find_attribute(module, symbol_of(name));
  if (v.is_null()) {
    const std::string& module_name = m_.library().native_modules()[module.index].name;
    m_.raise_error("ImportError",
                   fmt::format("cannot import name '{}' from '{}' (unknown location)",
                               name_text(name), module_name));
    return Flow::kError;
  }
  push(f, v);
  return Flow::kNext;
}

}  // namespace grove
