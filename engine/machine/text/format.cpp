#include "engine/machine/protocols/format.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/base/unicode/characters.h"
#include "engine/base/unicode/unicode.h"
#include "engine/base/utf8.h"
#include "engine/machine/core/decimal.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/nesting.h"
#include "engine/machine/core/text_builder.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/text/format_spec.h"
#include "engine/machine/text/text_repr.h"
#include "engine/machine/types/complex.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

class Writer {
 public:
  // `may_ask`: whether the program's own __str__ and __repr__ are wanted (answers.h).
  Writer(Machine& machine, bool may_ask)
      : out(machine.heap),
        machine_(machine),
        heap_(machine.heap),
        may_ask_(may_ask && machine.may_ask()) {}

  TextBuilder out;
  bool failed = false;  // with an exception pending

  void str(Value v) {
    if (v.is(Type::kStr)) {
      out += shown_of(heap_.str(v).utf8);
    } else if (v.is(Type::kException)) {
      exception_str(v);
    } else if (!special(Known::kStr, v)) {
      const Value content = content_of(machine_, v);
      if (content.is(Type::kStr) && !same(content, v)) return str(content);
      repr(v);
    }
  }

  // The text of BaseException.__repr__.
  void plain_repr(Value exception) { container(exception); }

  // … and of object.__repr__, or that of what an instance is at bottom.
  void plain(Value v) {
    const Value content = content_of(machine_, v);
    if (same(content, v) || content.is(Type::kObject)) return thing(v);
    if (content.is(Type::kByteArray)) {
      out += machine_.type_name(v) + "(";
      append_repr_of_bytearray(&out, shown_of(heap_.bytes(content).bytes));
      out += ")";
      return;
    }
    if (!content.is_set()) return container_or_repr(v, content);
    const std::string name = machine_.type_name(v);
    out += name + "(";
    if (heap_.set(content).size > 0) table("{", heap_.set(content), true, false, "}");
    out += ")";
  }

  void repr(Value v) {
    if (failed || is_full()) return;
    if (!machine_.afford_item()) {
      failed = true;
      return;
    }
    if (v.is(Type::kException) && written(Known::kRepr, v)) return;
    switch (v.type) {
      case Type::kNull:
        out += "<unset>";
        return;
      case Type::kNone:
        out += "None";
        return;
      case Type::kBool:
        out += v.integer != 0 ? "True" : "False";
        return;
      case Type::kInt:
        out += fmt::format_int(v.integer).c_str();
        return;
      case Type::kFloat:
        out += repr_of_double(v.real);
        return;
      case Type::kBigInt:
        big_int(v);
        return;
      case Type::kComplex:
        out += repr_of_complex(heap_.complex(v));
        return;
      case Type::kBytes:
        append_repr_of_bytes(&out, shown_of(heap_.bytes(v).bytes));
        return;
      case Type::kByteArray:
        out += "bytearray(";
        append_repr_of_bytearray(&out, shown_of(heap_.bytes(v).bytes));
        out += ")";
        return;
      case Type::kEllipsis:
        out += "Ellipsis";
        return;
      case Type::kNotImplemented:
        out += "NotImplemented";
        return;
      case Type::kStr:
        append_repr(&out, shown_of(heap_.str(v).utf8));
        return;
      case Type::kTuple:
      case Type::kList:
      case Type::kDict:
      case Type::kSet:
      case Type::kFrozenSet:
      case Type::kSlice:
      case Type::kDictView:
      case Type::kException:
        container(v);
        return;
      default:
        if (!special(Known::kRepr, v)) plain(v);
    }
  }

  // A description is cut where it is long enough (Machine::Description).
  void settle() {
    if (!machine_.describing()) return;
    if (failed) machine_.heap.release(machine_.take_pending());
    if (out.size() > machine_.longest_description()) out.cut(shown_of(out.view()).size());
    if (failed || is_full()) out += "…";
    failed = false;
  }

