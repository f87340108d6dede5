// Records of random but possible runs, for tests of the model: tasks come, step, open nurseries
// and scopes, raise, are cancelled and end, in any order that RecordCheck allows.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/record/record.h"

namespace grove::test {

class RandomRecord {
 public:
  explicit RandomRecord(uint64_t seed) : random_(seed) {
    const char* const words[] = {"main", "r0", "r1", "spin", "Bang", "Cancelled", "CancelledError"};
    for (const char* word : words) texts_.push_back(record.add_text(word));
    happen(RunStarted{});
    spawn();
  }

  // Appends some events.
  void grow(int steps) {
    for (int i = 0; i < steps; ++i) {
      if (below(4) == 0) now_.ns += below(3) * 1000;
      (this->*kActs[below(std::size(kActs))])();
    }
  }

  Record record;

 private:
  using Act = void (RandomRecord::*)();

  template <class Payload>
  void happen(const Payload& payload) {
    const auto size = static_cast<int32_t>(record.size());
    record.append(now_, size == 0 ? EventId{} : EventId{below(size)}, payload);
  }

  int32_t below(std::size_t n) { return static_cast<int32_t>(random_() % n); }
  bool coin() { return below(2) == 0; }
  Text text() { return texts_[static_cast<std::size_t>(below(texts_.size()))]; }

  // Any that exists, often a recent one; unset if there is none.
  template <class SomeId>
  SomeId any(int32_t count) {
    if (count == 0) return SomeId{};
    if (count > 4 && below(3) > 0) return SomeId{count - 1 - below(4)};
    return SomeId{below(static_cast<std::size_t>(count))};
  }
  TaskId task() { return any<TaskId>(static_cast<int32_t>(parents_.size())); }
  NurseryId nursery() { return any<NurseryId>(static_cast<int32_t>(owners_.size())); }
  NurseryId open_one() {
    const NurseryId id = nursery();
    return id && nursery_open_[id.index()] ? id : NurseryId{};
  }
  // Unset, if it is over.
  TaskId live_task() {
    const TaskId id = task();
    return alive(id) ? id : TaskId{};
  }
  ScopeId scope() { return any<ScopeId>(static_cast<int32_t>(scope_open_.size())); }
  // Likewise, or the next new one.
  ExceptionId exception() {
    if (below(4) == 0) return ExceptionId{exceptions_++};
    return any<ExceptionId>(exceptions_);
  }
  ExceptionId maybe_exception() { return coin() ? exception() : ExceptionId{}; }
  bool alive(TaskId id) const { return id && alive_[id.index()]; }

  void spawn() {
    const TaskId id{static_cast<int32_t>(parents_.size())};
    const NurseryId home = id.value == 0 || below(5) == 0 ? NurseryId{} : open_one();
    const TaskId parent = home ? owners_[home.index()] : id.value == 0 ? TaskId{} : task();
    parents_.push_back(parent);
    alive_.push_back(true);
    happen(TaskSpawned{.task = id,
                       .name = text(),
                       .label = text(),
                       .nursery = home,
                       .parent = parent,
                       .line = below(30)});
  }
  void schedule() {
    if (const TaskId id = task(); alive(id)) happen(TaskScheduled{.task = id});
  }
  void begin_step() {
    if (const TaskId id = task(); alive(id)) happen(BeforeTaskStep{.task = id, .step = steps_++});
  }
  void end_step() { happen(AfterTaskStep{.task = task()}); }
  void line() {
    happen(Line{.task = task(),
                .line = 1 + below(30),
                .depth = below(5),
                .function = text(),
                .count = below(2)});
  }
  void block() {
    const TaskId id = task();
    if (!alive(id)) return;
    happen(TaskBlocked{.task = id,
                       .on = static_cast<WaitKind>(below(20)),
                       .object = {},
                       .nursery = open_one(),
                       .other = task(),
                       .until = {coin() ? now_ + SimTime{below(9000)} : kNever}});
  }
  void exit() {
    const TaskId id = task();
    if (!alive(id)) return;
    alive_[id.index()] = false;
    happen(TaskExited{
        .task = id, .outcome = static_cast<Outcome>(below(3)), .exception = maybe_exception()});
  }

  void open_nursery() {
    open_scope();
    const NurseryId id{static_cast<int32_t>(owners_.size())};
    const auto inner = ScopeId{static_cast<int32_t>(scope_open_.size()) - 1};
    owners_.push_back(below(9) == 0 ? TaskId{} : live_task());
    nursery_open_.push_back(true);
    nursery_closing_.push_back(false);
    happen(NurseryOpened{.nursery = id, .task = owners_.back(), .scope = inner, .line = below(30)});
  }
  void closing() {
    const NurseryId id = nursery();
    if (!id || !nursery_open_[id.index()] || nursery_closing_[id.index()]) return;
    nursery_closing_[id.index()] = true;
    happen(NurseryClosing{.nursery = id,
                          .task = owners_[id.index()],
                          .scope = {},
                          .line = 1,
                          .exception = maybe_exception()});
  }
  void close_nursery() {
    const NurseryId id = nursery();
    if (!id || !nursery_open_[id.index()]) return;
    nursery_open_[id.index()] = false;
    happen(NurseryClosed{.nursery = id,
                         .task = owners_[id.index()],
                         .scope = {},
                         .line = 1,
                         .exception = maybe_exception()});
  }
  void move() {
    const TaskId id = task();
    const NurseryId to = open_one();
    if (!to) return;
    for (TaskId at = owners_[to.index()]; at; at = parents_[at.index()]) {
      if (at == id) return;
    }
    parents_[id.index()] = owners_[to.index()];
    happen(TaskMoved{.task = id, .nursery = to});
  }

