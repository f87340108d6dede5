// Strong ids: numbers that name things, one type per kind of thing, so that a task can never be
// passed where a scope is meant. Each counts from 0 in order of creation as the record format has
// it; a default-constructed id names nothing and tests false.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace grove {

template <class Tag>
struct Id {
  int32_t value = -1;

  constexpr Id() = default;
  constexpr explicit Id(int32_t v) : value(v) {}
  constexpr explicit operator bool() const { return value >= 0; }
  // For subscripts; REQUIRES: the id names something.
  constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using TaskId = Id<struct TaskTag>;
using NurseryId = Id<struct NurseryTag>;
using ScopeId = Id<struct ScopeTag>;
// A raised exception, as the record counts them: from its first raise on.
using ExceptionId = Id<struct ExceptionTag>;
// An event, lock, channel, future, … as the record counts them.
using ObjectId = Id<struct ObjectTag>;
// A position in a record's list of events.
using EventId = Id<struct EventTag>;

}  // namespace grove
