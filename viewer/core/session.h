// Session: one sitting at the viewer. What is open, where in it we stand, how it is looked at; and
// the one place where a person's commands take effect.
//
//   Session session;
//   session.open("scenarios/roulette_nursery.json");
//   every frame: while (there is time && session.wants_to_compute()) session.compute(20'000);
//                session.tick(seconds);
//                for (const Command& c : draw_window(session, …)) session.apply(c);
//
// Panels read it const. A file with faults never takes the place of what is open: the last good
// program stays, and problems() says what is wrong. Runs are computed ahead of what is shown, in
// slices, up to 100,000 events or 60 simulated seconds, whichever is less.
//
// It stands between two events: position() of the model, and now(), which may be later than the
// last event where simulated time passes between two.
//
// A file that is faulty when nothing is open yet stands in the editor, to be mended there or on
// disk (broken_file()).
//
// What was made of a file and is not saved can be kept from outside (kept(), sittings.h).
//
// Whatever changes the run (an act, a knob, an edit) makes a branch of its own beside the one that
// was; undo goes back to the branch and the place where that was done.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "viewer/core/commands.h"
#include "viewer/core/futures.h"
#include "viewer/core/saving.h"
#include "viewer/core/sittings.h"
#include "viewer/core/what_if.h"

namespace grove {

struct Offer;

enum class OpenResult : uint8_t {
  kOpened,
  kLoading,  // a long record is being read by compute()
  kFaulty,
  kNoSuchFile,
};

class Session {
 public:
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // A scenario, a Python program, or a record (*.jsonl).
  OpenResult open(const std::string& path);
  void apply(const Command& command);

  // Lets so many real seconds pass.
  void tick(double seconds);
  bool wants_to_compute() const;
  // One slice: about so many operations of the program, or lines of a record. The onlooker may draw
  // the session in the middle of it and let time pass, but not apply() anything: for that it wishes
  // a stop, after which what was computed is still there.
  void compute(int64_t operations, Onlooker* onlooker = nullptr);
  // Still on the way to the place that was asked for, which is not computed yet.
  bool seeking() const { return goal_.has_value(); }
  // Which task computes for long without a checkpoint, in a sentence; empty while none does.
  std::string computing() const;
  // 0 to 1 while a record is being read.
  std::optional<float> loading() const;

  // Nothing was opened yet; then there is neither recording nor model.
  bool empty() const { return recording_ == nullptr; }
  // As it was named when it was opened.
  const std::string& path() const { return path_; }
  const Recording& recording() const { return *recording_; }
  const Record& record() const { return recording_->record(); }
  const Model& model() const { return *model_; }
  SimTime now() const { return now_; }

  // The branches of what is open; the shown one is recording().
  const Branches& branches() const { return *branches_; }
  const Futures& futures() const { return futures_; }
  // The whole of it as a scenario file, the program inside, with all branches. REQUIRES: the trunk
  // has a scenario.
  std::string file_text() const;
  // What saving it there would do.
  SavePlan save_plan(const std::string& path) const;
  // The files whose change is a change of what is open.
  std::vector<std::string> watched_files() const;
  // What was opened last, newest first.
  const std::vector<std::string>& recent() const { return recent_; }
  bool can_undo() const { return !undo_.empty(); }
  bool can_redo() const { return !redo_.empty(); }

  // What can be done to the thing that was pointed at; null while nothing is offered.
  const Offer* offer() const { return offer_.get(); }
  // What would come of the act on offer that is considered; null while none is.
  const WhatIf* what_if() const { return what_if_ ? &*what_if_ : nullptr; }
  int considered() const { return considered_; }  // −1: none

  // The program as it is being edited; null while it is not.
  const std::string* draft() const { return view_.editing && draft_ ? &*draft_ : nullptr; }
  // It differs from the program that runs, or from the broken file.
  bool draft_differs() const;
  // The file whose faults keep what was asked for last from opening, as problems() names it; null
  // if there is none. While nothing is open it is what the editor holds.
  const std::string* broken_file() const { return broken_ ? &broken_->file : nullptr; }

