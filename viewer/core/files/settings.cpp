#include "viewer/core/files/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "viewer/core/files/file_list.h"

namespace grove {
namespace {

using nlohmann::json;

constexpr int kLeastSide = 320, kMostSide = 16384;
constexpr double kLeastText = 0.5, kMostText = 3, kMostShare = 0.95;

template <class Value>
struct Named {
  const char* name;
  Value value;
};
const Named<ThemeChoice> kThemes[] = {{word_of(ThemeChoice::kDark), ThemeChoice::kDark},
                                      {word_of(ThemeChoice::kLight), ThemeChoice::kLight},
                                      {word_of(ThemeChoice::kContrast), ThemeChoice::kContrast}};
constexpr Named<BottomTab> kTabs[] = {{"timeline", BottomTab::kTimeline},
                                      {"events", BottomTab::kEvents},
                                      {"output", BottomTab::kOutput}};
constexpr Named<PlayClock> kClocks[] = {{"events", PlayClock::kEventPace},
                                        {"time", PlayClock::kTimePace}};
// Not as the window words them, which may change.
constexpr Named<StepKind> kSteps[] = {
    {"happening", StepKind::kStepEvent}, {"event", StepKind::kEvent},
    {"task step", StepKind::kTaskStep},  {"line", StepKind::kLine},
    {"instant", StepKind::kInstant},     {"interesting", StepKind::kInteresting}};

template <class Value, std::size_t N>
const char* name_in(const Named<Value> (&table)[N], Value value) {
  for (const auto& row : table) {
    if (row.value == value) return row.name;
  }
  return table[0].name;
}

class Reader {
 public:
  explicit Reader(SettingsResult* result) : result_(*result) {}

  void number(const json& object, const char* name, double least, double most, double* value) {
    const auto found = object.find(name);
    if (found == object.end()) return;
    const double wanted = found->is_number() ? found->get<double>() : least - 1;
    // Written so that "not a number" fails too.
    if (!(wanted >= least && wanted <= most)) {
      return fault(name, fmt::format("a number from {:g} to {:g} is wanted", least, most));
    }
    *value = wanted;
  }

  void share(const json& object, const char* name, float* value) {
    double wanted = static_cast<double>(*value);
    number(object, name, 0, kMostShare, &wanted);
    *value = static_cast<float>(wanted);
  }

  template <class Value, std::size_t N>
  void choice(const json& object, const char* name, const Named<Value> (&table)[N], Value* value) {
    const auto found = object.find(name);
    if (found == object.end()) return;
    std::string names;
    for (const auto& row : table) {
      if (*found == row.name) {
        *value = row.value;
        return;
      }
      names += names.empty() ? "" : ", ";
      names += row.name;
    }
    fault(name, "one of " + names + " is wanted");
  }

  void yes_or_no(const json& object, const char* name, bool* value) {
    const auto found = object.find(name);
    if (found == object.end()) return;
    if (!found->is_boolean()) return fault(name, "true or false is wanted");
    *value = found->get<bool>();
  }

  // Null, with a fault if it is something else, unless there is an object of that name.
  const json* object(const json& whole, const char* name) {
    const auto found = whole.find(name);
    if (found == whole.end()) return nullptr;
    if (found->is_object()) return &*found;
    fault(name, "an object is wanted");
    return nullptr;
  }

  void window(const json& whole) {
    const auto found = whole.find("window");
    if (found == whole.end()) return;
    const auto fits = [](const json& side) {
      return side.is_number_integer() && side >= kLeastSide && side <= kMostSide;
    };
    if (!found->is_array() || found->size() != 2 || !fits((*found)[0]) || !fits((*found)[1])) {
      return fault("window",
                   fmt::format("two numbers from {} to {} are wanted", kLeastSide, kMostSide));
    }
    result_.settings.width = (*found)[0].get<int>();
    result_.settings.height = (*found)[1].get<int>();
  }

