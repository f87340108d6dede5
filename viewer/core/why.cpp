#include "viewer/core/why.h"

#include <fmt/format.h>

#include "engine/picture/words.h"

namespace grove {
namespace {

// Whether the sentence ends in a reason, after a colon, that its next link tells in full.
bool repeats_its_reason(const Event& event) {
  if (event.kind() == EventKind::kCancelRequested) return true;
  const auto* cancelled = event.get_if<ScopeCancelled>();
  return cancelled != nullptr && cancelled->reason == CancelReason::kNursery;
}

void cut_at_colon(Words* words) {
  for (std::size_t i = 0; i < words->size(); ++i) {
    WordSpan& span = (*words)[i];
    const std::size_t colon = span.text.find(": ");
    if (span.style != WordSpan::Style::kPlain || colon == std::string::npos) continue;
    span.text.resize(colon);
    words->resize(i + 1);
    return;
  }
}

// A request that the task does not know of yet is the point of the whole story.
void add_moment_of_request(const Session& session, EventId event, Words* words) {
  const Event& e = session.record()[event];
  const auto* request = e.get_if<CancelRequested>();
  if (request == nullptr || request->task.index() >= session.model().task_count()) return;
  if (session.model().status(request->task) != TaskStatus::kAsked) return;
  words->push_back(
      {fmt::format(" at {}, not yet told", short_time(e.t)), WordSpan::Style::kPlain, -1});
}

}  // namespace

std::vector<WhyLink> why(const Session& session, EventId event) {
  std::vector<WhyLink> chain;
  if (!event) return chain;
  const RecordIndex& names = session.recording().names();
  const std::vector<EventId> events = reasons(names, event);
  for (std::size_t i = 0; i < events.size(); ++i) {
    WhyLink link{events[i], describe(names, events[i])};
    const bool told_next = i + 1 < events.size();
    if (told_next && repeats_its_reason(session.record()[link.event])) cut_at_colon(&link.words);
    if (i == 0) add_moment_of_request(session, link.event, &link.words);
    chain.push_back(std::move(link));
  }
  return chain;
}

}  // namespace grove