  // There is something that neither the file nor its last saving has.
  bool has_unsaved() const;
  // REQUIRES: has_unsaved().
  KeptSitting kept() const;
  // What was kept of an earlier sitting with this file, for the person to take up; null if nothing
  // is offered.
  void offer_kept(KeptSitting kept);
  const KeptSitting* kept_offer() const { return kept_offer_ ? &*kept_offer_ : nullptr; }
  const std::string& kept_words() const {
    return kept_words_;
  }  // "2 branches and an edited program"
  // The answer to the offer, once: the name of what was kept.
  struct KeptAnswer {
    std::string name;
    bool taken_up;  // else it is to be forgotten
  };
  std::optional<KeptAnswer> take_kept_answer();

  const Playback& playback() const { return playback_; }
  const View& view() const { return view_; }
  const Selection& selection() const { return selection_; }
  // Of the file or the inputs that were asked for last; empty if they had none.
  const Problems& problems() const { return problems_; }

  // The last happening that is shown: what the caption is about. Unset before the first.
  EventId shown_event() const;
  // True from opening until something is played, stepped or sought.
  bool untouched() const { return untouched_; }
  // Counts seeks: what is shown then is another moment, not the next one, and nothing should move
  // there by itself.
  int jumps() const { return jumps_; }
  // Counts what was opened or run anew: another record, even where it lies in the old one's place.
  int runs() const { return runs_; }

  // What was just done, or could not be, in a sentence; empty after a few seconds.
  const std::string& notice() const { return notice_; }

  // The person wants to leave.
  bool quits() const { return quits_; }

  // What shall go into the clipboard, once.
  std::optional<std::string> take_clipboard();

 private:
  // Where to go once it is computed: to a position, and behind it, with a time too, to that time
  // before the next event; or only to a time.
  struct Goal {
    std::optional<SimTime> time;
    std::optional<std::size_t> position;
  };

  // All that an undo returns to.
  struct Sitting {
    std::string path;
    Branches branches;
    std::size_t position;
    SimTime now;
    std::optional<Goal> goal;  // that was not reached yet
    std::optional<std::string> draft;
    std::shared_ptr<const std::string> saved;
    BranchId shown_in_file;
  };

  // What could not be opened for its faults.
  struct Broken {
    std::string path;  // as it was asked for
    std::string file;  // where the fault is
    std::string text;  // of that, on disk
  };

  OpenResult open_scenario(const std::string& path);
  bool take_scenario(const std::string& path, ScenarioResult result);
  void keep_broken(const std::string& path);
  void mend();
  OpenResult open_record(const std::string& path);
  void install(const std::string& path, Branches branches);
  void finish_loading();

  void compute_further(int64_t operations, Onlooker* onlooker);
  bool is_behind() const;
  bool what_if_is_open() const { return what_if_ && !what_if_->finished(); }

  // session_files.cpp
  Branches branches_of(Scenario scenario);
  WriteTerms terms_of_saving(const std::string& path) const;
  Scenario as_scenario() const;
  std::string text_without_place() const;
  void mark_saved();

  // session_branches.cpp
  Sitting sitting() const;
  void remember(Sitting before);
  void restore(const Sitting& sitting);
  bool show(Branches branches);
  void bind(Branches branches, Recording* recording);
  void turn(const std::string& turned, const std::string& name,
            std::shared_ptr<const Scenario> scenario, const Inputs& inputs);
  void turn(const std::string& turned, const std::string& name, const Inputs& inputs);
  void branch_off(const Intervention& act, std::size_t position);
  void go_behind_act(const Intervention& act, std::size_t position);
  void make_offer(const Selection& about);
  void decline_offer();
  bool agrees_up_to(const Record& other, std::size_t position) const;
  bool runs_file_program() const;
  bool shown_as_saved() const;
  std::string run_command() const;
  std::string input_options(const Inputs& own) const;

  void go_to(std::size_t position);
  void keep_now_in_sight();
  void go_to_first_picture();
  void jump_to(std::size_t position);
  void pursue(Goal goal);
  void pursue_goal();
  void reselect();
  void play_steps(int steps);
  void play_time(SimTime time);
  bool breaks(std::size_t position) const;
  void notify(std::string notice);
  std::size_t first_picture() const;
  std::string command_line() const;

