#include "engine/machine/core/heap.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace grove {

namespace {

// Storage that an object leaves behind for the next of its kind is kept up to this size: enough
// for short texts and lists, too little for one big list to hold on to its megabytes.
constexpr std::size_t kKeptBytes = 1024;

template <class Container>
void empty(Container& c) {
  if (c.capacity() * sizeof(c[0]) > kKeptBytes) {
    Container().swap(c);
  } else {
    c.clear();
  }
}

// The storage of one that died, for one of that size: a short text does not hold on to a long
// one's.
template <class Container>
void fit(Container& kept, std::size_t size) {
  constexpr std::size_t kSmall = 256 / sizeof(kept[0]);
  if (kept.capacity() > kSmall && kept.capacity() / 4 > size) Container().swap(kept);
}

void reset(StrBody& b) {
  empty(b.utf8);
  b.length = 0;
}
void reset(BigIntBody& b) { empty(b.number.words); }
void reset_bytes(BytesBody& b) {
  empty(b.bytes);
  b.charged = 0;
}
void reset(BytesBody& b) { reset_bytes(b); }
void reset(ByteArrayBody& b) { reset_bytes(b); }
void reset(TupleBody& b) { empty(b.items); }
void reset(ListBody& b) {
  empty(b.items);
  b.charged = 0;
}
void reset_table(TableBody& b) {
  empty(b.entries);
  empty(b.index);
  b.size = b.room = b.first = 0;
  b.charged = 0;
}
void reset(DictBody& b) { reset_table(b); }
void reset(SetBody& b) { reset_table(b); }
void reset(FrozenSetBody& b) { reset_table(b); }
void reset(FrameBody& b) { b.reset(); }
template <class Body>
void reset(Body& b) {
  b = Body{};
}

template <class Body>
uint64_t extra_bytes(const Body&) {
  return 0;
}
uint64_t extra_bytes(const StrBody& b) { return b.utf8.size(); }
uint64_t extra_bytes(const BigIntBody& b) { return b.number.words.size() * sizeof(uint64_t); }
uint64_t extra_bytes(const BytesBody& b) { return b.charged; }
uint64_t extra_bytes(const ByteArrayBody& b) { return b.charged; }
uint64_t extra_bytes(const TupleBody& b) { return b.items.size() * sizeof(Value); }
uint64_t extra_bytes(const ListBody& b) { return b.charged; }
uint64_t extra_bytes(const DictBody& b) { return b.charged; }
uint64_t extra_bytes(const SetBody& b) { return b.charged; }
uint64_t extra_bytes(const FrozenSetBody& b) { return b.charged; }
uint64_t extra_bytes(const ObjectBody& b) { return b.charged + b.attributes.charged; }
uint64_t extra_bytes(const FunctionBody& b) { return b.attributes.charged; }
uint64_t extra_bytes(const InstanceBody& b) { return b.attributes.charged; }
uint64_t extra_bytes(const ClassBody& b) { return b.charged + b.attributes.charged; }
uint64_t extra_bytes(const ExceptionBody& b) { return b.charged + b.attributes.charged; }

uint64_t table_bytes(const TableBody& b) {
  return b.entries.capacity() * sizeof(TableBody::Entry) + b.index.capacity() * sizeof(int32_t);
}

}  // namespace

template <class F>
decltype(auto) Heap::with_pool(Type type, F&& f) {
  switch (type) {
    case Type::kStr:
      return f(pool<StrBody>());
    case Type::kTuple:
      return f(pool<TupleBody>());
    case Type::kList:
      return f(pool<ListBody>());
    case Type::kDict:
      return f(pool<DictBody>());
    case Type::kSet:
      return f(pool<SetBody>());
    case Type::kFrozenSet:
      return f(pool<FrozenSetBody>());
    case Type::kDictView:
      return f(pool<DictViewBody>());
    case Type::kRange:
      return f(pool<RangeBody>());
    case Type::kSlice:
      return f(pool<SliceBody>());
    case Type::kCell:
      return f(pool<CellBody>());
    case Type::kFunction:
      return f(pool<FunctionBody>());
    case Type::kMethod:
      return f(pool<MethodBody>());
    case Type::kClass:
      return f(pool<ClassBody>());
    case Type::kInstance:
      return f(pool<InstanceBody>());
    case Type::kException:
      return f(pool<ExceptionBody>());
    case Type::kFrame:
      return f(pool<FrameBody>());
    case Type::kCoroutine:
      return f(pool<CoroutineBody>());
    case Type::kIterator:
      return f(pool<IteratorBody>());
    case Type::kBigInt:
      return f(pool<BigIntBody>());
    case Type::kComplex:
      return f(pool<ComplexBody>());
    case Type::kBytes:
      return f(pool<BytesBody>());
    case Type::kByteArray:
      return f(pool<ByteArrayBody>());
    case Type::kObject:
      break;
    default:
      ENSURE(false, "a value of no heap type was taken for an object");
  }
  return f(pool<ObjectBody>());
}

