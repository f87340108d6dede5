#include "viewer/core/narration.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/orphans.h"
#include "engine/picture/words.h"

namespace grove {
namespace {

// Of those who are stuck.
constexpr std::size_t kMostNamed = 4;

WordSpan words(std::string text) { return {std::move(text), WordSpan::Style::kPlain, -1}; }

WordSpan task(const Model& model, TaskId id) {
  return {std::string(label_of(model, id)), WordSpan::Style::kTask, id.value};
}

// With a full stop, unless what is quoted last has an end of its own.
void close(Words* sentence) {
  const std::string_view text = sentence->empty() ? "" : std::string_view(sentence->back().text);
  if (text.empty() || std::string_view(".!?").find(text.back()) == std::string_view::npos) {
    sentence->push_back(words("."));
  }
}

// What ends the quiet: the first task that wakes, or the first scope whose limit runs out, after
// what is shown. Unset where nothing of the kind is recorded.
EventId end_of_quiet(const Session& session) {
  const Record& record = session.record();
  for (std::size_t i = session.model().position(); i < record.size(); ++i) {
    const EventKind kind = record.at(i).kind();
    const bool limit = kind == EventKind::kScopeCancelled &&
                       record.at(i).get<ScopeCancelled>().reason == CancelReason::kDeadline;
    if (kind == EventKind::kTaskScheduled || kind == EventKind::kInputApplied || limit) {
      return EventId{static_cast<int32_t>(i)};
    }
  }
  return {};
}

// "Everybody sleeps." where that is all they do, apart from waiting for those who sleep.
std::string what_everybody_does(const Model& model) {
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (!task.alive) continue;
    const WaitKind on = task.block.on;
    if (!task.blocked || (on != WaitKind::kSleep && on != WaitKind::kNursery)) {
      return "Everybody waits.";
    }
  }
  return "Everybody sleeps.";
}

std::string in_words(int32_t number) {
  constexpr const char* kWords[] = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                    "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return number < static_cast<int32_t>(std::size(kWords)) ? kWords[number] : std::to_string(number);
}

Caption limit_to_come(const Model& model, const Event& event) {
  const ScopeFacts& scope = model.scope(event.get<ScopeCancelled>().scope);
  Caption caption;
  caption.of_limit = true;
  caption.sentence = {words(fmt::format("Next: at {} ", short_time(event.t))),
                      task(model, scope.task),
                      words(fmt::format("'s {} runs out", scope_title(model, scope.id)))};
  const int32_t alive = model.alive_count();
  const int32_t waiting = model.status_counts()[static_cast<std::size_t>(TaskStatus::kWaiting)];
  // Round all of them only if it is main's.
  const bool all = alive == waiting && alive > 1 && !model.task(scope.task).parent;
  caption.sentence.push_back(
      words(all ? fmt::format("; all {} are still waiting.", in_words(alive)) : "."));
  return caption;
}

// Time goes by within a step: whoever has the processor keeps it.
Caption busy_words(const Session& session, TaskId busy) {
  const SimTime until = session.record().at(session.model().position()).t;
  return {.sentence = {task(session.model(), busy),
                       words(fmt::format(" is busy until {}: nobody else can run.",
                                         short_time(until)))},
          .aside = fmt::format("{} s from now", short_time(until - session.now()))};
}

// "100 000"
std::string grouped(int64_t number) {
  std::string digits = std::to_string(number);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), " ");
  }
  return digits;
}

// Those that wait for something that does not come, rather than for others.
std::vector<TaskId> stuck_tasks(const Model& model) {
  std::vector<TaskId> stuck;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& facts = model.task(TaskId{static_cast<int32_t>(i)});
    if (!facts.alive || !facts.blocked) continue;
    if (facts.block.on != WaitKind::kNursery && facts.block.on != WaitKind::kTask) {
      stuck.push_back(facts.id);
    }
  }
  return stuck;
}

// Whether one waits for what the other holds.
bool waits_for_holder(const Session& session, TaskId waiter, TaskId holder) {
  const TaskFacts& task = session.model().task(waiter);
  const ThingLog& log = session.recording().names().things();
  const ThingHistory* thing = task.blocked ? log.of(task.block.object) : nullptr;
  if (thing == nullptr || thing->changes.empty()) return false;
  const std::vector<TaskId>& holders = thing->changes.back().holders;
  return std::find(holders.begin(), holders.end(), holder) != holders.end();
}

