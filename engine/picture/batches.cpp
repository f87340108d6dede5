#include "engine/picture/batches.h"

#include <algorithm>

namespace grove {

namespace {

// More cards than this are no hand, and events further off than that are not looked through.
constexpr std::size_t kMostCards = 60, kFarthest = 5'000;

}  // namespace

void Batches::schedule(TaskId task) {
  if (task.index() >= ready_.size()) ready_.resize(task.index() + 1, 0);
  if (ready_[task.index()] != 0) return;
  ready_[task.index()] = 2;
  next_.push_back(task);
}

void Batches::begin(TaskId task, EventId id) {
  if (task.index() >= ready_.size()) ready_.resize(task.index() + 1, 0);
  if (left_ == 0) {
    starts_.push_back(id);
    for (const TaskId ready : next_) {
      ready_[ready.index()] = 1;
      ++left_;
    }
    next_.clear();
  }
  if (ready_[task.index()] == 1 && left_ > 0) --left_;
  ready_[task.index()] = 0;
}

void Batches::extend() {
  for (; size_ < record_->size(); ++size_) {
    const EventId id{static_cast<int32_t>(size_)};
    const Event& event = (*record_)[id];
    if (const auto* scheduled = event.get_if<TaskScheduled>()) {
      if (scheduled->task) schedule(scheduled->task);
    } else if (const auto* step = event.get_if<BeforeTaskStep>()) {
      if (step->task) begin(step->task, id);
    }
  }
}

std::vector<TaskId> Batches::hand(const Model& model) const {
  if (record_->header.dialect != RecordDialect::kTrio) return {};
  const EventId now{static_cast<int32_t>(model.position())};
  const auto next = std::lower_bound(starts_.begin(), starts_.end(), now);
  const EventId start = next == starts_.begin() ? EventId{} : *(next - 1);
  std::vector<TaskId> this_batch, all;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    // Who was only just started is ready, though its turn is not planned yet.
    const bool ready = task.runnable || !task.scheduled;
    if (!task.alive || !ready || task.running) continue;
    all.push_back(task.id);
    if (start && task.scheduled && task.scheduled < start) this_batch.push_back(task.id);
  }
  std::vector<TaskId>& cards = this_batch.empty() ? all : this_batch;
  if (cards.size() > kMostCards) return {};
  // As they come to run; those of whom it is not recorded yet, last.
  std::vector<TaskId> order;
  const std::size_t end = std::min(record_->size(), model.position() + kFarthest);
  for (std::size_t i = model.position(); i < end && !cards.empty(); ++i) {
    const auto* step = record_->at(i).get_if<BeforeTaskStep>();
    if (step == nullptr) continue;
    const auto card = std::find(cards.begin(), cards.end(), step->task);
    if (card == cards.end()) break;
    order.push_back(*card);
    cards.erase(card);
  }
  order.insert(order.end(), cards.begin(), cards.end());
  return order;
}

}  // namespace grove
