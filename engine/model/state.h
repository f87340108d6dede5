// Model::State: the facts of a model, and the fold that keeps them. Private to engine/model.
//
// A row is the public facts of one thing and what the fold notes beside them. Every change of a
// row goes through set, push, … below, which leave in the journal what was there before; a row is
// written directly only while it is being created, since undoing that drops it whole.
#pragma once

#include <array>
#include <cstring>
#include <type_traits>
#include <vector>

#include "engine/model/journal.h"
#include "engine/model/model.h"

namespace grove {

// Facts of the run as a whole.
struct RunFacts {
  static constexpr Journal::Table kTable = Journal::Table::kRun;
  int32_t step = -1;
  TaskId running;
  int32_t alive = 0;
  int32_t excused = 0;  // tasks, as TaskRow has it
  bool finished = false;
  Outcome outcome = Outcome::kOk;
  std::vector<EventId> printed;
};

struct TaskRow : TaskFacts {
  static constexpr Journal::Table kTable = Journal::Table::kTasks;
  TaskStatus status = TaskStatus::kReady;
  ScopeId innermost;     // open scope that it opened itself
  bool excused = false;  // a request holds for it that cannot lead to Cancelled
};

struct NurseryRow : NurseryFacts {
  static constexpr Journal::Table kTable = Journal::Table::kNurseries;
};

struct ScopeRow : ScopeFacts {
  static constexpr Journal::Table kTable = Journal::Table::kScopes;
};

struct ExceptionRow : ExceptionFacts {
  static constexpr Journal::Table kTable = Journal::Table::kExceptions;
  bool began = true;  // in `task`; false for a group of others' exceptions
};

struct Model::State {
  explicit State(const Record& r) : record(&r) {}

  const Record* record;
  std::size_t position = 0;
  RunFacts run;
  std::vector<TaskRow> tasks;
  std::vector<NurseryRow> nurseries;
  std::vector<ScopeRow> scopes;
  std::vector<ExceptionRow> exceptions;
  std::array<int32_t, kTaskStatusCount> status_counts{};
  Journal journal;

  void forward();
  void back();
  void reset();

  TaskRow& row(TaskId id);
  NurseryRow& row(NurseryId id);
  ScopeRow& row(ScopeId id);
  ExceptionRow& row(ExceptionId id);

  ScopeId current_scope(const TaskRow& task) const;
  ScopeId effective_cancel(ScopeId id) const;

  bool same_facts(const State& other) const;

 private:
  template <class Row>
  static uint32_t row_index(const Row& row) {
    if constexpr (std::is_same_v<Row, RunFacts>) {
      return 0;
    } else {
      return static_cast<uint32_t>(row.id.value);
    }
  }

  template <class Row, class Field>
  static Journal::Entry entry_for(const Row& row, const Field& field, Journal::Op op) {
    Journal::Entry entry;
    entry.row = row_index(row);
    entry.offset = static_cast<uint16_t>(reinterpret_cast<const std::byte*>(&field) -
                                         reinterpret_cast<const std::byte*>(&row));
    entry.op = op;
    entry.table = Row::kTable;
    return entry;
  }

  template <class Row, class Field>
  void set(Row& row, Field& field, std::type_identity_t<Field> value) {
    using Op = Journal::Op;
    static_assert(std::is_trivially_copyable_v<Field>);
    static_assert(sizeof(Field) == 1 || sizeof(Field) == 4 || sizeof(Field) == 8);
    if (field == value) return;
    constexpr Op kOp = sizeof(Field) == 1   ? Op::kWord1
                       : sizeof(Field) == 4 ? Op::kWord4
                                            : Op::kWord8;
    Journal::Entry entry = entry_for(row, field, kOp);
    std::memcpy(&entry.old, &field, sizeof(Field));
    journal.push(entry);
    field = value;
  }

  static constexpr Journal::Op drop_op(TaskId) { return Journal::Op::kDropTask; }
  static constexpr Journal::Op drop_op(NurseryId) { return Journal::Op::kDropNursery; }
  static constexpr Journal::Op drop_op(ScopeId) { return Journal::Op::kDropScope; }
  static constexpr Journal::Op drop_op(ExceptionId) { return Journal::Op::kDropException; }
  static constexpr Journal::Op drop_op(EventId) { return Journal::Op::kDropEvent; }

  template <class Row, class Element>
  void push(Row& row, std::vector<Element>& list, Element element) {
    journal.push(entry_for(row, list, drop_op(element)));
    list.push_back(element);
  }

  template <class Row>
  Row& add_row(std::vector<Row>& table) {
    Journal::Entry entry;
    entry.op = Journal::Op::kDropRow;
    entry.table = Row::kTable;
    journal.push(entry);
    table.emplace_back();
    table.back().id.value = static_cast<int32_t>(table.size() - 1);
    return table.back();
  }

  std::byte* row_address(const Journal::Entry& entry);
  void undo(const Journal::Entry& entry);
  void undo_row(const Journal::Entry& entry);
  void undo_place(const Journal::Entry& entry);

  // The event being folded.
  const Event& event() const { return record->at(position); }
  EventId event_id() const { return EventId{static_cast<int32_t>(position)}; }

  // fold_tasks.cpp
  void apply(const TaskSpawned& e);
  void apply(const TaskScheduled& e);
  void apply(const BeforeTaskStep& e);
  void apply(const AfterTaskStep& e);
  void apply(const Line& e);
  void apply(const TaskBlocked& e);
  void apply(const TaskExited& e);
  void apply(const TaskMoved& e);
  void apply(const TaskOrphaned& e);
  void apply(const Printed& e);
  void apply(const RunFinished& e);
  // fold_scopes.cpp
  void apply(const NurseryOpened& e);
  void apply(const NurseryClosing& e);
  void apply(const NurseryClosed& e);
  void apply(const ScopeOpened& e);
  void apply(const ScopeChanged& e);
  void apply(const ScopeCancelled& e);
  void apply(const ScopeClosed& e);
  void apply(const CancelRequested& e);
  void apply(const CancelDelivered& e);
  // fold_exceptions.cpp
  void apply(const ExceptionRaised& e);
  void apply(const ExceptionCaught& e);
  void apply(const ExceptionPropagated& e);
  void apply(const ExceptionStored& e);
  void apply(const ExceptionDropped& e);
  void apply(const ExceptionNeverRetrieved& e);
  // Kinds that change no fact.
  template <class Other>
  void apply(const Other&) {}

  void add_child(NurseryRow& nursery, TaskRow& task);
  void remove_child(NurseryRow& nursery, TaskRow& task);
  void pop_place(TaskRow& task);

  TaskStatus status_of(const TaskRow& task) const;
  // Brings the stored status up to date; called after every change of what it depends on.
  void refresh(TaskRow& task);

  bool inside(ScopeId scope, ScopeId outer) const;
  bool request_holds(const TaskRow& task) const;
  bool can_be_told(const TaskRow& task) const;
  void drop_request_unless_held(TaskRow& task);
  // The same for the task that opened the scope and all tasks below it.
  void drop_requests_unless_held_under(ScopeId scope);

  // The row of an exception, which is new if nothing named it before.
  ExceptionRow& mention(ExceptionId id);
  template <class Described>
  void describe(ExceptionRow& exception, const Described& e);
  void judge(ExceptionRow& exception);
  void set_in_flight(TaskRow& task, ExceptionId exception, EventId raised);
};

}  // namespace grove