  void recent(const json& whole) {
    const auto found = whole.find("recent");
    if (found == whole.end()) return;
    const auto is_path = [](const json& path) { return path.is_string(); };
    if (!found->is_array() || !std::all_of(found->begin(), found->end(), is_path)) {
      return fault("recent", "a list of paths is wanted");
    }
    // From the oldest on, so that the newest comes to stand first.
    for (auto path = found->rbegin(); path != found->rend(); ++path) {
      put_first(&result_.settings.recent, path->get<std::string>());
    }
  }

  void fault(const char* name, const std::string& words) {
    result_.faults.push_back(fmt::format("\"{}\": {}", name, words));
  }

 private:
  SettingsResult& result_;
};

}  // namespace

SettingsResult read_settings(std::string_view text) {
  SettingsResult result;
  const json whole = json::parse(text, nullptr, false);
  if (!whole.is_object()) {
    result.faults.push_back(whole.is_discarded() ? "it is no JSON" : "it is no JSON object");
    return result;
  }
  Settings& settings = result.settings;
  Reader read(&result);
  read.window(whole);
  read.choice(whole, "theme", kThemes, &settings.theme);
  read.yes_or_no(whole, "reduced motion", &settings.reduced_motion);
  double text_size = 1;
  read.number(whole, "text size", kLeastText, kMostText, &text_size);
  settings.regions.text_size = static_cast<float>(text_size);
  if (const json* splitters = read.object(whole, "splitters")) {
    read.share(*splitters, "tree", &settings.regions.tree_share);
    read.share(*splitters, "source", &settings.regions.source_share);
    read.share(*splitters, "upper", &settings.regions.upper_share);
  }
  read.recent(whole);
  read.choice(whole, "tab", kTabs, &settings.tab);
  read.choice(whole, "step", kSteps, &settings.step);
  if (const json* pace = read.object(whole, "pace")) {
    read.choice(*pace, "clock", kClocks, &settings.clock);
    read.number(*pace, "events a second", 1e-3, 1e6, &settings.steps_per_second);
    read.number(*pace, "simulated seconds a second", 1e-6, 1e6, &settings.time_per_second);
  }
  return result;
}

std::string write_settings(const Settings& settings) {
  // A float's digits, not those of the double that is nearest to it.
  const auto number = [](float value) { return json::parse(fmt::format("{}", value)); };
  json splitters = json::object();
  const RegionWishes& regions = settings.regions;
  if (regions.tree_share > 0) splitters["tree"] = number(regions.tree_share);
  if (regions.source_share > 0) splitters["source"] = number(regions.source_share);
  if (regions.upper_share > 0) splitters["upper"] = number(regions.upper_share);
  const json whole = {{"window", {settings.width, settings.height}},
                      {"theme", name_in(kThemes, settings.theme)},
                      {"reduced motion", settings.reduced_motion},
                      {"text size", number(regions.text_size)},
                      {"splitters", splitters},
                      {"tab", name_in(kTabs, settings.tab)},
                      {"step", name_in(kSteps, settings.step)},
                      {"recent", settings.recent},
                      {"pace",
                       {{"clock", name_in(kClocks, settings.clock)},
                        {"events a second", settings.steps_per_second},
                        {"simulated seconds a second", settings.time_per_second}}}};
  return whole.dump(2) + "\n";
}

Settings settings_of(const View& view, const Playback& playback,
                     const std::vector<std::string>& recent, int width, int height) {
  Settings settings{.width = std::clamp(width, kLeastSide, kMostSide),
                    .height = std::clamp(height, kLeastSide, kMostSide),
                    .theme = view.theme,
                    .reduced_motion = view.reduced_motion,
                    .regions = view.regions,
                    .tab = view.tab,
                    .step = playback.step(),
                    .clock = playback.clock(),
                    .steps_per_second = playback.steps_per_second(),
                    .time_per_second = playback.time_per_second(),
                    .recent = recent};
  settings.regions.presenting = false;
  return settings;
}

}  // namespace grove
