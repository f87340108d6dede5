// Operations on containers and strings: building, items, unpacking, formatting. What they do to
// values stands in containers.h, subscripts.h, iteration.h, strings.h, format.h; here it meets the
// value stack.
#include "engine/machine/core/answers.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/types/containers.h"

#include <fmt/format.h>

#include "engine/machine/core/text_builder.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/strings.h"

namespace grove {

// What changing an attribute has come to; `count` values are taken off.
Interpreter::Flow Interpreter::change_attribute(FrameBody& f, const Lookup& change, int32_t count) {
  if (change.kind == Lookup::Kind::kCall) {
    return call_on_frame(f, change, count, ResultUse::kDrop);
  }
  if (change.kind != Lookup::Kind::kDone) return Flow::kError;
  drop(f, count);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::store_attr(FrameBody& f, int32_t name) {
  const Value object = peek(f, 1), value = peek(f, 2);
  const Symbol symbol = symbol_of(name);
  const bool may_be_hooked = object.is(Type::kInstance) || object.is(Type::kClass);
  if (!may_be_hooked || (hooks_of(m_, m_.class_of(object)) & kHasSetattr) == 0) {
    return change_attribute(f, store(m_, object, symbol, value), 2);
  }
  const Value args[] = {value, object, Value::of_int(static_cast<int64_t>(symbol.index()))};
  return operate(
      f, kSetAttributeOperation, args, 2,
      [&] { return m_.set_attribute(object, symbol, value) ? Value::none() : Value{}; },
      ResultUse::kDrop);
}

Interpreter::Flow Interpreter::delete_attr(FrameBody& f, int32_t name) {
  const Value object = peek(f, 1);
  const Symbol symbol = symbol_of(name);
  const bool may_be_hooked = object.is(Type::kInstance) || object.is(Type::kClass);
  if (!may_be_hooked || (hooks_of(m_, m_.class_of(object)) & kHasDelattr) == 0) {
    return change_attribute(f, erase(m_, object, symbol), 1);
  }
  const Value args[] = {object, Value::of_int(static_cast<int64_t>(symbol.index()))};
  return operate(
      f, kDeleteAttributeOperation, args, 1,
      [&] { return m_.delete_attribute(object, symbol) ? Value::none() : Value{}; },
      ResultUse::kDrop);
}

Interpreter::Flow Interpreter::binary_subscr(FrameBody& f) {
  const Value args[] = {peek(f, 2), peek(f, 1)};
  return operate(f, kGetItemOperation, args, 2, [&] { return get_item(m_, args[0], args[1]); });
}

Interpreter::Flow Interpreter::store_subscr(FrameBody& f) {
  if (peek(f, 1).is(Type::kSlice) && peek(f, 2).is(Type::kList) && takes_turns(m_, peek(f, 3))) {
    const Value args[] = {peek(f, 2), peek(f, 1), peek(f, 3)};
    return finish_call(f, 3, begin_step(kSetSlice, args));
  }
  const Value args[] = {peek(f, 3), peek(f, 2), peek(f, 1)};
  return operate(
      f, kSetItemOperation, args, 3,
      [&] { return set_item(m_, args[1], args[2], args[0]) ? Value::none() : Value{}; },
      ResultUse::kDrop);
}

Interpreter::Flow Interpreter::delete_subscr(FrameBody& f) {
  const Value args[] = {peek(f, 2), peek(f, 1)};
  return operate(
      f, kDeleteItemOperation, args, 2,
      [&] { return delete_item(m_, args[0], args[1]) ? Value::none() : Value{}; },
      ResultUse::kDrop);
}

Interpreter::Flow Interpreter::build_slice(FrameBody& f, int32_t parts) {
  const Value step = parts == 3 ? peek(f, 1) : Value::none();
  const Value slice = new_slice(m_, peek(f, parts), peek(f, parts - 1), step);
  drop(f, parts);
  push(f, slice);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::build_sequence(FrameBody& f, int32_t count, Type type) {
  const Value* const end = f.slots.data() + f.top;
  f.top -= count;
  push(f, type == Type::kTuple ? heap_.tuple_from({end - count, end})
                               : heap_.new_list({end - count, end}));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::build_set(FrameBody& f, int32_t count) {
  const Args items{f.slots.data() + f.top - count, count};
  return operate(f, kBuildSetOperation, {items.values, static_cast<std::size_t>(count)}, count,
                 [&] { return m_.library().natives()[kBuildSetOperation].plain(m_, items); });
}

Interpreter::Flow Interpreter::build_map(FrameBody& f, int32_t count) {
  const Args items{f.slots.data() + f.top - 2 * count, 2 * count};
  return operate(f, kBuildMapOperation, {items.values, static_cast<std::size_t>(items.count)},
                 2 * count,
                 [&] { return m_.library().natives()[kBuildMapOperation].plain(m_, items); });
}

Interpreter::Flow Interpreter::build_string(FrameBody& f, int32_t count) {
  TextBuilder text(heap_);
  uint64_t size = 0;
  for (int32_t i = count; i > 0; --i) size += text_of(m_, peek(f, i)).size();
  text.make_room(size);
  for (int32_t i = count; i > 0; --i) text += text_of(m_, peek(f, i));
  drop(f, count);
  push(f, text.finish());
  return Flow::kNext;
}

Interpreter::Flow Interpreter::add_to(FrameBody& f, Op op, int32_t depth) {
  if (op == Op::kMapAdd) {
    const Value args[] = {peek(f, depth + 2), peek(f, 2), peek(f, 1)};
    return operate(
        f, kPutOperation, args, 2,
        [&] { return dict_set(m_, args[0], args[1], args[2]) ? Value::none() : Value{}; },
        ResultUse::kDrop);
  }
  if (op == Op::kSetAdd) {
    const Value args[] = {peek(f, depth + 1), peek(f, 1)};
    return operate(
        f, kAddOperation, args, 1,
        [&] { return set_add(m_, args[0], args[1]) ? Value::none() : Value{}; }, ResultUse::kDrop);
  }
  const Value list = peek(f, depth + 1);
  heap_.append(list, pop(f));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::extend(FrameBody& f, Op op, int32_t depth) {
  const Value target = peek(f, depth + 1);
  const Value source = op == Op::kListExtend ? peek(f, 1) : content_of(m_, peek(f, 1));
  bool done = false;
  if ((op == Op::kListExtend || op == Op::kSetUpdate) && takes_turns(m_, source)) {
    const Value args[] = {target, source};
    return finish_call(f, 1, begin_step(op == Op::kListExtend ? kExtendList : kExtendSet, args));
  }
  if (op == Op::kListExtend) {
    // `[*x]` has words of its own for what is no iterable.
    if (!is_iterable(m_, source)) {
      m_.raise_error("TypeError", fmt::format("Value after * must be an iterable, not {}",
                                              m_.type_name(source)));
      return Flow::kError;
    }
    done = list_extend(m_, target, source);
  } else if (op == Op::kSetUpdate) {
    done = set_update(m_, target, source);
  } else if (op == Op::kDictUpdate) {
    if (!source.is(Type::kDict)) {
      m_.raise_error("TypeError",
                     fmt::format("'{}' object is not a mapping", m_.type_name(source)));
      return Flow::kError;
    }
    done = dict_update(m_, target, source);
  } else {
    done = dict_merge(m_, target, source, called_text(peek(f, depth + 4)));
  }
  if (!done) return Flow::kError;
  drop(f, 1);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::list_to_tuple(FrameBody& f) {
  Owned list = own(heap_, pop(f));
  std::vector<Value> items;
  collect(m_, list.get(), &items);
  push(f, heap_.new_tuple(std::move(items)));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::format(FrameBody& f, int32_t arg) {
  const bool has_spec = (arg & kHasFormatSpec) != 0;
  const int conversion = arg & (kHasFormatSpec - 1);
  const Value value = peek(f, has_spec ? 2 : 1);
  if (!has_spec && value.is(Type::kInt)) {
    return replace_top(f, str_value(m_, value));
  }
  if (!has_spec && conversion == kConvertNone && value.is(Type::kStr)) return Flow::kNext;
  const std::string_view spec = has_spec ? text_of(m_, peek(f, 1)) : std::string_view{};
  const Value args[] = {value, Value::of_int(conversion), has_spec ? peek(f, 1) : Value{}};
  return operate(f, kFormatOperation, args, has_spec ? 2 : 1,
                 [&] { return format_value(m_, value, conversion, spec); });
}

Interpreter::Flow Interpreter::unary(FrameBody& f, Op op) {
  const Value v = peek(f, 1);
  if (op == Op::kUnaryNot) {
    const Value args[] = {v, Value::boolean(true)};
    return operate(f, kTruthOperation, args, 1, [&] {
      bool failed = false;
      const bool truth = truth_of(m_, v, &failed);
      return failed ? Value{} : Value::boolean(!truth);
    });
  }
  const PrefixOperator prefix = op == Op::kUnaryNegative   ? PrefixOperator::kNegative
                                : op == Op::kUnaryPositive ? PrefixOperator::kPositive
                                                           : PrefixOperator::kInvert;
  const Value args[] = {Value::of_int(static_cast<int64_t>(prefix)), v};
  return operate(f, kUnaryOperation, args, 1, [&] { return unary_op(m_, prefix, v); });
}

}  // namespace grove
