#include "engine/picture/ties.h"

#include <fmt/format.h>

#include "engine/picture/awaits.h"
#include "engine/picture/orphans.h"
#include "engine/picture/words.h"

namespace grove {
namespace {

std::string_view name_of(const Model& model, TaskId id) {
  return model.record().text(model.task(id).label);
}

// "r1 waits for it, in the gather of line 35", or "".
std::string words_if_waits(const Model& model, const TaskFacts& other, TaskId id) {
  if (!waits_for(model, other.id, id)) return "";
  const std::string_view name = name_of(model, other.id);
  const ObjectId gather = gather_between(model, other.id, id);
  if (!gather) return fmt::format("{} waits for it", name);
  const ObjectFacts& object = model.object(gather);
  return fmt::format("{} waits for it, in the {} of line {}", name,
                     model.record().text(object.type), object.line);
}

std::vector<std::string> waiting_for(const Model& model, TaskId id) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> all;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& other = model.task(TaskId{static_cast<int32_t>(i)});
    if (!other.alive || other.id == id) continue;
    std::string words = words_if_waits(model, other, id);
    if (words.empty()) continue;
    if (is_among_orphans(model, other.id)) {
      words += fmt::format("; nobody waits for {}", name_of(model, other.id));
    }
    all.push_back(std::move(words));
    if (all.size() == kMost) break;
  }
  return all;
}

std::string words_of_end(const Model& model, const TaskFacts& task) {
  if (task.outcome != Outcome::kError || !task.exception) return "";
  const ExceptionFacts& error = model.exception(task.exception);
  const std::string_view type = model.record().text(error.type);
  if (error.lost) return fmt::format("its {} is lost: nobody has seen it", type);
  if (error.caught) return "";
  return fmt::format("its {} is kept in it", type);
}

}  // namespace

std::vector<std::string> ties_of(const Model& model, TaskId id) {
  const TaskFacts& task = model.task(id);
  if (!task.parent || task.nursery) return {};
  std::vector<std::string> ties;
  std::string created = fmt::format("{} created it", name_of(model, task.parent));
  if (task.spawn_line > 0) created += fmt::format(" at line {}", task.spawn_line);
  ties.push_back(std::move(created));
  if (!task.alive) {
    if (std::string end = words_of_end(model, task); !end.empty()) ties.push_back(std::move(end));
    return ties;
  }
  std::vector<std::string> waiting = waiting_for(model, id);
  if (!waiting.empty()) {
    ties.insert(ties.end(), waiting.begin(), waiting.end());
  } else if (task.orphaned) {
    const SimTime since = model.record()[task.orphaned_by].t;
    ties.push_back(fmt::format("nobody waits for it since {}", short_time(since)));
    ties.emplace_back("nobody can see what becomes of it");
  } else {
    ties.emplace_back("nobody waits for it now");
    ties.emplace_back("something holds it: its end can still be asked for");
  }
  return ties;
}

}  // namespace grove
