// Image: what a machine works out once from its program and its library, and never changes after:
// constants as values, names as symbols, what each global name means when the program has not set
// it. Shared by all copies of a machine; the handles in it are good in each copy's heap, where the
// objects they name are immortal.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/language/code/program.h"
#include "engine/machine/core/heap.h"
#include "engine/machine/core/library.h"
#include "engine/machine/core/symbols.h"

namespace grove {

// Where the globals of a linked module are, by their symbols, sorted.
struct LinkedGlobals {
  int32_t module = -1;  // into Library::native_modules
  int32_t parent = -1;  // the module that loads it as its part; -1: none
  std::vector<std::pair<Symbol, int32_t>> globals;
};

struct Image {
  std::vector<Symbol> names;                        // by Program::names
  std::vector<int32_t> global_of_name;              // by Program::names: into globals, or -1
  std::vector<Value> builtin_of_name;               // by Program::names: null if there is none
  std::vector<Value> builtin_of_global;             // by Program::globals: null if there is none
  std::vector<std::vector<Value>> constants;        // by code
  std::vector<Namespace> modules;                   // by Library::native_modules
  std::vector<LinkedGlobals> linked;                // by Program::linked
  std::array<int32_t, kTypeCount> class_of_type{};  // into Library::classes; -1: none
  // By type, then by symbol: the methods of str, tuple, list, dict and set. Null or past the end
  // for all else.
  std::array<std::vector<Value>, kTypeCount> methods;
  std::array<int32_t, 5> class_of_coroutine{};  // by CoroutineBody::Kind
  int32_t base_exception = -1, exception = -1;  // into Library::classes
  int32_t base_exception_group = -1, exception_group = -1;
  int32_t stop_iteration = -1, stop_async_iteration = -1;

  Value method(Type type, Symbol name) const {
    const std::vector<Value>& by_symbol = methods[static_cast<std::size_t>(type)];
    return name.index() < by_symbol.size() ? by_symbol[name.index()] : Value{};
  }
};

// Makes the class objects first, library class i as heap class i, then the rest.
Image make_image(const Program& program, const Library& library, Heap& heap, Symbols& symbols);

}  // namespace grove