 private:
  bool is_full() const {
    return machine_.describing() && out.size() >= machine_.longest_description();
  }
  // Of a text, as much as a description shows.
  std::string_view shown_of(std::string_view text) const {
    return machine_.describing() ? first_bytes(text, machine_.longest_description()) : text;
  }

  // A description shows what str() refuses: a number with too many digits.
  void big_int(Value v) {
    std::string digits;
    if (decimal_digits(machine_, v, &digits)) {
      out += digits;
    } else if (machine_.describing() && !machine_.allowance.is_exceeded()) {
      machine_.heap.release(machine_.take_pending());
      out += fmt::format("<an integer of {} bits>", bit_length(heap_.big_int(v)));
    } else {
      failed = true;
    }
  }

  void exception_str(Value v) {
    if (written(Known::kStr, v)) return;
    if (!may_ask_) {
      out += machine_.exception_message(v);
      return;
    }
    const Value method = machine_.find_in_class(machine_.class_of(v), known(Known::kStr));
    ENSURE(method.is(Type::kNative), "an exception has no __str__");
    take(machine_.library().natives()[method.index].plain(machine_, Args{&v, 1}));
  }

  // What a special method gave (taken over); it has to be a text.
  void take(Value result, Known method = Known::kStr) {
    const Owned text = own(heap_, result);
    const Value content = content_of(machine_, result);
    if (content.is(Type::kStr)) {
      out += heap_.str(content).utf8;
      return;
    }
    failed = true;
    if (result.is_null()) return;
    machine_.raise_error(
        "TypeError", fmt::format("{} returned non-string (type {})",
                                 machine_.symbols.name(known(method)), machine_.type_name(result)));
  }

  // Asks the method of that name, if it is written in the program.
  bool written(Known name, Value v) {
    const Value method = find_special(machine_, v, name);
    return !method.is_null() && !method.is(Type::kNative) && special(name, v);
  }

  bool special(Known name, Value v) {
    const Value method = find_special(machine_, v, name);
    if (!may_ask_ && !method.is(Type::kNative)) return false;
    bool found = false;
    const Value text = call_special(machine_, v, name, {}, &found);
    if (found) take(text, name);
    return found;
  }

  void container_or_repr(Value v, Value content) {
    for (const Value outer : active_) {
      if (!same(outer, v)) continue;
      out += content.is(Type::kList) ? "[...]" : content.is(Type::kDict) ? "{...}" : "(...)";
      return;
    }
    active_.push_back(v);
    repr(content);
    active_.pop_back();
  }

  // What may contain itself, and be nested deeply.
  void container(Value v) {
    for (const Value outer : active_) {
      if (same(outer, v)) {
        out += v.is(Type::kList) ? "[...]" : v.is(Type::kDict) ? "{...}" : "(...)";
        return;
      }
    }
    if (active_.size() >= static_cast<std::size_t>(machine_.deepest_nesting())) {
      machine_.raise_error("RecursionError",
                           "maximum recursion depth exceeded while getting the repr of an object");
      failed = true;
      return;
    }
    active_.push_back(v);
    contents(v);
    active_.pop_back();
  }

  void contents(Value v) {
    switch (v.type) {
      case Type::kTuple: {
        const auto& values = heap_.tuple(v).items;
        items("(", values, values.size() == 1 ? ",)" : ")");
        return;
      }
      case Type::kList:
        items("[", heap_.list(v).items, "]");
        return;
      case Type::kDict:
        table("{", heap_.dict(v), true, true, "}");
        return;
      case Type::kSet:
        if (heap_.set(v).size == 0) {
          out += "set()";
        } else {
          table("{", heap_.set(v), true, false, "}");
        }
        return;
      case Type::kFrozenSet:
        if (heap_.set(v).size == 0) {
          out += "frozenset()";
        } else {
          table("frozenset({", heap_.set(v), true, false, "})");
        }
        return;
      case Type::kDictView:
        view(v);
        return;
      case Type::kSlice: {
        const SliceBody& s = heap_.slice(v);
        items("slice(", {s.start, s.stop, s.step}, ")");
        return;
      }
      default:
        exception(v);
    }
  }

