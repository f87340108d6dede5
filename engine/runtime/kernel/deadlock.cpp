#include "engine/runtime/kernel/deadlock.h"

#include <map>

#include <fmt/format.h>

#include "engine/runtime/kernel/network_functions.h"

namespace grove {

namespace {

using Creations = std::map<int32_t, ObjectCreated>;  // by ObjectId

Creations creations_in(const Record& record) {
  Creations made;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* created = record.at(i).get_if<ObjectCreated>();
    if (created != nullptr) made.emplace(created->object.value, *created);
  }
  return made;
}

std::string words_of(Kernel& k, Dialect& dialect, const Creations& made,
                     const TaskBlocked& blocked) {
  if (const auto words = dialect.wait_words(k, blocked)) return *words;
  if (const auto words = socket_wait_words(k, blocked)) return *words;
  const auto at = made.find(blocked.object.value);
  if (at == made.end()) return std::string(word_of(blocked.on));
  return fmt::format("for the {} made in line {}{}", k.recorder.record.text(at->second.type),
                     at->second.line, dialect.holder_words(k, blocked.object));
}

}  // namespace

std::string deadlock_report(Kernel& k) {
  const Record& record = k.recorder.record;
  const Creations made = creations_in(record);
  std::string text =
      "grove: deadlock at t = " + format_time(k.now()) + ": nothing can ever run again\n";
  // Nobody reads more, and what a task waits for is looked for among all there is.
  constexpr int kMostTold = 1'000;
  int told = 0, left_out = 0;
  for (const Task& task : k.tasks) {
    if (!task.shown || !task.alive || !task.blocked) continue;
    const auto* blocked = record[task.blocked].get_if<TaskBlocked>();
    if (blocked == nullptr) continue;
    if (told == kMostTold) {
      ++left_out;
      continue;
    }
    ++told;
    Dialect& dialect = k.dialect(k.loop(task.loop).dialect);
    text += fmt::format("  {} waits {}\n", record.text(task.label),
                        words_of(k, dialect, made, *blocked));
  }
  if (left_out > 0) {
    text +=
        fmt::format("  and {} more {}\n", left_out, left_out == 1 ? "task waits" : "tasks wait");
  }
  return text;
}

}  // namespace grove
