// What the patterns of a match statement ask of their subject.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

bool is_sequence(Value v) { return v.is(Type::kList) || v.is(Type::kTuple) || v.is(Type::kRange); }

// Of these types a class pattern with one part matches the value itself.
bool matches_itself(const ClassBody& klass) {
  switch (klass.instance_type) {
    case Type::kBool:
    case Type::kInt:
    case Type::kFloat:
    case Type::kBytes:
    case Type::kByteArray:
    case Type::kStr:
    case Type::kTuple:
    case Type::kList:
    case Type::kDict:
    case Type::kSet:
    case Type::kFrozenSet:
      return true;
    default:
      return false;
  }
}

// The values of the attributes that a class pattern names; null with nothing pending: one is not
// there.
class ClassMatch {
 public:
  ClassMatch(Machine& machine, Value subject, Value klass)
      : m_(machine), subject_(subject), klass_(klass) {}

  Value run(int32_t positional, const std::vector<Value>& names) {
    if (!klass_.is(Type::kClass)) {
      return m_.raise_error("TypeError", "called match pattern must be a type");
    }
    if (!m_.is_instance(subject_, klass_)) return Value{};
    bool fits = positional == 0 || take_positional(positional);
    for (std::size_t i = 0; fits && i < names.size(); ++i) fits = take(names[i]);
    std::vector<Value> values;
    if (fits) values = std::exchange(values_, {});
    for (Value v : values_) m_.heap.release(v);
    return fits ? m_.heap.new_tuple(std::move(values)) : Value{};
  }

 private:
  bool take_positional(int32_t count) {
    const Owned names = own(m_.heap, m_.find_attribute(klass_, m_.symbol_of("__match_args__")));
    if (!names && m_.has_pending()) return false;
    const std::string& name = m_.heap.klass(klass_).name;
    if (names && !names.get().is(Type::kTuple)) {
      m_.raise_error("TypeError", fmt::format("{}.__match_args__ must be a tuple (got {})", name,
                                              m_.type_name(names.get())));
      return false;
    }
    const bool itself = !names && matches_itself(m_.heap.klass(klass_));
    const auto allowed = names    ? static_cast<int32_t>(m_.heap.tuple(names.get()).items.size())
                         : itself ? 1
                                  : 0;
    if (count > allowed) {
      m_.raise_error("TypeError", fmt::format("{}() accepts {} positional sub-pattern{} ({} given)",
                                              name, allowed, allowed == 1 ? "" : "s", count));
      return false;
    }
    if (itself) return values_.push_back(m_.heap.retain(subject_)), true;
    for (int32_t i = 0; i < count; ++i) {
      const Value each = m_.heap.tuple(names.get()).items[static_cast<std::size_t>(i)];
      if (!each.is(Type::kStr)) {
        m_.raise_error("TypeError", fmt::format("__match_args__ elements must be strings (got {})",
                                                m_.type_name(each)));
        return false;
      }
      if (!take(each)) return false;
    }
    return true;
  }

  bool take(Value name) {
    const Symbol symbol = m_.symbol_of(m_.heap.str(name).utf8);
    if (std::find(seen_.begin(), seen_.end(), symbol) != seen_.end()) {
      m_.raise_error("TypeError", fmt::format("{}() got multiple sub-patterns for attribute {}",
                                              m_.heap.klass(klass_).name, m_.repr_of(name)));
      return false;
    }
    seen_.push_back(symbol);
    const Value value = m_.find_attribute(subject_, symbol);
    if (value) values_.push_back(value);
    return static_cast<bool>(value);
  }

  Machine& m_;
  Value subject_, klass_;
  std::vector<Symbol> seen_;
  std::vector<Value> values_;
};

}  // namespace

Interpreter::Flow Interpreter::match_kind(FrameBody& f, bool is_mapping) {
  const Value subject = peek(f, 1);
  push(f, Value::boolean(is_mapping ? subject.is(Type::kDict) : is_sequence(subject)));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::get_length(FrameBody& f) {
  const int64_t length = length_of(m_, peek(f, 1));
  if (length < 0) {
    m_.raise_error("TypeError",
                   fmt::format("object of type '{}' has no len()", m_.type_name(peek(f, 1))));
    return Flow::kError;
  }
  push(f, Value::of_int(length));
  return Flow::kNext;
}

Interpreter::Flow Interpreter::match_keys(FrameBody& f) {
  const Value subject = peek(f, 2);
  const std::vector<Value>& keys = heap_.tuple(peek(f, 1)).items;
  const Owned seen = own(heap_, heap_.new_set());
  std::vector<Value> values;
  bool failed = false, found = true;
  for (std::size_t i = 0; i < keys.size() && found && !failed; ++i) {
    if (set_contains(m_, seen.get(), keys[i], &failed)) {
      m_.raise_error("ValueError",
                     fmt::format("mapping pattern checks duplicate key ({})", m_.repr_of(keys[i])));
      failed = true;
    }
    if (failed || !set_add(m_, seen.get(), keys[i])) failed = true;
    const Value value = failed ? Value{} : dict_find(m_, subject, keys[i], &failed);
    found = static_cast<bool>(value);
    if (found) values.push_back(heap_.retain(value));
  }
  if (failed || !found) {
    for (Value v : values) heap_.release(v);
    if (failed) return Flow::kError;
    push(f, Value::none());
  } else {
    push(f, heap_.new_tuple(std::move(values)));
  }
  return Flow::kNext;
}

Interpreter::Flow Interpreter::match_class(FrameBody& f, int32_t positional) {
  const Value values =
      ClassMatch(m_, peek(f, 3), peek(f, 2)).run(positional, heap_.tuple(peek(f, 1)).items);
  if (values.is_null() && m_.has_pending()) return Flow::kError;
  drop(f, 3);
  push(f, values.is_null() ? Value::none() : values);
  return Flow::kNext;
}

}  // namespace grove