void Heap::refuse() { throw OutOfBytes(); }

Value Heap::allocate(Type type) {
  reserve(0);
  return with_pool(type, [&]<class Body>(Pool<Body>&) { return make<Body>(type); });
}

Value Heap::new_str(std::string_view utf8) {
  reserve(utf8.size());
  const Value v = make<StrBody>(Type::kStr);
  StrBody& b = str(v);
  fit(b.utf8, utf8.size());
  b.utf8.assign(utf8);
  b.length = static_cast<int64_t>(count_code_points(utf8));
  charge(utf8.size());
  return v;
}

Value Heap::take_str(std::string utf8) {
  const auto length = static_cast<int64_t>(count_code_points(utf8));
  return take_str(std::move(utf8), length);
}

Value Heap::take_str(std::string utf8, int64_t length) {
  reserve(utf8.size());
  const Value v = make<StrBody>(Type::kStr);
  StrBody& b = str(v);
  b.utf8 = std::move(utf8);
  b.length = length;
  charge(b.utf8.size());
  return v;
}

Value Heap::new_int(BigInt number) {
  int64_t small = 0;
  if (fits(number, &small)) return Value::of_int(small);
  const uint64_t size = number.words.size() * sizeof(uint64_t);
  reserve(size);
  const Value v = make<BigIntBody>(Type::kBigInt);
  body<BigIntBody, Type::kBigInt>(v).number = std::move(number);
  charge(size);
  return v;
}

Value Heap::new_complex(double real, double imag) {
  reserve(0);
  const Value v = make<ComplexBody>(Type::kComplex);
  complex(v).real = real;
  complex(v).imag = imag;
  return v;
}

Value Heap::new_bytes(std::string bytes) {
  reserve(bytes.size());
  const Value v = make<BytesBody>(Type::kBytes);
  this->bytes(v).bytes = std::move(bytes);
  recharge(this->bytes(v));
  return v;
}

Value Heap::new_byte_array(std::string bytes) {
  reserve(bytes.size());
  const Value v = make<ByteArrayBody>(Type::kByteArray);
  this->bytes(v).bytes = std::move(bytes);
  recharge(this->bytes(v));
  return v;
}

Value Heap::new_tuple(std::vector<Value> items) {
  reserve(items.size() * sizeof(Value));
  const Value v = make<TupleBody>(Type::kTuple);
  charge(items.size() * sizeof(Value));
  tuple(v).items = std::move(items);
  return v;
}

Value Heap::tuple_from(std::span<const Value> items) {
  reserve(items.size() * sizeof(Value));
  const Value v = make<TupleBody>(Type::kTuple);
  charge(items.size() * sizeof(Value));
  fit(tuple(v).items, items.size());
  tuple(v).items.assign(items.begin(), items.end());
  return v;
}

Value Heap::new_list(std::vector<Value> items) {
  reserve(items.size() * sizeof(Value));
  const Value v = make<ListBody>(Type::kList);
  list(v).items = std::move(items);
  recharge(list(v));
  return v;
}

Value Heap::new_dict() { return make<DictBody>(Type::kDict); }
Value Heap::new_set() { return make<SetBody>(Type::kSet); }
Value Heap::new_frozen_set() { return make<FrozenSetBody>(Type::kFrozenSet); }

void Heap::make_room(Value v, std::size_t more) {
  ListBody& b = list(v);
  if (b.items.capacity() - b.items.size() >= more) return;
  grow(b.items, more, b.charged);
  recharge(b);
}

