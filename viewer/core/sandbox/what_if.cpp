#include "viewer/core/sandbox/what_if.h"

#include <fmt/format.h>

#include "engine/picture/words.h"

namespace grove {
namespace {

// How far behind the act is looked.
constexpr std::size_t kMostEvents = 100'000;
constexpr SimTime kMostTime{60'000'000'000};

bool far_enough(const Record& record, std::size_t position) {
  if (record.size() == 0) return false;
  const SimTime begin = record.at(std::min(position, record.size() - 1)).t;
  return record.size() >= position + kMostEvents ||
         record.at(record.size() - 1).t - begin >= kMostTime;
}

std::string tasks(std::size_t count) {
  return fmt::format("{} task{}", count, count == 1 ? "" : "s");
}

// Joined by commas.
void add(std::string* words, const std::string& more) {
  *words += (words->empty() ? "" : ", ") + more;
}

}  // namespace

WhatIf::WhatIf(const Recording& recording, const Inputs& inputs, std::size_t position)
    : inputs_(inputs), run_(recording.branch_of(inputs, position)), position_(position) {}

void WhatIf::compute(const Recording& recording, int64_t operations, Onlooker* onlooker) {
  if (finished_) return;
  if (run_.stopped()) run_ = recording.branch_of(inputs_, position_);
  const bool over = run_.finished() || far_enough(run_.record(), position_);
  if (!over) {
    run_.watch(onlooker);
    run_.advance(operations);
    run_.watch(nullptr);
  }
  finished_ = over && (recording.complete() || far_enough(recording.record(), position_));
  if (finished_) compare(recording);
}

std::vector<WhatIf::End> WhatIf::ends_of(const Record& record, std::size_t position,
                                         std::size_t tasks) {
  std::vector<End> ends(tasks);
  for (std::size_t i = position; i < record.size(); ++i) {
    const auto* exited = record.at(i).get_if<TaskExited>();
    if (exited == nullptr || exited->task.index() >= tasks) continue;
    ends[exited->task.index()] = {exited->outcome, record.at(i).t, true};
  }
  return ends;
}

void WhatIf::compare(const Recording& recording) {
  const Record& old = recording.record();
  std::size_t tasks = 0;
  for (std::size_t i = 0; i < position_; ++i) {
    if (old.at(i).kind() == EventKind::kTaskSpawned) ++tasks;
  }
  const std::vector<End> before = ends_of(old, position_, tasks);
  after_ = ends_of(run_.record(), position_, tasks);
  const std::vector<End>& after = after_;
  for (std::size_t i = 0; i < tasks; ++i) {
    const TaskId task{static_cast<int32_t>(i)};
    const bool went_on = !before[i].exited || before[i].outcome == Outcome::kOk;
    const bool goes_on = !after[i].exited || after[i].outcome == Outcome::kOk;
    // One that is broken off anyhow may be so earlier, later, or in another way.
    const bool earlier = after[i].exited && (!before[i].exited || after[i].time < before[i].time);
    const bool later = before[i].exited && (!after[i].exited || after[i].time > before[i].time);
    const bool otherwise = !later && before[i].outcome != after[i].outcome;
    if (!goes_on && (went_on || earlier || otherwise)) {
      (after[i].outcome == Outcome::kError ? failing_ : stopped_).push_back(task);
    } else if (!went_on && goes_on) {
      saved_.push_back(task);
    } else if (!went_on && later) {
      living_.push_back(task);
    }
  }
}

std::string WhatIf::effect() const {
  if (!finished_) return "…";
  std::string words;
  if (!stopped_.empty()) add(&words, "stops " + tasks(stopped_.size()));
  if (!failing_.empty()) add(&words, tasks(failing_.size()) + " would fail");
  if (!saved_.empty()) add(&words, "saves " + tasks(saved_.size()));
  if (words.empty()) return living_.empty() ? "stops no task" : "saves no task";
  return words;
}

std::string WhatIf::respite() const {
  if (!finished_ || living_.empty()) return "";
  SimTime last{0};
  std::size_t failed = 0;
  bool together = true;
  for (const TaskId task : living_) {
    const End& end = after_[task.index()];
    together = together && end.time == after_[living_.front().index()].time;
    last = std::max(last, end.time);
    if (end.outcome == Outcome::kError) ++failed;
  }
  const std::size_t cancelled = living_.size() - failed;
  const bool one = living_.size() == 1;
  std::string then;
  if (failed > 0) {
    then = one || cancelled == 0 ? (one ? "fails" : "fail")
                                 : fmt::format("{} fail{}", failed, failed == 1 ? "s" : "");
  }
  if (cancelled > 0) {
    const char* verb = cancelled == 1 ? "is" : "are";
    add(&then, failed == 0 ? fmt::format("{} cancelled", verb)
                           : fmt::format("{} {} cancelled", cancelled, verb));
  }
  return fmt::format("{} live{} until {}{}, then {}", living_.size(), one ? "s" : "",
                     short_time(last), together ? "" : " at most", then);
}

std::string WhatIf::ending() const {
  if (!finished_) return "";
  const Record& record = run_.record();
  const Event& last = record.at(record.size() - 1);
  const auto* end = last.get_if<RunFinished>();
  const std::string time = short_time(last.t);
  if (end == nullptr) return "the run then goes on past " + time;
  return fmt::format("the run then {} at {}", ending_words(end->outcome), time);
}

}  // namespace grove
