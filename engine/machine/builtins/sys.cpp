// The module sys: the streams, and what the machine knows of itself; the rest is sys.py. A stream
// is an object whose id says which one it is.
#include <fmt/format.h>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/text/standard_streams.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

StandardStream stream_of(Machine& machine, Value self) {
  return static_cast<StandardStream>(machine.heap.object(self).id);
}

// write(text): how many characters it was.
Value write(Machine& machine, Args args) {
  if (!args[1].is(Type::kStr)) {
    return raise_type_error(
        machine, fmt::format("write() argument must be str, not {}", machine.type_name(args[1])));
  }
  write_to(machine, stream_of(machine, args[0]), text_of(machine, args[1]), "");
  return Value::of_int(machine.heap.str(args[1]).length);
}

Value flush(Machine&, Args) { return Value::none(); }
Value no(Machine&, Args) { return Value::boolean(false); }
Value yes(Machine&, Args) { return Value::boolean(true); }

std::string name_of(Machine& machine, Value self) {
  return stream_of(machine, self) == StandardStream::kError ? "<stderr>" : "<stdout>";
}

Value name(Machine& machine, Args args) { return machine.heap.new_str(name_of(machine, args[0])); }

Value show(Machine& machine, Args args) {
  return machine.heap.new_str(fmt::format("<_io.TextIOWrapper name='{}' mode='w' encoding='utf-8'>",
                                          name_of(machine, args[0])));
}

Value fileno(Machine& machine, Args args) {
  return Value::of_int(static_cast<int32_t>(stream_of(machine, args[0])));
}

Value handled(Machine& machine, Args) {
  const Value exception = machine.handled_exception();
  return exception.is_null() ? Value::none() : machine.heap.retain(exception);
}

// (class, exception, traceback), each None if nothing is being handled.
Value exc_info(Machine& machine, Args) {
  const Value exception = machine.handled_exception();
  if (exception.is_null()) {
    return machine.heap.new_tuple({Value::none(), Value::none(), Value::none()});
  }
  const Value klass = machine.heap.retain(machine.class_of(exception));
  return machine.heap.new_tuple(
      {klass, machine.heap.retain(exception), machine.traceback_of(exception)});
}

Value program_file(Machine& machine, Args) { return machine.heap.new_str(machine.program().file); }

// (file, line, function) of the program's own code that is so many calls out, or None.
Value caller(Machine& machine, Args args) {
  int64_t level = 0;
  if (!to_index(machine, args[0], &level)) return Value{};
  const Value frame = machine.program_frame(level);
  if (frame.is_null()) return Value::none();
  const FrameBody& body = machine.heap.frame(frame);
  const Code& code = machine.program().codes[static_cast<std::size_t>(body.code)];
  return machine.heap.new_tuple({machine.heap.new_str(machine.program().file),
                                 Value::of_int(machine.line_of(body)),
                                 machine.heap.new_str(code.name)});
}

// A line of the program, "" past its end.
Value source_line(Machine& machine, Args args) {
  int64_t line = 0;
  if (!to_index(machine, args[0], &line)) return Value{};
  const std::vector<std::string>& lines = machine.program().lines;
  const bool is_there = line >= 1 && static_cast<std::size_t>(line) <= lines.size();
  return machine.heap.new_str(is_there ? lines[static_cast<std::size_t>(line - 1)] : "");
}

Value traceback_text(Machine& machine, Args args) {
  return machine.heap.new_str(machine.format_traceback(args[0]));
}

}  // namespace

void add_sys(Library& library) {
  library.unlisted_class("_io", "TextIOWrapper")
      .method("write", "text, /", write)
      .method("flush", "", flush)
      .method("isatty", "", no)
      .method("readable", "", no)
      .method("writable", "", yes)
      .method("seekable", "", no)
      .method("fileno", "", fileno)
      .method("__repr__", "", show)
      .property("name", name)
      .constant("mode", {std::string("w")})
      .constant("encoding", {std::string("utf-8")})
      .constant("errors", {std::string("strict")})
      .constant("closed", {false});
  library.module("sys")
      .instance("stdout", kStreamClass, static_cast<int32_t>(StandardStream::kOutput))
      .instance("stderr", kStreamClass, static_cast<int32_t>(StandardStream::kError))
      .function("exc_info", "", exc_info)
      .function("exception", "", handled);
  library.module("_sys")
      .function("program_file", "", program_file)
      .function("caller", "level, /", caller)
      .function("source_line", "line, /", source_line)
      .function("traceback_text", "exception, /", traceback_text);
}

}  // namespace grove
