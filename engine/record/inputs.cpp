#include "engine/record/inputs.h"

#include <charconv>
#include <iterator>

namespace grove {

namespace {

constexpr char kShuffledPrefix[] = "shuffled:";
constexpr std::string_view kKindWords[] = {"interrupt", "cancel", "raise",       "choose",
                                           "deadline",  "shield", "cancel-task", "signal",
                                           "network",   "file"};  // in order

}  // namespace

std::string name_of(const SchedulePolicy& policy) {
  switch (policy.kind) {
    case SchedulePolicy::Kind::kReversed:
      return "reversed";
    case SchedulePolicy::Kind::kShuffled:
      return kShuffledPrefix + std::to_string(policy.seed);
    case SchedulePolicy::Kind::kExplicit:
      return "explicit";
    case SchedulePolicy::Kind::kSpawnOrder:
      break;
  }
  return "spawn-order";
}

std::string_view word_of(Intervention::Kind kind) {
  return kKindWords[static_cast<std::size_t>(kind)];
}

bool parse_word(std::string_view word, Intervention::Kind* kind) {
  for (std::size_t i = 0; i < std::size(kKindWords); ++i) {
    if (word != kKindWords[i]) continue;
    *kind = static_cast<Intervention::Kind>(i);
    return true;
  }
  return false;
}

bool parse_schedule(const std::string& text, SchedulePolicy* policy) {
  SchedulePolicy read;
  if (text == "spawn-order") {
    read.kind = SchedulePolicy::Kind::kSpawnOrder;
  } else if (text == "reversed") {
    read.kind = SchedulePolicy::Kind::kReversed;
  } else if (text.rfind(kShuffledPrefix, 0) == 0) {
    read.kind = SchedulePolicy::Kind::kShuffled;
    const char* first = text.data() + sizeof(kShuffledPrefix) - 1;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(first, last, read.seed);
    if (error != std::errc() || end != last) return false;
  } else {
    return false;
  }
  *policy = read;
  return true;
}

}  // namespace grove
