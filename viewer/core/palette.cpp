#include "viewer/core/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/lesson/machine_rules.h"
#include "engine/picture/state_line.h"
#include "engine/picture/words.h"
#include "viewer/core/narration.h"
#include "viewer/core/player/search.h"
#include "viewer/core/sandbox/knobs.h"
#include "viewer/core/why.h"

namespace grove {
namespace {

// More tasks than that are found by their lane, not by typing.
constexpr std::size_t kMostTasks = 300;

// How well something fits what is searched for: 0, its name begins so; 1, the words stand in it as
// they were typed; 2, every word is somewhere in its name or group; 3, not at all.
int misfit(const FoundAction& found, const std::string& wanted) {
  const std::string name = in_lower_case(found.name);
  if (name.rfind(wanted, 0) == 0) return 0;
  if (name.find(wanted) != std::string::npos) return 1;
  const std::string all = in_lower_case(found.group) + " " + name;
  for (std::size_t at = 0; at < wanted.size();) {
    const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
    if (all.find(wanted.substr(at, end - at)) == std::string::npos) return 3;
    at = end + 1;
  }
  return 2;
}

std::vector<FoundAction> fitting(std::vector<FoundAction> all, std::string_view text) {
  const std::string wanted = in_lower_case(text);
  std::vector<FoundAction> found;
  for (const int misses : {0, 1, 2}) {
    for (FoundAction& each : all) {
      if (misfit(each, wanted) == misses) found.push_back(each);
    }
  }
  return found;
}

// The last word, where it is a number.
std::string_view number_in(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  const std::size_t begin = text.find_last_of(' ');
  const std::string_view word = begin == std::string_view::npos ? text : text.substr(begin + 1);
  const bool digits = std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
  const bool any =
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && any ? word : std::string_view();
}

std::optional<int64_t> whole_number(std::string_view word) {
  int64_t value = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || fault != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return value;
}

// Gathers what a run has.
class Lister {
 public:
  Lister(const Session& session, std::string_view number) : session_(session), number_(number) {}

  std::vector<FoundAction> take() { return std::move(all_); }

  void inputs() {
    const Recording& recording = session_.recording();
    const Scenario* scenario = recording.scenario();
    if (scenario == nullptr) return;
    for (const Knob& knob : scenario->knobs) of_knob(recording, knob);
    for (const Preset& preset : scenario->presets) {
      add("Preset", preset.name, command::ApplyPreset{preset.name});
    }
    const int64_t seed = recording.inputs().seed;
    const auto typed = whole_number(number_);
    if (typed) add("Seed", fmt::format("Seed {}", *typed), command::SetSeed{*typed});
    add("Seed", fmt::format("Seed {}, the next", seed + 1), command::SetSeed{seed + 1});
    for (const char* name : {"spawn-order", "reversed", "shuffled:0", "shuffled:1", "shuffled:2"}) {
      SchedulePolicy policy;
      if (!parse_schedule(name, &policy)) continue;
      add("Schedule", fmt::format("Schedule {}", name), command::SetSchedule{policy});
    }
  }

  void branches() {
    const Branches& branches = session_.branches();
    for (const Branch& branch : branches.all()) {
      if (branch.id == branches.shown().id) continue;
      add("Branch", "Branch: " + branch.name, command::ShowBranch{branch.id});
    }
  }

  void moments() {
    double time = 0;
    if (!number_.empty() && read_time(&time)) {
      add("Time", fmt::format("Time {}", number_), command::SeekTime{sim_time_from_seconds(time)});
    }
    const auto line = whole_number(number_);
    const auto lines = static_cast<int64_t>(session_.record().header.program.size());
    if (line && *line >= 1 && *line <= lines) {
      const auto at = static_cast<int32_t>(*line);
      add("Line", fmt::format("Line {}", at), command::ShowLine{at});
      add("Line", fmt::format("Run to line {}", at), command::RunTo{{Stop::What::kLine, at}});
      add("Line", fmt::format("Breakpoint at line {}, or none", at), command::ToggleBreakpoint{at});
    }
    for (const std::size_t position : session_.bookmarks()) {
      const SimTime t = position == 0 ? SimTime{} : session_.record().at(position - 1).t;
      add("Bookmark", fmt::format("Bookmark at {}, event {}", short_time(t), position),
          command::Seek{position});
    }
  }

  // The chain that the inspector shows, as it numbers it.
  void links() {
    const TaskId task = session_.selection().task();
    if (!task) return;
    const auto chain = why(session_, event_to_explain(session_.model(), task));
    for (std::size_t i = chain.size(); i-- > 0;) {
      add("Why", fmt::format("Why {}: {}", chain.size() - i, plain_text(chain[i].words)),
          command::Seek{chain[i].event.index() + 1});
    }
  }

