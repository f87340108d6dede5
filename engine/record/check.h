// RecordCheck: whether the events of a record fit together.
//
// Ids must have been introduced, in order and once; causes lie in the past; time does not run
// back; nothing ends twice, or does anything after its end. Readers of records ask before they take
// an event over, so that nothing that works on a record need fear one from elsewhere. Tests hold
// the engine's own records to it.
//
//   RecordCheck check;
//   std::string fault = check.admit(record, event);   // "" if `event` may come next
#pragma once

#include <string>
#include <vector>

#include "engine/record/record.h"

namespace grove {

class RecordCheck {
 public:
  // The fault in one sentence without a full stop, naming the field; empty if there is none.
  // `event` is the one after those admitted so far; its texts and members lie in `record`. After a
  // fault the check is of no further use.
  std::string admit(const Record& record, const Event& event);

 private:
  struct Seen {
    bool closing = false;  // of a nursery: its body is done
    bool over = false;
    TaskId task;    // parent of a task, owner of a nursery
    ScopeId scope;  // of a nursery
  };

  // What the kind asks for beyond its fields' ids. First `begin`, for what the event introduces,
  // then the fields, then `rules`.
  std::string begin(const TaskSpawned& e);
  std::string begin(const NurseryOpened& e);
  std::string begin(const ScopeOpened& e);
  std::string begin(const ObjectCreated& e);
  template <class Other>
  std::string begin(const Other&) {
    return {};
  }
  std::string rules(const ClockJumped& e);
  std::string rules(const TaskSpawned& e);
  std::string rules(const TaskMoved& e);
  std::string rules(const TaskScheduled& e);
  std::string rules(const TaskBlocked& e);
  std::string rules(const BeforeTaskStep& e);
  std::string rules(const TaskExited& e);
  std::string rules(const NurseryOpened& e);
  std::string rules(const NurseryClosing& e);
  std::string rules(const NurseryClosed& e);
  std::string rules(const ScopeOpened& e);
  std::string rules(const ScopeClosed& e);
  template <class Other>
  std::string rules(const Other&) {
    return {};
  }

  // What a task does, it does before its exit; what happens in a nursery, before it closes.
  std::string needs_alive(TaskId task, const char* what) const;
  std::string needs_open(NurseryId nursery) const;
  template <class Ending>
  std::string needs_owner(const Ending& e) const;

  std::string check_field(const char* name, TaskId id);
  std::string check_field(const char* name, NurseryId id);
  std::string check_field(const char* name, ScopeId id);
  std::string check_field(const char* name, ObjectId id);
  std::string check_field(const char* name, ExceptionId id);
  std::string check_field(const char* name, Place place);
  std::string check_field(const char* name, int32_t number);
  std::string check_field(const char* name, Members members);
  std::string check_field(const char* name, FinalException exception);
  template <class Other>
  std::string check_field(const char*, const Other&) {
    return {};
  }

  const Record* record_ = nullptr;  // during admit()
  std::size_t events_ = 0;
  SimTime now_;  // of the event at hand
  SimTime last_time_ = kAlwaysPast;
  int32_t steps_ = 0;
  std::vector<Seen> tasks_, nurseries_, scopes_;
  std::size_t exceptions_ = 0;
  std::size_t objects_ = 0;
};

}  // namespace grove
