#include "engine/cli/rehearsal.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/files/files.h"

namespace grove {

namespace {

constexpr int64_t kSlice = 100'000;  // instructions

// Only what was read from a folder has others beside it.
bool has_folder(const Scenario& scenario) {
  return std::filesystem::path(scenario.file).extension() == ".json";
}

// `key`: where the name stands.
void check_name(const Scenario& scenario, const char* key, const std::string& slug,
                const Problem& where, Problems* problems) {
  if (slug.empty() || !has_folder(scenario) || disk().look(beside(scenario, slug)).there) return;
  std::vector<std::string> names;
  const std::string folder = std::filesystem::path(scenario.file).parent_path().string();
  for (const Files::Entry& entry : disk().list(folder.empty() ? "." : folder).entries) {
    const std::filesystem::path name = entry.name;
    if (name.extension() == ".json") names.push_back(name.stem().string());
  }
  std::sort(names.begin(), names.end());
  Problem problem = where;
  problem.message = fmt::format("`{}`: there is no scenario `{}` beside this one", key, slug);
  const std::string nearest = nearest_name(slug, names);
  problem.hint = nearest.empty() ? fmt::format("it would be {}", beside(scenario, slug))
                                 : fmt::format("did you mean `{}`?", nearest);
  problems->push_back(std::move(problem));
}

void check_names(const Scenario& scenario, Problems* problems) {
  if (!scenario.lesson) return;
  for (const std::string& slug : scenario.lesson->prereq) {
    check_name(scenario, "prereq", slug, scenario.lesson->where, problems);
  }
  for (const LessonStep& step : scenario.lesson->steps) {
    check_name(scenario, "next", step.next, step.where, problems);
  }
}

void rehearse_other(const Scenario& scenario, const Interruption& interruption,
                    LessonRehearsal* out) {
  check_name(scenario, "compare", scenario.compare->with, scenario.compare->where, &out->problems);
  if (!out->problems.empty() || !has_folder(scenario)) return;
  ScenarioResult other = load_scenario(beside(scenario, scenario.compare->with));
  out->problems.insert(out->problems.end(), other.problems.begin(), other.problems.end());
  if (!other.scenario) return;
  out->other = std::move(other.scenario);
  out->right = rehearse(*out->other, out->other->inputs, interruption, &out->problems);
}

}  // namespace

std::unique_ptr<Run> rehearse(const Scenario& scenario, const Inputs& inputs,
                              const Interruption& interruption, Problems* problems) {
  const Prepared prepared = prepare(scenario, inputs);
  problems->insert(problems->end(), prepared.problems.begin(), prepared.problems.end());
  if (!prepared.program) return nullptr;
  auto run = std::make_unique<Run>(prepared.program, scenario, inputs, Detail::kLines);
  run->watch(Interruption::onlooker());
  while (!run->finished() && !interruption.wished()) run->advance(kSlice);
  run->watch(nullptr);
  return run->finished() ? std::move(run) : nullptr;
}

LessonRehearsal rehearse_lesson(const Scenario& scenario, const Interruption& interruption) {
  LessonRehearsal out;
  check_names(scenario, &out.problems);
  out.left = rehearse(scenario, scenario.inputs, interruption, &out.problems);
  if (scenario.compare) rehearse_other(scenario, interruption, &out);
  if (!out.left || !scenario.lesson) return out;
  LessonStops stops =
      find_stops(*scenario.lesson, out.left->record(), out.right ? &out.right->record() : nullptr);
  out.stops = std::move(stops.places);
  for (Problem& problem : stops.problems) out.problems.push_back(std::move(problem));
  return out;
}

std::string beside(const Scenario& scenario, const std::string& slug) {
  return (std::filesystem::path(scenario.file).parent_path() / (slug + ".json")).string();
}

}  // namespace grove
