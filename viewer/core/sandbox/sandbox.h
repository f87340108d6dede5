// Sandbox: the runs that a person makes of what is open, each a branch beside the one it departs
// from; what else can be done here; and undo. Whatever changes the run (an act, a knob, an edit)
// makes a branch of its own; undo goes back to the branch and the place where that was done.
//
//   Sandbox sandbox(&player, &view, &messages);
//   sandbox.install("game.json", branches);     // what was opened; the player shows it
//   sandbox.set_seed(2);                        // a branch, shown where we stood
//   sandbox.offer_acts(selection);              // offers().offer(): what can be done to it
//   sandbox.do_offered(0);
//   sandbox.undo();
//   while (sandbox.wants_to_compute()) sandbox.compute(20'000, nullptr);
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/core/player/messages.h"
#include "viewer/core/player/player.h"
#include "viewer/core/sandbox/branches.h"
#include "viewer/core/sandbox/hand.h"
#include "viewer/core/sandbox/offers.h"
#include "viewer/core/sandbox/recordings.h"
#include "viewer/core/view/view.h"

namespace grove {

// What is open as a file, as far as undo returns to it.
struct OpenFile {
  std::string path;                  // as it was named when it was opened
  std::optional<std::string> draft;  // the program as it is being edited
  // All as it stands in the file, without the place; null if it stands in none.
  std::shared_ptr<const std::string> saved;
  BranchId shown_in_file = kNoBranch;  // the one that it opens with
};

// All that an undo returns to.
struct HistoryEntry {
  OpenFile file;
  Branches branches;
  std::size_t position;
  SimTime now;
  std::optional<Player::Goal> goal;  // that was not reached yet
};

class Sandbox {
 public:
  Sandbox(Player* player, View* view, Messages* messages)
      : player_(*player), view_(*view), messages_(*messages) {}

  // REQUIRES for most: something was installed.
  const Branches& branches() const { return *branches_; }
  const Recordings& recordings() const { return recordings_; }
  // Where the branch that is shown leaves its parent; unset too where nothing was opened, as in the
  // second pane of a lesson.
  std::optional<Recordings::Departure> departure() const {
    return branches_ ? recordings_.departure(branches_->shown().id) : std::nullopt;
  }
  const Offers& offers() const { return offers_; }
  const Hand& hand() const { return hand_; }
  const OpenFile& file() const { return file_; }
  OpenFile& file() { return file_; }
  // The program as it is edited differs from the one that runs.
  bool draft_differs() const;
  BranchId* next_branch() { return &next_branch_; }

  // What was opened takes the place of what was, or not, with the faults among the messages.
  bool install(const std::string& path, Branches branches);
  // The same of a record that was read: there is nothing to run.
  void install_record(const std::string& path, std::unique_ptr<Recording> recording);
  // A record in the place of the one that is shown, which there is no way back to.
  void renew_record(std::unique_ptr<Recording> recording);
  // Shows the branch that is shown in `branches`, at the place where we are. False, with the faults
  // among the messages, and everything as it was, if its program cannot be run.
  bool show(Branches branches);

  // The same run at another place, after the player has shown something else for a while (a
  // lesson).
  void show_again(std::size_t position, SimTime now);

  HistoryEntry here() const;
  // `before`: where we were until just now.
  void remember(HistoryEntry before);
  void let_go_of_unused();
  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }
  void undo();
  void redo();

  void show_branch(BranchId id);
  void next_branch(int direction);
  void rename_branch(BranchId id, const std::string& name);
  void remove_branch(BranchId id);

  void set_knob(const std::string& name, const std::string& literal);
  void set_seed(int64_t seed);
  void set_schedule(SchedulePolicy schedule);
  void apply_preset(const std::string& name);
  // Runs the draft. REQUIRES: there is one.
  void run_program();

  void offer_acts(const Selection& about);
  void decline_offer() { offers_.decline(); }
  void consider(int number) { offers_.consider(player_, number); }
  void do_offered(int number);
  // The first act of that kind that fits the selection, or else the run.
  void do_to_selection(Intervention::Kind kind);
  // The cards are those of the moment that is shown, while they are wanted. `asked`: a lesson asks
  // what comes next, and they would tell that it is open.
  void update_hand(bool asked);
  void hold_card(std::size_t card, std::size_t place);
  void move_card(int direction);
  void let_go_card();
  void put_card_back() { hand_.put_back(); }
  // At a moment of its own, whatever is shown.
  void intervene(const Intervention& what);
  void set_deadline(ScopeId scope, SimTime deadline);

  // What was considered, and the branches that are not shown.
  bool wants_to_compute() const;
  void compute(int64_t operations, Onlooker* onlooker);

 private:
  void restore(const HistoryEntry& entry);
  void bind(Branches branches, Recording* recording);
  void install(const std::string& path, Branches branches, Recording* recording);
  void change(const std::string& changed, const std::string& name,
              std::shared_ptr<const Scenario> scenario, const Inputs& inputs);
  void change(const std::string& changed, const std::string& name, const Inputs& inputs);
  BranchId parent_at(std::size_t position) const;
  bool branch_off(BranchId parent, std::vector<Intervention> acts, std::string name,
                  std::size_t position);
  void branch_off(const Intervention& act, std::size_t position);
  void go_behind_act(const Intervention& act, std::size_t position);

  Player& player_;
  View& view_;
  Messages& messages_;
  OpenFile file_;
  Recordings recordings_;
  std::optional<Branches> branches_;
  std::vector<HistoryEntry> undo_, redo_;
  BranchId next_branch_ = 0;
  Offers offers_;
  Hand hand_;
};

}  // namespace grove
