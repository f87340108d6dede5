#include "viewer/core/narration.h"

#include <fmt/format.h>

#include "viewer/core/words.h"

namespace grove {
namespace {

WordSpan words(std::string text) { return {std::move(text), WordSpan::Style::kPlain, -1}; }

WordSpan task(const Model& model, TaskId id) {
  return {std::string(label_of(model, id)), WordSpan::Style::kTask, id.value};
}

// The blocked task that wakes first, and when; unset if none wakes by itself.
TaskId next_to_wake(const Model& model, SimTime* when) {
  TaskId next;
  *when = kNever;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& facts = model.task(TaskId{static_cast<int32_t>(i)});
    if (!facts.alive || !facts.blocked || facts.block.until >= *when) continue;
    *when = facts.block.until;
    next = facts.id;
  }
  return next;
}

// The open scope whose deadline comes first.
ScopeId next_deadline(const Model& model, SimTime* when) {
  ScopeId next;
  *when = kNever;
  for (std::size_t i = 0; i < model.scope_count(); ++i) {
    const ScopeFacts& facts = model.scope(ScopeId{static_cast<int32_t>(i)});
    if (!facts.open || facts.cancelled || facts.deadline >= *when) continue;
    *when = facts.deadline;
    next = facts.id;
  }
  return next;
}

Caption what_comes_next(const Session& session) {
  const Model& model = session.model();
  Caption caption;
  SimTime wakes, runs_out;
  const TaskId sleeper = next_to_wake(model, &wakes);
  const ScopeId scope = next_deadline(model, &runs_out);
  if (scope && runs_out <= wakes) {
    const ScopeFacts& facts = model.scope(scope);
    caption.sentence = {words(fmt::format("Next: at {} the limit of ", short_time(runs_out))),
                        task(model, facts.task), words(" runs out.")};
    wakes = runs_out;
  } else if (sleeper) {
    caption.sentence = {words("Everybody waits. Next: "), task(model, sleeper),
                        words(fmt::format(" wakes at {}.", short_time(wakes)))};
  } else {
    caption.sentence = {words("Everybody waits, and nobody will wake by itself.")};
    return caption;
  }
  caption.aside = fmt::format("{} s from now", short_time(wakes - session.now()));
  return caption;
}

}  // namespace

Words sentence_of(const Session& session, EventId event) {
  return describe(session.recording().names(), event);
}

EventId event_to_explain(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  switch (model.status(id)) {
    case TaskStatus::kAsked:
      return task.requested;
    case TaskStatus::kCancelling:
      return task.delivered;
    case TaskStatus::kFailed:
    case TaskStatus::kPassesOn:
      return task.alive ? task.raised : task.exited;
    case TaskStatus::kCancelled:
    case TaskStatus::kDone:
      return task.exited;
    default:
      return {};
  }
}

Caption caption_of(const Session& session) {
  const EventId event = session.shown_event();
  if (!event) return {{words("Nothing has happened yet.")}, "", {}};
  if (session.now() > session.model().now()) return what_comes_next(session);
  const auto& index = session.recording().index();
  const auto range = index.instant_of(session.record(), event);
  const std::size_t place = index.rank_of(event.index() + 1) - range.first;
  std::string aside =
      range.size() > 1 ? fmt::format("{} of {} at this instant", place, range.size()) : "";
  Words sentence = sentence_of(session, event);
  sentence.push_back(words("."));
  return {std::move(sentence), std::move(aside), event};
}

}  // namespace grove
