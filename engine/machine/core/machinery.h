// Machinery: step functions that the machine itself puts on the stack where making an object takes
// Python code (an `__init__` written in the program). Internal to the machine.
#pragma once

#include <cstdint>

#include "engine/machine/core/value.h"

namespace grove {

struct FrameBody;
class Library;
class Machine;
struct Resume;
struct Turn;

// Natives of every Library, by index.
// Slots: class, `__new__`, `__init__` and instance, null where there is none (yet); then positional
// arguments, values of keywords and their names, of which scratch says how many. State: kMakeIt …
inline constexpr int32_t kConstruct = 0;
enum ConstructState : int32_t { kMakeIt, kIsBeingMade, kInitIsCalled };
inline constexpr int32_t kRaiseMade = 1;     // slots: exception or class, cause or class or null
inline constexpr int32_t kCallFunction = 2;  // slots: callable, arguments …
// 3 to 6: answers.h.
inline constexpr int32_t kImport = 7;  // slots: module, numbers of linked modules …
// Steps of iterating (consumer.cpp, iterator_steps.cpp), with what they are called with:
enum : int32_t {
  kCollectItems = kImport + 1,  // iterable: a list of its items
  kContainsItem,                // container, item, negate
  kUnpackItems,                 // iterable, before, after or None: a tuple
  kExtendList,                  // list, iterable: the list
  kExtendSet,                   // set, iterable: the set
  kUpdateDict,                  // dict, iterable of pairs: the dict
  kSetSlice,                    // list, slice, iterable
  kCallUnpacked,                // callable, iterable, dict or null
  kCloseDelegate,               // what is delegated to, exception: raises that
  kIterateByCall,               // an instance
  kNextByCall,                  // an instance
  kStepIterator,                // a kIterator that takes turns
  kGrantWishes,                 // objects …, what is below is resumed with
  kLetGo,                       // of the globals, when the program has ended
  kAsyncSendStep,               // coroutine: asynchronous generator, value
  kAsyncThrowStep,              // coroutine: asynchronous generator, type, value, traceback
  kAsyncCloseStep,              // coroutine: asynchronous generator
  kNextOrDefault,               // coroutine: awaitable, default
};

// Classes of every Library, by index, after object and type.
inline constexpr int32_t kTracebackClass = 2;
inline constexpr int32_t kCoroutineClass = 3;
inline constexpr int32_t kGeneratorClass = 4;
inline constexpr int32_t kAsyncGeneratorClass = 5;
inline constexpr int32_t kSuperClass = 6;  // super: values are a class and an instance of it
inline constexpr int32_t kAsyncSendClass = 7;
inline constexpr int32_t kAsyncThrowClass = 8;
// Descriptors; what their values are stands in descriptors.h.
inline constexpr int32_t kPropertyClass = 9;
inline constexpr int32_t kClassMethodClass = 10;
inline constexpr int32_t kStaticMethodClass = 11;
inline constexpr int32_t kMemberClass = 12;        // of `__slots__`
inline constexpr int32_t kMappingProxyClass = 13;  // values: a dict

// REQUIRES: the library has no natives and only these two classes yet.
void add_machinery(Library& library);
void add_consumers(Library& library);
void add_iterator_steps(Library& library);
void add_last_wishes(Library& library);
void add_generators(Library& library);
void add_async_generator_steps(Library& library);
void add_async_generators(Library& library);

// The turn of a built-in that is written in Python (ModuleBuilder::in_python).
Turn call_in_python(Machine& machine, FrameBody& frame, Resume resume);

bool is_exception_class(Machine& machine, Value value);

// `raise exception from cause` (null: without from), both made already. Takes the references over
// and leaves an exception pending: that one, or TypeError.
void raise_from(Machine& machine, Value exception, Value cause);

}  // namespace grove
