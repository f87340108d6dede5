// Heap: all objects of a run, in one pool per kind, counted by reference.
//
// An object goes when its last reference goes, at that very moment, as in CPython; cycles live
// until the run ends. Dropping works off a list, never by recursion, so a chain of a million
// objects is dropped with a flat C++ stack. Copying a heap copies everything: a snapshot.
//
//   Owned name = own(heap, heap.new_str("r0"));      // released when `name` goes out of scope
//   heap.append(list, heap.retain(value));           // the list owns a reference now
//
// What is made is counted before it is made: constructors and everything that grows go through
// reserve(), which throws OutOfBytes where the run's limit would be passed. Like any allocation
// that fails it is caught by nobody below the runtime, whose run ends there; so a built-in need not
// think of the limit, as long as what it builds is built with new_…(), append(), grow(), the tables
// of containers.h, or a TextBuilder (text_builder.h).
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/onlooker.h"
#include "engine/machine/core/objects.h"
#include "engine/machine/core/pool.h"
#include "engine/machine/core/value.h"

namespace grove {

// From outside came the wish that the run be left where it is.
struct Stopped {};

// What is to be made would be more than the run may hold.
struct OutOfBytes : std::bad_alloc {
  const char* what() const noexcept override { return "the run is over its limit of bytes"; }
};

class Heap {
 public:
  // REQUIRES for all: v is of that type and alive.
  StrBody& str(Value v) { return body<StrBody, Type::kStr>(v); }
  const BigInt& big_int(Value v) { return body<BigIntBody, Type::kBigInt>(v).number; }
  ComplexBody& complex(Value v) { return body<ComplexBody, Type::kComplex>(v); }
  // Of a bytearray too.
  BytesBody& bytes(Value v) {
    if (v.is(Type::kByteArray)) return body<ByteArrayBody, Type::kByteArray>(v);
    return body<BytesBody, Type::kBytes>(v);
  }
  TupleBody& tuple(Value v) { return body<TupleBody, Type::kTuple>(v); }
  ListBody& list(Value v) { return body<ListBody, Type::kList>(v); }
  DictBody& dict(Value v) { return body<DictBody, Type::kDict>(v); }
  // Of a frozenset too.
  TableBody& set(Value v) {
    if (v.is(Type::kFrozenSet)) return body<FrozenSetBody, Type::kFrozenSet>(v);
    return body<SetBody, Type::kSet>(v);
  }
  DictViewBody& dict_view(Value v) { return body<DictViewBody, Type::kDictView>(v); }
  RangeBody& range(Value v) { return body<RangeBody, Type::kRange>(v); }
  SliceBody& slice(Value v) { return body<SliceBody, Type::kSlice>(v); }
  CellBody& cell(Value v) { return body<CellBody, Type::kCell>(v); }
  FunctionBody& function(Value v) { return body<FunctionBody, Type::kFunction>(v); }
  MethodBody& method(Value v) { return body<MethodBody, Type::kMethod>(v); }
  ClassBody& klass(Value v) { return body<ClassBody, Type::kClass>(v); }
  InstanceBody& instance(Value v) { return body<InstanceBody, Type::kInstance>(v); }
  ExceptionBody& exception(Value v) { return body<ExceptionBody, Type::kException>(v); }
  FrameBody& frame(Value v) { return body<FrameBody, Type::kFrame>(v); }
  CoroutineBody& coroutine(Value v) { return body<CoroutineBody, Type::kCoroutine>(v); }
  IteratorBody& iterator(Value v) { return body<IteratorBody, Type::kIterator>(v); }
  ObjectBody& object(Value v) { return body<ObjectBody, Type::kObject>(v); }

  // New objects, with one reference that the caller owns. References among the arguments are
  // taken over (the caller no longer owns them).
  Value new_str(std::string_view utf8);
  Value take_str(std::string utf8);                  // the same without a copy, for long ones
  Value take_str(std::string utf8, int64_t length);  // that many characters
  // A kInt, where it fits.
  Value new_int(BigInt number);
  Value new_complex(double real, double imag);
  Value new_bytes(std::string bytes);
  Value new_byte_array(std::string bytes);
  Value new_tuple(std::vector<Value> items);
  Value new_list(std::vector<Value> items);
  // The same of values that stand elsewhere; needs no memory where a tuple of that size was before.
  Value tuple_from(std::span<const Value> items);
  Value new_dict();
  Value new_set();
  Value new_frozen_set();
  // A frame with `count` slots: `unset` ones without a value, the rest undefined (a value stack's).
  Value new_frame(std::size_t count, std::size_t unset);
  // For the kinds without a constructor of their own: an empty body, to be filled.
  Value allocate(Type type);

