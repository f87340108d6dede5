// Program: what the front end makes of a source text, and all that the machine reads.
//
// One Code per function (and one each for the module and for class bodies): instructions,
// constants, slots, exception table, and the source span of every instruction. A Program never
// changes once it is compiled (front_end.h); runs share it.
//
// Slots of a frame: parameters, other locals, cells (variables that inner functions capture),
// free variables (cells that come with the function), in this order. A captured parameter has its
// parameter slot, which kMakeCell turns into a cell at the start.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/problem.h"

namespace grove {

enum class Op : uint8_t {
#define OP(name, effect) name,
#include "engine/language/code/opcodes.def"
#undef OP
};
// "LOAD_FAST"-like names for listings: the enumerator without its k.
std::string_view name_of(Op op);

enum class BinaryOperator : uint8_t {
  kAdd,
  kSub,
  kMul,
  kTrueDiv,
  kFloorDiv,
  kMod,
  kPow,
  kLShift,
  kRShift,
  kAnd,
  kOr,
  kXor,
  kMatMul
};
inline constexpr int kInPlace = 64;  // added to a BinaryOperator: `a += b`

enum class CompareOperator : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };

enum FormatConversion : int {
  kConvertNone = 0,
  kConvertStr = 1,
  kConvertRepr = 2,
  kConvertAscii = 3
};
inline constexpr int kHasFormatSpec = 4;

enum MakeFunctionFlags : int {
  kWithDefaults = 1,
  kWithKwDefaults = 2,
  kWithAnnotations = 4,
  kWithClosure = 8
};

struct Instr {
  Op op = Op::kNop;
  int32_t arg = 0;
  // Line that the `line` event and the task's current line name. 0: artificial code that belongs
  // to no line and so never makes a `line` event (CPython's None lines).
  int32_t line = 0;
};

// As CPython's exception table: within [start, end) an exception unwinds the value stack to
// `depth`, pushes the index of the raising instruction if `lasti`, pushes the exception, and goes
// to `target`. Entries are sorted by start and do not overlap; innermost wins by construction.
struct ExceptionTableEntry {
  int32_t start = 0, end = 0, target = 0;
  int32_t depth = 0;
  bool lasti = false;
};

struct Ellipsis {
  friend bool operator==(Ellipsis, Ellipsis) { return true; }
};
struct CodeRef {
  int32_t index = -1;  // into Program::codes
  friend bool operator==(CodeRef, CodeRef) = default;
};
// An integer of more than 64 bits: its digits, without underscores, in base 2, 8, 10 or 16.
struct BigIntConstant {
  std::string digits;
  int32_t base = 10;
  friend bool operator==(const BigIntConstant&, const BigIntConstant&) = default;
};
struct ImaginaryConstant {
  double value = 0;
  friend bool operator==(ImaginaryConstant, ImaginaryConstant) = default;
};
struct BytesConstant {
  std::string bytes;
  friend bool operator==(const BytesConstant&, const BytesConstant&) = default;
};
struct Constant;
struct TupleConstant {
  std::vector<Constant> items;
};
struct Constant {
  // None, bool, int, float, str, tuple, ..., code, int, complex, bytes.
  std::variant<std::monostate, bool, int64_t, double, std::string, TupleConstant, Ellipsis, CodeRef,
               BigIntConstant, ImaginaryConstant, BytesConstant>
      value;
};

struct Code {
  std::string name;      // "spin", "<module>", "<lambda>"
  std::string qualname;  // "main.<locals>.inner"
  int32_t first_line = 1;
  bool is_coroutine = false;  // async def
  bool is_generator = false;  // has a yield (both: async generator)
  bool is_class_body = false;
  bool is_module = false;
  int32_t parameter_count = 0;        // positional, without *args
  int32_t positional_only_count = 0;  // of them
  int32_t keyword_only_count = 0;
  bool has_varargs = false;             // *args takes the slot after the keyword-only ones
  bool has_varkeywords = false;         // **kwargs the slot after that
  int32_t slot_count = 0;               // all slots
  int32_t free_count = 0;               // the last ones of them come with the function
  int32_t stack_size = 0;               // most values on the value stack
  std::vector<std::string> slot_names;  // by slot
  std::vector<Instr> instrs;
  std::vector<SourceSpan> spans;  // by instruction
  std::vector<Constant> constants;
  std::vector<ExceptionTableEntry> handlers;
  std::string docstring;  // empty if none
  bool has_docstring = false;
  int32_t linked = -1;  // into Program::linked: the module it is part of; -1: the program itself
};

// A module of Python's library, or a part of one, that is written in Python (engine/modules) and
// linked behind the program that imports it. What it names are stretches of the Program's names and
// globals of its own. Nobody sees its code: it visits no lines and stands in no traceback.
struct LinkedModule {
  std::string name;
  std::string part;   // of the module, if it is one
  int32_t code = -1;  // its body, into Program::codes
  std::size_t names_begin = 0, names_end = 0;
  std::size_t globals_begin = 0, globals_end = 0;
};

// What CPython warns of while it compiles.
struct SyntaxWarning {
  int32_t line = 0;
  std::string text;  // as in "SyntaxWarning: text"
};

struct Program {
  std::string file;                  // as named in tracebacks
  std::vector<std::string> lines;    // the source, a line each
  std::vector<Code> codes;           // codes[0] is the module
  std::vector<std::string> names;    // attribute and class-body names: `arg: name`
  std::vector<std::string> globals;  // module-level names: `arg: global`; the program's own first
  std::vector<std::string> modules;  // imported modules, in order of first import
  std::vector<LinkedModule> linked;  // those of them that are written in Python
  std::vector<SyntaxWarning> warnings;  // of the program's own text, in CPython's order

  // How many of the names and globals are the program's own.
  std::size_t own_names() const { return linked.empty() ? names.size() : linked[0].names_begin; }
  std::size_t own_globals() const {
    return linked.empty() ? globals.size() : linked[0].globals_begin;
  }
};

// A listing of all codes, for tests and for `grove check`'s own debugging.
std::string disassemble(const Program& program);

}  // namespace grove
