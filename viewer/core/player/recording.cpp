#include "viewer/core/player/recording.h"

#include <algorithm>
#include <filesystem>

#include "engine/base/ensure.h"

namespace grove {
namespace {

// Copies of the run at this distance in events, at first; when there are many, every second one
// goes. Later ones would cost more than they save: a run of that many events may hold many tasks.
constexpr int64_t kStep = 2'000;
constexpr std::size_t kLeastSpacing = 1'000, kMostSnapshots = 24, kLastSnapshot = 400'000;

}  // namespace

std::unique_ptr<Recording> Recording::of_scenario(std::shared_ptr<const Scenario> scenario,
                                                  const Inputs& inputs, Problems* problems) {
  Prepared prepared = prepare(*scenario, inputs);
  if (!prepared.program) {
    *problems = std::move(prepared.problems);
    return nullptr;
  }
  Run run(std::move(prepared.program), *scenario, inputs, Detail::kLines);
  auto recording = of_run(std::move(scenario), inputs, std::move(run));
  recording->keep_snapshot();
  return recording;
}

std::unique_ptr<Recording> Recording::of_run(std::shared_ptr<const Scenario> scenario,
                                             const Inputs& inputs, Run run) {
  std::unique_ptr<Recording> recording(new Recording);
  recording->title_ = scenario->title.empty() ? scenario->slug : scenario->title;
  recording->program_file_ = std::filesystem::path(scenario->program_file).filename().string();
  recording->scenario_ = std::move(scenario);
  recording->inputs_ = inputs;
  recording->spacing_ = kLeastSpacing;
  recording->run_.emplace(std::move(run));
  recording->start_indexing();
  return recording;
}

std::unique_ptr<Recording> Recording::of_record(Record record, const std::string& file) {
  std::unique_ptr<Recording> recording(new Recording);
  recording->read_ = std::move(record);
  recording->title_ = recording->read_.header.title;
  recording->program_file_ = std::filesystem::path(file).filename().string();
  recording->start_indexing();
  return recording;
}

std::unique_ptr<Recording> Recording::of_stream(std::shared_ptr<const RecordStream> stream,
                                                const std::string& file) {
  std::unique_ptr<Recording> recording(new Recording);
  recording->stream_ = std::move(stream);
  recording->title_ = recording->record().header.title;
  recording->program_file_ = std::filesystem::path(file).filename().string();
  recording->start_indexing();
  return recording;
}

bool Recording::live() const {
  if (stream_ == nullptr || stream_->over()) return false;
  return record().size() == 0 || record().at(record().size() - 1).kind() != EventKind::kRunFinished;
}

std::unique_ptr<Recording> Recording::beginning_of(const Recording& whole) {
  std::unique_ptr<Recording> recording(new Recording);
  recording->whole_ = &whole;
  recording->copier_ = std::make_unique<RecordCopier>(whole.record());
  recording->scenario_ = whole.scenario_;
  recording->inputs_ = whole.inputs_;
  recording->title_ = whole.title_;
  recording->program_file_ = whole.program_file_;
  recording->copier_->copy(0, &recording->read_);
  recording->start_indexing();
  return recording;
}

void Recording::reveal(std::size_t events) {
  ENSURE(copier_ != nullptr, "only the beginning of another recording hides anything");
  copier_->copy(events, &read_);
  index_further();
}

void Recording::start_indexing() {
  lanes_ = std::make_unique<Lanes>(record());
  names_.emplace(record());
  index_.extend(record());
  lanes_->extend();
}

// Hands the question on, with everything indexed: whoever is asked may draw it.
class Recording::Indexer : public Onlooker {
 public:
  Indexer(Recording& recording, Onlooker& onlooker) : recording_(recording), onlooker_(onlooker) {}
  bool wishes_stop() override {
    recording_.index_further();
    return onlooker_.wishes_stop();
  }

 private:
  Recording& recording_;
  Onlooker& onlooker_;
};

void Recording::advance(int64_t instructions, Onlooker* onlooker) {
  std::optional<Indexer> indexer;
  if (onlooker != nullptr) indexer.emplace(*this, *onlooker);
  // In steps that leave no more events than snapshots are apart.
  for (int64_t left = instructions; left > 0 && !complete(); left -= kStep) {
    Run& run = again_ ? *again_ : *run_;
    run.watch(indexer ? &*indexer : nullptr);
    run.advance(std::min(left, kStep));
    run.watch(nullptr);
    if (run.stopped()) {
      again_ = *snapshots_.back();
      break;
    }
    if (again_ && again_->record().size() >= record().size()) {
      run_->take_over(std::move(*again_));
      again_.reset();
    }
    if (!again_) keep_snapshot();
  }
  index_further();
}

void Recording::index_further() {
  index_.extend(record());
  lanes_->extend();
  names_->update();
}

void Recording::keep_snapshot() {
  const std::size_t last = snapshots_.empty() ? 0 : snapshots_.back()->record().size();
  const std::size_t events = record().size();
  if (!snapshots_.empty() && (events < last + spacing_ || events > kLastSnapshot)) return;
  snapshots_.push_back(std::make_shared<const Run>(*run_));
  if (snapshots_.size() < kMostSnapshots) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < snapshots_.size(); i += 2) {
    if (kept != i) snapshots_[kept] = std::move(snapshots_[i]);
    ++kept;
  }
  snapshots_.erase(snapshots_.begin() + static_cast<std::ptrdiff_t>(kept), snapshots_.end());
  spacing_ *= 2;
}

std::size_t Recording::snapshots_before(std::size_t position) const {
  const auto is_before = [&](const auto& run) { return run->record().size() <= position; };
  const auto after = std::partition_point(snapshots_.begin(), snapshots_.end(), is_before);
  ENSURE(after != snapshots_.begin(), "the first snapshot is from before the first event");
  return static_cast<std::size_t>(after - snapshots_.begin());
}

Run Recording::branch_of(const Inputs& inputs, std::size_t position) const {
  ENSURE(run_.has_value(), "a record that was read has no branches");
  return snapshots_[snapshots_before(position) - 1]->branch(*scenario_, inputs);
}

std::unique_ptr<Recording> Recording::branch(const Inputs& inputs, std::size_t position) const {
  auto recording = of_run(scenario_, inputs, branch_of(inputs, position));
  const auto shared = static_cast<std::ptrdiff_t>(snapshots_before(position));
  recording->snapshots_.assign(snapshots_.begin(), snapshots_.begin() + shared);
  recording->spacing_ = spacing_;
  return recording;
}

bool Recording::complete() const { return !run_ || run_->finished(); }

const Record& Recording::record() const {
  return run_ ? run_->record() : stream_ ? stream_->record() : read_;
}

const std::string& Recording::errors() const {
  static const std::string kNone;
  // They are those of its end.
  if (whole_ != nullptr && read_.size() == whole_->record().size()) return whole_->errors();
  return run_ ? run_->errors() : kNone;
}

}  // namespace grove
