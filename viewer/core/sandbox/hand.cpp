#include "viewer/core/sandbox/hand.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"

namespace grove {
namespace {

// Events further off than that are not looked through for who comes next.
constexpr std::size_t kFarthest = 5'000;
// Lines that are told of what both print.
constexpr std::size_t kMostLines = 200;

// The cards in the order in which a record goes on with them; those of whom it does not tell, last.
std::vector<TaskId> in_order(const Record& record, std::size_t position,
                             std::vector<TaskId> cards) {
  std::vector<TaskId> order;
  const std::size_t end = std::min(record.size(), position + kFarthest);
  for (std::size_t i = position; i < end && !cards.empty(); ++i) {
    const auto* step = record.at(i).get_if<BeforeTaskStep>();
    if (step == nullptr) continue;
    const auto card = std::find(cards.begin(), cards.end(), step->task);
    if (card == cards.end()) continue;
    order.push_back(*card);
    cards.erase(card);
  }
  order.insert(order.end(), cards.begin(), cards.end());
  return order;
}

// Whoever is scheduled in asyncio's loop, as the queue has them.
std::vector<TaskId> queue_of(const Model& model) {
  std::vector<TaskId> ready;
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (task.alive && task.runnable && !task.running) ready.push_back(task.id);
  }
  return in_order(model.record(), model.position(), ready);
}

std::string line_of(const Record& record, const Printed& printed) {
  std::string text(record.text(printed.text));
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::vector<std::string> printed_behind(const Record& record, std::size_t position) {
  std::vector<std::string> lines;
  for (std::size_t i = position; i < record.size() && lines.size() < kMostLines; ++i) {
    const auto* printed = record.at(i).get_if<Printed>();
    if (printed == nullptr) continue;
    lines.push_back(line_of(record, *printed));
  }
  return lines;
}

TaskStatus status_of(Outcome outcome) {
  return outcome == Outcome::kOk          ? TaskStatus::kDone
         : outcome == Outcome::kCancelled ? TaskStatus::kCancelled
                                          : TaskStatus::kFailed;
}

// Of the first `tasks`, from the position to the end of its instant.
std::vector<Hand::Turn> turns_behind(const Record& record, std::size_t position,
                                     std::size_t tasks) {
  std::vector<Hand::Turn> turns;
  if (position >= record.size()) return turns;
  const SimTime now = record.at(position).t;
  const std::size_t end = std::min(record.size(), position + kFarthest);
  for (std::size_t i = position; i < end && record.at(i).t == now; ++i) {
    const Event& event = record.at(i);
    if (const auto* step = event.get_if<BeforeTaskStep>()) {
      if (step->task.index() < tasks) turns.push_back({step->task, ""});
      continue;
    }
    if (turns.empty() || task_of(event) != turns.back().task) continue;
    if (const auto* printed = event.get_if<Printed>())
      turns.back().printed = line_of(record, *printed);
    if (const auto* exited = event.get_if<TaskExited>())
      turns.back().end = status_of(exited->outcome);
  }
  return turns;
}

const RunFinished* end_of(const Record& record) {
  return record.size() == 0 ? nullptr : record.at(record.size() - 1).get_if<RunFinished>();
}

}  // namespace

void Hand::update(const Player& player, bool wanted) {
  if (!wanted || player.empty()) {
    put_back();
    cards_.clear();
    record_ = nullptr;
    return;
  }
  const Record& record = player.record();
  const bool anew = record_ != &record || runs_ != player.runs();
  if (anew) {
    record_ = &record;
    runs_ = player.runs();
    batches_.emplace(record);
  }
  const std::size_t position = player.model().position();
  // The order is that of the steps to come, which are recorded by and by.
  if (!anew && position == position_ && (held_ || recorded_ == record.size())) return;
  position_ = position;
  recorded_ = record.size();
  batches_->extend();
  put_back();
  look(player);
}

void Hand::look(const Player& player) {
  const Model& model = player.model();
  fixed_ = player.record().header.dialect == RecordDialect::kAsyncio;
  cards_ = fixed_ ? queue_of(model) : batches_->hand(model);
  if (!fixed_) cards_ = in_order(player.record(), position_, cards_);
  labels_.clear();
  for (const TaskId card : cards_) labels_.emplace_back(label_of(model, card));
}

void Hand::hold(const Player& player, std::size_t card, std::size_t place) {
  if (!open() || fixed_ || card >= cards_.size()) return;
  place = std::min(place, cards_.size() - 1);
  if (held_ && held_->card == card && held_->place == place) return;
  const auto point = insertion_point(player);
  // Between two instants nobody is ready.
  if (!point || !point->step) return;
  point_ = point;
  held_ = Held{card, place};
  consider(player);
}

void Hand::move(const Player& player, TaskId selected, int direction) {
  if (!open()) return;
  std::size_t card = 0, place = 0;
  if (held_) {
    card = held_->card;
    place = held_->place;
  } else {
    const auto found = std::find(cards_.begin(), cards_.end(), selected);
    if (found != cards_.end()) card = static_cast<std::size_t>(found - cards_.begin());
    place = card;
  }
  if (direction < 0 && place > 0) --place;
  if (direction > 0) ++place;
  hold(player, card, place);
}

void Hand::put_back() {
  held_.reset();
  point_.reset();
  what_if_.reset();
  printed_.clear();
  turns_.clear();
}

std::vector<TaskId> Hand::order() const {
  std::vector<TaskId> order = cards_;
  if (!held_) return order;
  const TaskId card = order[held_->card];
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(held_->card));
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(held_->place), card);
  return order;
}

