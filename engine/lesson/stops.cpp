#include "engine/lesson/stops.h"

#include <memory>
#include <utility>

#include "engine/lesson/event_finder.h"
#include "engine/lesson/machine_rules.h"
#include "engine/model/cursor.h"

namespace grove {

namespace {

std::string quoted(const std::string& name) { return "`" + name + "`"; }

// A task of that name that has been spawned by then.
TaskId present_task(const Model& model, const std::string& name) {
  const TaskId id = Names(model.record(), model.position()).find_task(name);
  return id && id.index() < model.task_count() ? id : TaskId{};
}

std::string missing_scope(const Model& model, const Anchor& anchor) {
  const ScopeId id = Names(model.record(), model.position()).find_scope(anchor.name);
  const bool is_nursery = anchor.kind == Anchor::Kind::kNursery;
  if (!id || id.index() >= model.scope_count() || (is_nursery && !model.scope(id).nursery)) {
    return std::string("no ") + (is_nursery ? "nursery" : "scope") + " has been opened at " +
           quoted(anchor.name) + " by then";
  }
  return model.scope(id).open ? "" : quoted(anchor.name) + " is closed by then";
}

std::string missing_exception(const Model& model, const std::string& type) {
  for (std::size_t i = 0; i < model.exception_count(); ++i) {
    const ExceptionFacts& facts = model.exception(ExceptionId{static_cast<int32_t>(i)});
    if (model.record().text(facts.type) == type) return "";
  }
  return "no " + quoted(type) + " has been raised by then";
}

std::string missing_object(const Model& model, const std::string& type) {
  for (std::size_t i = 0; i < model.object_count(); ++i) {
    const ObjectFacts& facts = model.object(ObjectId{static_cast<int32_t>(i)});
    if (model.record().text(facts.type) == type) return "";
  }
  return "no object of type " + quoted(type) + " has been made by then";
}

// The position after an event. A task that blocks has the loop until its step is over: only then
// does the picture show that it waits.
std::size_t after(const Record& record, EventId event) {
  const auto* blocked = record[event].get_if<TaskBlocked>();
  if (blocked == nullptr) return event.index() + 1;
  for (std::size_t i = event.index() + 1; i < record.size(); ++i) {
    const auto* end = record.at(i).get_if<AfterTaskStep>();
    if (end != nullptr && end->task == blocked->task) return i + 1;
    if (record.at(i).kind() == EventKind::kBeforeTaskStep) break;
  }
  return event.index() + 1;
}

// One run of the lesson, and what is asked of it.
struct Side {
  explicit Side(const Record& its) : record(its), finder(its), model(its) {}
  const Record& record;
  EventFinder finder;
  Model model;
};

class StopFinder {
 public:
  StopFinder(const Record& left, const Record* right) : left_(left) {
    if (right != nullptr) right_ = std::make_unique<Side>(*right);
  }

  void add(const LessonStep& step) {
    LessonStop stop;
    check_rules(step);
    Side* side = step.on.pane == Pane::kLeft ? &left_ : right_.get();
    if (side == nullptr) {
      problem(step, "there is no right pane",
              "add `compare` to the scenario, or leave `pane` out of the step");
    } else if (step.on.kind ? find_event(step, *side, &stop) : find_time(step, *side, &stop)) {
      check_order(step, stop);
      check_points(step, stop, side);
      check_drawing(step, side->finder);
    }
    stops_.places.push_back(stop);
  }

  LessonStops take() { return std::move(stops_); }

 private:
  void problem(const LessonStep& step, const std::string& message, std::string hint) {
    Problem made = step.where;
    made.message = "step " + quoted(step.id) + ": " + message;
    made.hint = std::move(hint);
    stops_.problems.push_back(std::move(made));
  }

  bool find_event(const LessonStep& step, const Side& side, LessonStop* stop) {
    const std::vector<EventId> found = side.finder.find(step.on);
    const auto n = static_cast<std::size_t>(step.on.n);
    if (found.size() < n) {
      const std::string words = describe_pattern(step.on);
      const std::string stranger = side.finder.stranger(step.on);
      if (found.empty()) {
        problem(step, "no event of the run is " + quoted(words),
                stranger.empty() ? "`grove run FILE --record -` lists the events, each with its "
                                   "fields"
                                 : stranger + "; `grove tree FILE` shows the tasks");
      } else {
        problem(step,
                "there are only " + std::to_string(found.size()) + " of " + quoted(words) +
                    ", and it hangs on number " + std::to_string(n),
                "count from 1, or leave `n` out for the first");
      }
      return false;
    }
    stop->event = found[n - 1];
    stop->behind = after(side.record, stop->event);
    stop->position = step.before ? stop->event.index() : stop->behind;
    stop->t = side.record[stop->event].t;
    return true;
  }

