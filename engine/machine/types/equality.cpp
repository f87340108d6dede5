// == and hash(): what finds things in containers.
#include <cmath>
#include <cstring>

#include "engine/machine/core/kept_place.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/nesting.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/arithmetic.h"
#include "engine/machine/types/complex.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/set_operators.h"

namespace grove {

namespace {

class Equality {
 public:
  Equality(Machine& machine, bool* failed)
      : machine_(machine), heap_(machine.heap), failed_(failed) {}

  bool operator()(Value a, Value b) {
    if (same(a, b)) return true;
    if (a.type != b.type) return of_different_types(a, b);
    switch (a.type) {
      case Type::kFloat:
        return a.real == b.real;
      case Type::kBigInt:
        return afford(machine_.afford_items(heap_.big_int(a).words.size())) &&
               compare(heap_.big_int(a), heap_.big_int(b)) == 0;
      case Type::kComplex:
        return heap_.complex(a).real == heap_.complex(b).real &&
               heap_.complex(a).imag == heap_.complex(b).imag;
      case Type::kBytes:
      case Type::kByteArray:
        return texts(heap_.bytes(a).bytes, heap_.bytes(b).bytes);
      case Type::kStr:
        return texts(heap_.str(a).utf8, heap_.str(b).utf8);
      case Type::kTuple:
        return nested([&] { return items(heap_.tuple(a).items, heap_.tuple(b).items); });
      case Type::kList:
        return nested([&] { return items(heap_.list(a).items, heap_.list(b).items); });
      case Type::kDict:
        return nested([&] { return dicts(heap_.dict(a), heap_.dict(b)); });
      case Type::kSet:
      case Type::kFrozenSet:
        return sets(heap_.set(a), heap_.set(b));
      case Type::kRange:
        return ranges(heap_.range(a), heap_.range(b));
      case Type::kSlice:
        return nested([&] { return slices(heap_.slice(a), heap_.slice(b)); });
      case Type::kMethod:
        return same(heap_.method(a).function, heap_.method(b).function) &&
               same(heap_.method(a).self, heap_.method(b).self);
      case Type::kDictView:
        return views(a, b);
      default:
        return by_special(a, b);
    }
  }

 private:
  template <class F>
  bool nested(F compare) {
    if (*failed_) return false;
    if (!machine_.afford_item()) {
      *failed_ = true;
      return false;
    }
    if (depth_ >= machine_.deepest_nesting()) {
      machine_.raise_error("RecursionError", "maximum recursion depth exceeded in comparison");
      *failed_ = true;
      return false;
    }
    ++depth_;
    const bool result = compare();
    --depth_;
    return result;
  }

  bool of_different_types(Value a, Value b) {
    if (is_integer(a) && is_integer(b)) return a.integer == b.integer;
    if (is_integer(a) && b.is(Type::kFloat)) return order_of(a.integer, b.real) == 0;
    if (a.is(Type::kFloat) && is_integer(b)) return order_of(b.integer, a.real) == 0;
    if (a.is(Type::kBigInt) && b.is(Type::kFloat)) return int_order(heap_, a, b.real) == 0;
    if (a.is(Type::kFloat) && b.is(Type::kBigInt)) return int_order(heap_, b, a.real) == 0;
    if (a.is(Type::kComplex) && is_number(b)) return complex_and_real(heap_.complex(a), b);
    if (b.is(Type::kComplex) && is_number(a)) return complex_and_real(heap_.complex(b), a);
    if (a.is_bytes() && b.is_bytes()) return texts(heap_.bytes(a).bytes, heap_.bytes(b).bytes);
    if (a.is_set() && b.is_set()) return sets(heap_.set(a), heap_.set(b));
    if (a.is_set() && b.is(Type::kDictView)) return view_is_set(b, a);
    if (a.is(Type::kDictView) && b.is_set()) return view_is_set(a, b);
    return by_special(a, b);
  }

