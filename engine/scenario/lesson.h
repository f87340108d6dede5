// Lesson: the steps of a scenario that pause its run, explain and ask; as data, read and checked
// for what can be known without a run. What each step meets in a run: engine/lesson/stops.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/base/sim_time.h"
#include "engine/scenario/event_pattern.h"

namespace grove {

// What a step points at: "task:main/r0", "scope:main:34", "nursery:main:34", "edge:main/r0" (from
// its parent to it), "line:21", "exception:KeyError", "object:Event", "clock", "output".
struct Anchor {
  enum class Kind : uint8_t {
    kTask,
    kScope,
    kNursery,
    kEdge,
    kLine,
    kException,
    kObject,
    kClock,
    kOutput
  };
  Kind kind = Kind::kTask;
  std::string name;  // after the colon
  int32_t line = 0;  // of kLine
};
std::string_view word_of(Anchor::Kind kind);

struct Choice {
  std::string text;
  std::string because;  // why it is right; of a wrong one, why it is tempting
  bool right = false;
  std::string rule;  // the named rule of another machine under which it would be right
};

// A question that is answered in the picture; the run itself knows the answer.
struct Drawing {
  enum class Kind : uint8_t {
    kCancelled,  // which of these are cancelled
    kAlive,      // … are alive at `at`
    kFailed,     // … end with an error
    kPrints,     // … print something
    kUntil,      // when `task` ends
    kOrder,      // in which order these end
  };
  Kind kind = Kind::kCancelled;
  std::vector<std::string> among;
  SimTime at = kNever;  // of the first four: the moment of the answer; never: the end
  std::string task;     // of kUntil
  SimTime tolerance{};  // of kUntil
};

struct LessonStep {
  enum class Kind : uint8_t { kSay, kLook, kAsk };
  std::string id;
  EventPattern on;
  bool before = false;  // the moment just before the event, and not just after it
  Kind kind = Kind::kSay;
  std::string text;  // what is said, what there is to see, the question
  std::vector<Choice> choices;
  std::optional<Drawing> draw;  // in place of choices
  int32_t rounds = 1;
  std::vector<Anchor> point;
  bool dim = false;                // fades what is not pointed at
  std::vector<std::string> knobs;  // that may be turned here
  std::string next;                // a scenario to go on with
  Problem where;                   // its place in the file, without a message
};

struct Lesson {
  int32_t minutes = 0;
  std::vector<std::string> prereq;          // slugs of scenarios
  std::vector<std::string> misconceptions;  // "M5"
  std::string summary;                      // one sentence to take along
  std::vector<LessonStep> steps;
  Problem where;
};

// The longest that texts may be, in characters: a call-out is read at a glance.
inline constexpr std::size_t kMostSaid = 140;
inline constexpr std::size_t kMostChoice = 60;
inline constexpr std::size_t kMostChoices = 4;

// `knobs` are the names of the scenario's.
Lesson read_lesson(const JsonValue& value, const std::string& pointer,
                   const std::vector<std::string>& knobs, JsonFaults* faults);

// A scenario that is put beside this one, on the same clock, with tasks of the same path aligned.
struct Compare {
  std::string with;  // its slug: it lies in the same folder
  Problem where;
};
Compare read_compare(const JsonValue& value, const std::string& pointer, JsonFaults* faults);

}  // namespace grove
