#include "viewer/core/sandbox/acts.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"
#include "engine/record/interventions.h"

namespace grove {
namespace {

using Kind = Intervention::Kind;

// By this much a deadline goes on or back at a time.
constexpr SimTime kDeadlineStep{100'000'000};
constexpr std::size_t kMostClasses = 3, kMostRunnable = 6;

// Lists the acts that fit a thing.
class Lister {
 public:
  explicit Lister(const Player& player) : player_(player), model_(player.model()) {}

  std::vector<OfferedAct> list(const Selection& about) {
    if (about.task()) {
      of_task(about.task());
    } else if (about.scope()) {
      of_scope(about.scope());
    } else if (about.nursery()) {
      of_scope(model_.nursery(about.nursery()).scope);
    } else {
      of_run();
    }
    return std::move(acts_);
  }

 private:
  void add(Intervention what, std::string words) {
    acts_.push_back({std::move(what), std::move(words), ""});
  }

  void cancel(ScopeId scope, std::string words) {
    add({.kind = Kind::kCancel, .target = model_.scope_name(scope)}, std::move(words));
  }

  void of_task(TaskId id) {
    const TaskFacts& task = model_.task(id);
    const std::string label(label_of(model_, id));
    const ScopeId own = model_.current_scope(id);
    if (own && model_.scope(own).task == id) {
      cancel(own, fmt::format("Cancel what {} is in: {}", label, model_.scope_name(own)));
    }
    if (task.nursery) {
      const ScopeId scope = model_.nursery(task.nursery).scope;
      cancel(scope, fmt::format("Cancel the nursery it is in: {}", model_.scope_name(scope)));
    }
    if (player_.record().header.dialect != RecordDialect::kTrio) {
      add({.kind = Kind::kCancelTask, .target = label}, fmt::format("Cancel {}", label));
    }
    for (const std::string& name : exception_classes()) {
      add({.kind = Kind::kRaise,
           .target = label,
           .exception_class = name,
           .exception_text = "from outside"},
          fmt::format("Raise {} in {}", name, label));
    }
    choose(id);
  }

  void of_scope(ScopeId id) {
    const ScopeFacts& scope = model_.scope(id);
    const std::string name = model_.scope_name(id);
    cancel(id, fmt::format("Cancel {}", name));
    const auto ends_at = [&](SimTime time, std::string words) {
      add({.kind = Kind::kDeadline, .target = name, .deadline = time}, std::move(words));
    };
    if (scope.deadline == kNever) {
      const SimTime end = player_.now() + kDeadlineStep;
      ends_at(end, fmt::format("Give it a deadline: {}", short_time(end)));
    } else {
      const SimTime later = scope.deadline + kDeadlineStep;
      const SimTime sooner = std::max(scope.deadline - kDeadlineStep, player_.now());
      ends_at(later, fmt::format("Let it end later: {}", short_time(later)));
      ends_at(sooner, fmt::format("Let it end sooner: {}", short_time(sooner)));
      ends_at(kNever, "Take its deadline away");
    }
    add({.kind = Kind::kShield, .target = name, .shield = !scope.shield},
        scope.shield ? "Put its shield down" : "Put its shield up");
  }

  void of_run() {
    add({.kind = Kind::kInterrupt}, "Press control-C");
    std::size_t count = 0;
    for (std::size_t i = 0; i < model_.task_count() && count < kMostRunnable; ++i) {
      const TaskId id{static_cast<int32_t>(i)};
      if (!model_.task(id).alive || !model_.task(id).runnable) continue;
      choose(id);
      ++count;
    }
  }

  void choose(TaskId id) {
    const std::string label(label_of(model_, id));
    add({.kind = Kind::kChoose, .target = label}, fmt::format("Let {} step next", label));
  }