  bool complex_and_real(const ComplexBody& c, Value real) {
    return c.imag == 0 && (*this)(Value::of_float(c.real), real);
  }

  bool by_special(Value a, Value b) {
    if (!may_have_specials(a) && !may_have_specials(b)) return false;
    const Owned result = own(heap_, compare_by_special(machine_, CompareOperator::kEq, a, b));
    if (!result) {
      *failed_ = true;
      return false;
    }
    if (!result.get().is(Type::kNotImplemented)) {
      return truth_of(machine_, result.get(), failed_);
    }
    const Value x = content_of(machine_, a), y = content_of(machine_, b);
    return (!same(x, a) || !same(y, b)) && (*this)(x, y);
  }

  bool afford(bool is_affordable) {
    if (!is_affordable) *failed_ = true;
    return is_affordable;
  }

  bool texts(const std::string& a, const std::string& b) {
    return a.size() == b.size() && afford(machine_.afford_text(a.size())) && a == b;
  }

  bool items(const std::vector<Value>& a, const std::vector<Value>& b) {
    if (a.size() != b.size()) return false;
    KeptPlace place(machine_);
    for (std::size_t i = 0; i < a.size(); ++i) {
      i = place.from(i, may_have_specials(a[i]) || may_have_specials(b[i]));
      if (i >= a.size() || i >= b.size()) break;
      if (!afford(machine_.afford_item())) return false;
      if (!(*this)(a[i], b[i]) || *failed_) return false;
      place.passed(i);
    }
    return true;
  }

  bool dicts(const TableBody& a, const TableBody& b) {
    if (a.size != b.size) return false;
    int32_t at = 0;
    while (const TableBody::Entry* entry = next_entry(a, &at)) {
      if (!afford(machine_.afford_item())) return false;
      const int32_t there = table_find(machine_, b, entry->key, entry->hash, failed_);
      if (there < 0 || *failed_) return false;
      if (!(*this)(entry->value, b.entries[static_cast<std::size_t>(there)].value)) return false;
    }
    return !*failed_;
  }

  bool sets(const TableBody& a, const TableBody& b) {
    if (a.size != b.size) return false;
    int32_t at = 0;
    while (const TableBody::Entry* entry = next_entry(a, &at)) {
      if (!afford(machine_.afford_item())) return false;
      if (table_find(machine_, b, entry->key, entry->hash, failed_) < 0 || *failed_) return false;
    }
    return true;
  }

  bool ranges(const RangeBody& a, const RangeBody& b) {
    const int64_t count = range_length(a.start, a.stop, a.step);
    if (count != range_length(b.start, b.stop, b.step)) return false;
    if (count == 0) return true;
    return a.start == b.start && (count == 1 || a.step == b.step);
  }

  bool slices(const SliceBody& a, const SliceBody& b) {
    return (*this)(a.start, b.start) && (*this)(a.stop, b.stop) && (*this)(a.step, b.step);
  }

  // dict.keys() and items() compare as sets; values() only with itself.
  bool views(Value a, Value b) {
    using Kind = DictViewBody::Kind;
    const DictViewBody& x = heap_.dict_view(a);
    const DictViewBody& y = heap_.dict_view(b);
    const TableBody& p = heap_.dict(x.dict);
    const TableBody& q = heap_.dict(y.dict);
    if (x.kind == Kind::kKeys && y.kind == Kind::kKeys) return sets(p, q);
    if (x.kind == Kind::kItems && y.kind == Kind::kItems) {
      return nested([&] { return dicts(p, q); });
    }
    return false;
  }

  bool view_is_set(Value view, Value set) {
    const DictViewBody& v = heap_.dict_view(view);
    if (v.kind == DictViewBody::Kind::kValues) return false;
    if (v.kind == DictViewBody::Kind::kKeys) return sets(heap_.dict(v.dict), heap_.set(set));
    const Owned items = own(heap_, as_set(machine_, view));
    if (!items) *failed_ = true;
    return items && sets(heap_.set(items.get()), heap_.set(set));
  }

