// TestMachine: a machine without a program, for tests of what values do. When it goes, it checks
// that nothing is left that was made meanwhile.
#pragma once

#include <catch2/catch.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/format.h"

namespace grove {

inline const Library& python_library() {
  static const Library library = [] {
    Library made;
    add_python(made);
    return made;
  }();
  return library;
}

inline std::shared_ptr<const Program> empty_program() {
  Program program;
  program.file = "empty.py";
  Code module;
  module.name = module.qualname = "<module>";
  module.is_module = true;
  program.codes.push_back(module);
  return std::make_shared<const Program>(std::move(program));
}

class TestMachine {
 public:
  TestMachine() : machine(empty_program(), python_library()), baseline_(machine.heap.objects()) {}
  ~TestMachine() {
    if (machine.has_pending()) machine.heap.release(machine.take_pending());
    kept_.clear();
    CHECK(machine.heap.objects() == baseline_);
  }

  // Keeps the reference until the end of the test.
  Value keep(Value v) {
    kept_.push_back(own(machine.heap, v));
    return v;
  }
  Value str(const std::string& text) { return keep(machine.heap.new_str(text)); }
  Value list(std::initializer_list<Value> items) {
    return keep(machine.heap.new_list(held(items)));
  }
  Value tuple(std::initializer_list<Value> items) {
    return keep(machine.heap.new_tuple(held(items)));
  }
  std::string shown(Value v) { return repr(machine, v); }

  // "TypeError: message" of the pending exception, which is dropped; "" if there is none.
  std::string take_error() {
    if (!machine.has_pending()) return {};
    const Owned error = own(machine.heap, machine.take_pending());
    return machine.type_name(error.get()) + ": " + machine.exception_message(error.get());
  }

  Machine machine;

 private:
  std::vector<Value> held(std::initializer_list<Value> items) {
    for (const Value v : items) machine.heap.retain(v);
    return items;
  }

  uint64_t baseline_;
  std::vector<Owned> kept_;
};

inline Value int_value(int64_t i) { return Value::of_int(i); }
inline Value float_value(double d) { return Value::of_float(d); }

}  // namespace grove