  // Those of the program first, then what any program knows.
  std::vector<std::string> exception_classes() const {
    std::vector<std::string> names;
    for (const std::string& line : player_.record().header.program) {
      constexpr std::string_view kBegin = "class ";
      const std::size_t end = line.find('(');
      if (line.rfind(kBegin, 0) != 0 || end == std::string::npos) continue;
      // `class Bang(Exception):`; an enum or the like is no exception.
      const bool known = line.find("Exception", end) != std::string::npos ||
                         line.find("Error", end) != std::string::npos ||
                         std::any_of(names.begin(), names.end(), [&](const std::string& base) {
                           return line.find(base, end) != std::string::npos;
                         });
      if (known) names.push_back(line.substr(kBegin.size(), end - kBegin.size()));
      if (names.size() == kMostClasses) break;
    }
    names.emplace_back("OSError");
    return names;
  }

  const Player& player_;
  const Model& model_;
  std::vector<OfferedAct> acts_;
};

std::string title_of(const Player& player, const Selection& about) {
  const Model& model = player.model();
  if (about.task()) return std::string(label_of(model, about.task()));
  if (about.scope()) return "scope " + model.scope_name(about.scope());
  if (about.nursery()) {
    return "nursery " + model.scope_name(model.nursery(about.nursery()).scope);
  }
  return "the run";
}

}  // namespace

std::optional<Offer> offer_of(const Player& player, const Selection& about, std::string* why_not) {
  if (player.empty() || player.recording().scenario() == nullptr) {
    *why_not = "A record shows what was; to act, open the scenario it came from.";
    return std::nullopt;
  }
  const std::optional<InsertionPoint> where = insertion_point(player);
  if (!where) {
    *why_not = player.recording().complete()
                   ? "The run is over here: go back to a moment before its end to act."
               : player.computing().empty() ? "What comes next is not computed yet."
                                            : player.computing();
    return std::nullopt;
  }
  Offer offer{about, title_of(player, about), *where, Lister(player).list(about)};
  for (OfferedAct& act : offer.acts) act.what = where->place(act.what);
  return offer;
}

std::string act_words(const Intervention& act) {
  const std::string label = act.target.substr(act.target.rfind('/') + 1);
  switch (act.kind) {
    case Kind::kInterrupt:
      return "control-C";
    case Kind::kCancel:
    case Kind::kCancelTask:
      return "cancel " + label;
    case Kind::kRaise:
      return fmt::format("raise {} in {}", act.exception_class, label);
    case Kind::kChoose:
      return label + " steps next";
    case Kind::kDeadline:
      return act.deadline == kNever ? fmt::format("no deadline for {}", label)
                                    : fmt::format("{} ends at {}", label, short_time(act.deadline));
    case Kind::kShield:
      return fmt::format("shield of {} {}", label, act.shield ? "up" : "down");
    case Kind::kNetwork:
      return fmt::format("{} {}", act.target.empty() ? "the network" : act.target,
                         act.outcome ? word_of(*act.outcome) : "has another latency");
    case Kind::kSignal:
      return act.target;
    case Kind::kFile:
      return act.latency ? fmt::format("{} takes {}", label, short_time(*act.latency))
                         : fmt::format("{} {}", label, *act.denied ? "denied" : "allowed");
  }
  return "";
}

std::string branch_name(const Intervention& act) {
  return act.at ? fmt::format("{} at {}", act_words(act), short_time(*act.at))
                : fmt::format("{} before step {}", act_words(act), *act.step);
}

Touched touched_by(const Model& model, const InputApplied& applied) {
  Touched touched;
  const std::optional<Intervention>& what = model.record().input(applied.input).known;
  if (!what) return touched;
  touched.kind = what->kind;
  const bool is_signal =
      what->kind == Intervention::Kind::kInterrupt || what->kind == Intervention::Kind::kSignal;
  if (is_signal || what->kind == Intervention::Kind::kFile) {
    // They name no task and no scope.
  } else if (const auto found = find_named(model, what->target)) {
    touched.about = *found;
  }
  if (is_signal && model.task_count() > 0) {
    touched.about = Selection::of(TaskId{0});
  }
  return touched;
}

}  // namespace grove
