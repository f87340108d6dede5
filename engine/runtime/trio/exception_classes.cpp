// Trio's exceptions as programs see them.

#include "engine/machine/types/exception_args.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/state.h"

namespace grove::trio {

namespace {

// Classes whose objects only Trio makes.
Value refuse_construction(Machine& m, Args args) {
  return m.raise_error("TypeError", m.class_display_name(args[0]) + " has no public constructor");
}

// The arguments of a Cancelled are its source, source_task and reason (semantics C16).
Value cancelled_argument(Machine& m, Value cancelled, std::size_t i) {
  return made_with(m, cancelled)[i];
}
template <std::size_t kField>
Value cancelled_field(Machine& m, Args args) {
  return m.heap.retain(cancelled_argument(m, args[0], kField));
}

Value cancelled_str(Machine& m, Args args) {
  std::string text = "cancelled due to " + m.str_of(cancelled_argument(m, args[0], 0));
  const Value task = cancelled_argument(m, args[0], 1), reason = cancelled_argument(m, args[0], 2);
  if (!reason.is_none()) text += " with reason " + m.repr_of(reason);
  if (!task.is_none()) text += " from task " + m.str_of(task);
  return m.heap.new_str(text);
}

Value cancelled_repr(Machine& m, Args args) {
  return m.heap.new_str("Cancelled(source=" + m.repr_of(cancelled_argument(m, args[0], 0)) +
                        ", source_task=" + m.repr_of(cancelled_argument(m, args[0], 1)) +
                        ", reason=" + m.repr_of(cancelled_argument(m, args[0], 2)) + ")");
}

}  // namespace

void add_exceptions(Library& library) {
  library.exception("trio", "Cancelled", "BaseException")
      .cancellation()
      .constructor("*args", refuse_construction)
      .property("source", cancelled_field<0>)
      .property("source_task", cancelled_field<1>)
      .property("reason", cancelled_field<2>)
      .method("__str__", "", cancelled_str)
      .method("__repr__", "", cancelled_repr);
  library.exception("trio", "TrioDeprecationWarning", "FutureWarning");
  library.unlisted_class("attr.exceptions", "FrozenInstanceError", "AttributeError");
  library.exception("trio", "TooSlowError", "Exception");
  library.exception("trio", "TrioInternalError", "Exception");
  library.exception("trio", "WouldBlock", "Exception");
  library.exception("trio", "EndOfChannel", "Exception");
  library.exception("trio", "BrokenResourceError", "Exception");
  library.exception("trio", "ClosedResourceError", "Exception");
  library.exception("trio", "BusyResourceError", "Exception");
}

}  // namespace grove::trio
