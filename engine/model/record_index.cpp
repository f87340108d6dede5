#include "engine/model/record_index.h"

#include <algorithm>

namespace grove {

namespace {

// Things are numbered in order, so a new one has the next place. (A record that passed its check
// has no gaps; growing keeps one that did not from doing harm.)
template <class Entry, class SomeId>
Entry& place(std::vector<Entry>& table, SomeId id) {
  ENSURE(id, "something was introduced without a number");
  if (id.index() >= table.size()) table.resize(id.index() + 1);
  return table[id.index()];
}

// What was only named, and never introduced, has nothing to tell.
template <class Entry, class SomeId>
const Entry& entry_of(const std::vector<Entry>& table, SomeId id) {
  static const Entry kNothing{};
  return id && id.index() < table.size() ? table[id.index()] : kNothing;
}

constexpr std::string_view kConnection = "connection to ";

std::string ends_of(const Record& record, Text from, Text to) {
  return std::string(record.text(from)).append(" ").append(record.text(to));
}

}  // namespace

RecordIndex::RecordIndex(const Record& record)
    : record_(&record), names_(record, 0), things_(record) {
  update();
}

void RecordIndex::update() {
  names_.advance(record_->size());
  things_.extend();
  for (; size_ < record_->size(); ++size_) {
    const EventId id{static_cast<int32_t>(size_)};
    visit_event(record_->at(size_), [this, id](const auto& e) { take(e, id); });
  }
}

void RecordIndex::take(const TaskSpawned& e, EventId id) {
  IndexedTask& task = place(tasks_, e.task);
  task.label = e.label;
  task.parent = e.parent;
  task.nursery = e.nursery;
  task.spawned = id;
}

void RecordIndex::take(const TaskExited& e, EventId id) {
  place(tasks_, e.task).exited = id;
  if (e.exception) mention(e.exception).exits.push_back(id);
}

void RecordIndex::take(const TaskBlocked& e, EventId id) {
  place(tasks_, e.task).blocks.push_back(id);
}

void RecordIndex::take(const Line& e, EventId id) { place(tasks_, e.task).lines.push_back(id); }

void RecordIndex::take(const CancelRequested& e, EventId id) {
  place(tasks_, e.task).requests.push_back(id);
}

void RecordIndex::take(const CancelDelivered& e, EventId id) {
  place(tasks_, e.task).deliveries.push_back(id);
}

void RecordIndex::take(const NurseryOpened& e, EventId id) {
  IndexedNursery& nursery = place(nurseries_, e.nursery);
  nursery.task = e.task;
  nursery.scope = e.scope;
  nursery.line = e.line;
  nursery.opened = id;
  if (e.scope) place(scopes_, e.scope).nursery = e.nursery;
}

void RecordIndex::take(const ScopeOpened& e, EventId id) {
  IndexedScope& scope = place(scopes_, e.scope);
  scope.task = e.task;
  scope.how = e.how;
  scope.line = e.line;
  scope.settings.push_back(id);
}

void RecordIndex::take(const ScopeChanged& e, EventId id) {
  place(scopes_, e.scope).settings.push_back(id);
}

void RecordIndex::take(const ScopeCancelled& e, EventId id) {
  IndexedScope& scope = place(scopes_, e.scope);
  if (!scope.cancelled) scope.cancelled = id;
}

void RecordIndex::take(const ExceptionRaised& e, EventId id) {
  if (!e.exception) return;
  IndexedException& exception = mention(e.exception);
  if (exception.raises.empty()) {
    exception.type = e.type;
    exception.message = e.message;
    exception.task = e.task;
    exception.members = e.members;
  }
  exception.raises.push_back(id);
}

void RecordIndex::take(const ExceptionCaught& e, EventId) {
  if (!e.exception) return;
  IndexedException& exception = mention(e.exception);
  if (exception.type) return;
  exception.type = e.type;
  exception.message = e.message;
  exception.members = e.members;
}

void RecordIndex::take(const ObjectCreated& e, EventId id) {
  IndexedObject& object = place(objects_, e.object);
  object.type = e.type;
  object.line = e.line;
  object.created = id;
}

void RecordIndex::take(const ObjectChanged& e, EventId id) {
  if (e.object && e.object.index() < objects_.size()) {
    IndexedObject& object = objects_[e.object.index()];
    if (record_->text(e.type) != type_at(e.object, id)) object.renamed.push_back(id);
  }
  const bool connects = record_->text(e.op) == "connect" &&
                        record_->text(e.type).substr(0, kConnection.size()) == kConnection;
  if (connects) {
    wire_of_socket_[e.object] = wires_.size();
    wires_.push_back({.socket = e.object, .own = {}, .peer = {}, .events = {}});
  }
  const auto wire = wire_of_socket_.find(e.object);
  if (wire != wire_of_socket_.end()) wires_[wire->second].events.push_back(id);
}

// Its first packet tells the ends. Between the same two there may be another wire later.
void RecordIndex::take(const PacketSent& e, EventId id) {
  const auto wire = wire_of_socket_.find(e.socket);
  if (wire != wire_of_socket_.end() && !wires_[wire->second].own) {
    wires_[wire->second].own = e.from;
    wires_[wire->second].peer = e.to;
    wire_of_ends_[ends_of(*record_, e.from, e.to)] = wire->second;
  }
  take_packet(e, id);
}

template <class Packet>
void RecordIndex::take_packet(const Packet& e, EventId id) {
  auto wire = wire_of_ends_.find(ends_of(*record_, e.from, e.to));
  if (wire == wire_of_ends_.end()) wire = wire_of_ends_.find(ends_of(*record_, e.to, e.from));
  if (wire != wire_of_ends_.end()) wires_[wire->second].events.push_back(id);
}

IndexedException& RecordIndex::mention(ExceptionId id) { return place(exceptions_, id); }

const IndexedTask& RecordIndex::task(TaskId id) const { return entry_of(tasks_, id); }
const IndexedNursery& RecordIndex::nursery(NurseryId id) const { return entry_of(nurseries_, id); }
const IndexedScope& RecordIndex::scope(ScopeId id) const { return entry_of(scopes_, id); }
const IndexedException& RecordIndex::exception(ExceptionId id) const {
  return entry_of(exceptions_, id);
}
const IndexedObject& RecordIndex::object(ObjectId id) const { return entry_of(objects_, id); }

std::string_view RecordIndex::type_at(ObjectId id, EventId event) const {
  const IndexedObject& facts = object(id);
  const EventId last = last_before(facts.renamed, event);
  return record_->text(last ? (*record_)[last].get<ObjectChanged>().type : facts.type);
}

EventId RecordIndex::last_before(const std::vector<EventId>& events, EventId event) {
  const auto after = std::lower_bound(events.begin(), events.end(), event);
  return after == events.begin() ? EventId{} : *(after - 1);
}

int32_t RecordIndex::line_at(TaskId id, EventId event) const {
  const EventId line = last_before(task(id).lines, event);
  return line ? (*record_)[line].get<Line>().line : 0;
}

}  // namespace grove