  void tree() {
    const Model& model = session_.model();
    const auto& folds = session_.view().folds;
    for (std::size_t i = 0; i < std::min(model.task_count(), kMostTasks); ++i) {
      const TaskId id{static_cast<int32_t>(i)};
      const std::string label(label_of(model, id));
      add("Task", fmt::format("Task {}", label), command::Select{Selection::of(id)});
      const auto fold = folds.find(id);
      const bool folded = fold != folds.end() && fold->second;
      add("Fold", fmt::format("{} below {}", folded ? "Unfold" : "Fold", label),
          command::Fold{id, !folded});
    }
    for (std::size_t i = 0; i < std::min(model.nursery_count(), kMostTasks); ++i) {
      const NurseryId id{static_cast<int32_t>(i)};
      add("Nursery",
          fmt::format("Nursery of {}, line {}", label_of(model, model.nursery(id).task),
                      model.nursery(id).line),
          command::Select{Selection::of(id)});
    }
    for (std::size_t i = 0; i < std::min(model.scope_count(), kMostTasks); ++i) {
      const ScopeId id{static_cast<int32_t>(i)};
      if (model.scope(id).nursery) continue;
      add("Scope",
          fmt::format("Scope of {}: {}", label_of(model, model.scope(id).task),
                      title_of(model, id)),
          command::Select{Selection::of(id)});
    }
  }

  void branches_beside() {
    const Branches& branches = session_.branches();
    const Branch& shown = branches.shown();
    const Branch* parent = branches.find(shown.parent);
    if (parent != nullptr) {
      const bool edited = shown.changed == "program";
      add("Branch", (edited ? "Before the edit: " : "What it departs from: ") + parent->name,
          command::CompareWithBranch{parent->id});
    }
    for (const Branch& branch : branches.all()) {
      if (branch.id == shown.id || branch.id == shown.parent) continue;
      add("Branch", "The branch: " + branch.name, command::CompareWithBranch{branch.id});
    }
  }

  void worlds() {
    const Scenario* scenario = session_.recording().scenario();
    if (scenario == nullptr) return;
    if (const auto typed = whole_number(number_)) {
      add("Seed", fmt::format("The same with seed {}", *typed), command::CompareWithSeed{*typed});
    } else {
      const int64_t next = session_.recording().inputs().seed + 1;
      add("Seed", fmt::format("The same with seed {}", next), command::CompareWithSeed{next});
    }
    for (const MachineRule& rule : machine_rules()) {
      const auto world = under_rule(*scenario, rule);
      if (!world) continue;
      add("If it were so", rule.words, command::ShowBelieved{rule.name});
    }
  }

  // Its counterpart first, which is what the file names.
  void files() {
    const Scenario* scenario = session_.recording().scenario();
    const std::string counterpart =
        scenario != nullptr && scenario->compare ? scenario->compare->with : "";
    const std::vector<LibraryEntry>& entries = session_.shelf().entries();
    for (const bool wanted : {true, false}) {
      for (const LibraryEntry& entry : entries) {
        if ((entry.slug == counterpart) != wanted || entry.faulty) continue;
        if (same_file(entry.path)) continue;
        add("Library", (wanted ? "Its counterpart: " : "From the library: ") + entry.title,
            command::CompareWithFile{entry.path});
      }
    }
  }

  void add(std::string group, std::string name, Command command) {
    all_.push_back({std::move(group), std::move(name), std::move(command), nullptr});
  }

 private:
  void of_knob(const Recording& recording, const Knob& knob) {
    const auto turn = [&](const std::string& literal, const char* how) {
      add("Knob", fmt::format("{} {}{}", knob.label, knob_words(literal), how),
          command::SetKnob{knob.name, literal});
    };
    if (knob.kind != Knob::Kind::kRange) {
      for (const std::string& choice : knob_choices(knob)) turn(choice, "");
      return;
    }
    // A value that was typed, within its limits.
    if (!number_.empty()) return turn(stepped(knob, std::string(number_), 0), "");
    const std::string now = knob_value(recording, knob);
    const std::string more = stepped(knob, now, +1), less = stepped(knob, now, -1);
    if (more != now) turn(more, ", more");
    if (less != now) turn(less, ", less");
  }

  bool read_time(double* time) const {
    char* end = nullptr;
    const std::string word(number_);
    *time = std::strtod(word.c_str(), &end);
    return end == word.c_str() + word.size() && *time >= 0 && *time < 1e9;
  }

  bool same_file(const std::string& path) const {
    const auto name = [](const std::string& each) {
      return each.substr(each.find_last_of('/') + 1);
    };
    return name(path) == name(session_.path());
  }

  const Session& session_;
  std::string_view number_;
  std::vector<FoundAction> all_;
};

}  // namespace

std::vector<FoundAction> find_actions(const Session& session, std::string_view text) {
  std::vector<FoundAction> all;
  const auto add = [&](std::span<const Action> actions) {
    for (const Action& action : actions) {
      all.push_back({action.group, action.name, action.command, &action});
    }
  };
  add(all_actions());
  if (!session.empty() && session.hand().open()) add(hand_actions());
  if (session.empty() || text.empty()) return fitting(std::move(all), text);
  Lister lister(session, number_in(text));
  lister.inputs();
  lister.branches();
  lister.moments();
  lister.links();
  lister.tree();
  for (FoundAction& found : lister.take()) all.push_back(std::move(found));
  return fitting(std::move(all), text);
}

std::vector<FoundAction> find_comparisons(const Session& session, std::string_view text) {
  if (session.empty()) return {};
  Lister lister(session, number_in(text));
  if (session.comparing()) lister.add("Compare", "One run again", command::ToggleCompare{});
  lister.branches_beside();
  const Scenario* scenario = session.recording().scenario();
  const bool has_counterpart = scenario != nullptr && scenario->compare.has_value();
  if (has_counterpart) lister.files();
  lister.worlds();
  if (!has_counterpart) lister.files();
  return fitting(lister.take(), text);
}

}  // namespace grove