  Value retain(Value v) {
    if (v.is_heap()) ++count(v);
    return v;
  }
  void release(Value v) {
    if (v.is_heap() && --count(v) <= 0) drop(v);
  }
  // False, and nothing done, if that would be the object's end.
  bool release_unless_last(Value v) {
    if (!v.is_heap()) return true;
    int32_t& references = count(v);
    if (references <= 1) return false;
    --references;
    return true;
  }
  // release() of a frame that was taken off its stack, and so holds its slots and its function
  // only: if it ends, they are let go of one by one, in order.
  void retire(Value frame, FrameBody& body);
  // slot = value, taking over the reference to value and releasing what was there.
  void assign(Value& slot, Value value) {
    const Value old = std::exchange(slot, value);
    release(old);
  }
  int32_t reference_count(Value v) { return v.is_heap() ? count(v) : 1; }

  // Objects that died and that somebody above wants to know about, in the order of their death:
  // coroutines never awaited, runtime objects, exceptions nobody retrieved. The machine hands them
  // on between instructions.
  struct Death {
    Type type = Type::kNull;
    int32_t id = -1;    // of kObject: its id
    Value klass;        // of kObject: its class (not owned: classes of objects are immortal)
    int32_t code = -1;  // of kCoroutine, if it was never awaited: whose function it is
    int32_t native = -1;
    ExceptionId exception;  // of kException: its number, if it was recorded
    Value object;           // of one with a finalizer: itself, with its last reference
  };
  std::vector<Death> deaths;
  // Objects that would have died, and whose last wish it is that code of the program runs: half
  // run generators. Each has one reference, which whoever grants the wish takes over.
  std::vector<Value> last_wishes;
  // The asynchronous generators that were claimed and are there still, oldest claim first; not
  // owned.
  std::map<int64_t, Value> claimed;
  int64_t claims = 0;  // so far
  bool anyone_died() const { return !deaths.empty() || !last_wishes.empty(); }

  // Roughly what all objects take, and the most that they may.
  uint64_t bytes() const { return bytes_; }
  uint64_t bytes_limit = std::numeric_limits<uint64_t>::max();
  // Asked by whoever makes something large, who throws Stopped if it wishes so (allowance.h).
  Onlooker* onlooker = nullptr;
  // So many bytes more are about to be made. Throws OutOfBytes.
  void reserve(uint64_t more) const {
    if (bytes_ > bytes_limit || more > bytes_limit - bytes_) refuse();
  }
  bool has_room() const { return bytes_ <= bytes_limit; }
  // Makes room in a vector or string for so many more items, twice of what it had if it can be.
  // `charged`: bytes of it that are counted already, 0 for what no object owns yet.
  template <class Container>
  void grow(Container& c, std::size_t more, uint64_t charged = 0) const;
  // Adds an item to a list, taking the reference over.
  void append(Value list, Value item) {
    make_room(list, 1);
    this->list(list).items.push_back(item);
  }
  void make_room(Value list, std::size_t more);
  // What an object holds besides its body has grown or shrunk in other ways.
  void recharge(ListBody& list);
  void recharge(BytesBody& bytes);
  void recharge(TableBody& table);
  void recharge(ClassBody& klass);
  void recharge(ExceptionBody& exception);
  void recharge(ObjectBody& object);
  void recharge(Namespace& attributes);
  // What is kept outside of the objects: until the end of the run, unless it is given back.
  void charge_for_good(uint64_t bytes) {
    reserve(bytes);
    bytes_ += bytes;
  }
  void give_back(uint64_t bytes) { bytes_ -= bytes; }
  // What was made since the last call, whether it is still alive or not: what a text that is built
  // piece by piece costs, each piece the length of the whole.
  uint64_t take_made() { return std::exchange(made_, 0); }
  uint64_t objects() const;  // alive, all kinds

 private:
  template <class Body>
  Pool<Body>& pool() {
    return std::get<Pool<Body>>(pools_);
  }
  template <class Body, Type kType>
  Body& body(Value v) {
    ENSURE(v.type == kType, "a value was taken for a type that it is not");
    return pool<Body>()[v.index];
  }
  int32_t& count(Value v) { return counts_[static_cast<std::size_t>(v.type)][v.index]; }
  template <class Body>
  Value make(Type type);
  [[noreturn]] static void refuse();
  void update(uint64_t& charged, uint64_t now) {
    if (now > charged) made_ += now - charged;
    bytes_ += now - charged;
    charged = now;
  }
  void drop(Value v);
  bool has_last_wish(Value v);
  void bury(Value v);
  template <class Body>
  void bury_body(Value v);
  template <class Body>
  void recycle(Value v, Body& body);
  template <class F>
  decltype(auto) with_pool(Type type, F&& f);

