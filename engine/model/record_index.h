// RecordIndex: who is who in a record, whatever the moment: names of tasks, lines of nurseries and
// scopes, types of exceptions, and the events that introduced or ended them. It grows with the
// record and is never undone, so that any event can be put into words without a model at its
// moment (explain.h).
//
//   RecordIndex index(record);
//   index.update();                      // again whenever the record has grown
//   index.record().text(index.task(id).label)
//
// Lookups that ask "before this event" take the moment as an argument and cost a binary search.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/thing_log.h"
#include "engine/record/names.h"
#include "engine/record/record.h"

namespace grove {

struct IndexedTask {
  Text label;
  TaskId parent;  // at its spawn
  NurseryId nursery;
  EventId spawned;
  EventId exited;
  std::vector<EventId> lines;       // its line events
  std::vector<EventId> blocks;      // its task_blocked
  std::vector<EventId> requests;    // its cancel_requested
  std::vector<EventId> deliveries;  // its cancel_delivered
};

struct IndexedNursery {
  TaskId task;
  ScopeId scope;
  int32_t line = 0;
  EventId opened;
};

struct IndexedScope {
  TaskId task;
  ScopeKind how = ScopeKind::kCancelScope;
  NurseryId nursery;  // whose own scope it is
  int32_t line = 0;
  EventId cancelled;              // the first scope_cancelled
  std::vector<EventId> settings;  // scope_opened and scope_changed
};

struct IndexedException {
  Text type, message;
  TaskId task;  // where it was raised first
  Members members;
  std::vector<EventId> raises;  // exception_raised
  std::vector<EventId> exits;   // task_exited with it
};

struct IndexedObject {
  Text type;
  int32_t line = 0;
  EventId created;
  std::vector<EventId> renamed;  // object_changed that give it another type: a socket that connects
};

// A way through the network that the program made, from its wish to connect on.
struct IndexedWire {
  ObjectId socket;              // that connects
  Text own, peer;               // its two ends: "198.51.100.1:49153", "192.0.2.1:80"
  std::vector<EventId> events;  // of its packets, and what becomes of that socket
};

class RecordIndex {
 public:
  // Keeps a reference to the record, which must outlive it. Takes in what is there.
  explicit RecordIndex(const Record& record);

  // Takes in the events that came since.
  void update();
  // How many events are taken in. What is asked for must lie among them.
  std::size_t size() const { return size_; }
  const Record& record() const { return *record_; }

  std::size_t task_count() const { return tasks_.size(); }
  const IndexedTask& task(TaskId id) const;
  const IndexedNursery& nursery(NurseryId id) const;
  const IndexedScope& scope(ScopeId id) const;
  const IndexedException& exception(ExceptionId id) const;
  const IndexedObject& object(ObjectId id) const;
  const std::vector<IndexedWire>& wires() const { return wires_; }  // in order
  // What happened to the things through which tasks meet.
  const ThingLog& things() const { return things_; }
  // What it is called before the event: "socket", "connection to 192.0.2.1:80".
  std::string_view type_at(ObjectId id, EventId event) const;

  // The task of that label or path ("r01", "main/r0/r01"); unset if there is none.
  TaskId find_task(std::string_view name) const { return names_.find_task(name); }
  // Labels joined by '/', from main, as at its spawn.
  std::string path(TaskId id) const { return names_.path(id); }

  // The line that the task was at when the event happened; 0 if the record does not say.
  int32_t line_at(TaskId id, EventId event) const;
  // The last of the sorted events before `event`; unset if there is none.
  static EventId last_before(const std::vector<EventId>& events, EventId event);

 private:
  void take(const TaskSpawned& e, EventId id);
  void take(const TaskExited& e, EventId id);
  void take(const TaskBlocked& e, EventId id);
  void take(const Line& e, EventId id);
  void take(const CancelRequested& e, EventId id);
  void take(const CancelDelivered& e, EventId id);
  void take(const NurseryOpened& e, EventId id);
  void take(const ScopeOpened& e, EventId id);
  void take(const ScopeChanged& e, EventId id);
  void take(const ScopeCancelled& e, EventId id);
  void take(const ExceptionRaised& e, EventId id);
  void take(const ExceptionCaught& e, EventId id);
  void take(const ObjectCreated& e, EventId id);
  void take(const ObjectChanged& e, EventId id);
  void take(const PacketSent& e, EventId id);
  void take(const PacketHeld& e, EventId id) { take_packet(e, id); }
  void take(const PacketArrived& e, EventId id) { take_packet(e, id); }
  template <class Packet>
  void take_packet(const Packet& e, EventId id);
  template <class Other>
  void take(const Other&, EventId) {}

  IndexedException& mention(ExceptionId id);

  const Record* record_;
  std::size_t size_ = 0;
  std::vector<IndexedTask> tasks_;
  std::vector<IndexedNursery> nurseries_;
  std::vector<IndexedScope> scopes_;
  std::vector<IndexedException> exceptions_;
  std::vector<IndexedObject> objects_;
  std::vector<IndexedWire> wires_;
  std::map<ObjectId, std::size_t> wire_of_socket_;  // the last one of each
  std::map<std::string, std::size_t, std::less<>> wire_of_ends_;
  Names names_;
  ThingLog things_;
};

}  // namespace grove
