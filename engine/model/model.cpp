#include "engine/model/model.h"

#include <algorithm>

#include "engine/model/state.h"
#include "engine/record/names.h"

namespace grove {

namespace {

template <class Row, class IdOfRow>
Row& row_of(std::vector<Row>& table, IdOfRow id) {
  ENSURE(id && id.index() < table.size(), "the model was asked for something that is not there");
  return table[id.index()];
}

// Every field, so that a forgotten one cannot hide a fault of the undo. (Structs compare field by
// field in order of declaration.)
bool same(const Block& a, const Block& b) {
  return a.on == b.on && a.object == b.object && a.nursery == b.nursery && a.other == b.other &&
         a.since == b.since && a.until == b.until;
}

bool same(const std::vector<CodePlace>& a, const std::vector<CodePlace>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const CodePlace& x, const CodePlace& y) {
                      return x.line == y.line && x.function == y.function && x.depth == y.depth;
                    });
}

bool same(const TaskRow& a, const TaskRow& b) {
  return a.id == b.id && a.name == b.name && a.label == b.label && a.nursery == b.nursery &&
         a.parent == b.parent && a.spawn_line == b.spawn_line && a.spawned_at == b.spawned_at &&
         a.spawned == b.spawned && a.scheduled == b.scheduled && a.requested == b.requested &&
         a.delivered == b.delivered && a.raised == b.raised && a.exited == b.exited &&
         a.running == b.running && a.runnable == b.runnable && a.blocked == b.blocked &&
         a.alive == b.alive && a.orphaned == b.orphaned && a.orphaned_by == b.orphaned_by &&
         same(a.block, b.block) && a.outcome == b.outcome && a.exception == b.exception &&
         a.exited_at == b.exited_at && a.awaits == b.awaits && same(a.stack, b.stack) &&
         a.nurseries == b.nurseries && a.scopes == b.scopes && a.created == b.created &&
         a.status == b.status && a.innermost == b.innermost && a.excused == b.excused;
}

bool same(const NurseryRow& a, const NurseryRow& b) {
  return a.id == b.id && a.task == b.task && a.scope == b.scope && a.line == b.line &&
         a.phase == b.phase && a.opened == b.opened && a.closed == b.closed &&
         a.children == b.children && a.alive == b.alive && a.exception == b.exception &&
         a.pending == b.pending;
}

bool same(const ScopeRow& a, const ScopeRow& b) {
  return a.id == b.id && a.task == b.task && a.parent == b.parent && a.nursery == b.nursery &&
         a.how == b.how && a.opened_at == b.opened_at && a.deadline == b.deadline &&
         a.deadline_set_at == b.deadline_set_at && a.shield == b.shield && a.open == b.open &&
         a.cancelled == b.cancelled && a.caught == b.caught && a.reason == b.reason &&
         a.reason_text == b.reason_text && a.reason_task == b.reason_task && a.line == b.line &&
         a.opened == b.opened && a.cancelled_by == b.cancelled_by && a.closed == b.closed;
}

bool same(const ExceptionRow& a, const ExceptionRow& b) {
  return a.id == b.id && a.type == b.type && a.message == b.message && a.task == b.task &&
         a.line == b.line && a.raised == b.raised && a.context == b.context &&
         a.suppressed == b.suppressed && a.members == b.members && a.caught == b.caught &&
         a.lost == b.lost && a.cancellation == b.cancellation && a.began == b.began;
}

bool same(const ObjectRow& a, const ObjectRow& b) {
  return a.id == b.id && a.type == b.type && a.task == b.task && a.line == b.line &&
         a.created == b.created && a.changed == b.changed && a.op == b.op && a.state == b.state &&
         a.waiting == b.waiting;
}

bool same(const RunFacts& a, const RunFacts& b) {
  return a.step == b.step && a.running == b.running && a.alive == b.alive &&
         a.excused == b.excused && a.finished == b.finished && a.outcome == b.outcome &&
         a.printed == b.printed;
}

template <class Row>
bool same_rows(const std::vector<Row>& a, const std::vector<Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Row& x, const Row& y) { return same(x, y); });
}

}  // namespace

TaskRow& ModelState::row(TaskId id) { return row_of(tasks, id); }
NurseryRow& ModelState::row(NurseryId id) { return row_of(nurseries, id); }
ScopeRow& ModelState::row(ScopeId id) { return row_of(scopes, id); }
ExceptionRow& ModelState::row(ExceptionId id) { return row_of(exceptions, id); }
ObjectRow& ModelState::row(ObjectId id) { return row_of(objects, id); }

void ModelState::forward() {
  journal.begin_event();
  visit_event(event(), [this](const auto& e) { apply(e); });
  journal.end_event();
  ++position;
}