Words deadlock_words(const Session& session) {
  const Model& model = session.model();
  const std::vector<TaskId> stuck = stuck_tasks(model);
  if (stuck.empty() || stuck.size() > kMostNamed) {
    return {words("Deadlock: nobody can go on.")};
  }
  const bool each_other = stuck.size() == 2 && waits_for_holder(session, stuck[0], stuck[1]) &&
                          waits_for_holder(session, stuck[1], stuck[0]);
  Words sentence = {words(each_other ? "Deadlock: " : "Deadlock: nothing can ever wake ")};
  for (std::size_t i = 0; i < stuck.size(); ++i) {
    if (i > 0) sentence.push_back(words(i + 1 == stuck.size() ? " and " : ", "));
    sentence.push_back(task(model, stuck[i]));
  }
  sentence.push_back(words(each_other ? " wait for each other, for ever." : "."));
  return sentence;
}

// The rule by which one cancellation stops others, where the sentence does not say it.
std::string rule_of(const Session& session, const ScopeCancelled& e) {
  if (!e.scope) return "";
  const ScopeFacts& scope = session.model().scope(e.scope);
  const bool nursery = static_cast<bool>(scope.nursery);
  switch (e.reason) {
    case CancelReason::kNursery:
      return e.task == scope.task ? ", so all its tasks are to stop"
                                  : ", so its siblings are to stop";
    case CancelReason::kDeadline:
      return nursery ? ", so all its tasks are to stop" : ", so all inside is to stop";
    case CancelReason::kExplicit:
    case CancelReason::kOutside:
      return nursery ? ": all its tasks are to stop" : "";
    default:
      return "";
  }
}

// Not all that has ended is done.
std::string end_of_all(const Model& model) {
  const auto count = [&model](TaskStatus status) {
    return model.status_counts()[static_cast<std::size_t>(status)];
  };
  const int32_t cancelled = count(TaskStatus::kCancelled);
  const int32_t failed = count(TaskStatus::kFailed), passed = count(TaskStatus::kPassesOn);
  if (cancelled + failed + passed == 0) return "The run ended: everything is done.";
  std::string words = fmt::format("The run ended: {} done", count(TaskStatus::kDone));
  if (cancelled > 0) words += fmt::format(", {} cancelled", cancelled);
  if (failed > 0) words += fmt::format(", {} failed", failed);
  if (passed > 0) words += fmt::format(", {} passed it on", passed);
  return words + ".";
}

// How the run ended; the sign that goes with it never says done when an error came out.
Words end_of_run(const Session& session, EventId event) {
  const Record& record = session.record();
  switch (record[event].get<RunFinished>().outcome) {
    case Outcome::kOk:
      if (const std::string lost = lost_words(session.model()); !lost.empty()) {
        return {words("The run ended, with " + lost + ".")};
      }
      return {words(end_of_all(session.model()))};
    case Outcome::kDeadlock:
      return deadlock_words(session);
    case Outcome::kInterrupted:
      return {words("The run ended: interrupted by control-C.")};
    case Outcome::kLimit: {
      std::string limit;
      for (std::size_t i = event.index(); i-- > 0 && limit.empty();) {
        const auto* reached = record.at(i).get_if<LimitReached>();
        if (reached != nullptr) {
          const bool of_time = record.text(reached->limit) == "until";
          limit = of_time ? fmt::format(" at {}, as far as it was to run",
                                        short_time(SimTime{reached->value}))
                          : fmt::format(" at {} {}", grouped(reached->value),
                                        record.text(reached->limit));
          if (reached->task)
            limit += fmt::format(", with {}", label_of(session.model(), reached->task));
          if (reached->line > 0) limit += fmt::format(" at line {}", reached->line);
        }
      }
      return {words(fmt::format("Stopped by Grove{}; nothing is decided.", limit))};
    }
    default:
      break;
  }
  Words sentence = sentence_of(session, event);
  // It begins "the run ends with".
  constexpr std::string_view kEnds = "the run ends";
  if (sentence.empty() || sentence[0].text.substr(0, kEnds.size()) != kEnds) return sentence;
  sentence[0].text = "The run ended" + sentence[0].text.substr(kEnds.size());
  close(&sentence);
  return sentence;
}

