#include "viewer/core/recording.h"

#include <filesystem>

namespace grove {

std::unique_ptr<Recording> Recording::of_scenario(const Scenario& scenario, const Inputs& inputs,
                                                  Problems* problems) {
  Prepared prepared = prepare(scenario, inputs);
  if (!prepared.program) {
    *problems = std::move(prepared.problems);
    return nullptr;
  }
  std::unique_ptr<Recording> recording(new Recording);
  recording->scenario_ = scenario;
  recording->inputs_ = inputs;
  recording->run_.emplace(std::move(prepared.program), scenario, inputs, Detail::kLines);
  recording->title_ = scenario.title.empty() ? scenario.slug : scenario.title;
  recording->program_file_ = std::filesystem::path(scenario.program_file).filename().string();
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

void Recording::start_indexing() {
  lanes_ = std::make_unique<Lanes>(record());
  names_.emplace(record());
  index_.extend(record());
  lanes_->extend();
}

void Recording::advance(int64_t instructions) {
  if (run_ && !run_->finished()) run_->advance(instructions);
  index_.extend(record());
  lanes_->extend();
  names_->update();
}

bool Recording::complete() const { return !run_ || run_->finished(); }

const Record& Recording::record() const { return run_ ? run_->record() : read_; }

const std::string& Recording::errors() const {
  static const std::string kNone;
  return run_ ? run_->errors() : kNone;
}

}  // namespace grove
