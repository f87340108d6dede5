#include "engine/lesson/expectations.h"

#include <algorithm>

#include "engine/model/cursor.h"
#include "engine/model/model.h"
#include "engine/picture/explain.h"

namespace grove {

namespace {

using Kind = Expectation::Kind;

struct Printing {
  std::string text;
  bool taken = false;
};

std::string tasks_in_words(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " task is" : " tasks are");
}

// What is printed, at that time only if one is given.
std::vector<Printing> printings(const Record& record, const std::optional<SimTime>& at) {
  std::vector<Printing> all;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* printed = record.at(i).get_if<Printed>();
    if (printed == nullptr || (at && record.at(i).t != *at)) continue;
    all.push_back({std::string(record.text(printed->text)), false});
  }
  return all;
}

// Takes the first of these lines that reads so, from `from` on; its place, or that of the end.
std::size_t take_line(std::vector<Printing>* lines, std::size_t from, const std::string& text) {
  for (std::size_t i = from; i < lines->size(); ++i) {
    Printing& line = (*lines)[i];
    if (line.taken || line.text != text) continue;
    line.taken = true;
    return i;
  }
  return lines->size();
}

// The exception as a person names it, "ExceptionGroup" of a group.
std::string type_of(const Record& record, const FinalException& exception) {
  if (!exception.info) return "";
  const std::vector<ExceptionInfo>& infos = record.members(exception.info);
  return infos.empty() ? "" : infos[0].type;
}

// "error with Bang at 0.270".
std::string ending(Outcome outcome, const std::string& exception, SimTime t) {
  const std::string with = exception.empty() ? "" : " with " + exception;
  return std::string(word_of(outcome)) + with + " at " + format_time(t);
}

// "not ok at 0.400", of what was asked for.
std::string wanted(const Expectation& e) {
  std::string words = e.outcome ? " " + std::string(word_of(*e.outcome)) : "";
  if (!e.exception.empty()) words += " with " + e.exception;
  if (e.at) words += " at " + format_time(*e.at);
  return ", not" + words;
}

}  // namespace

std::string ExpectationCheck::unmet(const Expectation& expectation) const {
  switch (expectation.kind) {
    case Kind::kAlive:
      return unmet_alive(expectation);
    case Kind::kTask:
      return unmet_task(expectation);
    case Kind::kPrinted:
      return unmet_printed(expectation);
    case Kind::kOutcome:
      return unmet_outcome(expectation);
    case Kind::kAbsent:
    case Kind::kEvent:
      return unmet_event(expectation);
  }
  return "";
}

std::string ExpectationCheck::unmet_alive(const Expectation& e) const {
  Model model(record_);
  model.seek(position_at(record_, *e.at));
  const int64_t alive = model.alive_count();
  if (alive == e.alive) return "";
  std::string names;
  for (std::size_t i = 0; i < model.task_count() && names.size() < 100; ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (!task.alive) continue;
    names += names.empty() ? ": " : ", ";
    names += record_.text(task.label);
  }
  return tasks_in_words(static_cast<std::size_t>(alive)) + " alive at " + format_time(*e.at) +
         ", not " + std::to_string(e.alive) + names;
}

std::string ExpectationCheck::unmet_task(const Expectation& e) const {
  const TaskId task = finder_.names().find_task(e.task);
  if (!task) return "there is no task " + e.task;
  const EventId exited = finder_.index().task(task).exited;
  if (!exited) return e.task + " has not ended" + wanted(e);
  const auto& own = record_[exited].get<TaskExited>();
  const SimTime t = record_[exited].t;
  const RecordIndex& index = finder_.index();
  const std::string exception =
      own.exception ? std::string(record_.text(index.exception(own.exception).type)) : "";
  const bool as_wanted = (!e.outcome || *e.outcome == own.outcome) &&
                         (e.exception.empty() || e.exception == exception) && (!e.at || *e.at == t);
  if (!as_wanted) return e.task + " ends " + ending(own.outcome, exception, t) + wanted(e);
  if (e.because.empty() || because(exited, e.because)) return "";
  const std::string told = causes_of(exited);
  return e.task + " ends " + ending(own.outcome, exception, t) + ", but not because of " +
         e.because +
         (told.empty() ? "; there is no other cause than itself" : "; it is because of " + told);
}

