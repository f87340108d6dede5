// EventFinder: which events of a record a pattern means.
//
//   EventFinder finder(record);
//   for (EventId event : finder.find(step.on)) …          // all that meet it, in order
//
// It knows what is in the record when it is made, and again after update().
#pragma once

#include <vector>

#include "engine/model/record_index.h"
#include "engine/record/names.h"
#include "engine/scenario/event_pattern.h"

namespace grove {

class EventFinder {
 public:
  // Keeps a reference to the record, which must outlive it.
  explicit EventFinder(const Record& record) : index_(record), names_(record) {}
  void update();

  // Those that meet the kind, the conditions and the time; `n` and `pane` are the caller's.
  // REQUIRES: the pattern names a kind.
  std::vector<EventId> find(const EventPattern& pattern) const;

  // Why the first condition that speaks of a task or scope can never be met: there is none such.
  // Empty if there is no such condition.
  std::string stranger(const EventPattern& pattern) const;

  const RecordIndex& index() const { return index_; }
  const Names& names() const { return names_; }
  // The nursery that was opened there, by its task and line.
  NurseryId find_nursery(std::string_view name) const;

 private:
  template <class Field>
  bool meets(const FieldCondition& condition, const Field& field) const;
  bool meets(const EventPattern& pattern, const Event& event) const;

  RecordIndex index_;
  Names names_;
};

}  // namespace grove