void Heap::recharge(ListBody& b) { update(b.charged, b.items.capacity() * sizeof(Value)); }
void Heap::recharge(BytesBody& b) { update(b.charged, b.bytes.size()); }
void Heap::recharge(TableBody& b) { update(b.charged, table_bytes(b)); }
void Heap::recharge(ClassBody& b) {
  update(b.charged, (b.bases.capacity() + b.mro.capacity()) * sizeof(Value));
}
void Heap::recharge(ExceptionBody& b) {
  update(b.charged, b.traceback.capacity() * sizeof(TracebackEntry));
}
void Heap::recharge(ObjectBody& b) { update(b.charged, b.values.capacity() * sizeof(Value)); }
void Heap::recharge(Namespace& b) { update(b.charged, b.bytes()); }

uint64_t Heap::objects() const {
  return std::apply([](const auto&... pools) { return (uint64_t{0} + ... + pools.alive()); },
                    pools_);
}

void Heap::drop(Value v) {
  ENSURE(count(v) == 0, "an object was released that is no longer alive");
  if (v.is(Type::kStr)) return recycle(v, str(v));
  dying_.push_back(v);
  if (dropping_) return;
  dropping_ = true;
  while (!dying_.empty()) {
    const Value next = dying_.back();
    dying_.pop_back();
    bury(next);
  }
  dropping_ = false;
}

// A generator that is in the middle of its code, or a coroutine that was driven by hand, is to run
// its `finally` blocks first, an instance its `__del__`; once.
bool Heap::has_last_wish(Value v) {
  if (v.is(Type::kInstance)) {
    InstanceBody& b = instance(v);
    return klass(b.klass).has_finalizer && !std::exchange(b.is_finalized, true);
  }
  if (!v.is(Type::kCoroutine)) return false;
  CoroutineBody& b = coroutine(v);
  if (b.kind > CoroutineBody::Kind::kAsyncGenerator || !b.started || b.frame.is_null()) return false;
  if (!b.is_generator() && !b.driven) return false;
  return !std::exchange(b.closing, true);
}

void Heap::bury(Value v) {
  if (has_last_wish(v)) {
    count(v) = 1;
    last_wishes.push_back(v);
    return;
  }
  if (v.is(Type::kCoroutine)) {
    const CoroutineBody& b = coroutine(v);
    if (!b.started && b.kind == CoroutineBody::Kind::kCoroutine) {
      Death death;
      death.type = v.type;
      death.code = b.code;
      death.native = b.native;
      deaths.push_back(death);
    }
    if (b.claim >= 0) claimed.erase(b.claim);
  } else if (v.is(Type::kObject) && object(v).has_finalizer) {
    count(v) = 1;
    Death death;
    death.type = v.type;
    death.object = v;
    deaths.push_back(death);
    return;
  } else if (v.is(Type::kObject) && object(v).id >= 0) {
    Death death;
    death.type = v.type;
    death.id = object(v).id;
    death.klass = object(v).klass;
    deaths.push_back(death);
  } else if (v.is(Type::kException) && exception(v).recorded) {
    Death death;
    death.type = v.type;
    death.exception = exception(v).recorded;
    deaths.push_back(death);
  }
  with_pool(v.type, [&]<class Body>(Pool<Body>&) { bury_body<Body>(v); });
}

template <class Body>
void Heap::bury_body(Value v) {
  Body& b = pool<Body>()[v.index];
  // In reverse, since dying_ is worked off from its end: what was referred to first goes first.
  const std::size_t first = dying_.size();
  b.for_each_reference([this](Value reference) {
    if (reference.is_heap() && --count(reference) == 0) dying_.push_back(reference);
  });
  for (std::size_t i = first, j = dying_.size(); i + 1 < j; ++i) {
    std::swap(dying_[i], dying_[--j]);
  }
  recycle(v, b);
}

template <class Body>
void Heap::recycle(Value v, Body& body) {
  bytes_ -= sizeof(Body) + extra_bytes(body);
  reset(body);
  count(v) = kFree;
  pool<Body>().free(v.index);
}

}  // namespace grove
