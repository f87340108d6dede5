// The fold, for exceptions: where one began, what is in flight in a task.
#include <algorithm>

#include "engine/model/state.h"

namespace grove {

ExceptionRow& Model::State::mention(ExceptionId id) {
  // An exit or a nursery may name an exception before the record tells of its raise, if it ever
  // does.
  while (id.index() >= exceptions.size()) add_row(exceptions);
  return row(id);
}

template <class Described>
void Model::State::describe(ExceptionRow& exception, const Described& e) {
  set(exception, exception.type, e.type);
  set(exception, exception.message, e.message);
  set(exception, exception.task, e.task);
  set(exception, exception.line, e.line);
  set(exception, exception.raised, event_id());
  set(exception, exception.members, e.members);
  set(exception, exception.cancellation, e.cancellation);
}

// Works out what an exception is: a cancellation, and whether it began in its task. Groups are
// judged by their members, each of which was judged when it was raised.
void Model::State::judge(ExceptionRow& exception) {
  const std::vector<ExceptionInfo>& members = record->members(exception.members);
  if (members.empty()) {
    // What came out of a nursery and was never raised is taken for the children's.
    set(exception, exception.began, static_cast<bool>(exception.raised));
    return;
  }
  bool all = true;
  bool any_known = false;
  bool any_began = false;
  std::vector<const ExceptionInfo*> to_visit;
  for (const ExceptionInfo& member : members) to_visit.push_back(&member);
  while (!to_visit.empty()) {
    const ExceptionInfo& member = *to_visit.back();
    to_visit.pop_back();
    const bool known = member.exception && member.exception.index() < exceptions.size();
    if (!known && !member.members.empty()) {
      for (const ExceptionInfo& inner : member.members) to_visit.push_back(&inner);
      continue;
    }
    const ExceptionRow* facts = known ? &exceptions[member.exception.index()] : nullptr;
    if (facts ? facts->cancellation : member.cancellation) continue;
    all = false;
    any_known = any_known || known;
    any_began = any_began || (facts && facts->began && facts->task == exception.task);
  }
  set(exception, exception.cancellation, all);
  set(exception, exception.began, any_began || !any_known);
}

void Model::State::set_in_flight(TaskRow& task, ExceptionId exception, EventId raised) {
  set(task, task.exception, exception);
  set(task, task.raised, raised);
}

void Model::State::apply(const ExceptionRaised& e) {
  if (!e.exception) return;
  if (e.context) mention(e.context);
  ExceptionRow& exception = mention(e.exception);
  // Raised again, it stays what and whence it was.
  if (!exception.raised) describe(exception, e);
  set(exception, exception.context, e.context ? e.context : exception.context);
  set(exception, exception.suppressed, e.suppressed);
  set(exception, exception.caught, false);
  judge(exception);
  if (!e.task) return;
  TaskRow& task = row(e.task);
  set_in_flight(task, e.exception, event_id());
  refresh(task);
}

void Model::State::apply(const ExceptionCaught& e) {
  bool cancellation = false;
  if (e.context) mention(e.context);
  if (e.exception) {
    ExceptionRow& exception = mention(e.exception);
    if (!exception.type) {
      set(exception, exception.cancellation, e.cancellation);
      set(exception, exception.type, e.type);
      set(exception, exception.message, e.message);
      set(exception, exception.members, e.members);
      judge(exception);
    }
    set(exception, exception.caught, true);
    cancellation = exception.cancellation;
  }
  if (!e.task) return;
  TaskRow& task = row(e.task);
  if (!task.alive) return;
  set_in_flight(task, ExceptionId{}, EventId{});
  // Trio raises Cancelled at every block as long as a scope asks, asyncio once.
  if (cancellation && record->header.dialect == RecordDialect::kAsyncio) {
    set(task, task.requested, EventId{});
    set(task, task.delivered, EventId{});
  }
  refresh(task);
}

void Model::State::apply(const ExceptionStored& e) {
  if (e.exception) mention(e.exception);
}

void Model::State::apply(const ExceptionDropped& e) {
  if (e.exception) mention(e.exception);
}

void Model::State::apply(const ExceptionNeverRetrieved& e) {
  if (e.exception) mention(e.exception);
}

void Model::State::apply(const ExceptionPropagated& e) {
  if (e.exception) mention(e.exception);
  if (e.to.kind != Place::Kind::kNursery || !e.exception) return;
  NurseryRow& nursery = row(NurseryId{e.to.id});
  if (nursery.phase != NurseryPhase::kClosed) push(nursery, nursery.pending, e.exception);
}

}  // namespace grove
