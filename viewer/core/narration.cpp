#include "viewer/core/narration.h"

#include <fmt/format.h>

#include "viewer/core/words.h"

namespace grove {
namespace {

WordSpan words(std::string text) { return {std::move(text), WordSpan::Style::kPlain, -1}; }

WordSpan task(const Model& model, TaskId id) {
  return {std::string(label_of(model, id)), WordSpan::Style::kTask, id.value};
}

// What ends the quiet: the first task that wakes, or the first scope that is cancelled, after what
// is shown. Unset where nothing of the kind is recorded.
EventId end_of_quiet(const Session& session) {
  const Record& record = session.record();
  for (std::size_t i = session.model().position(); i < record.size(); ++i) {
    const EventKind kind = record.at(i).kind();
    if (kind == EventKind::kTaskScheduled || kind == EventKind::kScopeCancelled) {
      return EventId{static_cast<int32_t>(i)};
    }
  }
  return {};
}

Caption what_comes_next(const Session& session) {
  const Model& model = session.model();
  const EventId next = end_of_quiet(session);
  Caption caption;
  if (!next) {
    caption.sentence = {words("Everybody waits.")};
    return caption;
  }
  const Event& event = session.record()[next];
  const std::string when = short_time(event.t);
  if (const auto* cancelled = event.get_if<ScopeCancelled>()) {
    const TaskId owner = model.scope(cancelled->scope).task;
    caption.sentence = {words(fmt::format("Next: at {} the limit of ", when)), task(model, owner),
                        words(" runs out.")};
  } else {
    caption.sentence = {words("Everybody waits. Next: "), task(model, task_of(event)),
                        words(fmt::format(" wakes at {}.", when))};
  }
  caption.aside = fmt::format("{} s from now", short_time(event.t - session.now()));
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