Caption caption_of_end(const Session& session, EventId event) {
  const bool well = session.record()[event].get<RunFinished>().outcome == Outcome::kOk;
  Caption caption{.sentence = end_of_run(session, event), .event = event};
  caption.lost = well && !lost_exceptions(session.model()).empty();
  return caption;
}

Caption what_comes_next(const Session& session) {
  const Model& model = session.model();
  const TaskId busy = model.running_task();
  if (busy && model.position() < session.record().size()) return busy_words(session, busy);
  const EventId next = end_of_quiet(session);
  if (!next) {
    const EventId last = model.last_event();
    const bool over = last && session.record()[last].kind() == EventKind::kRunFinished;
    return over ? caption_of_end(session, last) : Caption{.sentence = {words("Everybody waits.")}};
  }
  const Event& event = session.record()[next];
  Caption caption;
  if (event.kind() == EventKind::kScopeCancelled) {
    caption = limit_to_come(model, event);
  } else if (event.kind() == EventKind::kInputApplied) {
    caption.sentence = sentence_of(session, next);
    caption.sentence.insert(caption.sentence.begin(),
                            words(fmt::format("Next, at {}, ", short_time(event.t))));
    close(&caption.sentence);
  } else {
    caption.sentence = {words(what_everybody_does(model) + " Next: "), task(model, task_of(event)),
                        words(fmt::format(" wakes at {}.", short_time(event.t)))};
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

namespace {

// Whether one looks at what happens now.
std::string live_words(const Session& session) {
  if (session.empty() || !session.recording().live()) return "";
  const Record& record = session.record();
  const int64_t gone = session.recording().stream()->forgotten();
  const std::string forgotten =
      gone > 0 ? fmt::format(" · {} events forgotten", grouped(gone)) : "";
  if (session.player().at_live_edge()) return "live" + forgotten;
  const std::size_t behind = record.size() - session.model().position();
  if (behind == 0) return "held · End: live" + forgotten;
  return fmt::format("{} s, {} events behind live · End{}",
                     short_time(record.at(record.size() - 1).t - session.now()),
                     grouped(static_cast<int64_t>(behind)), forgotten);
}

Caption caption_of_moment(const Session& session) {
  const EventId event = session.shown_event();
  if (!event) return {{words("Nothing has happened yet.")}, "", {}};
  if (session.now() > session.model().now()) return what_comes_next(session);
  const auto& index = session.recording().index();
  const auto range = index.instant_of(session.record(), event);
  const std::size_t place = index.rank_of(event.index() + 1) - range.first;
  const SimTime when = session.record()[event].t;
  std::string aside;
  if (when < session.now()) {
    // Time has gone on, and nothing that a person steps by has happened since.
    aside = fmt::format("at {}", short_time(when));
  } else if (range.size() > 1) {
    aside = fmt::format("{} of {} at this instant", place, range.size());
  }
  if (session.record()[event].kind() == EventKind::kRunFinished) {
    Caption caption = caption_of_end(session, event);
    caption.aside = std::move(aside);
    return caption;
  }
  Words sentence = sentence_of(session, event);
  if (const auto* cancelled = session.record()[event].get_if<ScopeCancelled>()) {
    sentence.push_back(words(rule_of(session, *cancelled)));
  }
  close(&sentence);
  return {std::move(sentence), std::move(aside), event};
}

}  // namespace

namespace {

// What letting go of the card in the hand would do.
Caption caption_of_hand(const Session& session) {
  const Hand& hand = session.hand();
  const Hand::Held& held = *hand.held();
  const TaskId card = hand.cards()[held.card], other = hand.cards()[held.place];
  const auto task = [&](TaskId id) {
    return WordSpan{std::string(label_of(session.model(), id)), WordSpan::Style::kTask, id.value};
  };
  Caption caption;
  caption.of_order = true;
  caption.aside = "Esc puts it back";
  if (held.card == held.place) {
    caption.sentence = {task(card), words(" runs where it did.")};
    return caption;
  }
  caption.sentence = {task(card), words(held.place < held.card ? " before " : " after "),
                      task(other), words(": letting go makes a branch.")};
  return caption;
}

}  // namespace

Caption caption_of(const Session& session) {
  Caption caption = !session.empty() && session.hand().held() ? caption_of_hand(session)
                                                              : caption_of_moment(session);
  caption.live = live_words(session);
  return caption;
}

}  // namespace grove
