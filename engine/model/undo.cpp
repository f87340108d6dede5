// Taking events out again: each journal entry put back.
#include <new>

#include "engine/model/state.h"

namespace grove {

std::byte* Model::State::row_address(const Journal::Entry& entry) {
  switch (entry.table) {
    case Journal::Table::kRun:
      return reinterpret_cast<std::byte*>(&run);
    case Journal::Table::kTasks:
      return reinterpret_cast<std::byte*>(&tasks[entry.row]);
    case Journal::Table::kNurseries:
      return reinterpret_cast<std::byte*>(&nurseries[entry.row]);
    case Journal::Table::kScopes:
      return reinterpret_cast<std::byte*>(&scopes[entry.row]);
    case Journal::Table::kExceptions:
      return reinterpret_cast<std::byte*>(&exceptions[entry.row]);
  }
  ENSURE(false, "a journal entry names no table");
}

namespace {

template <class Element>
std::vector<Element>& list_at(std::byte* address) {
  return *std::launder(reinterpret_cast<std::vector<Element>*>(address));
}

}  // namespace

void Model::State::undo_row(const Journal::Entry& entry) {
  switch (entry.table) {
    case Journal::Table::kRun:
      break;
    case Journal::Table::kTasks:
      --status_counts[static_cast<std::size_t>(tasks.back().status)];
      tasks.pop_back();
      return;
    case Journal::Table::kNurseries:
      nurseries.pop_back();
      return;
    case Journal::Table::kScopes:
      scopes.pop_back();
      return;
    case Journal::Table::kExceptions:
      exceptions.pop_back();
      return;
  }
  ENSURE(false, "a journal entry drops a row of no table");
}

void Model::State::undo_place(const Journal::Entry& entry) {
  std::vector<CodePlace>& stack = tasks[entry.row].stack;
  const auto line = static_cast<int32_t>(entry.old >> 32);
  const Text function{static_cast<int32_t>(entry.old & 0xFFFFFFFFu)};
  if (entry.op == Journal::Op::kAddPlace) {
    stack.push_back(CodePlace{line, function, 0});
  } else {
    stack.back().line = line;
    stack.back().function = function;
  }
}

void Model::State::undo(const Journal::Entry& entry) {
  using Op = Journal::Op;
  std::byte* const field = entry.op == Op::kDropRow ? nullptr : row_address(entry) + entry.offset;
  const auto old_id = static_cast<int32_t>(entry.old & 0xFFFFFFFFu);
  switch (entry.op) {
    case Op::kNothing:
      return;
    case Op::kWord1:
      std::memcpy(field, &entry.old, 1);
      return;
    case Op::kWord4:
      std::memcpy(field, &entry.old, 4);
      return;
    case Op::kWord8:
      std::memcpy(field, &entry.old, 8);
      return;
    case Op::kDropRow:
      return undo_row(entry);
    case Op::kStatus: {
      TaskRow& task = tasks[entry.row];
      --status_counts[static_cast<std::size_t>(task.status)];
      task.status = static_cast<TaskStatus>(entry.old);
      ++status_counts[static_cast<std::size_t>(task.status)];
      return;
    }
    case Op::kDropTask:
      return list_at<TaskId>(field).pop_back();
    case Op::kDropNursery:
      return list_at<NurseryId>(field).pop_back();
    case Op::kDropScope:
      return list_at<ScopeId>(field).pop_back();
    case Op::kDropException:
      return list_at<ExceptionId>(field).pop_back();
    case Op::kDropEvent:
      return list_at<EventId>(field).pop_back();
    case Op::kAddException:
      return list_at<ExceptionId>(field).push_back(ExceptionId{old_id});
    case Op::kInsertTask: {
      std::vector<TaskId>& list = list_at<TaskId>(field);
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(entry.old >> 32), TaskId{old_id});
      return;
    }
    case Op::kDropPlace:
      return tasks[entry.row].stack.pop_back();
    case Op::kAddPlace:
    case Op::kTopPlace:
      return undo_place(entry);
    case Op::kTopDepth:
      tasks[entry.row].stack.back().depth = old_id;
      return;
  }
}

}  // namespace grove
