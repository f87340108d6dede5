#include "engine/cli/player.h"

#include <algorithm>
#include <utility>

namespace grove {

namespace {

// How far a run is computed ahead of what is shown.
constexpr std::size_t kEventsAhead = 100'000;
constexpr SimTime kTimeAhead{60'000'000'000};

}  // namespace

Player::Player(Recording recording, std::string name)
    : recording_(std::move(recording)),
      name_(std::move(name)),
      model_(recording_.record()),
      narration_(recording_.record()) {
  if (followed()) {
    take_in();
    return;
  }
  if (wants_to_compute()) compute();
  step(StepKind::kInteresting, +1);
}

bool Player::wants_to_compute() const {
  if (!recording_.growing()) return false;
  const Record& record = recording_.record();
  if (model_.position() == record.size()) return true;
  return record.size() - model_.position() < kEventsAhead &&
         record.at(record.size() - 1).t < model_.now() + kTimeAhead;
}

void Player::compute() { recording_.advance(); }

bool Player::take_in() {
  const Record* before = &recording_.record();
  const std::size_t size = before->size();
  const bool at_end = model_.position() == size && !held_;
  std::string said = recording_.take_in();
  const bool says = !said.empty();
  if (says) said_ = std::move(said);
  const Record& record = recording_.record();
  if (&record != before) {
    model_ = Model(record);
    narration_ = Narration(record);
    scrub_bar_ = {};
    selected_ = {};
  } else if (record.size() == size) {
    return says;
  }
  held_ = false;
  if (at_end || &record != before) go(record.size());
  return true;
}

std::string Player::live_words() const {
  if (!recording_.live()) return said_;
  const std::size_t behind = recording_.record().size() - model_.position();
  if (behind > 0) return std::to_string(behind) + " events behind live (End)";
  return held_ ? "held (End: live)" : said_.empty() ? "live" : said_;
}

void Player::go(std::size_t position) { model_.seek(position); }

void Player::step(StepKind kind, int direction) {
  const Record& record = recording_.record();
  if (direction > 0 && model_.position() == record.size() && recording_.growing()) compute();
  go(next_stop(record, model_.position(), kind, direction, selected()));
}

void Player::tick(double seconds) {
  if (!playing_) return;
  for (int due = pace_.due(seconds); due > 0; --due) step(StepKind::kStepEvent, +1);
  if (model_.position() == recording_.record().size() && !recording_.growing()) playing_ = false;
}

void Player::press(const Key& key) {
  const int direction = key.code == Key::Code::kLeft ? -1 : +1;
  switch (key.code) {
    case Key::Code::kCharacter:
      press_character(key.character);
      return;
    case Key::Code::kLeft:
    case Key::Code::kRight:
      playing_ = false;
      step(key.control && key.shift ? StepKind::kInstant
           : key.control            ? StepKind::kTaskStep
           : key.shift              ? StepKind::kInteresting
                                    : StepKind::kStepEvent,
           direction);
      return;
    case Key::Code::kHome:
    case Key::Code::kEnd:
      playing_ = held_ = false;
      said_.clear();
      go(key.code == Key::Code::kHome ? 0 : recording_.record().size());
      return;
    case Key::Code::kTab:
    case Key::Code::kUp:
    case Key::Code::kDown:
      select_next(key.code == Key::Code::kUp || key.shift ? -1 : +1);
      return;
    case Key::Code::kEscape:
      if (help_) {
        help_ = false;
      } else {
        selected_ = TaskId{};
      }
      return;
    default:
      return;
  }
}

void Player::press_character(char32_t character) {
  switch (character) {
    case ' ':
      if (recording_.live() && model_.position() == recording_.record().size()) {
        held_ = !held_;
        break;
      }
      // At the end there is nothing left to play but the whole again.
      if (!playing_ && model_.finished()) go(0);
      playing_ = !playing_;
      pace_.restart();
      break;
    case '+':
    case '=':  // the same key, unshifted
      pace_.faster();
      break;
    case '-':
      pace_.slower();
      break;
    case '?':
      help_ = !help_;
      break;
    case 'q':
      quit_ = true;
      break;
    default:
      break;
  }
}

TaskId Player::selected() const {
  return selected_ && selected_.index() < model_.task_count() ? selected_ : TaskId{};
}

void Player::select_next(int direction) {
  const TreeRows tree(model_, {RowOptions::Fold::kNurseryRows});
  const int count = static_cast<int>(tree.rows().size());
  int row = tree.row_of(model_, selected());
  if (row < 0) row = direction > 0 ? -1 : count;
  for (row += direction; row >= 0 && row < count; row += direction) {
    const TreeRow& candidate = tree.rows()[static_cast<std::size_t>(row)];
    if (!candidate.task) continue;
    selected_ = candidate.task;
    return;
  }
}

}  // namespace grove
