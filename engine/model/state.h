// ModelState: the facts of a model, and the fold that keeps them. Private to engine/model.
//
// A row is the public facts of one thing and what the fold notes beside them. Every change of a
// row goes through set<&Facts::field>(row, value) or push<&Facts::list>(row, element), which leave
// in the journal what was there before; a row is written directly only while it is being created,
// since undoing that drops it whole.
#pragma once

#include <array>
#include <cstring>
#include <type_traits>
#include <vector>

#include "engine/model/facts.h"
#include "engine/model/journal.h"

namespace grove {

// Facts of the run as a whole.
struct RunFacts {
  int32_t step = -1;
  TaskId running;
  int32_t alive = 0;
  int32_t excused = 0;  // tasks, as TaskRow has it
  bool finished = false;
  Outcome outcome = Outcome::kOk;
  std::vector<EventId> printed;
};

struct TaskRow : TaskFacts {
  TaskStatus status = TaskStatus::kReady;
  ScopeId innermost;     // open scope that it opened itself
  bool excused = false;  // a request holds for it that cannot lead to Cancelled
};

struct NurseryRow : NurseryFacts {};

struct ScopeRow : ScopeFacts {};

struct ExceptionRow : ExceptionFacts {
  bool began = true;  // in `task`; false for a group of others' exceptions
};

struct ObjectRow : ObjectFacts {};

struct ModelState {
  explicit ModelState(const Record& r) : record(&r) {}

  const Record* record;
  std::size_t position = 0;
  RunFacts run;
  std::vector<TaskRow> tasks;
  std::vector<NurseryRow> nurseries;
  std::vector<ScopeRow> scopes;
  std::vector<ExceptionRow> exceptions;
  std::vector<ObjectRow> objects;
  std::array<int32_t, kTaskStatusCount> status_counts{};
  Journal journal;

  void forward();
  void back();
  void reset();

  TaskRow& row(TaskId id);
  NurseryRow& row(NurseryId id);
  ScopeRow& row(ScopeId id);
  ExceptionRow& row(ExceptionId id);
  ObjectRow& row(ObjectId id);

  ScopeId current_scope(const TaskRow& task) const;
  ScopeId effective_cancel(ScopeId id) const;

  bool same_facts(const ModelState& other) const;

 private:
  // The table of a kind of row; that of the run has one.
  static auto& table(ModelState& s, const TaskRow*) { return s.tasks; }
  static auto& table(ModelState& s, const NurseryRow*) { return s.nurseries; }
  static auto& table(ModelState& s, const ScopeRow*) { return s.scopes; }
  static auto& table(ModelState& s, const ExceptionRow*) { return s.exceptions; }
  static auto& table(ModelState& s, const ObjectRow*) { return s.objects; }

  template <class Row>
  static Row& row_at(ModelState& s, uint32_t number) {
    if constexpr (std::is_same_v<Row, RunFacts>) {
      return s.run;
    } else {
      return table(s, static_cast<const Row*>(nullptr))[number];
    }
  }

  template <class Row>
  static uint32_t number_of(const Row& row) {
    if constexpr (std::is_same_v<Row, RunFacts>) {
      return 0;
    } else {
      return static_cast<uint32_t>(row.id.value);
    }
  }

  // A field as the journal keeps it.
  template <class Field>
  static uint64_t packed(const Field& field) {
    static_assert(std::is_trivially_copyable_v<Field> && sizeof(Field) <= sizeof(uint64_t));
    uint64_t word = 0;
    std::memcpy(&word, &field, sizeof(Field));
    return word;
  }
  template <class Field>
  static Field unpacked(uint64_t word) {
    Field field{};
    std::memcpy(static_cast<void*>(&field), &word, sizeof(Field));
    return field;
  }

  // The member that the path leads to: (task.*block).*on.
  template <class Row, class Member>
  static auto& at(Row& row, Member member) {
    return row.*member;
  }
  template <class Row, class Member, class... Members>
  static auto& at(Row& row, Member member, Members... members) {
    return at(row.*member, members...);
  }

  template <auto... kPath, class Row, class Value>
  void set(Row& row, const Value& value) {
    auto& field = at(row, kPath...);
    using Field = std::remove_reference_t<decltype(field)>;
    const Field now = value;
    if (field == now) return;
    journal.push([](ModelState& s, uint32_t number,
                    uint64_t old) { at(row_at<Row>(s, number), kPath...) = unpacked<Field>(old); },
                 number_of(row), packed(field));
    field = now;
  }

  template <auto kList, class Row, class Element>
  void push(Row& row, const Element& element) {
    journal.push([](ModelState& s, uint32_t number,
                    uint64_t) { (row_at<Row>(s, number).*kList).pop_back(); },
                 number_of(row), 0);
    (row.*kList).push_back(element);
  }

  template <auto kList, class Row>
  void pop(Row& row) {
    auto& list = row.*kList;
    using Element = typename std::remove_reference_t<decltype(list)>::value_type;
    journal.push(
        [](ModelState& s, uint32_t number, uint64_t old) {
          (row_at<Row>(s, number).*kList).push_back(unpacked<Element>(old));
        },
        number_of(row), packed(list.back()));
    list.pop_back();
  }

  template <class Row>
  Row& add_row(std::vector<Row>& rows) {
    journal.push(
        [](ModelState& s, uint32_t, uint64_t) { s.drop_last(static_cast<const Row*>(nullptr)); }, 0,
        0);
    rows.emplace_back();
    rows.back().id.value = static_cast<int32_t>(rows.size() - 1);
    return rows.back();
  }
  template <class Row>
  void drop_last(const Row* kind) {
    if constexpr (std::is_same_v<Row, TaskRow>) {
      --status_counts[static_cast<std::size_t>(tasks.back().status)];
    }
    table(*this, kind).pop_back();
  }

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
  void apply(const AwaitStarted& e);
  void apply(const AwaitEnded& e);
  void apply(const RunFinished& e);
  // fold_objects.cpp
  void apply(const ObjectCreated& e);
  void apply(const ObjectChanged& e);
  ObjectRow& mention(ObjectId id, Text type);
  void count_waiting(ObjectId object, int32_t change);
  void unblock(TaskRow& task);
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
  void set_status(TaskRow& task, TaskStatus status);

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
