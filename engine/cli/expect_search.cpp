#include "engine/cli/expect_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/cli/rehearsal.h"
#include "engine/lesson/expectations.h"
#include "engine/record/interventions.h"

namespace grove {

namespace {

// Bounds what is spent on making a case smaller; programs of a lesson need a fraction of it.
constexpr std::size_t kMostDeviations = 200;
constexpr std::size_t kMostShrinkingRuns = 2'000;
constexpr std::size_t kCasesToShrink = 5;  // of each expectation

// The first `count` different ones; the scenario's own comes first.
std::vector<int64_t> seeds_of(int64_t own, int64_t count) {
  std::vector<int64_t> seeds{own};
  for (int64_t seed = 0; static_cast<int64_t>(seeds.size()) < count; ++seed) {
    if (seed != own) seeds.push_back(seed);
  }
  return seeds;
}

std::vector<SchedulePolicy> schedules_of(const SchedulePolicy& own, int64_t count) {
  using Kind = SchedulePolicy::Kind;
  std::vector<SchedulePolicy> schedules{own};
  const auto add = [&](Kind kind, uint64_t seed) {
    SchedulePolicy policy;
    policy.kind = kind;
    policy.seed = seed;
    if (policy != own && static_cast<int64_t>(schedules.size()) < count) {
      schedules.push_back(policy);
    }
  };
  add(Kind::kSpawnOrder, 0);
  add(Kind::kReversed, 0);
  for (uint64_t seed = 0; static_cast<int64_t>(schedules.size()) < count; ++seed) {
    add(Kind::kShuffled, seed);
  }
  return schedules;
}

std::vector<std::string> steps_of(const Record& record) {
  std::vector<std::string> steps;
  std::vector<Text> labels;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const Event& event = record.at(i);
    if (const auto* spawned = event.get_if<TaskSpawned>()) {
      labels.resize(std::max(labels.size(), spawned->task.index() + 1));
      labels[spawned->task.index()] = spawned->label;
    } else if (const auto* step = event.get_if<BeforeTaskStep>()) {
      steps.emplace_back(record.text(labels[step->task.index()]));
    }
  }
  return steps;
}

bool is_choice(const Intervention& each) { return each.kind == Intervention::Kind::kChoose; }

class Search {
 public:
  Search(const Scenario& scenario, const Interruption& interruption,
         const std::function<void(std::size_t, std::size_t)>& told)
      : scenario_(scenario), interruption_(interruption), told_(told) {}

  ExpectOutcome search(const Widths& widths) {
    std::vector<std::string> presets{""};
    for (const Expectation& each : scenario_.expect) {
      const bool known = std::find(presets.begin(), presets.end(), each.preset) != presets.end();
      if (!known) presets.push_back(each.preset);
    }
    total_ = presets.size() * static_cast<std::size_t>(widths.seeds * widths.schedules);
    for (const std::string& preset : presets) try_preset(preset, widths);
    for (auto& [index, cases] : cases_) shrink_all(index, cases);
    out_.stopped = interruption_.wished();
    return std::move(out_);
  }

 private:
  struct Cases {
    std::size_t count = 0;
    std::vector<Trial> some;
  };

  std::unique_ptr<Run> run(const Inputs& inputs) {
    return rehearse(scenario_, inputs, interruption_, &out_.problems);
  }

  void try_preset(const std::string& preset, const Widths& widths) {
    Inputs inputs = scenario_.inputs;
    if (!preset.empty()) apply_preset(scenario_, preset, &inputs);
    for (const int64_t seed : seeds_of(inputs.seed, widths.seeds)) {
      for (const SchedulePolicy& schedule : schedules_of(inputs.schedule, widths.schedules)) {
        if (interruption_.wished() || !out_.problems.empty()) return;
        Trial trial{preset, inputs};
        trial.inputs.seed = seed;
        trial.inputs.schedule = schedule;
        try_run(trial);
      }
    }
  }

  void try_run(const Trial& trial) {
    const std::unique_ptr<Run> done = run(trial.inputs);
    if (!done) return;
    const ExpectationCheck check(done->record());
    for (std::size_t i = 0; i < scenario_.expect.size(); ++i) {
      const Expectation& expectation = scenario_.expect[i];
      if (expectation.preset != trial.preset || check.unmet(expectation).empty()) continue;
      Cases& cases = cases_of(i);
      ++cases.count;
      if (cases.some.size() < kCasesToShrink) cases.some.push_back(trial);
    }
    told_(++out_.runs, total_);
  }

  Cases& cases_of(std::size_t index) {
    for (auto& [at, cases] : cases_) {
      if (at == index) return cases;
    }
    return cases_.emplace_back(index, Cases{}).second;
  }

