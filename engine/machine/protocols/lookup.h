// Lookup: what reading, setting or deleting an attribute comes to by Python's rules: the classes
// in their order, descriptors, the object's own attributes. Internal to the machine.
//
// Nothing of the program's is run here. Where it has to be (a property, a descriptor's __get__),
// the answer is what is to be called with what: the interpreter's loop calls it and goes on with
// the result; a built-in asks (answers.h).
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

struct Lookup {
  enum class Kind : uint8_t {
    kMissing,  // there is no such attribute; nothing is pending
    kFailed,   // an exception is pending
    kValue,    // of reading: `value`, a new reference
    kMethod,   // of reading: `value`, borrowed, to be called with `self` before its arguments
    kCall,     // `value`, borrowed, is to be called with `arguments`, borrowed too
    kDone,     // of setting and deleting
  };
  Kind kind = Kind::kMissing;
  Value value;
  Value self;
  std::array<Value, 3> arguments{};
  std::size_t count = 0;

  std::span<const Value> args() const { return {arguments.data(), count}; }
};

// What a class may have to have its say in looking attributes up; natives do not count.
enum AttributeHook : uint32_t {
  kHasGetattr = 1,
  kHasGetattribute = 2,
  kHasSetattr = 4,
  kHasDelattr = 8,
  kHasGet = 16,  // its instances are descriptors
  kHasSet = 32,
  kHasDelete = 64,
};
uint32_t hooks_of(Machine& machine, Value klass);

// object.__getattribute__, or that of a class, a module, a super.
Lookup look_up(Machine& machine, Value object, Symbol name);
// object.__setattr__ and __delattr__.
Lookup store(Machine& machine, Value object, Symbol name, Value value);
Lookup erase(Machine& machine, Value object, Symbol name);

// What a class has under a name, taken as a method of `self`: for special methods, which are looked
// up in the class alone. kMethod, kValue (bound by other means) or kCall.
Lookup bind_to(Machine& machine, Value found, Value self, Value klass);

// The attribute of the object's own, borrowed, or null.
Value own_attribute(Machine& machine, Value object, Symbol name);
// Its `__dict__`, borrowed: the attributes live there from now on. REQUIRES: a kInstance.
Value dict_of_instance(Machine& machine, Value instance);
// Whether an instance can have attributes besides those of `__slots__`.
bool has_dict(Machine& machine, Value object);

// AttributeError in CPython's words for that kind of object.
void raise_no_attribute(Machine& machine, Value object, Symbol name);

}  // namespace grove
