// What the heap's objects hold, one struct per kind. Each lists the references it owns through
// for_each_reference, which the heap uses to drop them; a field of type Value that is missing
// there would leak or dangle, so fields and list stand side by side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/machine/core/big_int.h"
#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

struct StrBody {
  std::string utf8;
  int64_t length = 0;  // in characters (code points); == utf8.size() means ASCII
  template <class F>
  void for_each_reference(F&&) const {}
};

struct BigIntBody {
  BigInt number;
  template <class F>
  void for_each_reference(F&&) const {}
};

struct ComplexBody {
  double real = 0, imag = 0;
  template <class F>
  void for_each_reference(F&&) const {}
};

struct BytesBody {
  std::string bytes;
  uint64_t charged = 0;  // bytes that the heap counts for it
  template <class F>
  void for_each_reference(F&&) const {}
};
struct ByteArrayBody : BytesBody {};

struct TupleBody {
  std::vector<Value> items;
  template <class F>
  void for_each_reference(F&& f) const {
    for (Value v : items) f(v);
  }
};

struct ListBody {
  std::vector<Value> items;
  uint64_t charged = 0;  // bytes that the heap counts for it
  template <class F>
  void for_each_reference(F&& f) const {
    for (Value v : items) f(v);
  }
};

// A dict or set: entries in order of insertion, found through an index by hash. Hashes are made of
// values only (never of addresses), yet order never depends on them.
struct TableBody {
  struct Entry {
    int64_t hash = 0;
    Value key;    // null: deleted
    Value value;  // null in sets
  };
  std::vector<Entry> entries;
  std::vector<int32_t> index;  // open addressing; -1 empty, -2 deleted
  int32_t size = 0;            // entries that are not deleted
  int32_t room = 0;            // as many more entries, then the deleted ones go
  int32_t first = 0;           // the entries before it are deleted
  uint64_t charged = 0;        // bytes that the heap counts for it
  template <class F>
  void for_each_reference(F&& f) const {
    for (const Entry& e : entries) {
      if (e.key.is_null()) continue;
      f(e.key);
      if (!e.value.is_null()) f(e.value);
    }
  }
};
struct DictBody : TableBody {};
struct SetBody : TableBody {};
struct FrozenSetBody : TableBody {};

struct RangeBody {
  int64_t start = 0, stop = 0, step = 1;
  template <class F>
  void for_each_reference(F&&) const {}
};

struct SliceBody {
  Value start, stop, step;
  template <class F>
  void for_each_reference(F&& f) const {
    f(start), f(stop), f(step);
  }
};

struct CellBody {
  Value value;  // null: unset
  template <class F>
  void for_each_reference(F&& f) const {
    f(value);
  }
};

struct FunctionBody {
  int32_t code = -1;       // into Program::codes
  Value defaults;          // tuple or null
  Value keyword_defaults;  // dict or null
  Value closure;           // tuple of cells or null
  Value annotations;       // dict or null
  Namespace attributes;
  template <class F>
  void for_each_reference(F&& f) const {
    f(defaults), f(keyword_defaults), f(closure), f(annotations);
    for (const auto& e : attributes.entries()) f(e.value);
  }
};

struct MethodBody {
  Value function;  // kFunction or kNative
  Value self;
  template <class F>
  void for_each_reference(F&& f) const {
    f(function), f(self);
  }
};

// How instances of a class are laid out: which built-in type they are at bottom.
enum class Layout : uint8_t { kPlain, kException, kBuiltin };

struct ClassBody {
  std::string name, qualname;
  std::string module;        // "__main__", "builtins", "trio"
  Value base;                // kClass, or null for object
  std::vector<Value> bases;  // as written, the first is `base`; empty for object
  // Where attributes are looked up after the class itself, nearest first: Python's __mro__ less
  // the class (which would be a cycle).
  std::vector<Value> mro;
  Layout layout = Layout::kPlain;
  Type instance_type = Type::kInstance;  // of kBuiltin: the type of its values
  int32_t native_class = -1;             // into the Library, for built-in classes
  Value metaclass;                       // null: type
  // Of a class written in the program: whether its instances take any attribute, or only those that
  // `__slots__` names.
  bool has_dict = true;
  bool has_finalizer = false;  // `__del__`
  bool is_abstract = false;    // `__abstractmethods__` names some
  // Which of the hooks of lookup.h it has, as of that version (Machine::class_version).
  uint32_t hooks = 0;
  uint32_t hooks_version = 0;
  uint64_t charged = 0;  // bytes that the heap counts for bases and mro
  Namespace attributes;
  template <class F>
  void for_each_reference(F&& f) const {
    f(base), f(metaclass);
    for (Value b : bases) f(b);
    for (Value b : mro) f(b);
    for (const auto& e : attributes.entries()) f(e.value);
  }
};

