// Record: what a run leaves. A header, and a list of events that only grows.
//
// In memory it is compact (some 30 bytes an event, texts stored once); copying it costs a few
// pointers (append_only.h), so a Run that owns one can be copied as a snapshot. On disk it is JSON
// Lines (json_lines.h). A record may come from Grove's engine or from a recorder of real Trio
// programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/append_only.h"
#include "engine/record/event.h"
#include "engine/record/event_list.h"
#include "engine/record/inputs.h"

namespace grove {

enum class RecordDialect : uint8_t { kTrio, kAsyncio, kMixed };
enum class Detail : uint8_t { kLines, kSteps };

std::string_view word_of(RecordDialect dialect);
std::string_view word_of(Detail detail);

// One exception of a group, as exception_raised and run_finished describe it. `members` is filled
// only where the exception has no exception_raised event of its own that lists them.
struct ExceptionInfo {
  ExceptionId exception;  // unset: never raised by itself
  std::string type;
  std::string message;
  std::vector<ExceptionInfo> members;
  bool cancellation = false;  // of a group: see its members
};

// What came from outside. A record that was read may tell of something that is not known here: its
// JSON is then all there is.
struct AppliedInput {
  std::optional<Intervention> known;
  std::string unknown;
};

struct RecordHeader {
  std::string source = "grove 0.1";
  RecordDialect dialect = RecordDialect::kTrio;
  Detail detail = Detail::kLines;
  std::string title;
  std::vector<std::string> program;  // the source lines
  // The resolved scenario as a JSON object (seed, schedule, knobs, … as in force); empty for a
  // record that cannot be run again because it came from elsewhere.
  std::string scenario;
};

class Record {
 public:
  RecordHeader header;

  std::size_t size() const { return events_.size(); }
  const Event& operator[](EventId id) const { return events_[id.index()]; }
  const Event& at(std::size_t i) const { return events_[i]; }

  template <class Payload>
  EventId append(SimTime t, EventId cause, const Payload& payload) {
    events_.push_back(t, cause, payload);
    return EventId{static_cast<int32_t>(events_.size() - 1)};
  }

  // Stores a text and names it. Not deduplicated: callers that repeat themselves keep the Text.
  Text add_text(std::string_view text);
  RawJson add_json(std::string_view json);
  Members add_members(std::vector<ExceptionInfo> members);
  InputId add_input(AppliedInput input);

  // The stored thing; empty for an id that names nothing.
  std::string_view text(Text id) const;
  std::string_view json(RawJson id) const;
  const std::vector<ExceptionInfo>& members(Members id) const;
  const AppliedInput& input(InputId id) const;

  // Bytes held, roughly; the limit on memory counts it.
  std::size_t bytes() const;

 private:
  EventList events_;
  AppendOnly<std::string, 12> texts_;
  AppendOnly<std::string, 6> jsons_;
  AppendOnly<std::vector<ExceptionInfo>, 6> member_lists_;
  AppendOnly<AppliedInput, 2> inputs_;
  std::size_t text_bytes_ = 0;
};

}  // namespace grove
