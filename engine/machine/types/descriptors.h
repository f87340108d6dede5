// Descriptors: property, classmethod, staticmethod and the members that `__slots__` makes. Objects
// of built-in classes (machinery.h); what they hold stands here. Internal to the machine.
#pragma once

#include <cstdint>

#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Library;
class Machine;

// Values of a property; None for what it lacks. kPropertyName: what `__set_name__` said, or null.
enum PropertyPart : std::size_t {
  kFget,
  kFset,
  kFdel,
  kPropertyDoc,
  kPropertyName,
  kPropertyParts
};
// Of a classmethod or staticmethod: what it wraps. Of a member: its class and its name, a str.
inline constexpr std::size_t kWrappedFunction = 0;
inline constexpr std::size_t kMemberOwner = 0;
inline constexpr std::size_t kMemberName = 1;

enum class Descriptor : uint8_t {
  kNone,  // a plain value
  kFunction,
  kNativeMethod,
  kNativeProperty,
  kNativeClassMethod,
  kProperty,
  kClassMethod,
  kStaticMethod,
  kMember,
  kOfProgram,  // its class has __get__, __set__ or __delete__
};
// What kind a value that stands in a class is.
Descriptor descriptor_kind(Machine& machine, Value v);
// The property, classmethod, … itself, where it is an instance of a class that inherits from one.
Value descriptor_object(Machine& machine, Value v);

Value new_static_method(Machine& machine, Value function);  // takes the reference over
Value new_class_method(Machine& machine, Value function);
Value new_member(Machine& machine, Value owner, Value name);  // borrowed both

void add_descriptors(Library& library);

}  // namespace grove
