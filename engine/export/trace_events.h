// A run in the trace-event format, which Perfetto, Chrome's tracing page and Tracy's importer read.
//
// A thread for each task, in the order of the tree. On it lie its life, in that the cancel scopes
// that it opened, in those its waits and the times when it was ready: they nest, since a task opens
// and closes in turn. Nurseries outlive what is on their owner's thread, so they are async spans.
// What happens at a moment is an instant event; who caused what across threads is a flow.
//
// Much of a run happens at one simulated time, and viewers of the format neither show spans of no
// width nor keep the order of events at one time. So each event stands one nanosecond after the one
// before it, or at its own time if that is later: never further from it than there are events at
// that time. Every event's number in the record is in its `args`.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "engine/record/record.h"

namespace grove {

enum class TraceAxis : uint8_t {
  kTime,   // simulated time
  kSteps,  // a microsecond for each step
};

// The file, handed to `sink` in pieces. What has not ended yet ends with the record.
//
//   TraceWriter writer(record, TraceAxis::kTime, sink);
//   while (!writer.finished()) writer.advance(20'000);
//
// REQUIRES: the record outlives it. Of one that grows, what there is at first is written.
class TraceWriter {
 public:
  TraceWriter(const Record& record, TraceAxis axis, std::function<void(std::string_view)> sink);
  ~TraceWriter();
  // At most so many events more.
  void advance(std::size_t events);
  bool finished() const;

 private:
  class Spans;
  std::unique_ptr<Spans> spans_;
};

// All of it at once.
void write_trace_events(const Record& record, TraceAxis axis,
                        const std::function<void(std::string_view)>& sink);

}  // namespace grove
