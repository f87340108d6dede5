#include "engine/record/event.h"

#include <iterator>

namespace grove {

namespace {

#define GROVE_WORD(name, word) word,
constexpr std::string_view kWaitKindWords[] = {GROVE_WAIT_KINDS(GROVE_WORD)};
constexpr std::string_view kOutcomeWords[] = {GROVE_OUTCOMES(GROVE_WORD)};
constexpr std::string_view kScopeKindWords[] = {GROVE_SCOPE_KINDS(GROVE_WORD)};
constexpr std::string_view kCancelReasonWords[] = {GROVE_CANCEL_REASONS(GROVE_WORD)};
#undef GROVE_WORD

#define EVENT(Struct, name, role, fields) #name,
constexpr std::string_view kKindNames[] = {
#include "engine/record/event_kinds.def"
};
#undef EVENT

#define EVENT(Struct, name, role, fields) EventRole::role,
constexpr EventRole kKindRoles[] = {
#include "engine/record/event_kinds.def"
};
#undef EVENT

template <std::size_t kSize, class Enum>
std::string_view word_at(const std::string_view (&words)[kSize], Enum value) {
  const auto index = static_cast<std::size_t>(value);
  ENSURE(index < kSize, "a value of a closed set has no word");
  return words[index];
}

template <std::size_t kSize, class Enum>
bool find_word(const std::string_view (&words)[kSize], std::string_view word, Enum* value) {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (words[i] != word) continue;
    *value = static_cast<Enum>(i);
    return true;
  }
  return false;
}

}  // namespace

std::string_view word_of(WaitKind kind) { return word_at(kWaitKindWords, kind); }
std::string_view word_of(Outcome outcome) { return word_at(kOutcomeWords, outcome); }
std::string_view word_of(ScopeKind kind) { return word_at(kScopeKindWords, kind); }
std::string_view word_of(CancelReason reason) { return word_at(kCancelReasonWords, reason); }

bool parse_word(std::string_view word, WaitKind* kind) {
  return find_word(kWaitKindWords, word, kind);
}
bool parse_word(std::string_view word, Outcome* outcome) {
  return find_word(kOutcomeWords, word, outcome);
}
bool parse_word(std::string_view word, ScopeKind* kind) {
  return find_word(kScopeKindWords, word, kind);
}
bool parse_word(std::string_view word, CancelReason* reason) {
  return find_word(kCancelReasonWords, word, reason);
}

std::string_view name_of(EventKind kind) { return word_at(kKindNames, kind); }
EventRole role_of(EventKind kind) { return kKindRoles[static_cast<std::size_t>(kind)]; }
bool parse_event_kind(std::string_view name, EventKind* kind) {
  return find_word(kKindNames, name, kind);
}

TaskId task_of(const Event& event) {
  return visit_event(event, [](const auto& e) {
    if constexpr (requires { TaskId{e.task}; }) {
      return TaskId{e.task};
    } else if constexpr (requires { TaskId{e.from}; }) {
      return TaskId{e.from};
    } else {
      return TaskId{};
    }
  });
}

}  // namespace grove