  void items(const char* open, const std::vector<Value>& values, const char* close) {
    out += open;
    for (std::size_t i = 0; i < values.size() && !failed && !is_full(); ++i) {
      if (i > 0) out += ", ";
      repr(values[i]);
    }
    out += close;
  }

  void table(const char* open, const TableBody& body, bool keys, bool values, const char* close) {
    out += open;
    bool first = true;
    int32_t at = 0;
    while (const TableBody::Entry* entry = next_entry(body, &at)) {
      if (failed || is_full()) break;
      if (!first) out += ", ";
      first = false;
      if (keys) repr(entry->key);
      if (keys && values) out += ": ";
      if (values) repr(entry->value);
    }
    out += close;
  }

  void view(Value v) {
    const DictViewBody& body = heap_.dict_view(v);
    const TableBody& dict = heap_.dict(body.dict);
    out += iterator_type_name(machine_, v);
    if (body.kind == DictViewBody::Kind::kKeys) {
      table("([", dict, true, false, "])");
    } else if (body.kind == DictViewBody::Kind::kValues) {
      table("([", dict, false, true, "])");
    } else {
      pairs(dict);
    }
  }

  void pairs(const TableBody& dict) {
    out += "([";
    bool first = true;
    int32_t at = 0;
    while (const TableBody::Entry* entry = next_entry(dict, &at)) {
      if (failed || is_full()) break;
      out += first ? "(" : ", (";
      first = false;
      repr(entry->key);
      out += ", ";
      repr(entry->value);
      out += ")";
    }
    out += "])";
  }

  // A built-in exception class may have a __repr__ other than BaseException's.
  bool own_repr(Value v) {
    const Value method = machine_.find_in_class(machine_.class_of(v), known(Known::kRepr));
    if (!method.is(Type::kNative)) return false;
    const Native& native = machine_.library().natives()[method.index];
    if (native.owner == machine_.image().base_exception) return false;
    const Owned text = own(heap_, native.plain(machine_, Args{&v, 1}));
    if (text) out += heap_.str(text.get()).utf8;
    failed = failed || !text;
    return true;
  }

  void exception(Value v) {
    if (own_repr(v)) return;
    const ExceptionBody& body = heap_.exception(v);
    out += machine_.type_name(v);
    const std::vector<Value> none;
    const auto& args = body.args.is(Type::kTuple) ? heap_.tuple(body.args).items : none;
    items("(", args, ")");
  }

  void thing(Value v) {
    switch (v.type) {
      case Type::kRange: {
        const RangeBody& r = heap_.range(v);
        out += r.step == 1 ? fmt::format("range({}, {})", r.start, r.stop)
                           : fmt::format("range({}, {}, {})", r.start, r.stop, r.step);
        return;
      }
      case Type::kNative:
        native(v);
        return;
      case Type::kModule:
        out += fmt::format("<module '{}' (built-in)>",
                           machine_.library().native_modules()[v.index].name);
        return;
      case Type::kFunction: {
        const int32_t code = heap_.function(v).code;
        out += fmt::format("<function {} at {}>",
                           machine_.program().codes[static_cast<std::size_t>(code)].qualname,
                           address_of(v));
        return;
      }
      case Type::kMethod:
        method(v);
        return;
      case Type::kClass:
        klass(heap_.klass(v));
        return;
      case Type::kCoroutine:
        if (heap_.coroutine(v).kind >= CoroutineBody::Kind::kAsyncSend) {
          out += fmt::format("<{} object at {}>", machine_.type_name(v), address_of(v));
          return;
        }
        out += fmt::format("<{} object {} at {}>", machine_.type_name(v),
                           machine_.qualname_of(heap_.coroutine(v).code, heap_.coroutine(v).native),
                           address_of(v));
        return;
      case Type::kIterator:
        iterator(v);
        return;
      default:
        object(v);
    }
  }

  void native(Value v) {
    const Native& native = machine_.library().natives()[v.index];
    if (!native.is_c_function) {
      out += fmt::format("<function {} at {}>", native.qualname, address_of(v));
    } else if (native.is_method) {
      const std::string owner = native.qualname.substr(0, native.qualname.find('.'));
      out += fmt::format("<method '{}' of '{}' objects>", native.name, owner);
    } else {
      out += fmt::format("<built-in function {}>", native.name);
    }
  }

