#include "viewer/core/sandbox/recordings.h"

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

Recording* Recordings::get(const Branches& branches, BranchId id, Problems* problems) {
  const Branch* branch = branches.find(id);
  ENSURE(branch != nullptr, "the record of a branch that is not there");
  Entry& entry = recordings_[id];
  entry.used = ++uses_;
  if (entry.recording != nullptr) return entry.recording.get();
  ENSURE(branch->scenario != nullptr, "a record that was read is never let go of");
  const Branch* parent = branches.find(branch->parent);
  const auto from = recordings_.find(branch->parent);
  const bool near = branch->departs_at && from != recordings_.end() &&
                    from->second.recording != nullptr && departs_by_acts(*branch, *parent);
  if (near) {
    entry.recording = from->second.recording->branch(branch->inputs, *branch->departs_at);
  } else {
    entry.recording = Recording::of_scenario(branch->scenario, branch->inputs, problems);
  }
  if (entry.recording == nullptr) recordings_.erase(id);
  forget_oldest(branches);
  return find(id) == nullptr ? nullptr : recordings_.at(id).recording.get();
}

const Recording* Recordings::find(BranchId id) const {
  const auto found = recordings_.find(id);
  return found == recordings_.end() ? nullptr : found->second.recording.get();
}

void Recordings::put(BranchId id, std::unique_ptr<Recording> recording) {
  Entry& entry = recordings_[id];
  entry.recording = std::move(recording);
  entry.irreplaceable = true;
  entry.used = ++uses_;
}

BranchEnd Recordings::end(BranchId id) const {
  const auto found = recordings_.find(id);
  return found == recordings_.end() ? BranchEnd{} : found->second.end;
}

std::optional<Recordings::Departure> Recordings::departure(BranchId id) const {
  const auto found = recordings_.find(id);
  return found == recordings_.end() ? std::nullopt : found->second.departure;
}

bool Recordings::unfinished(const Branch& branch) const {
  const auto found = recordings_.find(branch.id);
  if (found == recordings_.end()) return branch.scenario != nullptr;
  const Entry& entry = found->second;
  if (entry.recording == nullptr) return false;
  if (entry.end != end_of(*entry.recording)) return true;
  return !entry.recording->complete() && entry.recording->record().size() < kMostEvents;
}

bool Recordings::wants_to_compute(const Branches& branches) const {
  return branches.all().size() > 1 &&
         std::any_of(branches.all().begin(), branches.all().end(),
                     [this](const Branch& branch) { return unfinished(branch); });
}

void Recordings::compute(const Branches& branches, int64_t operations, Onlooker* onlooker) {
  for (const Branch& branch : branches.all()) {
    if (!unfinished(branch)) continue;
    Problems ignored;  // a branch whose program cannot be run has no end
    const int used = recordings_[branch.id].used;
    Recording* recording = get(branches, branch.id, &ignored);
    if (recording == nullptr) {
      recordings_[branch.id];
      continue;
    }
    if (recording->record().size() < kMostEvents) recording->advance(operations, onlooker);
    Entry& entry = recordings_[branch.id];
    entry.end = end_of(*recording);
    // To be computed is not to be looked at.
    entry.used = used;
    break;
  }
  for (const Branch& branch : branches.all()) compare(branches, branch);
}

void Recordings::compare(const Branches& branches, const Branch& branch) {
  const auto own = recordings_.find(branch.id);
  const Recording* parent = find(branch.parent);
  if (branches.find(branch.parent) == nullptr || own == recordings_.end()) return;
  Entry& entry = own->second;
  if (entry.recording == nullptr || parent == nullptr || entry.difference.settled()) return;
  const Record& record = entry.recording->record();
  entry.difference.advance(parent->record(), record,
                           parent->complete() && entry.recording->complete());
  if (!entry.difference.found()) return;
  const std::size_t position = entry.difference.position();
  const std::size_t event = std::min(position, record.size() - 1);
  entry.departure = Departure{position, record.at(event).t};
}

void Recordings::forget_oldest(const Branches& branches) {
  for (;;) {
    std::size_t events = 0;
    Entry* oldest = nullptr;
    for (auto& [id, entry] : recordings_) {
      if (entry.recording == nullptr) continue;
      events += entry.recording->record().size();
      const bool in_use =
          id == branches.shown().id || entry.used + 1 >= uses_ || entry.irreplaceable;
      if (!in_use && (oldest == nullptr || entry.used < oldest->used)) oldest = &entry;
    }
    if (events <= kMostKept || oldest == nullptr) return;
    oldest->recording.reset();
  }
}

void Recordings::keep(const std::vector<BranchId>& used) {
  const std::set<BranchId> wanted(used.begin(), used.end());
  std::erase_if(recordings_, [&](const auto& entry) { return wanted.count(entry.first) == 0; });
}

}  // namespace grove