  void on(const command::Open&);
  void on(const command::SaveAs&);
  void on(const command::Reload&);
  void on(const command::TakeUpKept&);
  void on(const command::LeaveKept&);
  void on(const command::ForgetKept&);
  void on(const command::Restart&);
  void on(const command::SetKnob&);
  void on(const command::SetSeed&);
  void on(const command::SetSchedule&);
  void on(const command::ApplyPreset&);
  void on(const command::OfferActs&);
  void on(const command::OfferActsOnSelection&);
  void on(const command::DeclineOffer&);
  void on(const command::Consider&);
  void on(const command::DoOffered&);
  void on(const command::DoToSelection&);
  void on(const command::Intervene&);
  void on(const command::SetDeadline&);
  void on(const command::ShowBranch&);
  void on(const command::NextBranch&);
  void on(const command::RenameBranch&);
  void on(const command::RemoveBranch&);
  void on(const command::Undo&);
  void on(const command::Redo&);
  void on(const command::CopyRunCommand&);
  void on(const command::ToggleEditing&);
  void on(const command::EditProgram&);
  void on(const command::RunProgram&);
  void on(const command::DiscardEdits&);
  void on(const command::TogglePlay&);
  void on(const command::Step&);
  void on(const command::StepBy&);
  void on(const command::Seek&);
  void on(const command::SeekTime&);
  void on(const command::ToStart&);
  void on(const command::ToEnd&);
  void on(const command::ChooseStep&);
  void on(const command::ChooseClock&);
  void on(const command::Faster&);
  void on(const command::Slower&);
  void on(const command::ToggleBreakpoint&);
  void on(const command::RunTo&);
  void on(const command::ToggleBookmark&);
  void on(const command::ToCause&);
  void on(const command::ToEffect&);
  void on(const command::Select&);
  void on(const command::WalkTree&);
  void on(const command::ShowLine&);
  void on(const command::Fold&);
  void on(const command::Aim&);
  void on(const command::MoveCamera&);
  void on(const command::Focus&);
  void on(const command::ShowTab&);
  void on(const command::ShowTimes&);
  void on(const command::ZoomTimes&);
  void on(const command::PanTimes&);
  void on(const command::ShowAllTimes&);
  void on(const command::ToggleInstant&);
  void on(const command::ToggleTheme&);
  void on(const command::ToggleMonochrome&);
  void on(const command::ToggleMotion&);
  void on(const command::ToggleFrameTime&);
  void on(const command::ScaleText&);
  void on(const command::DragRegions&);
  void on(const command::ResetRegions&);
  void on(const command::Restore&);
  void on(const command::Quit&);
  void on(const command::Notify&);
  void on(const command::Toggle&);
  void on(const command::Close&);
  void on(const command::TogglePresentation&);
  void on(const command::OpenSearch&);
  void on(const command::Find&);
  void on(const command::CopyCommandLine&);

  std::string path_;  // of what is open
  // What files held when they were opened or saved here.
  std::map<std::string, Fingerprint> known_;
  Futures futures_;
  std::optional<Branches> branches_;
  Recording* recording_ = nullptr;  // of the shown branch; owned by the futures
  std::optional<Model> model_;
  std::vector<std::string> recent_;
  std::vector<Sitting> undo_, redo_;
  BranchId next_branch_ = 0;
  std::unique_ptr<Offer> offer_;
  int considered_ = -1;
  std::optional<WhatIf> what_if_;
  std::optional<std::string> draft_;
  std::optional<Broken> broken_;
  // What is open as it stands in its file, without the place; null if it stands in none.
  std::shared_ptr<const std::string> saved_;
  BranchId shown_in_file_ = kNoBranch;  // the one that it opens with
  std::optional<KeptSitting> kept_offer_;
  std::string kept_words_;
  std::optional<KeptAnswer> kept_answer_;
  SimTime now_;
  Playback playback_;
  View view_;
  Selection selection_;
  Problems problems_;
  std::optional<Goal> goal_;
  std::string reselect_path_;  // of the task to select again when a changed run is back in place
  std::optional<std::string> clipboard_;
  std::string notice_;
  double notice_left_ = 0;  // seconds
  bool untouched_ = true;
  bool awaits_first_picture_ = false;
  int64_t silent_ = 0;     // operations since the record last grew
  bool computes_ = false;  // in the middle of compute()
  bool quits_ = false;
  int jumps_ = 0;
  int runs_ = 0;

  // While a record is being read.
  struct Loading {
    std::string path, text;
    std::optional<RecordReader> reader;  // of `text`
  };
  std::unique_ptr<Loading> loading_;
};

}  // namespace grove