  void open_scope() {
    const ScopeId parent = below(6) == 0 ? ScopeId{} : scope();
    const ScopeId id{static_cast<int32_t>(scope_open_.size())};
    scope_open_.push_back(true);
    happen(ScopeOpened{.scope = id,
                       .task = below(9) == 0 ? TaskId{} : live_task(),
                       .parent = parent,
                       .how = static_cast<ScopeKind>(below(9)),
                       .deadline = {coin() ? kNever : now_ + SimTime{below(5000)}},
                       .shield = below(5) == 0,
                       .line = below(6)});
  }
  void change_scope() {
    if (const ScopeId id = scope()) {
      happen(ScopeChanged{.scope = id, .deadline = {now_}, .shield = coin()});
    }
  }
  void cancel_scope() {
    if (const ScopeId id = scope()) {
      happen(ScopeCancelled{.scope = id,
                            .reason = static_cast<CancelReason>(below(7)),
                            .text = text(),
                            .task = task()});
    }
  }
  void close_scope() {
    const ScopeId id = scope();
    if (!id || !scope_open_[id.index()]) return;
    scope_open_[id.index()] = false;
    happen(ScopeClosed{.scope = id, .cancelled_caught = coin()});
  }
  void request() {
    happen(CancelRequested{
        .task = task(), .scope = below(4) == 0 ? ScopeId{} : scope(), .aborted = coin()});
  }
  void deliver() { happen(CancelDelivered{.task = task(), .scope = scope()}); }

  Members members() {
    std::vector<ExceptionInfo> list;
    for (int i = below(3); i > 0; --i) {
      ExceptionInfo info;
      info.exception = coin() ? any<ExceptionId>(exceptions_) : ExceptionId{};
      info.type = std::string(record.text(text()));
      if (coin()) info.members.push_back(ExceptionInfo{{}, "Cancelled", "", {}, true});
      list.push_back(info);
    }
    return list.empty() ? Members{} : record.add_members(list);
  }
  void raise() {
    const ExceptionId id = exception();
    happen(ExceptionRaised{.task = below(9) == 0 ? TaskId{} : task(),
                           .exception = id,
                           .type = text(),
                           .message = text(),
                           .line = below(30),
                           .members = members(),
                           .context = maybe_exception(),
                           .suppressed = coin(),
                           .cancellation = coin()});
  }
  void catch_it() {
    const ExceptionId id = exception();
    happen(ExceptionCaught{.task = task(),
                           .exception = id,
                           .type = text(),
                           .message = text(),
                           .line = below(30),
                           .members = members(),
                           .context = maybe_exception(),
                           .suppressed = coin(),
                           .cancellation = coin()});
  }
  void propagate() {
    const NurseryId to = nursery();
    happen(ExceptionPropagated{.exception = maybe_exception(),
                               .from = task(),
                               .to = to ? Place{Place::Kind::kNursery, to.value} : Place{}});
  }
  void store() {
    happen(ExceptionStored{.exception = maybe_exception(), .task = task(), .object = {}});
  }
  void orphan() { happen(TaskOrphaned{.task = task()}); }
  void print() { happen(Printed{.task = task(), .text = text(), .line = below(30)}); }
  void jump() { happen(ClockJumped{.from = now_}); }
  void finish() { happen(RunFinished{.outcome = static_cast<Outcome>(below(6)), .exception = {}}); }

  static constexpr Act kActs[] = {
      &RandomRecord::spawn,         &RandomRecord::spawn,        &RandomRecord::schedule,
      &RandomRecord::schedule,      &RandomRecord::begin_step,   &RandomRecord::begin_step,
      &RandomRecord::end_step,      &RandomRecord::line,         &RandomRecord::line,
      &RandomRecord::line,          &RandomRecord::block,        &RandomRecord::block,
      &RandomRecord::exit,          &RandomRecord::open_nursery, &RandomRecord::closing,
      &RandomRecord::close_nursery, &RandomRecord::move,         &RandomRecord::open_scope,
      &RandomRecord::change_scope,  &RandomRecord::cancel_scope, &RandomRecord::close_scope,
      &RandomRecord::request,       &RandomRecord::request,      &RandomRecord::deliver,
      &RandomRecord::raise,         &RandomRecord::raise,        &RandomRecord::catch_it,
      &RandomRecord::propagate,     &RandomRecord::store,        &RandomRecord::orphan,
      &RandomRecord::print,         &RandomRecord::jump,         &RandomRecord::finish};

  std::mt19937_64 random_;
  SimTime now_;
  std::vector<Text> texts_;
  std::vector<TaskId> parents_;  // by task
  std::vector<bool> alive_;
  std::vector<TaskId> owners_;  // by nursery
  std::vector<bool> nursery_open_, nursery_closing_;
  std::vector<bool> scope_open_;
  int32_t exceptions_ = 0;
  int32_t steps_ = 0;
};

}  // namespace grove::test
