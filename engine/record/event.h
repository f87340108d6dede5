// Event: one thing that happened in a run, with its time and its cause.
//
// The kinds and their fields are listed once, in event_kinds.def; here they become plain structs
// (TaskSpawned, Line, …), the enum EventKind and the tagged union Event. An Event is a small value
// of fixed size without pointers: long things (texts, JSON, members of exception groups) live in
// the Record and are named by index (Text, RawJson, Members, InputId).
//
//   record.append(now, cause, TaskSpawned{.task = id, .name = name, …});
//   if (const auto* spawned = event.get_if<TaskSpawned>()) …
//   visit_event(event, [](const auto& e) { … });           // e: the struct of its kind
//   for_each_field(e, [](const char* name, auto& value, FieldRule rule) { … });
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>
#include <type_traits>

#include "engine/base/ensure.h"
#include "engine/base/ids.h"
#include "engine/base/sim_time.h"

namespace grove {

// Names of things that live in the Record's own tables (record.h).
using Text = Id<struct TextTag>;
using RawJson = Id<struct RawJsonTag>;  // a JSON value, as text
using Members = Id<struct MembersTag>;  // a list of ExceptionInfo
using InputId = Id<struct InputTag>;    // an AppliedInput

// A deadline; null in files when there is none (kNever), "-inf" when past from the start.
struct Deadline {
  SimTime time = kNever;
};
// Until when a block lasts at most; unset (left out) without a deadline.
struct Until {
  SimTime time = kNever;
};

// How a run ended: a list of one exception, written as an object, or null.
struct FinalException {
  Members info;
};

// Where an exception goes to, or what is awaited: {"nursery": 3}, {"task": 2}, {"object": 5} or
// "run" in files.
struct Place {
  enum class Kind : uint8_t { kRun, kNursery, kTask, kObject };
  Kind kind = Kind::kRun;
  int32_t id = -1;
  friend bool operator==(const Place&, const Place&) = default;
};

// Closed sets of words. NAME lists give the word in files.
// clang-format off
#define GROVE_WAIT_KINDS(W)                                                                   \
  W(kSleep, "sleep") W(kEvent, "event") W(kLock, "lock") W(kSemaphore, "semaphore")           \
  W(kLimiter, "limiter") W(kCondition, "condition") W(kChannelSend, "channel-send")           \
  W(kChannelReceive, "channel-receive") W(kNursery, "nursery") W(kStart, "start")             \
  W(kThread, "thread") W(kIo, "io") W(kGather, "gather") W(kFuture, "future") W(kTask, "task") \
  W(kQueueGet, "queue-get") W(kQueuePut, "queue-put") W(kBarrier, "barrier")                  \
  W(kTimeout, "timeout") W(kForever, "forever") W(kParkingLot, "parking-lot")                  \
  W(kIdle, "idle") W(kReschedule, "reschedule")                                               \
  W(kConnect, "connect") W(kAccept, "accept") W(kReceive, "receive") W(kSend, "send")
#define GROVE_OUTCOMES(W)                                                           \
  W(kOk, "ok") W(kError, "error") W(kCancelled, "cancelled")                        \
  W(kInterrupted, "interrupted") W(kLimit, "limit") W(kDeadlock, "deadlock")
#define GROVE_SCOPE_KINDS(W)                                                        \
  W(kCancelScope, "CancelScope") W(kMoveOnAfter, "move_on_after")                   \
  W(kMoveOnAt, "move_on_at") W(kFailAfter, "fail_after") W(kFailAt, "fail_at")      \
  W(kNursery, "nursery") W(kTimeout, "timeout") W(kTaskGroup, "TaskGroup") W(kStart, "start")
#define GROVE_CANCEL_REASONS(W)                                                     \
  W(kDeadline, "deadline") W(kExplicit, "explicit") W(kNursery, "nursery")          \
  W(kKeyboardInterrupt, "KeyboardInterrupt") W(kShutdown, "shutdown")               \
  W(kOutside, "outside") W(kUnknown, "unknown")

// clang-format on
#define GROVE_ENUM_MEMBER(name, word) name,
enum class WaitKind : uint8_t { GROVE_WAIT_KINDS(GROVE_ENUM_MEMBER) };
enum class Outcome : uint8_t { GROVE_OUTCOMES(GROVE_ENUM_MEMBER) };
enum class ScopeKind : uint8_t { GROVE_SCOPE_KINDS(GROVE_ENUM_MEMBER) };
enum class CancelReason : uint8_t { GROVE_CANCEL_REASONS(GROVE_ENUM_MEMBER) };
#undef GROVE_ENUM_MEMBER

std::string_view word_of(WaitKind kind);
std::string_view word_of(Outcome outcome);
std::string_view word_of(ScopeKind kind);
std::string_view word_of(CancelReason reason);

// The value of a word; false, and nothing set, if it is none of the set.
bool parse_word(std::string_view word, WaitKind* kind);
bool parse_word(std::string_view word, Outcome* outcome);
bool parse_word(std::string_view word, ScopeKind* kind);
bool parse_word(std::string_view word, CancelReason* reason);

// Whether a person steps by this kind ("11 of 17 at this instant" counts these).
enum class EventRole : uint8_t { kStepEvent, kDetail };

enum class FieldRule : uint8_t { kAlways, kOptional };

enum class EventKind : uint8_t {
#define EVENT(Struct, name, role, fields) k##Struct,
#include "engine/record/event_kinds.def"
#undef EVENT
};

#define FIELD(type, name) type name{};
#define OPTIONAL(type, name) type name{};
#define EVENT(Struct, name, role, fields)                    \
  struct Struct {                                            \
    static constexpr EventKind kKind = EventKind::k##Struct; \
    fields                                                   \
  };
#include "engine/record/event_kinds.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL

#define EVENT(Struct, name, role, fields) +1
inline constexpr int kEventKindCount = 0
#include "engine/record/event_kinds.def"
    ;
#undef EVENT

// "task_spawned", …
std::string_view name_of(EventKind kind);
EventRole role_of(EventKind kind);
bool parse_event_kind(std::string_view name, EventKind* kind);

// What all events have; the payload of its kind lies behind it, in an EventList.
class Event {
 public:
  SimTime t;
  EventId cause;

  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  template <class Payload>
  static constexpr std::size_t size_with() {
    return sizeof(Event) + sizeof(Payload);
  }
  // `place`: room for size_with<Payload>() bytes, aligned to 8.
  template <class Payload>
  static void make_at(void* place, SimTime t, EventId cause, const Payload& payload) {
    static_assert(alignof(Payload) <= 8 && std::is_trivially_copyable_v<Payload>);
    Event* const event = new (place) Event(t, cause, Payload::kKind);
    new (event + 1) Payload(payload);
  }