  Machine& machine_;
  Heap& heap_;
  bool* failed_;
  int depth_ = 0;
};

constexpr int64_t kHashModulus = (int64_t{1} << 61) - 1;  // CPython's, on 64-bit systems
constexpr int kHashBits = 61;

uint64_t scramble(uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 32;
  return x;
}

class Hash {
 public:
  Hash(Machine& machine, bool* failed) : machine_(machine), failed_(failed) {}

  int64_t operator()(Value v) {
    switch (v.type) {
      case Type::kBool:
      case Type::kInt:
        return hash_of_int(v.integer);
      case Type::kFloat:
        return hash_of_double(v.real);
      case Type::kBigInt:
        return big_int(machine_.heap.big_int(v));
      case Type::kComplex:
        return hash_of_complex(machine_.heap.complex(v));
      case Type::kBytes:
        return text(machine_.heap.bytes(v).bytes);
      case Type::kStr:
        return text(machine_.heap.str(v).utf8);
      case Type::kTuple:
        return tuple(machine_.heap.tuple(v));
      case Type::kRange:
        return range(machine_.heap.range(v));
      case Type::kFrozenSet:
        return frozen_set(machine_.heap.set(v));
      case Type::kMethod: {
        const MethodBody& method = machine_.heap.method(v);
        return hash_of_identity(method.function) ^ hash_of_identity(method.self);
      }
      case Type::kList:
      case Type::kDict:
      case Type::kSet:
      case Type::kSlice:
      case Type::kDictView:
      case Type::kByteArray:
        return unhashable(v);
      default:
        return by_special(v);
    }
  }

 private:
  int64_t fail() {
    *failed_ = true;
    return 0;
  }

  int64_t text(std::string_view text) {
    return machine_.afford_text(text.size()) ? hash_of_text(text) : fail();
  }

  int64_t big_int(const BigInt& number) {
    return machine_.afford_items(number.words.size()) ? hash_of(number) : fail();
  }

  int64_t unhashable(Value v) {
    machine_.raise_error("TypeError", "unhashable type: '" + machine_.type_name(v) + "'");
    return fail();
  }

  int64_t tuple(const TupleBody& body) {
    if (!machine_.afford_item()) return fail();
    if (depth_ >= machine_.deepest_nesting()) {
      machine_.raise_error("RecursionError", "maximum recursion depth exceeded");
      return fail();
    }
    ++depth_;
    uint64_t hash = 0x9E3779B97F4A7C15u + body.items.size();
    for (const Value item : body.items) {
      if (!machine_.afford_item()) return fail();
      hash = scramble(hash ^ static_cast<uint64_t>((*this)(item)));
      if (*failed_) return 0;
    }
    --depth_;
    return static_cast<int64_t>(hash >> 1);
  }

  // Whatever the order of the items.
  int64_t frozen_set(const TableBody& body) {
    uint64_t hash = scramble(static_cast<uint64_t>(body.size) + 0x632BE59BD9B4E019u);
    for (const TableBody::Entry& entry : body.entries) {
      if (!entry.key.is_null()) hash += scramble(static_cast<uint64_t>(entry.hash));
    }
    return static_cast<int64_t>(hash >> 1);
  }

  // Ranges that are equal as sequences hash alike.
  int64_t range(const RangeBody& body) {
    const int64_t count = range_length(body.start, body.stop, body.step);
    uint64_t hash = scramble(static_cast<uint64_t>(count));
    if (count > 0) hash = scramble(hash ^ static_cast<uint64_t>(body.start));
    if (count > 1) hash = scramble(hash ^ static_cast<uint64_t>(body.step));
    return static_cast<int64_t>(hash >> 1);
  }

