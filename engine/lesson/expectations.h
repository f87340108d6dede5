// Expectations: whether what a scenario expects holds in a run.
//
//   const ExpectationCheck check(record);
//   const std::string otherwise = check.unmet(expectation);    // empty: it holds
#pragma once

#include <string>

#include "engine/lesson/event_finder.h"
#include "engine/scenario/expectation.h"

namespace grove {

class ExpectationCheck {
 public:
  // REQUIRES: the record is finished, and outlives this.
  explicit ExpectationCheck(const Record& record) : record_(record), finder_(record) {}

  // What is otherwise, as one sentence: "A ends cancelled at 0.300, not ok at 0.400".
  std::string unmet(const Expectation& expectation) const;

 private:
  std::string unmet_alive(const Expectation& e) const;
  std::string unmet_task(const Expectation& e) const;
  std::string unmet_printed(const Expectation& e) const;
  std::string unmet_outcome(const Expectation& e) const;
  std::string unmet_event(const Expectation& e) const;
  bool because(EventId event, const std::string& reason) const;
  std::string causes_of(EventId event) const;

  const Record& record_;
  EventFinder finder_;
};

}  // namespace grove