  bool find_time(const LessonStep& step, const Side& side, LessonStop* stop) {
    stop->t = *step.on.t;
    stop->position = stop->behind = position_at(side.record, stop->t);
    const SimTime end =
        side.record.size() == 0 ? SimTime{} : side.record.at(side.record.size() - 1).t;
    if (stop->t <= end) return true;
    problem(step, "the run ends at " + format_time(end) + ", before " + format_time(stop->t),
            "choose a time within the run, or an event");
    return false;
  }

  // Within a pane by position, between panes by time.
  void check_order(const LessonStep& step, const LessonStop& stop) {
    std::size_t& reached = reached_[step.on.pane == Pane::kLeft ? 0 : 1];
    if (stop.position < reached || stop.t < latest_) {
      problem(step, "it comes at " + format_time(stop.t) + ", before the step above it",
              "put the steps in the order in which they happen");
    }
    reached = std::max(reached, stop.position);
    latest_ = std::max(latest_, stop.t);
  }

  void check_points(const LessonStep& step, const LessonStop& stop, Side* side) {
    side->model.seek(stop.position);
    for (const Anchor& anchor : step.point) {
      const std::string missing = missing_anchor(anchor, side->model);
      if (missing.empty()) continue;
      problem(step, "it points at what is not there: " + missing,
              "point at something else, or hang the step on another event");
    }
  }

  void check_rules(const LessonStep& step) {
    for (const Choice& choice : step.choices) {
      if (choice.rule.empty() || find_machine_rule(choice.rule) != nullptr) continue;
      std::string known;
      for (const MachineRule& rule : machine_rules()) {
        known += (known.empty() ? "" : ", ") + quoted(rule.name);
      }
      problem(step, "there is no rule " + quoted(choice.rule), "there are " + known);
    }
  }

  void check_drawing(const LessonStep& step, const EventFinder& finder) {
    if (!step.draw) return;
    std::vector<std::string> tasks = step.draw->among;
    if (!step.draw->task.empty()) tasks.push_back(step.draw->task);
    for (const std::string& task : tasks) {
      if (finder.names().find_task(task)) continue;
      problem(step, "there is no task " + quoted(task) + " to choose",
              "`grove tree FILE` shows the tasks");
    }
  }

  Side left_;
  std::unique_ptr<Side> right_;
  std::size_t reached_[2] = {0, 0};
  SimTime latest_;
  LessonStops stops_;
};

}  // namespace

std::string missing_anchor(const Anchor& anchor, const Model& model) {
  switch (anchor.kind) {
    case Anchor::Kind::kTask:
      return present_task(model, anchor.name) ? "" : "no task " + quoted(anchor.name) + " by then";
    case Anchor::Kind::kEdge: {
      const TaskId task = present_task(model, anchor.name);
      if (!task) return "no task " + quoted(anchor.name) + " by then";
      return model.task(task).parent ? "" : quoted(anchor.name) + " has no parent";
    }
    case Anchor::Kind::kScope:
    case Anchor::Kind::kNursery:
      return missing_scope(model, anchor);
    case Anchor::Kind::kException:
      return missing_exception(model, anchor.name);
    case Anchor::Kind::kObject:
      return missing_object(model, anchor.name);
    case Anchor::Kind::kLine: {
      const std::size_t lines = model.record().header.program.size();
      const bool there = anchor.line <= static_cast<int64_t>(lines);
      return there ? "" : "the program has " + std::to_string(lines) + " lines";
    }
    case Anchor::Kind::kClock:
    case Anchor::Kind::kOutput:
      return "";
  }
  return "";
}

LessonStops find_stops(const Lesson& lesson, const Record& record, const Record* right) {
  StopFinder finder(record, right);
  for (const LessonStep& step : lesson.steps) finder.add(step);
  return finder.take();
}

}  // namespace grove
