// Things: the objects through which a program's tasks meet, at one moment: what each holds, who
// holds it, who waits for it in the order of service, and what went through it last.
//
//   for (const Thing& thing : things_at(log, model, {.event = shown}).shown) …
//
// A thing is there from its first use until all who used it are over.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/model/thing_log.h"

namespace grove {

// Something that one task gave and others took, or were woken by.
struct ThingPass {
  EventId event;
  TaskId from;             // unset: nobody gave it now; what was there already is taken
  std::vector<TaskId> to;  // empty: it stays in the thing
  std::string item;        // the message, as repr writes it; else empty
  bool now = false;        // the event that is shown
};

struct ThingQueued {
  TaskId task;
  bool gives = false;  // waits to send or put, and not to get something
};

// Who waited, and went away without it.
struct ThingGivenUp {
  TaskId task;
  bool timed_out = false;  // by a deadline; else asked to stop
};

struct Thing {
  ObjectId id;
  ThingKind kind = ThingKind::kEvent;
  std::string name;  // that the program gives it; else empty
  std::string ends[2];
  int32_t line = 0;

  bool on = false;  // an event is set, a lock held, a thread runs, a future is done
  bool ends_open[2] = {true, true};  // of a channel: to send, to receive
  int64_t held = 0, most = -1;       // messages, tokens; −1: without bound
  std::vector<std::string> items;    // what comes out next in front; not all, where they are many
  std::vector<TaskId> users;         // alive or not, in order of first use
  std::vector<TaskId> holders;
  std::vector<ThingQueued> waiting;  // who is served next in front
  std::vector<ThingGivenUp> given_up;
  std::vector<ThingPass> passes;  // the last three, the newest in front

  std::string title() const;                                 // "Lock", "memory channel"
  bool is_store() const;                                     // holds messages
  std::vector<std::string> words(const Model& model) const;  // below its name, two lines at most
};

struct ThingsAsk {
  EventId event{};               // that is shown
  std::vector<TaskId> spoken{};  // tasks that what is shown speaks of
  std::size_t most = 6;          // beyond it only those that matter now are shown
};

struct ThingsShown {
  std::vector<Thing> shown;  // in the order in which they were made
  int folded = 0;            // others
};

ThingsShown things_at(const ThingLog& log, const Model& model, const ThingsAsk& ask);

// The message that is told with a change of a channel or queue, as repr writes it; else empty.
std::string message_of(const Record& record, EventId change);

// As it is written in a square: cut at six signs.
std::string short_item(const std::string& item);

}  // namespace grove
