// Renumbering: the numbers that things and events of a run have in a record that begins in its
// middle. In every record they count from 0; what happened before that beginning is forgotten, but
// for what lived then.
//
//   Renumbering numbers(record, living);           // living.size(): the first that is told again
//   … numbers.event(old) …                         // the number that event now has
//   if (!numbers.apply(&payload)) …it is about something that is forgotten…
//
// The sender of a record counts on for ever: numbers that were made of numbers are put behind each
// other by behind().
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/record/living.h"

namespace grove {

class Renumbering {
 public:
  Renumbering(const Record& record, const Living& living);

  // The events that were kept of the beginning, old numbers in order; each one's place is its own.
  const std::vector<int32_t>& kept() const { return events_.kept; }
  // Where the event stands now that stood there: of those that are told again.
  int64_t place(int64_t old) const {
    return old - events_.from + static_cast<int64_t>(events_.kept.size());
  }
  // Of one that is forgotten: the first of all.
  EventId event(EventId old) const;
  // In place; false if the event says nothing without what is forgotten. Events in the order of
  // the record, since exceptions are numbered as they come. Lists of exceptions are left alone.
  template <class Payload>
  bool apply(Payload* payload);
  // The same for a list of exceptions; those that are forgotten are unset.
  void apply_to(std::vector<ExceptionInfo>* list) const;

  // As if numbers were first given by `first`, and those by this one.
  Renumbering behind(const Renumbering& first) const;

 private:
  // Numbers that are given in order: those that were kept, and all from `from` on.
  struct Row {
    std::vector<int32_t> kept;  // ascending
    int32_t from = 0;

    int32_t find(int32_t old) const;  // -1: forgotten
    int32_t old_of(int32_t now) const;
    Row behind(const Row& first) const;
  };
  // An exception may be raised again long after it was forgotten, so these are in no order.
  struct Exceptions {
    std::unordered_map<int32_t, int32_t> now;  // only looked up
    std::vector<int32_t> old;                  // by the number it has now
    int32_t seen = 0;                          // old numbers that were ever given

    int32_t find(int32_t number) const;
    // Known from now on, where it was not.
    int32_t introduce(int32_t number);
    Exceptions behind(const Exceptions& first) const;
  };
  class Fields;

  Renumbering() = default;
  void keep(const Event& event);

  Row events_, steps_, tasks_, nurseries_, scopes_, objects_;
  Exceptions exceptions_;
};

// What stands in the place of an event that says nothing any more, so that the others keep theirs.
Unknown forgotten_event(Record* record);

}  // namespace grove