  void method(Value v) {
    const MethodBody& body = heap_.method(v);
    if (body.function.is(Type::kNative)) {
      const Native& native = machine_.library().natives()[body.function.index];
      if (native.is_c_function) {
        out += fmt::format("<built-in method {} of {} object at {}>", native.name,
                           machine_.type_name(body.self), address_of(body.self));
        return;
      }
      out += fmt::format("<bound method {} of ", native.qualname);
    } else {
      const int32_t code = heap_.function(body.function).code;
      out += fmt::format("<bound method {} of ",
                         machine_.program().codes[static_cast<std::size_t>(code)].qualname);
    }
    if (active_.size() < static_cast<std::size_t>(machine_.deepest_nesting())) {
      active_.push_back(v);
      repr(body.self);
      active_.pop_back();
    }
    out += ">";
  }

  void klass(const ClassBody& body) {
    // Those with members are the enumerations.
    if (body.native_class >= 0 &&
        !machine_.library().classes()[body.native_class].instances.empty()) {
      out += fmt::format("<enum '{}'>", body.name);
      return;
    }
    out += body.module == "builtins" ? fmt::format("<class '{}'>", body.qualname)
                                     : fmt::format("<class '{}.{}'>", body.module, body.qualname);
  }

  void iterator(Value v) {
    const IteratorBody& it = heap_.iterator(v);
    if (it.kind != IteratorBody::Kind::kCount) {
      out += fmt::format("<{} object at {}>", iterator_type_name(machine_, v), address_of(v));
      return;
    }
    const bool by_one = same(it.sources[1], Value::of_int(1));
    items("count(", by_one ? std::vector<Value>{it.sources[0]} : it.sources, ")");
  }

  void object(Value v) {
    const ClassBody& body = heap_.klass(machine_.class_of(v));
    const std::string name =
        body.module == "builtins" ? body.qualname : body.module + "." + body.qualname;
    out += fmt::format("<{} object at {}>", name, address_of(v));
  }

  Machine& machine_;
  Heap& heap_;
  const bool may_ask_;
  std::vector<Value> active_;  // the containers that are being written
};

// Where even a failing repr has to give a text: its exception is dropped.
std::string settled(Machine& machine, Writer& writer) {
  writer.settle();
  if (writer.failed) {
    machine.heap.release(machine.take_pending());
    writer.out += "...";
  }
  return writer.out.take();
}

Value as_value(Writer& writer) {
  writer.settle();
  return writer.failed ? Value{} : writer.out.finish();
}

}  // namespace

std::string repr(Machine& machine, Value v) {
  Writer writer(machine, false);
  writer.repr(v);
  return settled(machine, writer);
}

std::string str(Machine& machine, Value v) {
  Writer writer(machine, false);
  writer.str(v);
  return settled(machine, writer);
}

Value repr_value(Machine& machine, Value v) {
  Writer writer(machine, true);
  writer.repr(v);
  return as_value(writer);
}

Value plain_repr_value(Machine& machine, Value exception) {
  Writer writer(machine, true);
  writer.plain_repr(exception);
  return as_value(writer);
}

Value plain_value_repr(Machine& machine, Value v) {
  if (!v.is(Type::kInstance)) return repr_value(machine, v);
  Writer writer(machine, true);
  writer.plain(v);
  return as_value(writer);
}

Value ascii_value(Machine& machine, Value v) { return escape_all(machine, repr_value(machine, v)); }

Value str_value(Machine& machine, Value v) {
  if (v.is(Type::kStr) && !machine.describing()) return machine.heap.retain(v);
  if (v.is(Type::kInt)) {
    const fmt::format_int digits(v.integer);
    return machine.heap.new_str({digits.data(), digits.size()});
  }
  Writer writer(machine, true);
  writer.str(v);
  return as_value(writer);
}

}  // namespace grove