  EventKind kind() const { return kind_; }

  // Null unless the event is of that kind.
  template <class Payload>
  const Payload* get_if() const {
    return kind_ == Payload::kKind ? std::launder(reinterpret_cast<const Payload*>(this + 1))
                                   : nullptr;
  }

  // REQUIRES: the event is of that kind.
  template <class Payload>
  const Payload& get() const {
    ENSURE(kind_ == Payload::kKind, "an event was read as another kind than it is");
    return *std::launder(reinterpret_cast<const Payload*>(this + 1));
  }

 private:
  Event(SimTime time, EventId cause_event, EventKind kind)
      : t(time), cause(cause_event), kind_(kind) {}

  EventKind kind_;
};
static_assert(sizeof(Event) == 16, "events are many: keep them small");

// An event of no list yet: for who looks at one before it is let in.
template <class Payload>
class LooseEvent {
 public:
  LooseEvent(SimTime t, EventId cause, const Payload& payload) {
    Event::make_at(bytes_, t, cause, payload);
  }
  const Event& get() const { return *std::launder(reinterpret_cast<const Event*>(bytes_)); }

 private:
  alignas(8) std::byte bytes_[Event::size_with<Payload>()];
};

// Calls visitor(payload struct).
template <class Visitor>
decltype(auto) visit_event(const Event& event, Visitor&& visitor) {
  switch (event.kind()) {
#define EVENT(Struct, name, role, fields) \
  case EventKind::k##Struct:              \
    return visitor(event.get<Struct>());
#include "engine/record/event_kinds.def"
#undef EVENT
  }
  ENSURE(false, "an event has a kind that does not exist");
}

// for_each_field(e, f) calls f("name", e.name, rule) for every own field of the event struct e.
#define FIELD(type, name) visitor(#name, event.name, FieldRule::kAlways);
#define OPTIONAL(type, name) visitor(#name, event.name, FieldRule::kOptional);
#define EVENT(Struct, kind_name, role, fields)                                                    \
  template <class Visitor>                                                                        \
  void for_each_field([[maybe_unused]] Struct& event, [[maybe_unused]] Visitor&& visitor) {       \
    fields                                                                                        \
  }                                                                                               \
  template <class Visitor>                                                                        \
  void for_each_field([[maybe_unused]] const Struct& event, [[maybe_unused]] Visitor&& visitor) { \
    fields                                                                                        \
  }
#include "engine/record/event_kinds.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL

// The task an event is about (its `task`, or `from`), if it is about one.
TaskId task_of(const Event& event);

}  // namespace grove
