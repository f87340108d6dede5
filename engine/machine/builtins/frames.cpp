// Frames and code, as programs that look at where something stands see them.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/interpreter/awaiting.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

const FrameBody& body_of(Machine& machine, Args args) { return machine.heap.frame(args[0]); }

const Code& code_at(Machine& machine, int32_t index) {
  return machine.program().codes[static_cast<std::size_t>(index)];
}

// --- Frames. Those of the library's own functions have no code to see.

Value f_code(Machine& machine, Args args) {
  const int32_t code = body_of(machine, args).code;
  return code < 0 ? Value::none() : Value::of(Type::kCode, static_cast<uint32_t>(code));
}

Value f_lineno(Machine& machine, Args args) {
  const FrameBody& frame = body_of(machine, args);
  return frame.code < 0 ? Value::none() : Value::of_int(machine.line_of(frame));
}

// The next one out; None of the outermost, and of what is suspended.
Value f_back(Machine& machine, Args args) {
  const std::vector<Value> frames = program_frames(machine, machine.program_frame(1));
  const auto at =
      std::find_if(frames.begin(), frames.end(), [&](Value frame) { return same(frame, args[0]); });
  if (at == frames.end() || at + 1 == frames.end()) return Value::none();
  return machine.heap.retain(*(at + 1));
}

Value f_locals(Machine& machine, Args args) {
  const FrameBody& frame = body_of(machine, args);
  Owned locals = own(machine.heap, machine.heap.new_dict());
  if (frame.code < 0) return locals.release();
  const std::vector<std::string>& names = code_at(machine, frame.code).slot_names;
  for (std::size_t i = 0; i < names.size() && i < frame.slots.size(); ++i) {
    Value v = frame.slots[i];
    if (v.is(Type::kCell)) v = machine.heap.cell(v).value;
    if (v.is_null() || names[i].empty() || names[i][0] == '.') continue;
    dict_set_text(machine, locals.get(), names[i], v);
  }
  return locals.release();
}

// --- Code

const Code& code_of(Machine& machine, Args args) {
  return code_at(machine, static_cast<int32_t>(args[0].index));
}

Value co_name(Machine& machine, Args args) {
  return machine.heap.new_str(code_of(machine, args).name);
}
Value co_qualname(Machine& machine, Args args) {
  return machine.heap.new_str(code_of(machine, args).qualname);
}
Value co_filename(Machine& machine, Args) { return machine.heap.new_str(machine.program().file); }
Value co_firstlineno(Machine& machine, Args args) {
  return Value::of_int(code_of(machine, args).first_line);
}
Value co_argcount(Machine& machine, Args args) {
  return Value::of_int(code_of(machine, args).parameter_count);
}
Value co_posonlyargcount(Machine& machine, Args args) {
  return Value::of_int(code_of(machine, args).positional_only_count);
}
Value co_kwonlyargcount(Machine& machine, Args args) {
  return Value::of_int(code_of(machine, args).keyword_only_count);
}

Value function_code(Machine& machine, Args args) {
  return Value::of(Type::kCode, static_cast<uint32_t>(machine.heap.function(args[0]).code));
}

// _getframe(depth=0, /)
Value getframe(Machine& machine, Args args) {
  int64_t depth = 0;
  if (!to_index(machine, args[0], &depth)) return Value{};
  const std::vector<Value> frames = program_frames(machine, machine.program_frame(1));
  if (depth >= static_cast<int64_t>(frames.size())) {
    return machine.raise_error("ValueError", "call stack is not deep enough");
  }
  return machine.heap.retain(frames[static_cast<std::size_t>(std::max<int64_t>(0, depth))]);
}

}  // namespace

void add_frames(Library& library) {
  library.hidden_class("frame", Type::kFrame)
      .property("f_code", f_code)
      .property("f_lineno", f_lineno)
      .property("f_back", f_back)
      .property("f_locals", f_locals);
  library.hidden_class("code", Type::kCode)
      .property("co_name", co_name)
      .property("co_qualname", co_qualname)
      .property("co_filename", co_filename)
      .property("co_firstlineno", co_firstlineno)
      .property("co_argcount", co_argcount)
      .property("co_posonlyargcount", co_posonlyargcount)
      .property("co_kwonlyargcount", co_kwonlyargcount);
  library.hidden_class("function", Type::kFunction).property("__code__", function_code);
  library.module("sys").function("_getframe", "depth=0, /", getframe);
}

}  // namespace grove
