// Symbols: attribute names as small numbers, so that no look-up on the hot path compares strings.
//
// A Symbols table starts as a copy of the library's (all names of built-in modules, types and
// their methods), goes on with the program's names, and grows only when a program makes up names
// at run time (getattr with a computed string). Numbers depend on the program alone.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/ids.h"
#include "engine/machine/core/value.h"

namespace grove {

using Symbol = Id<struct SymbolTag>;

// For tables by text, so that a string_view is looked up without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

class Symbols {
 public:
  Symbol intern(std::string_view name);
  // Unset if the name was never interned.
  Symbol find(std::string_view name) const;
  const std::string& name(Symbol symbol) const { return names_[symbol.index()]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::size_t place(std::string_view name) const;
  void grow();

  std::vector<std::string> names_;
  // By hash, open addressing: numbers into names_, -1 where none is; a power of two in size. Looked
  // up, never iterated, so the order of hashes is nobody's business. Flat, because every run begins
  // with a copy of the library's.
  std::vector<int32_t> index_;
};

// The names that the machine itself looks for. Every Symbols of a Library has them first, so that
// their numbers are known here.
enum class Known : int32_t {
// clang-format off
#define GROVE_KNOWN_NAMES(X)                                                                     \
  X(kInit, "__init__") X(kStr, "__str__") X(kRepr, "__repr__") X(kName, "__name__")              \
  X(kQualname, "__qualname__") X(kModule, "__module__") X(kDoc, "__doc__") X(kDict, "__dict__")  \
  X(kClass, "__class__") X(kBases, "__bases__") X(kBase, "__base__") X(kMro, "__mro__")          \
  X(kEnter, "__enter__") X(kExit, "__exit__") X(kAenter, "__aenter__") X(kAexit, "__aexit__")    \
  X(kAwait, "__await__") X(kAiter, "__aiter__") X(kAnext, "__anext__") X(kIter, "__iter__")      \
  X(kNext, "__next__") X(kCall, "__call__") X(kSelf, "__self__") X(kFunc, "__func__")            \
  X(kArgs, "args") X(kCause, "__cause__") X(kContext, "__context__") X(kNotes, "__notes__")      \
  X(kSuppressContext, "__suppress_context__") X(kTraceback, "__traceback__")                     \
  X(kValue, "value") X(kCode, "code") X(kErrno, "errno") X(kStrerror, "strerror")                \
  X(kFilename, "filename") X(kNameAttribute, "name") X(kObjAttribute, "obj") X(kMsg, "msg")      \
  X(kPath, "path") X(kMessage, "message") X(kExceptions, "exceptions") X(kDerive, "derive")      \
  X(kClose, "close") X(kSend, "send") X(kThrow, "throw") X(kDefaults, "__defaults__")            \
  X(kKwDefaults, "__kwdefaults__") X(kAnnotations, "__annotations__") X(kFile, "__file__")       \
  X(kLen, "__len__") X(kBool, "__bool__") X(kEq, "__eq__") X(kHash, "__hash__")                  \
  X(kNew, "__new__") X(kDel, "__del__") X(kSlots, "__slots__") X(kGet, "__get__")                \
  X(kSet, "__set__") X(kDelete, "__delete__") X(kSetName, "__set_name__")                        \
  X(kGetattr, "__getattr__") X(kGetattribute, "__getattribute__") X(kSetattr, "__setattr__")     \
  X(kDelattr, "__delattr__") X(kDir, "__dir__") X(kInitSubclass, "__init_subclass__")            \
  X(kClassGetitem, "__class_getitem__") X(kMroEntries, "__mro_entries__")                        \
  X(kOrigBases, "__orig_bases__") X(kPrepare, "__prepare__") X(kClassCell, "__classcell__")      \
  X(kInstanceCheck, "__instancecheck__") X(kSubclassCheck, "__subclasscheck__")                  \
  X(kAbstractMethods, "__abstractmethods__") X(kIsAbstract, "__isabstractmethod__")              \
  X(kWeakref, "__weakref__") X(kGetitem, "__getitem__") X(kSetitem, "__setitem__")               \
  X(kDelitem, "__delitem__") X(kContains, "__contains__") X(kMissing, "__missing__")             \
  X(kReversed, "__reversed__") X(kIndex, "__index__") X(kInt, "__int__") X(kFloat, "__float__")  \
  X(kFormat, "__format__") X(kKeys, "keys") X(kWrapped, "__wrapped__")                           \
  X(kComplex, "__complex__") X(kBytes, "__bytes__")                                              \
  X(kAdd, "__add__") X(kSub, "__sub__") X(kMul, "__mul__") X(kTruediv, "__truediv__")            \
  X(kFloordiv, "__floordiv__") X(kMod, "__mod__") X(kPow, "__pow__") X(kLshift, "__lshift__")    \
  X(kRshift, "__rshift__") X(kAnd, "__and__") X(kOr, "__or__") X(kXor, "__xor__")                \
  X(kMatmul, "__matmul__") X(kRAdd, "__radd__") X(kRSub, "__rsub__") X(kRMul, "__rmul__")        \
  X(kRTruediv, "__rtruediv__") X(kRFloordiv, "__rfloordiv__") X(kRMod, "__rmod__")               \
  X(kRPow, "__rpow__") X(kRLshift, "__rlshift__") X(kRRshift, "__rrshift__")                     \
  X(kRAnd, "__rand__") X(kROr, "__ror__") X(kRXor, "__rxor__") X(kRMatmul, "__rmatmul__")        \
  X(kIAdd, "__iadd__") X(kISub, "__isub__") X(kIMul, "__imul__") X(kITruediv, "__itruediv__")    \
  X(kIFloordiv, "__ifloordiv__") X(kIMod, "__imod__") X(kIPow, "__ipow__")                       \
  X(kILshift, "__ilshift__") X(kIRshift, "__irshift__") X(kIAnd, "__iand__") X(kIOr, "__ior__")  \
  X(kIXor, "__ixor__") X(kIMatmul, "__imatmul__") X(kLt, "__lt__") X(kLe, "__le__")              \
  X(kNe, "__ne__") X(kGt, "__gt__") X(kGe, "__ge__") X(kNeg, "__neg__") X(kPos, "__pos__")       \
  X(kInvert, "__invert__") X(kAbs, "__abs__") X(kRound, "__round__") X(kDivmod, "__divmod__")    \
  X(kRdivmod, "__rdivmod__") X(kTrunc, "__trunc__") X(kFloor, "__floor__") X(kCeil, "__ceil__")
// clang-format on
#define X(id, text) id,
  GROVE_KNOWN_NAMES(X)
#undef X
      kCount
};
inline constexpr Symbol known(Known name) { return Symbol{static_cast<int32_t>(name)}; }

// A namespace: symbols to values, in order of insertion (vars() and dir() show it). Owns one
// reference per value, which its holder counts. Small ones are searched linearly, larger ones
// through an index.
class Namespace {
 public:
  struct Entry {
    Symbol symbol;
    Value value;
  };
  // Null if absent.
  Value find(Symbol symbol) const;
  // Sets and returns the previous value (whose reference the caller now owns), or null.
  Value set(Symbol symbol, Value value);
  Value remove(Symbol symbol);
  // Of its entry, or -1.
  int32_t position(Symbol symbol) const;
  const std::vector<Entry>& entries() const { return entries_; }
  void clear();
  uint64_t bytes() const {
    return entries_.capacity() * sizeof(Entry) + index_.capacity() * sizeof(int32_t);
  }
  uint64_t charged = 0;  // bytes that the heap counts for it

 private:
  void add_to_index();
  void rebuild_index(std::size_t size);
  void place(int32_t entry);

  std::vector<Entry> entries_;
  std::vector<int32_t> index_;  // open addressing by symbol number; empty while small
};

}  // namespace grove
