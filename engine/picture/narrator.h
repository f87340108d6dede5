// Narrator: puts one event into words. Private to engine/picture; explain.h is the way in.
#pragma once

#include <string>
#include <string_view>

#include "engine/picture/word_spans.h"

namespace grove {

class Narrator {
 public:
  Narrator(const RecordIndex& index, EventId event) : index_(index), event_(event) {}

  Words tell();

 private:
  const Record& record() const { return index_.record(); }
  const Event& event() const { return record()[event_]; }

  // The parts of sentences; each appends.
  Narrator& say(std::string_view text);
  Narrator& span(WordSpan::Style style, std::string text, int32_t id);
  Narrator& task(TaskId id);
  Narrator& time(SimTime time);
  Narrator& line(int32_t line);                               // "line 26"
  Narrator& at_line(int32_t line);                            // " at line 26", or nothing for 0
  Narrator& nursery(NurseryId id, TaskId speaker = {});       // "main's nursery at line 26"
  Narrator& scope(ScopeId id, TaskId speaker = {});           // "main's move_on_after at line 34"
  Narrator& object(ObjectId id, std::string_view otherwise);  // "the Event of line 3"
  Narrator& exception(ExceptionId id);
  Narrator& message(Text text);                // ": text", or nothing
  Narrator& owner(TaskId id, TaskId speaker);  // "main's", or "its" of the speaker

  // narrate_tasks.cpp
  void about(const RunStarted& e);
  void about(const InputApplied& e);
  void act_words(const Intervention& act);
  void file_words(const Intervention& act);
  void task_named(const std::string& name);
  void about(const ClockJumped& e);
  void about(const TaskSpawned& e);
  void about(const TaskScheduled& e);
  void about(const BeforeTaskStep& e);
  void about(const AfterTaskStep& e);
  void about(const Line& e);
  void about(const TaskBlocked& e);
  void about(const TaskExited& e);
  void about(const TaskMoved& e);
  void about(const TaskOrphaned& e);
  void about(const AwaitStarted& e);
  void about(const AwaitEnded& e);
  void about(const ObjectCreated& e);
  void about(const ObjectChanged& e);
  void about(const Drew& e);
  void about(const Printed& e);
  void about(const LimitReached& e);
  void about(const RunFinished& e);
  void about(const Unknown& e);
  // narrate_network.cpp
  void about(const PacketSent& e);
  void about(const PacketHeld& e);
  void about(const PacketArrived& e);
  bool network_words(const ObjectChanged& e);
  void network_words(const Intervention& act);
  // narrate_scopes.cpp
  void about(const NurseryOpened& e);
  void about(const NurseryClosing& e);
  void about(const NurseryClosed& e);
  void about(const ScopeOpened& e);
  void about(const ScopeChanged& e);
  void about(const ScopeCancelled& e);
  void about(const CancelRequested& e);
  void about(const CancelDelivered& e);
  void about(const ScopeClosed& e);
  void about(const ExceptionRaised& e);
  void about(const ExceptionCaught& e);
  void about(const ExceptionPropagated& e);
  void about(const ExceptionStored& e);
  void about(const ExceptionDropped& e);
  void about(const ExceptionNeverRetrieved& e);

  void wait_words(const TaskBlocked& e);
  bool waits_in_own_nursery(const CancelRequested& e) const;
  void reason_words(const ScopeCancelled& e);
  // Of a nursery's cancellation: whether what ended with an exception ended with Cancelled.
  bool came_from_cancellation(const ScopeCancelled& e) const;
  void place(Place place);
  void tasks_kept_waiting(TaskId by);
  void fate(ExceptionId exception, TaskId task, std::string_view words);

  const RecordIndex& index_;
  EventId event_;
  Words words_;
};

}  // namespace grove