// What an expectation may name as the reason, the nearest first: "deadline, main".
std::string ExpectationCheck::causes_of(EventId event) const {
  std::vector<std::string> names;
  const auto add = [&names](std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  };
  const auto add_task = [&](TaskId task) {
    const bool own = task == task_of(record_[event]);
    if (task && !own) add(std::string(record_.text(finder_.index().task(task).label)));
  };
  for (const EventId each : reasons(finder_.index(), event)) {
    if (each == event || record_[each].kind() == EventKind::kCancelRequested) continue;
    const auto* cancelled = record_[each].get_if<ScopeCancelled>();
    if (cancelled != nullptr) add(std::string(word_of(cancelled->reason)));
    add_task(cancelled != nullptr ? cancelled->task : task_of(record_[each]));
  }
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

bool ExpectationCheck::because(EventId event, const std::string& reason) const {
  const TaskId task = finder_.names().find_task(reason);
  const std::vector<EventId> chain = reasons(finder_.index(), event);
  return std::any_of(chain.begin(), chain.end(), [&](EventId each) {
    if (each == event) return false;
    if (const auto* cancelled = record_[each].get_if<ScopeCancelled>()) {
      return word_of(cancelled->reason) == reason || (task && cancelled->task == task);
    }
    return task && task_of(record_[each]) == task &&
           record_[each].kind() != EventKind::kCancelRequested;
  });
}

std::string ExpectationCheck::unmet_printed(const Expectation& e) const {
  std::vector<Printing> lines = printings(record_, e.at);
  const std::string when = e.at ? " at " + format_time(*e.at) : "";
  std::size_t from = 0;
  std::size_t count = 0;
  for (const std::vector<std::string>& group : e.lines) {
    std::size_t end = from;
    for (const std::string& text : group) {
      const std::size_t found = take_line(&lines, from, text);
      if (found == lines.size()) {
        const bool at_all = std::any_of(lines.begin(), lines.end(),
                                        [&](const Printing& line) { return line.text == text; });
        return json_string(text) + " is not printed" + when +
               (at_all ? " where it is expected, after what comes before it" : "");
      }
      end = std::max(end, found + 1);
    }
    from = end;
    count += group.size();
    if (e.only && from != count) break;
  }
  if (!e.only || count == lines.size()) return "";
  const auto other =
      std::find_if(lines.begin(), lines.end(), [](const Printing& line) { return !line.taken; });
  return json_string(other->text) + " is printed as well" + when;
}

std::string ExpectationCheck::unmet_outcome(const Expectation& e) const {
  const Event& last = record_.at(record_.size() - 1);
  const auto* finished = last.get_if<RunFinished>();
  if (finished == nullptr) return "the run has not ended";
  const std::string exception = type_of(record_, finished->exception);
  const bool as_wanted = (!e.outcome || *e.outcome == finished->outcome) &&
                         (e.exception.empty() || e.exception == exception) &&
                         (!e.at || *e.at == last.t);
  if (as_wanted) return "";
  return "the run ends " + ending(finished->outcome, exception, last.t) + wanted(e);
}

std::string ExpectationCheck::unmet_event(const Expectation& e) const {
  const std::vector<EventId> found = finder_.find(e.event);
  const std::string words = describe_pattern(e.event);
  if (e.kind == Kind::kAbsent) {
    if (found.empty()) return "";
    return "there is " + words + " at " + format_time(record_[found[0]].t) + ": " +
           plain_text(describe(finder_.index(), found[0]));
  }
  const bool enough = e.count ? found.size() == static_cast<std::size_t>(*e.count) : !found.empty();
  if (enough) return "";
  if (found.empty()) return "there is no " + words;
  return "there are " + std::to_string(found.size()) + " of " + words + ", not " +
         std::to_string(*e.count);
}

}  // namespace grove