  std::tuple<Pool<StrBody>, Pool<TupleBody>, Pool<ListBody>, Pool<DictBody>, Pool<SetBody>,
             Pool<FrozenSetBody>, Pool<DictViewBody>, Pool<RangeBody>, Pool<SliceBody>,
             Pool<CellBody>, Pool<FunctionBody>, Pool<MethodBody>, Pool<ClassBody>,
             Pool<InstanceBody>, Pool<ExceptionBody>, Pool<FrameBody>, Pool<CoroutineBody>,
             Pool<IteratorBody>, Pool<ObjectBody>, Pool<BigIntBody>, Pool<ComplexBody>,
             Pool<BytesBody>, Pool<ByteArrayBody>>
      pools_;
  // References to each object, by type and index; kFree marks a place in no use, so that a stale
  // handle is noticed. They stand apart from the objects so that retain and release need no switch
  // over the type.
  static constexpr int32_t kFree = -1;
  std::array<std::vector<int32_t>, kTypeCount> counts_;
  std::vector<Value> dying_;  // waiting to be buried; non-empty only inside drop()
  bool dropping_ = false;
  // Strings, tuples, and what lists, dicts and sets grow by.
  void charge(uint64_t size) {
    bytes_ += size;
    made_ += size;
  }

  uint64_t bytes_ = 0;
  uint64_t made_ = 0;
};

// What every call and return does stands here, to be inlined.

template <class Body>
Value Heap::make(Type type) {
  const uint32_t index = pool<Body>().allocate();
  std::vector<int32_t>& counts = counts_[static_cast<std::size_t>(type)];
  if (index == counts.size()) {
    counts.push_back(1);
  } else {
    counts[index] = 1;
  }
  bytes_ += sizeof(Body);
  return Value::of(type, index);
}

template <class Container>
void Heap::grow(Container& c, std::size_t more, uint64_t charged) const {
  constexpr std::size_t kItem = sizeof(typename Container::value_type);
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max() / 4 / kItem;
  const std::size_t needed = c.size() + more;
  if (needed <= c.capacity() && charged > 0) return;
  if (more > kMost) refuse();
  reserve(needed * kItem > charged ? needed * kItem - charged : 0);
  if (needed <= c.capacity()) return;
  const uint64_t most = (bytes_limit - bytes_ + charged) / kItem;
  const uint64_t comfortable = std::min<uint64_t>(2 * c.capacity(), most);
  c.reserve(std::max<std::size_t>({4, needed, static_cast<std::size_t>(comfortable)}));
}

inline Value Heap::new_frame(std::size_t count, std::size_t unset) {
  const Value v = make<FrameBody>(Type::kFrame);
  std::vector<Value>& slots = frame(v).slots;
  slots.resize(count);
  std::fill_n(slots.begin(), unset, Value{});
  return v;
}

inline void Heap::retire(Value v, FrameBody& b) {
  if (count(v) > 1) return release(v);
  b.for_each_slot([this](Value reference) { release(reference); });
  release(b.function);
  bytes_ -= sizeof(FrameBody);
  b.reset();
  count(v) = kFree;
  pool<FrameBody>().free(v.index);
}

// Holds a reference until the end of the scope.
class Owned {
 public:
  Owned() = default;
  Owned(Heap& heap, Value v) : heap_(&heap), value_(v) {}  // takes the reference over
  Owned(Owned&& other) noexcept
      : heap_(other.heap_), value_(std::exchange(other.value_, Value{})) {}
  Owned& operator=(Owned&& other) noexcept {
    if (this != &other) {
      reset();
      heap_ = other.heap_;
      value_ = std::exchange(other.value_, Value{});
    }
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() { reset(); }

  Value get() const { return value_; }
  explicit operator bool() const { return !value_.is_null(); }
  // Gives the reference away.
  [[nodiscard]] Value release() { return std::exchange(value_, Value{}); }
  void reset() {
    if (!value_.is_null()) heap_->release(std::exchange(value_, Value{}));
  }

 private:
  Heap* heap_ = nullptr;
  Value value_;
};

inline Owned own(Heap& heap, Value v) { return Owned(heap, v); }                // takes over
inline Owned hold(Heap& heap, Value v) { return Owned(heap, heap.retain(v)); }  // one more

}  // namespace grove
