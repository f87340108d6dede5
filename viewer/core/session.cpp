#include "viewer/core/session.h"

namespace grove {

OpenResult Session::open(const std::string& path) {
  const OpenResult result = document_.open(path);
  follow();
  return result;
}

bool Session::wants_to_compute() const {
  if (document_.loading() || document_.live_behind() || classroom_.preparing()) return true;
  if (exporting_.wants_to_advance()) return true;
  if (view_.overlay == Overlay::kLibrary && shelf_.wants_to_compute()) return true;
  if (comparing_ && beside_->wants_to_compute()) return true;
  return !empty() && (player_.wants_to_compute() || sandbox_.wants_to_compute());
}

void Session::compute(int64_t operations, Onlooker* onlooker) {
  if (document_.loading()) {
    document_.load_further(operations);
  } else if (document_.live_behind()) {
    document_.take_in();
  } else if (exporting_.wants_to_advance()) {
    if (exporting_.wants_run(recording())) {
      player_.compute_ahead(operations, onlooker);
    } else {
      exporting_.advance(static_cast<std::size_t>(operations), recording());
    }
    if (auto outcome = exporting_.take_outcome()) messages_.notify(std::move(*outcome));
  } else if (view_.overlay == Overlay::kLibrary && shelf_.wants_to_compute()) {
    shelf_.compute(operations);
  } else if (empty()) {
    return;
  } else if (classroom_.preparing()) {
    classroom_.compute(operations, onlooker);
  } else if (comparing_ && beside_->wants_to_compute() && !player_.wants_to_compute()) {
    beside_->compute(operations, onlooker);
  } else if (player_.wants_to_compute() && (seeking() || !sandbox_.offers().is_trying())) {
    player_.compute(operations, onlooker);
  } else {
    sandbox_.compute(operations, onlooker);
  }
  follow();
}

void Session::tick(double seconds) {
  messages_.tick(seconds);
  document_.take_in();
  look_at_film(seconds);
  player_.tick(seconds, view_.selection.task());
  classroom_.tick();
  if (beside_ != nullptr) beside_->tick(seconds);
  follow();
}

// Another program makes it: to ask for each frame would be to ask in vain.
void Session::look_at_film(double seconds) {
  constexpr double kEvery = 0.1;
  since_film_ += seconds;
  if (!exporting_.films() || since_film_ < kEvery) return;
  since_film_ = 0;
  exporting_.look_at_film();
  if (auto outcome = exporting_.take_outcome()) messages_.notify(std::move(*outcome));
}

// What the parts have to know of each other once one of them has changed.
void Session::follow() {
  document_.follow();
  classroom_.follow();
  if (empty()) return;
  follow_beside();
  show_lesson_line();
  if (player_.moves() != followed_) view_.follow(player_.model(), player_.now());
  followed_ = player_.moves();
  if (!seeking()) view_.reselect(player_.model());
  sandbox_.update_hand(classroom_.asks());
}

std::optional<std::string> Session::take_clipboard() {
  std::optional<std::string> text;
  text.swap(messages_.clipboard);
  return text;
}

}  // namespace grove
