// UnicodeEncodeError and UnicodeDecodeError: five arguments, of which they make their text.
#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// In the order of the arguments.
constexpr const char* kFields[] = {"encoding", "object", "start", "end", "reason"};
constexpr std::size_t kFieldCount = std::size(kFields);

bool is_of_decoding(Machine& machine, Value exception) {
  return machine.is_instance(exception, machine.exception_class("UnicodeDecodeError"));
}

Value make_error(Machine& machine, Args args) {
  return new_unicode_error(machine, args[0], args[1]);
}

// The character, or byte, that could not be changed: "character '\xe9'", "byte 0xff".
std::string what(Machine& machine, Value object, int64_t at) {
  if (object.is_bytes()) {
    const auto byte =
        static_cast<unsigned char>(machine.heap.bytes(object).bytes[static_cast<std::size_t>(at)]);
    return fmt::format("byte 0x{:02x}", byte);
  }
  const StrBody& text = machine.heap.str(object);
  std::size_t place = byte_offset(text, at);
  const auto number = static_cast<uint32_t>(next_code_point(text.utf8, &place));
  return number < 0x100     ? fmt::format("character '\\x{:02x}'", number)
         : number < 0x10000 ? fmt::format("character '\\u{:04x}'", number)
                            : fmt::format("character '\\U{:08x}'", number);
}

Value error_str(Machine& machine, Args args) {
  std::vector<Value> fields;
  for (const char* name : kFields) {
    const Namespace& names = machine.heap.exception(args[0]).attributes;
    const Value v = names.find(machine.symbol_of(name));
    if (v.is_null()) return machine.heap.new_str("");
    fields.push_back(v);
  }
  const bool decodes = is_of_decoding(machine, args[0]);
  const char* const verb = decodes ? "decode" : "encode";
  const Owned encoding = own(machine.heap, str_value(machine, fields[0]));
  const Owned reason = own(machine.heap, str_value(machine, fields[4]));
  if (!encoding || !reason) return Value{};
  const int64_t start = fields[2].integer, end = fields[3].integer;
  const int64_t length = length_of(machine, fields[1]);
  const std::string head =
      fmt::format("'{}' codec can't {} ", machine.heap.str(encoding.get()).utf8, verb);
  const std::string& why = machine.heap.str(reason.get()).utf8;
  const bool is_one = end == start + 1 && start >= 0 && start < length;
  return machine.heap.new_str(is_one ? fmt::format("{}{} in position {}: {}", head,
                                                   what(machine, fields[1], start), start, why)
                                     : fmt::format("{}{} in position {}-{}: {}", head,
                                                   decodes ? "bytes" : "characters", start, end - 1,
                                                   why));
}

}  // namespace

Value new_unicode_error(Machine& machine, Value klass, Value args) {
  Heap& heap = machine.heap;
  const std::vector<Value>& given = heap.tuple(args).items;
  if (given.size() != kFieldCount) {
    return raise_type_error(
        machine, fmt::format("function takes exactly 5 arguments ({} given)", given.size()));
  }
  const bool decodes = machine.is_subclass(klass, machine.exception_class("UnicodeDecodeError"));
  const bool good = given[0].is(Type::kStr) && given[2].is(Type::kInt) && given[3].is(Type::kInt) &&
                    given[4].is(Type::kStr);
  if (!good) return raise_type_error(machine, "encoding and reason must be str, start and end int");
  if (decodes ? !given[1].is_bytes() : !given[1].is(Type::kStr)) {
    return raise_type_error(
        machine, fmt::format("{}, not {}",
                             decodes ? "a bytes-like object is required" : "argument 2 must be str",
                             machine.type_name(given[1])));
  }
  std::vector<Value> kept = given;
  for (const Value v : kept) heap.retain(v);
  const Value e = machine.new_exception(klass, std::move(kept));
  Namespace& names = heap.exception(e).attributes;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    heap.release(names.set(machine.symbol_of(kFields[i]), heap.retain(given[i])));
  }
  heap.recharge(names);
  return e;
}

void add_unicode_errors(Library& library) {
  for (const char* name : {"UnicodeEncodeError", "UnicodeDecodeError"}) {
    library.exception("builtins", name, "UnicodeError")
        .constructor("*args", make_error)
        .method("__str__", "", error_str);
  }
}

}  // namespace grove
