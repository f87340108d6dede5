// Operations on containers and strings: building, items, unpacking, formatting. What they do to
// values stands in containers.h, subscripts.h, iteration.h, strings.h, format.h; here it meets the
// value stack.
#include "engine/machine/answers.h"
#include "engine/machine/containers.h"
#include "engine/machine/machinery.h"

#include <fmt/format.h>

#include "engine/machine/format.h"
#include "engine/machine/interpreter.h"
#include "engine/machine/iteration.h"
#include "engine/machine/operators.h"
#include "engine/machine/strings.h"
#include "engine/machine/subscripts.h"
#include "engine/machine/text_builder.h"

namespace grove {

Interpreter::Flow Interpreter::store_attr(FrameBody& f, int32_t name) {
  if (!m_.set_attribute(peek(f, 1), symbol_of(name), peek(f, 2))) return Flow::kError;
  drop(f, 2);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::delete_attr(FrameBody& f, int32_t name) {
  if (!m_.delete_attribute(peek(f, 1), symbol_of(name))) return Flow::kError;
  drop(f, 1);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::binary_subscr(FrameBody& f) {
  const Value container = peek(f, 2), index = peek(f, 1);
  const Value result = get_item(m_, container, index);
  if (result.is_null()) return Flow::kError;
  drop(f, 1);
  return replace_top(f, result);
}

Interpreter::Flow Interpreter::store_subscr(FrameBody& f) {
  const Value container = peek(f, 2), index = peek(f, 1);
  if (index.is(Type::kSlice) && container.is(Type::kList) && takes_turns(m_, peek(f, 3))) {
    const Value args[] = {container, index, peek(f, 3)};
    return finish_call(f, 3, begin_step(kSetSlice, args));
  }
  if (!set_item(m_, container, index, peek(f, 3))) return Flow::kError;
  drop(f, 3);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::delete_subscr(FrameBody& f) {
  if (!delete_item(m_, peek(f, 2), peek(f, 1))) return Flow::kError;
  drop(f, 2);
  return Flow::kNext;
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
  Owned set = own(heap_, heap_.new_set());
  for (int32_t i = count; i > 0; --i) {
    if (!set_add(m_, set.get(), peek(f, i))) return Flow::kError;
  }
  drop(f, count);
  push(f, set.release());
  return Flow::kNext;
}

Interpreter::Flow Interpreter::build_map(FrameBody& f, int32_t count) {
  Owned dict = own(heap_, heap_.new_dict());
  for (int32_t i = 2 * count; i > 0; i -= 2) {
    if (!dict_set(m_, dict.get(), peek(f, i), peek(f, i - 1))) return Flow::kError;
  }
  drop(f, 2 * count);
  push(f, dict.release());
  return Flow::kNext;
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
  bool done = true;
  if (op == Op::kMapAdd) {
    done = dict_set(m_, peek(f, depth + 2), peek(f, 2), peek(f, 1));
    if (done) drop(f, 2);
  } else if (op == Op::kSetAdd) {
    done = set_add(m_, peek(f, depth + 1), peek(f, 1));
    if (done) drop(f, 1);
  } else {
    const Value list = peek(f, depth + 1);
    heap_.append(list, pop(f));
  }
  return done ? Flow::kNext : Flow::kError;
}

Interpreter::Flow Interpreter::extend(FrameBody& f, Op op, int32_t depth) {
  const Value target = peek(f, depth + 1);
  const Value source = peek(f, 1);
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
  Value text;
  {
    const Asking asking(m_);
    text = format_value(m_, value, conversion, spec);
  }
  if (m_.asked()) {
    const Value args[] = {value, Value::of_int(conversion), has_spec ? peek(f, 1) : Value{}};
    const Begun begun = ask_for(kFormatOperation, args, text);
    return finish_call(f, has_spec ? 2 : 1, begun);
  }
  if (text.is_null()) return Flow::kError;
  drop(f, has_spec ? 2 : 1);
  push(f, text);
  return Flow::kNext;
}

Interpreter::Flow Interpreter::unary(FrameBody& f, Op op) {
  const Value v = peek(f, 1);
  switch (op) {
    case Op::kUnaryNegative:
      return replace_top(f, unary_op(m_, PrefixOperator::kNegative, v));
    case Op::kUnaryPositive:
      return replace_top(f, unary_op(m_, PrefixOperator::kPositive, v));
    case Op::kUnaryInvert:
      return replace_top(f, unary_op(m_, PrefixOperator::kInvert, v));
    default:
      break;
  }
  bool failed = false;
  const bool truth = truth_of(m_, v, &failed);
  if (failed) return Flow::kError;
  return replace_top(f, Value::boolean(!truth));
}

}  // namespace grove
