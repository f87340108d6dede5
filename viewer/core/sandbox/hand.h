// Hand: the ready tasks of one batch as cards, in the order in which they run, where any other
// order would have been as good; the card that a person holds; and what would change if it were let
// go there, found by really running it so.
//
//   hand.update(player, true);
//   hand.hold(player, 3, 1);              // the fourth card, to stand second
//   hand.words()                          // "dora before ben"
//   while (hand.wants_to_compute()) hand.compute(&player, 20'000, nullptr);
//   hand.printed()                        // line by line, as it is and as it would be
//   hand.acts(…)                          // what makes that order
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/picture/batches.h"
#include "viewer/core/sandbox/insertion_point.h"
#include "viewer/core/sandbox/what_if.h"

namespace grove {

class Hand {
 public:
  // Takes in the moment that is shown; at another one nothing is held any more. Cards are looked
  // for only while they are `wanted`.
  void update(const Player& player, bool wanted);

  bool wanted() const { return record_ != nullptr; }
  // Fewer than two where no order is open.
  const std::vector<TaskId>& cards() const { return cards_; }
  bool open() const { return cards_.size() > 1; }
  // asyncio's queue: the order is what it is.
  bool fixed() const { return fixed_; }

  struct Held {
    std::size_t card = 0, place = 0;
  };
  const std::optional<Held>& held() const { return held_; }
  // Nothing happens where no order is open, or where the run cannot go on otherwise.
  void hold(const Player& player, std::size_t card, std::size_t place);
  // The held card one place on, else that of the task, else the first.
  void move(const Player& player, TaskId selected, int direction);
  void put_back();
  // The cards as they would stand; as they stand while nothing is held.
  std::vector<TaskId> order() const;
  // "dora before ben"; empty where letting go would change nothing.
  std::string words() const;

  // --- what would change, behind this moment
  struct Line {
    std::string now, then;
    bool differs = false;
  };
  bool wants_to_compute() const { return what_if_ && !what_if_->finished(); }
  void compute(Player* player, int64_t operations, Onlooker* onlooker);
  // Null while nothing is held, or nothing would change.
  const WhatIf* what_if() const { return what_if_ ? &*what_if_ : nullptr; }
  // What is printed in each; of many lines the first ones that tell them apart. Empty while it is
  // being found out.
  const std::vector<Line>& printed() const { return printed_; }
  // The turns that would be taken within this instant, in their order. Empty while it is being
  // found out.
  struct Turn {
    TaskId task;
    std::string printed;              // in it, the last line
    std::optional<TaskStatus> end{};  // of a task that is over with it
  };
  const std::vector<Turn>& turns() const { return turns_; }
  // "prints 2 lines otherwise", "ends with an error at 0.10"; "…" while it is being found out.
  std::string change() const;

  // Where in the run a new order begins. REQUIRES: a card is held.
  const InsertionPoint& point() const { return *point_; }
  // What makes the order of those cards in a run whose own order is that of `record`. REQUIRES: a
  // card is held; the record begins as the one that is shown, up to point().
  std::vector<Intervention> acts(const Record& record, const Model& model) const;

 private:
  void look(const Player& player);
  void consider(const Player& player);
  void compare(const Player& player);

  const Record* record_ = nullptr;
  int runs_ = -1;
  std::optional<Batches> batches_;
  std::size_t position_ = 0, recorded_ = 0;
  std::vector<TaskId> cards_;
  std::vector<std::string> labels_;  // of the cards
  bool fixed_ = false;
  std::optional<Held> held_;
  std::optional<InsertionPoint> point_;
  std::optional<WhatIf> what_if_;
  std::vector<Line> printed_;
  std::vector<Turn> turns_;
  std::size_t differing_ = 0;
  std::string ends_otherwise_;  // empty where both end alike
};

}  // namespace grove