struct InstanceBody {
  Value klass;
  Namespace attributes;
  // Once the program has asked for `__dict__`: the dict, which holds the attributes from then on.
  Value dict;
  // Of a class that inherits from a built-in one: the dict, list, int, … that it is at bottom.
  Value content;
  bool is_finalized = false;  // its `__del__` was called, or is about to be
  template <class F>
  void for_each_reference(F&& f) const {
    f(klass), f(dict), f(content);
    for (const auto& e : attributes.entries()) f(e.value);
  }
};

// One line of a traceback: a frame and where in it. Keeps the frame, and so its locals, alive, as
// CPython's does.
struct TracebackEntry {
  Value frame;
  int32_t instr = -1;  // index of the instruction
};

struct ExceptionBody {
  Value klass;
  Value args;            // tuple
  Value cause, context;  // exceptions or null
  bool suppress_context = false;
  std::vector<TracebackEntry> traceback;  // innermost first, as unwinding adds them
  uint64_t charged = 0;                   // bytes that the heap counts for it
  Namespace attributes;
  // Of groups: message is args[0]; the members, a tuple. Null for other exceptions.
  Value members;
  // Of groups, at any depth: whether there are exceptions that are no cancellation, and the class
  // of those that are: kNoClass, its number in the library, or kSeveral.
  static constexpr int32_t kNoClass = -1, kSeveral = -2;
  bool holds_errors = false;
  int32_t cancels_with = kNoClass;
  // Of a group that was split off whole: its members still stand for copies of themselves, which
  // are made when the program asks for them (groups.h).
  bool owes_copies = false;
  // Used by the runtime: the record's number (unset: not recorded yet), and whether the record
  // shows it as in flight now (raised and not caught since).
  ExceptionId recorded;
  bool in_flight = false;
  // Of a Cancelled: the scope whose cancellation it carries out, with Trio's reason.
  ScopeId cancelled_scope;
  template <class F>
  void for_each_reference(F&& f) const {
    f(klass), f(args), f(cause), f(context), f(members);
    for (const TracebackEntry& t : traceback) f(t.frame);
    for (const auto& e : attributes.entries()) f(e.value);
  }
};

// What the frame below does with the result of a call.
enum class ResultUse : uint8_t {
  kPush,    // onto its value stack
  kDrop,    // nothing
  kMethod,  // onto its value stack, with nothing in the place of self (kLoadMethod)
  kDecide,  // a truth: it jumps, or does not
};

// A call in progress, of a Python function (code >= 0) or of a built-in that takes several turns
// (native >= 0: library.h). Slots and value stack stand in one array.
struct FrameState {
  int32_t code = -1;
  int32_t native = -1;  // into Library::natives
  int32_t state = 0;    // of a native frame: which turn comes next; its own affair
  int32_t pc = 0;       // the next instruction
  int32_t base = 0;     // where the value stack starts in `slots`
  int32_t top = 0;      // where it ends; values from there on are garbage
  int32_t depth = 0;    // Python functions on the stack down to this one; 1: outermost
  // Of a built-in's frame.
  ResultUse result_use = ResultUse::kPush;
  Value back;             // the frame that called it, null for the outermost
  Value function;         // keeps closure and defaults
  Value handled;          // the exception being handled here, or null: sys.exc_info
  Value namespace_class;  // of a class body: the class that it fills
  // The coroutine or generator whose frame this is, while the frame stands on a stack. Null while
  // it is not running: the coroutine owns the frame, and both would keep each other alive.
  Value owner;
};
struct FrameBody : FrameState {
  std::vector<Value> slots;  // locals, cells, then the value stack; of a native frame: its own
  // A native frame's numbers (ids of scopes, tasks, …) that are no Values.
  std::array<int64_t, 4> scratch{};
  // Ready for its next user. Slots keep their storage, up to a size, and their number too: the next
  // frame is often of the same function.
  void reset() {
    if (native >= 0) scratch.fill(0);
    static_cast<FrameState&>(*this) = FrameState{};
    if (slots.capacity() > kSlotsKept) std::vector<Value>().swap(slots);
  }
  static constexpr std::size_t kSlotsKept = 256;
  template <class F>
  void for_each_reference(F&& f) const {
    f(back), f(function), f(handled), f(namespace_class), f(owner);
    for_each_slot(f);
  }
  template <class F>
  void for_each_slot(F&& f) const {
    const std::size_t used = code >= 0 ? static_cast<std::size_t>(top) : slots.size();
    for (std::size_t i = 0; i < used; ++i) f(slots[i]);
  }
};

