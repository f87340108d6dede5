// Traceback: the text that Python prints for an uncaught exception, in CPython 3.11's form: frames
// with source lines and carets, causes and contexts, groups as boxes, notes. Frames of built-ins
// are left out. Internal to the machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "engine/machine/core/machine.h"
#include "engine/machine/core/text_builder.h"

namespace grove {

class TracebackWriter {
 public:
  explicit TracebackWriter(Machine& machine)
      : m_(machine), heap_(machine.heap), out_(machine.heap) {}

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
  // Groups that hold one another can make it longer than anything: it counts, and where the run has
  // nothing left for it, or it is a description and long enough, nothing more is written.
  bool is_over();
  // Starts a line within the boxes of the groups around it.
  void begin_line();
  std::string indent() const { return std::string(static_cast<std::size_t>(2 * depth_), ' '); }

  Machine& m_;
  Heap& heap_;
  TextBuilder out_;
  int depth_ = 0;                      // of groups within groups; 1 within the outermost
  bool need_close_ = false;            // the box of the innermost group still lacks its bottom line
  std::unordered_set<uint32_t> seen_;  // exceptions that were written, by index
};

// dir(object): sorted.
std::vector<std::string> attribute_names(Machine& machine, Value object);

// ". Did you mean: 'sleep'?" for a NameError or AttributeError with a near name, else empty.
std::string suggestion_for(Machine& machine, Value exception);

}  // namespace grove