  // What is otherwise in that run; empty if the expectation holds.
  std::string otherwise(const Expectation& expectation, const Inputs& inputs) {
    ++shrinking_runs_;
    const std::unique_ptr<Run> done = run(inputs);
    return done ? ExpectationCheck(done->record()).unmet(expectation) : "";
  }

  void shrink_all(std::size_t index, const Cases& cases) {
    const Expectation& expectation = scenario_.expect[index];
    Unmet unmet;
    unmet.expectation = index;
    unmet.runs = cases.count;
    for (const Trial& each : cases.some) {
      Trial small = smaller(each, expectation);
      const bool better = unmet.otherwise.empty() || deviations(small) < deviations(unmet.smallest);
      if (!better) continue;
      unmet.smallest = std::move(small);
      unmet.otherwise = otherwise(expectation, unmet.smallest.inputs);
    }
    out_.unmet.push_back(std::move(unmet));
  }

  // The same failure in spawn order but for as few steps as can be; the trial itself where its
  // order cannot be said that way.
  Trial smaller(const Trial& trial, const Expectation& expectation) {
    Trial small = trial;
    if (!out_of_turn(trial, &small.inputs)) return trial;
    for (bool again = true; again && !interruption_.wished();) {
      again = false;
      for (std::size_t i = small.inputs.interventions.size(); i-- > 0;) {
        if (!is_choice(small.inputs.interventions[i])) continue;
        Inputs without = small.inputs;
        without.interventions.erase(without.interventions.begin() + static_cast<std::ptrdiff_t>(i));
        if (shrinking_runs_ > kMostShrinkingRuns) return small;
        if (otherwise(expectation, without).empty()) continue;
        small.inputs = std::move(without);
        again = true;
      }
    }
    return otherwise(expectation, small.inputs).empty() ? trial : small;
  }

  // The order of a run as spawn order and the steps that are taken out of turn.
  bool out_of_turn(const Trial& trial, Inputs* inputs) {
    const std::unique_ptr<Run> failing = run(trial.inputs);
    if (!failing) return false;
    const std::vector<std::string> wanted = steps_of(failing->record());
    inputs->schedule = SchedulePolicy{};
    for (std::size_t count = 0; count < kMostDeviations; ++count) {
      const std::unique_ptr<Run> done = run(*inputs);
      if (!done) return false;
      const std::vector<std::string> steps = steps_of(done->record());
      std::size_t same = 0;
      while (same < std::min(steps.size(), wanted.size()) && steps[same] == wanted[same]) ++same;
      if (same == wanted.size()) return true;
      Intervention choice;
      choice.kind = Intervention::Kind::kChoose;
      choice.step = static_cast<int32_t>(same);
      choice.target = wanted[same];
      // Chosen already, and still another steps: it could not be chosen.
      const std::vector<Intervention>& all = inputs->interventions;
      if (std::find(all.begin(), all.end(), choice) != all.end()) return false;
      inputs->interventions.push_back(std::move(choice));
    }
    return false;
  }

  const Scenario& scenario_;
  const Interruption& interruption_;
  const std::function<void(std::size_t, std::size_t)>& told_;
  std::size_t total_ = 0;
  std::size_t shrinking_runs_ = 0;
  std::vector<std::pair<std::size_t, Cases>> cases_;
  ExpectOutcome out_;
};

// For a shell.
std::string in_single_quotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

ExpectOutcome try_expectations(const Scenario& scenario, const Widths& widths,
                               const Interruption& interruption,
                               const std::function<void(std::size_t, std::size_t)>& told) {
  return Search(scenario, interruption, told).search(widths);
}

std::size_t deviations(const Trial& trial) {
  const std::vector<Intervention>& all = trial.inputs.interventions;
  const auto chosen = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_choice));
  // One whose order is not spawn order, and could not be said by steps, counts as large.
  return trial.inputs.schedule == SchedulePolicy{} ? chosen : kMostDeviations;
}

std::string arguments_of(const Scenario& scenario, const Trial& trial) {
  std::string out;
  Inputs told = scenario.inputs;
  if (!trial.preset.empty()) {
    apply_preset(scenario, trial.preset, &told);
    out += " --preset " + in_single_quotes(trial.preset);
  }
  if (trial.inputs.seed != told.seed) out += fmt::format(" --seed {}", trial.inputs.seed);
  if (trial.inputs.schedule != told.schedule) {
    out += " --schedule " + name_of(trial.inputs.schedule);
  }
  for (const Intervention& each : trial.inputs.interventions) {
    const std::vector<Intervention>& own = scenario.inputs.interventions;
    if (std::find(own.begin(), own.end(), each) != own.end()) continue;
    out += " --input " + in_single_quotes(intervention_json(each));
  }
  return out;
}

}  // namespace grove
