// The fold, for exceptions: where one began, what is in flight in a task.
#include <algorithm>

#include "engine/model/state.h"

namespace grove {

ExceptionRow& ModelState::mention(ExceptionId id) {
  // An exit or a nursery may name an exception before the record tells of its raise, if it ever
  // does.
  while (id.index() >= exceptions.size()) add_row(exceptions);
  return row(id);
}

template <class Described>
void ModelState::describe(ExceptionRow& exception, const Described& e) {
  set<&ExceptionFacts::type>(exception, e.type);
  set<&ExceptionFacts::message>(exception, e.message);
  set<&ExceptionFacts::task>(exception, e.task);
  set<&ExceptionFacts::line>(exception, e.line);
  set<&ExceptionFacts::raised>(exception, event_id());
  set<&ExceptionFacts::members>(exception, e.members);
  set<&ExceptionFacts::cancellation>(exception, e.cancellation);
}

// Works out what an exception is: a cancellation, and whether it began in its task. Groups are
// judged by their members, each of which was judged when it was raised.
void ModelState::judge(ExceptionRow& exception) {
  const std::vector<ExceptionInfo>& members = record->members(exception.members);
  if (members.empty()) {
    // What came out of a nursery and was never raised is taken for the children's.
    set<&ExceptionRow::began>(exception, static_cast<bool>(exception.raised));
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
  set<&ExceptionFacts::cancellation>(exception, all);
  set<&ExceptionRow::began>(exception, any_began || !any_known);
}

void ModelState::set_in_flight(TaskRow& task, ExceptionId exception, EventId raised) {
  set<&TaskFacts::exception>(task, exception);
  set<&TaskFacts::raised>(task, raised);
}

void ModelState::apply(const ExceptionRaised& e) {
  if (!e.exception) return;
  if (e.context) mention(e.context);
  ExceptionRow& exception = mention(e.exception);
  // Raised again, it stays what and whence it was.
  if (!exception.raised) describe(exception, e);
  set<&ExceptionFacts::context>(exception, e.context ? e.context : exception.context);
  set<&ExceptionFacts::suppressed>(exception, e.suppressed);
  set<&ExceptionFacts::caught>(exception, false);
  judge(exception);
  if (!e.task) return;
  TaskRow& task = row(e.task);
  set_in_flight(task, e.exception, event_id());
  refresh(task);
}

void ModelState::apply(const ExceptionCaught& e) {
  bool cancellation = false;
  if (e.context) mention(e.context);
  if (e.exception) {
    ExceptionRow& exception = mention(e.exception);
    if (!exception.type) {
      set<&ExceptionFacts::cancellation>(exception, e.cancellation);
      set<&ExceptionFacts::type>(exception, e.type);
      set<&ExceptionFacts::message>(exception, e.message);
      set<&ExceptionFacts::members>(exception, e.members);
      judge(exception);
    }
    set<&ExceptionFacts::caught>(exception, true);
    cancellation = exception.cancellation;
  }
  if (!e.task) return;
  TaskRow& task = row(e.task);
  if (!task.alive) return;
  set_in_flight(task, ExceptionId{}, EventId{});
  // Trio raises Cancelled at every block as long as a scope asks, asyncio once.
  if (cancellation && record->header.dialect == RecordDialect::kAsyncio) {
    set<&TaskFacts::requested>(task, EventId{});
    set<&TaskFacts::delivered>(task, EventId{});
  }
  refresh(task);
}

void ModelState::apply(const ExceptionStored& e) {
  if (e.exception) mention(e.exception);
}

void ModelState::apply(const ExceptionDropped& e) {
  if (e.exception) set<&ExceptionFacts::lost>(mention(e.exception), event_id());
}

void ModelState::apply(const ExceptionNeverRetrieved& e) {
  if (e.exception) set<&ExceptionFacts::lost>(mention(e.exception), event_id());
}

void ModelState::apply(const ExceptionPropagated& e) {
  if (e.exception) mention(e.exception);
  if (e.to.kind != Place::Kind::kNursery || !e.exception) return;
  NurseryRow& nursery = row(NurseryId{e.to.id});
  if (nursery.phase != NurseryPhase::kClosed) push<&NurseryFacts::pending>(nursery, e.exception);
}

}  // namespace grove