std::string Hand::words() const {
  if (!held_ || held_->card == held_->place) return "";
  const bool earlier = held_->place < held_->card;
  return fmt::format("{} {} {}", labels_[held_->card], earlier ? "before" : "after",
                     labels_[held_->place]);
}

// Each card takes one step, so whoever is to be the third is chosen after two. Only where the run
// would not come to it by itself.
std::vector<Intervention> Hand::acts(const Record& record, const Model& model) const {
  std::vector<TaskId> left = in_order(record, point_->position, cards_);
  std::vector<Intervention> acts;
  int32_t place = 0;
  for (const TaskId card : order()) {
    const auto found = std::find(left.begin(), left.end(), card);
    if (found != left.begin()) {
      Intervention act = point_->place(
          {.kind = Intervention::Kind::kChoose, .target = std::string(label_of(model, card))});
      *act.step += place;
      acts.push_back(std::move(act));
    }
    left.erase(found);
    ++place;
  }
  return acts;
}

// --- what would change

void Hand::consider(const Player& player) {
  what_if_.reset();
  printed_.clear();
  turns_.clear();
  if (words().empty()) return;
  Inputs inputs = player.recording().inputs();
  for (Intervention& act : acts(player.record(), player.model())) {
    inputs.interventions.push_back(std::move(act));
  }
  what_if_.emplace(player.recording(), inputs, point_->position);
}

void Hand::compute(Player* player, int64_t operations, Onlooker* onlooker) {
  if (!wants_to_compute()) return;
  // It compares with what comes otherwise.
  player->compute_ahead(operations, onlooker);
  what_if_->compute(player->recording(), operations, onlooker);
  if (what_if_->finished()) compare(*player);
}

void Hand::compare(const Player& player) {
  const Record& own = player.record();
  const Record& other = what_if_->future();
  const std::vector<std::string> now = printed_behind(own, point_->position);
  const std::vector<std::string> then = printed_behind(other, point_->position);
  printed_.clear();
  differing_ = 0;
  for (std::size_t i = 0; i < std::max(now.size(), then.size()); ++i) {
    Line line{i < now.size() ? now[i] : "", i < then.size() ? then[i] : "", false};
    line.differs = i >= now.size() || i >= then.size() || line.now != line.then;
    differing_ += line.differs ? 1 : 0;
    printed_.push_back(std::move(line));
  }
  turns_ = turns_behind(other, point_->position, player.model().task_count());
  ends_otherwise_.clear();
  const RunFinished* ours = end_of(own);
  const RunFinished* theirs = end_of(other);
  const bool alike = (ours == nullptr) == (theirs == nullptr) &&
                     (ours == nullptr || ours->outcome == theirs->outcome) &&
                     own.at(own.size() - 1).t == other.at(other.size() - 1).t;
  if (alike || theirs == nullptr) return;
  ends_otherwise_ = fmt::format("{} at {}", ending_words(theirs->outcome),
                                short_time(other.at(other.size() - 1).t));
}

std::string Hand::change() const {
  if (!what_if_) return "";
  if (!what_if_->finished()) return "…";
  std::string words;
  if (differing_ > 0) {
    words = fmt::format("prints {} line{} otherwise", differing_, differing_ == 1 ? "" : "s");
  }
  if (!ends_otherwise_.empty()) {
    words += (words.empty() ? "" : ", ") + ends_otherwise_;
  }
  return words.empty() ? "prints the same, and ends the same" : words;
}

}  // namespace grove
