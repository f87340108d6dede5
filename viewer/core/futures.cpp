#include "viewer/core/futures.h"

#include <algorithm>
#include <set>

#include "engine/base/ensure.h"

namespace grove {
namespace {

// Of a branch that is not shown: its end is for a glance.
constexpr std::size_t kMostEvents = 100'000;
// Events of all records together; past it those that were not looked at for longest go.
constexpr std::size_t kMostKept = 4'000'000;

}  // namespace

BranchEnd end_of(const Recording& recording) {
  const Record& record = recording.record();
  BranchEnd end;
  if (record.size() == 0) return end;
  const EventIndex& index = recording.index();
  const auto count = [&](MarkKind kind) { return static_cast<int32_t>(index.marks(kind).size()); };
  const Event& last = record.at(record.size() - 1);
  end.time = last.t;
  end.tasks = count(MarkKind::kSpawn);
  end.cancelled = count(MarkKind::kCancelledExit);
  end.failed = count(MarkKind::kException);
  end.printed = index.printed();
  const auto* finished = last.get_if<RunFinished>();
  end.known = finished != nullptr;
  if (end.known) end.outcome = finished->outcome;
  return end;
}

Recording* Futures::get(const Branches& branches, BranchId id, Problems* problems) {
  const Branch* branch = branches.find(id);
  ENSURE(branch != nullptr, "the record of a branch that is not there");
  Future& future = futures_[id];
  future.used = ++uses_;
  if (future.recording != nullptr) return future.recording.get();
  ENSURE(branch->scenario != nullptr, "a record that was read is never let go of");
  const Branch* parent = branches.find(branch->parent);
  const auto from = futures_.find(branch->parent);
  const bool near = branch->departs_at && from != futures_.end() &&
                    from->second.recording != nullptr && departs_by_acts(*branch, *parent);
  if (near) {
    future.recording = from->second.recording->branch(branch->inputs, *branch->departs_at);
  } else {
    future.recording = Recording::of_scenario(branch->scenario, branch->inputs, problems);
  }
  if (future.recording == nullptr) futures_.erase(id);
  forget_oldest(branches);
  return find(id) == nullptr ? nullptr : futures_.at(id).recording.get();
}

const Recording* Futures::find(BranchId id) const {
  const auto found = futures_.find(id);
  return found == futures_.end() ? nullptr : found->second.recording.get();
}

void Futures::put(BranchId id, std::unique_ptr<Recording> recording) {
  Future& future = futures_[id];
  future.recording = std::move(recording);
  future.irreplaceable = true;
  future.used = ++uses_;
}

BranchEnd Futures::end(BranchId id) const {
  const auto found = futures_.find(id);
  return found == futures_.end() ? BranchEnd{} : found->second.end;
}

std::optional<Futures::Departure> Futures::departure(BranchId id) const {
  const auto found = futures_.find(id);
  return found == futures_.end() ? std::nullopt : found->second.departure;
}

bool Futures::unfinished(const Branch& branch) const {
  const auto found = futures_.find(branch.id);
  if (found == futures_.end()) return branch.scenario != nullptr;
  const Future& future = found->second;
  if (future.recording == nullptr) return false;
  if (future.end != end_of(*future.recording)) return true;
  return !future.recording->complete() && future.recording->record().size() < kMostEvents;
}

bool Futures::wants_to_compute(const Branches& branches) const {
  return branches.all().size() > 1 &&
         std::any_of(branches.all().begin(), branches.all().end(),
                     [this](const Branch& branch) { return unfinished(branch); });
}

void Futures::compute(const Branches& branches, int64_t operations, Onlooker* onlooker) {
  for (const Branch& branch : branches.all()) {
    if (!unfinished(branch)) continue;
    Problems ignored;  // a branch whose program cannot be run has no end
    const int used = futures_[branch.id].used;
    Recording* recording = get(branches, branch.id, &ignored);
    if (recording == nullptr) {
      futures_[branch.id];
      continue;
    }
    if (recording->record().size() < kMostEvents) recording->advance(operations, onlooker);
    Future& future = futures_[branch.id];
    future.end = end_of(*recording);
    // To be computed is not to be looked at.
    future.used = used;
    break;
  }
  for (const Branch& branch : branches.all()) compare(branches, branch);
}

void Futures::compare(const Branches& branches, const Branch& branch) {
  const auto own = futures_.find(branch.id);
  const Recording* parent = find(branch.parent);
  if (branches.find(branch.parent) == nullptr || own == futures_.end()) return;
  Future& future = own->second;
  if (future.recording == nullptr || parent == nullptr || future.difference.settled()) return;
  const Record& record = future.recording->record();
  future.difference.advance(parent->record(), record,
                            parent->complete() && future.recording->complete());
  if (!future.difference.found()) return;
  const std::size_t position = future.difference.position();
  const std::size_t event = std::min(position, record.size() - 1);
  future.departure = Departure{position, record.at(event).t};
}

void Futures::forget_oldest(const Branches& branches) {
  for (;;) {
    std::size_t events = 0;
    Future* oldest = nullptr;
    for (auto& [id, future] : futures_) {
      if (future.recording == nullptr) continue;
      events += future.recording->record().size();
      const bool in_use =
          id == branches.shown().id || future.used + 1 >= uses_ || future.irreplaceable;
      if (!in_use && (oldest == nullptr || future.used < oldest->used)) oldest = &future;
    }
    if (events <= kMostKept || oldest == nullptr) return;
    oldest->recording.reset();
  }
}

void Futures::keep(const std::vector<BranchId>& used) {
  const std::set<BranchId> wanted(used.begin(), used.end());
  std::erase_if(futures_, [&](const auto& entry) { return wanted.count(entry.first) == 0; });
}

}  // namespace grove
