// Value: one Python value as the machine holds it: a type and either the thing itself (numbers,
// booleans, None) or the index of an object in the heap's pool for that type.
//
// A Value is a plain handle, 16 bytes, trivially copyable; it does NOT own its reference. Who owns:
//   - frame slots, value stacks, containers and objects own one reference for each Value in them;
//   - arguments of a function are borrowed; a returned Value is a new reference that the caller
//   owns;
//   - in C++ code, Owned (heap.h) holds a reference until the scope ends.
// Because no Value holds a host pointer, copying a heap (and with it a run) is copying its pools.
#pragma once

#include <cstdint>

#include "engine/base/ensure.h"

namespace grove {

enum class Type : uint8_t {
  kNull,  // no value: an unset slot, or "an exception is pending" as a result
  kNone,
  kBool,
  kInt,  // of 64 bits; what does not fit is a kBigInt
  kFloat,
  kEllipsis,
  kNotImplemented,
  kNative,  // a built-in function: index in the Library
  kModule,  // a module: index in the Library
  kCode,    // index into Program::codes; only on its way to kMakeFunction
  // From here on: objects in the heap, counted.
  kStr,
  kTuple,
  kList,
  kDict,
  kSet,
  kFrozenSet,
  kRange,
  kSlice,
  kCell,
  kFunction,
  kMethod,  // a function or built-in bound to its self
  kClass,
  kInstance,  // of a class written in the program, not an exception
  kException,
  kFrame,      // a call in progress or kept: never visible to programs
  kCoroutine,  // also generators: an object that owns a frame
  kIterator,   // over built-in containers, ranges, zip, …
  kDictView,   // dict.keys(), values(), items()
  kObject,     // a thing of the runtime: scope, nursery, event, …: see ObjectBody
  kBigInt,     // an int that is no kInt, whose value never is one of 64 bits
  kComplex,
  kBytes,
  kByteArray,
};
inline constexpr Type kFirstHeapType = Type::kStr;
inline constexpr int kTypeCount = static_cast<int>(Type::kByteArray) + 1;

struct Value {
  Type type = Type::kNull;
  union {
    int64_t integer = 0;  // kInt; 0 or 1 for kBool
    double real;          // kFloat
    uint32_t index;       // all others
  };

  static Value none() { return of(Type::kNone, 0); }
  static Value boolean(bool b) {
    Value v;
    v.type = Type::kBool;
    v.integer = b ? 1 : 0;
    return v;
  }
  static Value of_int(int64_t i) {
    Value v;
    v.type = Type::kInt;
    v.integer = i;
    return v;
  }
  static Value of_float(double d) {
    Value v;
    v.type = Type::kFloat;
    v.real = d;
    return v;
  }
  static Value of(Type type, uint32_t index) {
    Value v;
    v.type = type;
    v.integer = index;
    return v;
  }

  bool is_null() const { return type == Type::kNull; }
  bool is_none() const { return type == Type::kNone; }
  bool is_heap() const { return type >= kFirstHeapType; }
  bool is(Type t) const { return type == t; }
  bool is_bytes() const { return type == Type::kBytes || type == Type::kByteArray; }
  bool is_set() const { return type == Type::kSet || type == Type::kFrozenSet; }
  // A result that is not "an exception is pending".
  explicit operator bool() const { return type != Type::kNull; }
};
static_assert(sizeof(Value) == 16);

// Python's `is`.
inline bool same(Value a, Value b) {
  if (a.type != b.type) return false;
  return a.integer == b.integer;
}

}  // namespace grove