  int64_t by_special(Value v) {
    if (!may_have_specials(v)) return hash_of_identity(v);
    bool found = false;
    const Owned result = own(machine_.heap, call_special(machine_, v, Known::kHash, {}, &found));
    if (found && !result) return fail();
    if (found) {
      const Value hash = content_of(machine_, result.get());
      if (is_integer(hash)) return hash.integer == -1 ? -2 : hash.integer;
      if (hash.is(Type::kBigInt)) return big_int(machine_.heap.big_int(hash));
      machine_.raise_error("TypeError", "__hash__ method should return an integer");
      return fail();
    }
    if (find_special(machine_, v, Known::kHash).is_none()) return unhashable(v);
    const Value content = content_of(machine_, v);
    if (!same(content, v) && !content.is(Type::kObject)) return (*this)(content);
    return v.is(Type::kObject) && find_special(machine_, v, Known::kEq) ? unhashable(v)
                                                                        : hash_of_identity(v);
  }

  Machine& machine_;
  bool* failed_;
  int depth_ = 0;
};

}  // namespace

bool equal(Machine& machine, Value a, Value b, bool* failed) {
  if (same(a, b)) return true;
  bool mine = false;
  const bool result = Equality(machine, &mine)(a, b);
  if (mine) *failed = true;
  return result && !mine;
}

int64_t hash_of(Machine& machine, Value v, bool* failed) {
  bool mine = false;
  const int64_t result = Hash(machine, &mine)(v);
  if (mine) *failed = true;
  return result;
}

int64_t hash_of_identity(Value v) {
  return static_cast<int64_t>(scramble(static_cast<uint64_t>(v.type) << 40 ^ v.index) >> 1);
}

int64_t hash_of_int(int64_t i) {
  // The remainder has the sign of i; -1 is CPython's mark of an error, so it never is a hash.
  const int64_t remainder = i % kHashModulus;
  return remainder == -1 ? -2 : remainder;
}

int64_t hash_of_double(double d) {
  if (std::isinf(d)) return d > 0 ? 314159 : -314159;
  if (std::isnan(d)) return 0;
  int exponent = 0;
  double fraction = std::frexp(std::fabs(d), &exponent);
  // The value modulo 2**61 - 1, 28 bits of the fraction at a time: multiplying by a power of two
  // is a rotation there.
  uint64_t x = 0;
  while (fraction != 0) {
    x = ((x << 28) & static_cast<uint64_t>(kHashModulus)) | x >> (kHashBits - 28);
    fraction *= 268435456.0;  // 2**28
    exponent -= 28;
    const auto digit = static_cast<uint64_t>(fraction);
    fraction -= static_cast<double>(digit);
    x += digit;
    if (x >= static_cast<uint64_t>(kHashModulus)) x -= static_cast<uint64_t>(kHashModulus);
  }
  const int turn =
      exponent >= 0 ? exponent % kHashBits : kHashBits - 1 - (-1 - exponent) % kHashBits;
  x = ((x << turn) & static_cast<uint64_t>(kHashModulus)) | x >> (kHashBits - turn);
  const int64_t hash = d < 0 ? -static_cast<int64_t>(x) : static_cast<int64_t>(x);
  return hash == -1 ? -2 : hash;
}

int64_t hash_of_text(std::string_view text) {
  uint64_t hash = 0x9E3779B97F4A7C15u ^ text.size();
  std::size_t at = 0;
  // Bytes are put together by hand: the result must not depend on the machine's byte order.
  const auto word = [&](std::size_t count) {
    uint64_t bytes = 0;
    for (std::size_t i = 0; i < count; ++i) {
      bytes |= static_cast<uint64_t>(static_cast<unsigned char>(text[at + i])) << (8 * i);
    }
    at += count;
    return bytes;
  };
  while (text.size() - at >= 8) hash = scramble(hash ^ word(8));
  if (at < text.size()) hash = scramble(hash ^ word(text.size() - at));
  return static_cast<int64_t>(hash >> 1);
}

}  // namespace grove
