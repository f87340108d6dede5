#include "viewer/core/sandbox/offers.h"

#include <algorithm>

#include "viewer/core/player/patience.h"

namespace grove {
namespace {

constexpr int64_t kSlice = 2'000;
// Operations that nobody notices.
constexpr int64_t kAtOnce = 100'000;

}  // namespace

bool Offers::make(const Player& player, const Selection& about, std::string* why_not) {
  decline();
  offer_ = offer_of(player, about, why_not);
  if (!offer_) return false;
  trials_.emplace(player.recording(), offer_->point.position);
  Patience patience;
  try_acts(player, kAtOnce, &patience);
  return true;
}

void Offers::settle(const Player& player) {
  Patience patience;
  while (is_trying() && !patience.over()) try_acts(player, kSlice, &patience);
}

void Offers::try_acts(const Player& player, int64_t operations, Onlooker* onlooker) {
  trials_->compute(player.recording(), &*offer_, operations, onlooker);
  const OfferedAct* considered = act(considered_);
  if (considered != nullptr && !considered->why_not.empty()) what_if_.reset();
}

void Offers::decline() {
  offer_.reset();
  trials_.reset();
  what_if_.reset();
  considered_ = -1;
}

void Offers::consider(const Player& player, int act) {
  if (!offer_ || act == considered_) return;
  considered_ = act;
  what_if_.reset();
  const OfferedAct* considered = this->act(act);
  if (considered == nullptr || !considered->why_not.empty()) return;
  Inputs inputs = player.recording().inputs();
  inputs.interventions.push_back(considered->what);
  what_if_.emplace(player.recording(), inputs, offer_->point.position);
}

const OfferedAct* Offers::act(int number) const {
  if (!offer_ || number < 0 || number >= static_cast<int>(offer_->acts.size())) return nullptr;
  return &offer_->acts[static_cast<std::size_t>(number)];
}

int Offers::find(Intervention::Kind kind) const {
  if (!offer_) return -1;
  const auto& acts = offer_->acts;
  const auto is_meant = [&](const OfferedAct& act) { return act.what.kind == kind; };
  const auto first = std::find_if(acts.begin(), acts.end(), is_meant);
  if (first == acts.end()) return -1;
  const auto works = std::find_if(first, acts.end(), [&](const OfferedAct& act) {
    return is_meant(act) && act.why_not.empty();
  });
  return static_cast<int>((works == acts.end() ? first : works) - acts.begin());
}

void Offers::compute(Player* player, int64_t operations, Onlooker* onlooker) {
  if (is_trying()) return try_acts(*player, operations, onlooker);
  // It compares with what would have come otherwise.
  player->compute_ahead(operations, onlooker);
  what_if_->compute(player->recording(), operations, onlooker);
}

}  // namespace grove
