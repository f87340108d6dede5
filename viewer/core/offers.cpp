#include "viewer/core/offers.h"

#include <algorithm>

namespace grove {

bool Offers::make(const Player& player, const Selection& about, std::string* why_not) {
  decline();
  offer_ = offer_of(player, about, why_not);
  return offer_.has_value();
}

void Offers::decline() {
  offer_.reset();
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

// It compares with what would have come otherwise.
void Offers::compute(Player* player, int64_t operations, Onlooker* onlooker) {
  player->compute_ahead(operations, onlooker);
  what_if_->compute(player->recording(), operations, onlooker);
}

}  // namespace grove