struct CoroutineBody {
  enum class Kind : uint8_t {
    kCoroutine,
    kGenerator,
    kAsyncGenerator,
    kAsyncSend,   // what __anext__() and asend() give: awaited, it steps an asynchronous generator
    kAsyncThrow,  // … athrow() and aclose()
  };
  bool is_generator() const { return kind == Kind::kGenerator || kind == Kind::kAsyncGenerator; }
  bool is_awaitable() const { return !is_generator(); }
  Kind kind = Kind::kCoroutine;
  Value frame;           // null once finished
  int32_t code = -1;     // whose function it is: into Program::codes …
  int32_t native = -1;   // … or into Library::natives
  bool started = false;  // a coroutine that dies unstarted was never awaited
  bool running = false;  // its frame stands on a stack
  bool closing = false;  // it died once, and was kept to be closed
  bool driven = false;   // a coroutine that runs by send(), and not because it is awaited
  // Of an asynchronous generator that was asked for an item: whoever will close it if nobody does
  // (Host::claim_async_generator), or 0; and its number among those.
  int32_t claimant = 0;
  static constexpr int64_t kNeverAsked = -2, kUnclaimed = -1;
  int64_t claim = kNeverAsked;
  template <class F>
  void for_each_reference(F&& f) const {
    f(frame);
  }
};

struct IteratorBody {
  enum class Kind : uint8_t {
    kSequence,  // over sources[0], a tuple, list or str
    kRange,
    kDictKeys,
    kDictValues,
    kDictItems,
    kSet,  // over sources[0], a dict or set
    kEnumerate,
    kZip,  // over the iterators in sources
    kCount,
    kMap,       // sources: function, iterators
    kFilter,    // sources: function or None, iterator
    kCallable,  // sources: function, sentinel
  };
  Kind kind = Kind::kSequence;
  // Its next item may take turns, so that only frames can ask for it (iterator_steps.h): a
  // program's function is called for it, or one of the sources takes turns.
  bool takes_turns = false;
  bool strict = false;  // zip(strict=True)
  // Where the next item is: an index, of a str the byte; or, of a range or count, the next item
  // itself.
  int64_t position = 0;
  int64_t step = 1;            // -1: reversed
  int64_t remaining = 0;       // of a range: items still to come
  int32_t size_at_start = 0;   // dicts and sets: changed size during iteration is an error
  int32_t given = 0;           // items of a dict so far: more than it has means that keys changed
  int32_t depth = 0;           // iterators within iterators: they are followed by calls
  std::vector<Value> sources;  // empty once exhausted
  template <class F>
  void for_each_reference(F&& f) const {
    for (Value v : sources) f(v);
  }
};

// What dict.keys(), values() and items() give: shows the dict as it is at any time.
struct DictViewBody {
  enum class Kind : uint8_t { kKeys, kValues, kItems };
  Kind kind = Kind::kKeys;
  Value dict;
  template <class F>
  void for_each_reference(F&& f) const {
    f(dict);
  }
};

// A thing of the runtime seen from Python: its class, and its number in the runtime's own tables
// (scopes, nurseries, events, …). When the last reference goes, the runtime is told; things of the
// machine's own (tracebacks) have id -1 and go in silence.
struct ObjectBody {
  Value klass;
  int32_t id = -1;
  std::vector<Value> values;  // what it holds on to; its own affair
  Namespace attributes;       // that the program gave it, where its class has room for them
  uint64_t charged = 0;       // bytes that the heap counts for them
  // It does not go before the runtime has had it once more: it is handed over alive, and goes for
  // good when the runtime lets go of it with this unset.
  bool has_finalizer = false;
  template <class F>
  void for_each_reference(F&& f) const {
    f(klass);
    for (Value v : values) f(v);
    for (const auto& e : attributes.entries()) f(e.value);
  }
};

}  // namespace grove
