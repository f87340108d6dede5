// Traceback: the text that Python prints for an uncaught exception, in CPython 3.11's form: frames
// with source lines and carets, causes and contexts, groups as boxes, notes. Frames of built-ins
// are left out. Internal to the machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/machine.h"

namespace grove {

class TracebackWriter {
 public:
  explicit TracebackWriter(Machine& machine) : m_(machine), heap_(machine.heap) {}

  std::string write(Value exception);

 private:
  void write_chain(Value exception);
  void write_one(Value exception);
  void write_group(Value exception);
  void write_members(Value exception);
  void write_frames(Value exception);
  void write_frame(const TracebackEntry& entry);
  void write_carets(const SourceSpan& span, const std::string& line);
  void write_notes(Value exception);
  void write_repeated(int64_t count);
  SourceSpan span_of(const TracebackEntry& entry);
  std::string message_of(Value exception);
  std::string class_text(Value exception);
  // Starts a line within the boxes of the groups around it.
  void begin_line();
  std::string indent() const { return std::string(static_cast<std::size_t>(2 * depth_), ' '); }

  Machine& m_;
  Heap& heap_;
  std::string out_;
  int depth_ = 0;            // of groups within groups; 1 within the outermost
  bool need_close_ = false;  // the box of the innermost group still lacks its bottom line
  std::vector<Value> seen_;  // exceptions that were written
};

// ". Did you mean: 'sleep'?" for a NameError or AttributeError with a near name, else empty.
std::string suggestion_for(Machine& machine, Value exception);

}  // namespace grove