void ModelState::back() {
  if (!journal.can_undo()) {
    const std::size_t target = position - 1;
    reset();
    while (position < target) forward();
    return;
  }
  for (;;) {
    const Journal::Entry entry = journal.pop();
    if (entry.undo != nullptr) entry.undo(*this, entry.row, entry.old);
    if (entry.first_of_event) break;
  }
  --position;
}

void ModelState::reset() {
  position = 0;
  run = RunFacts{};
  tasks.clear();
  nurseries.clear();
  scopes.clear();
  exceptions.clear();
  objects.clear();
  status_counts.fill(0);
  journal.clear();
}

bool ModelState::same_facts(const ModelState& other) const {
  return position == other.position && same(run, other.run) && same_rows(tasks, other.tasks) &&
         same_rows(nurseries, other.nurseries) && same_rows(scopes, other.scopes) &&
         same_rows(exceptions, other.exceptions) && same_rows(objects, other.objects) &&
         status_counts == other.status_counts;
}

Model::Model(const Record& record) : state_(std::make_unique<ModelState>(record)) {}
Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

const Record& Model::record() const { return *state_->record; }
std::size_t Model::position() const { return state_->position; }
EventId Model::last_event() const { return EventId{static_cast<int32_t>(position()) - 1}; }
SimTime Model::now() const { return position() == 0 ? SimTime{} : record().at(position() - 1).t; }

void Model::forward() {
  ENSURE(position() < record().size(), "there is no event to fold in");
  state_->forward();
}

void Model::back() {
  ENSURE(position() > 0, "there is no event to undo");
  state_->back();
}

void Model::seek(std::size_t target) {
  ENSURE(target <= record().size(), "a model can only go where the record has come to");
  // Undoing and folding cost about the same for an event.
  if (target < position() / 2) state_->reset();
  while (position() < target) state_->forward();
  while (position() > target) state_->back();
}

std::size_t Model::task_count() const { return state_->tasks.size(); }
std::size_t Model::nursery_count() const { return state_->nurseries.size(); }
std::size_t Model::scope_count() const { return state_->scopes.size(); }
std::size_t Model::exception_count() const { return state_->exceptions.size(); }
std::size_t Model::object_count() const { return state_->objects.size(); }

const TaskFacts& Model::task(TaskId id) const { return state_->row(id); }
const NurseryFacts& Model::nursery(NurseryId id) const { return state_->row(id); }
const ScopeFacts& Model::scope(ScopeId id) const { return state_->row(id); }
const ExceptionFacts& Model::exception(ExceptionId id) const { return state_->row(id); }
const ObjectFacts& Model::object(ObjectId id) const { return state_->row(id); }

TaskStatus Model::status(TaskId id) const { return state_->row(id).status; }
const std::array<int32_t, kTaskStatusCount>& Model::status_counts() const {
  return state_->status_counts;
}
int32_t Model::alive_count() const { return state_->run.alive; }
TaskId Model::running_task() const { return state_->run.running; }
int32_t Model::step() const { return state_->run.step; }
bool Model::finished() const { return state_->run.finished; }
Outcome Model::outcome() const { return state_->run.outcome; }
std::span<const EventId> Model::printed() const { return state_->run.printed; }

ScopeId Model::effective_cancel(ScopeId id) const {
  state_->row(id);  // checks the id
  return state_->effective_cancel(id);
}

SimTime Model::effective_deadline(ScopeId id) const {
  if (effective_cancel(id)) return kAlwaysPast;
  SimTime least = kNever;
  for (ScopeId at = id; at;) {
    const ScopeRow& scope = state_->row(at);
    if (scope.open) least = std::min(least, scope.deadline);
    if (scope.open && scope.shield) break;
    at = scope.parent;
  }
  return least;
}

ScopeId Model::current_scope(TaskId id) const { return state_->current_scope(state_->row(id)); }

std::string Model::path(TaskId id) const {
  std::vector<Text> labels;
  for (TaskId at = id; at; at = task(at).parent) labels.push_back(task(at).label);
  std::string path;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    if (!path.empty()) path += '/';
    path += record().text(*label);
  }
  return path;
}

std::string Model::scope_name(ScopeId id) const {
  const ScopeRow& scope = state_->row(id);
  ScopeName name{.line = scope.line};
  if (scope.task) {
    const TaskRow& owner = state_->row(scope.task);
    name.task = record().text(owner.label);
    for (const ScopeId other : owner.scopes) {
      if (other == id) break;
      name.number += state_->row(other).line == scope.line ? 1 : 0;
    }
  }
  return grove::scope_name(name);
}

bool Model::same_as(const Model& other) const { return state_->same_facts(*other.state_); }

}  // namespace grove
