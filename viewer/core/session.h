// Session: one sitting at the viewer, made of four parts: the document (what is open, as a file),
// the sandbox (the runs made of it, and undo), the player (which is shown, and where in it we
// stand) and the view (how it is looked at). A lesson is given by the classroom. It hands each
// command to the part that it is for: the one place where a person's commands take effect.
//
//   Session session;
//   session.open("scenarios/roulette_nursery.json");
//   every frame: while (there is time && session.wants_to_compute()) session.compute(20'000);
//                session.tick(seconds);
//                for (const Command& c : draw_window(session, …)) session.apply(c);
//
// Panels read it const, and through it the parts.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "viewer/core/classroom.h"
#include "viewer/core/commands.h"
#include "viewer/core/comparison.h"
#include "viewer/core/files/document.h"
#include "viewer/core/files/exporting.h"
#include "viewer/core/player/messages.h"
#include "viewer/core/player/player.h"
#include "viewer/core/sandbox/sandbox.h"
#include "viewer/core/shelf.h"
#include "viewer/core/view/view.h"

namespace grove {

class Session {
 public:
  // All that it reads and writes goes through `files`.
  explicit Session(Files& files = disk()) : files_(files) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // A scenario, a Python program, or a record (*.jsonl).
  OpenResult open(const std::string& path);
  // The record of a program that runs now: taken in as it comes, from then on.
  void follow_record(const std::string& path, std::unique_ptr<ByteSource> source) {
    document_.follow_record(path, std::move(source));
  }
  // Live programs take no more memory than that: what is over is forgotten.
  void keep_live_within(int64_t mebibytes) { document_.keep_live_within(mebibytes); }
  // The programs that call there, several at once.
  void listen(std::unique_ptr<Gate> gate) { document_.listen(std::move(gate)); }
  void apply(const Command& command);

  // Lets so many real seconds pass.
  void tick(double seconds);
  bool wants_to_compute() const;
  // One slice: about so many operations of the program, or lines of a record. The onlooker may draw
  // the session in the middle of it and let time pass, but not apply() anything: for that it wishes
  // a stop, after which what was computed is still there.
  void compute(int64_t operations, Onlooker* onlooker = nullptr);

  // --- the player's
  bool empty() const { return player_.empty(); }
  const Recording& recording() const { return player_.recording(); }
  const Record& record() const { return player_.record(); }
  const Model& model() const { return player_.model(); }
  SimTime now() const { return player_.now(); }
  const Playback& playback() const { return player_.playback(); }
  const std::set<int32_t>& breakpoints() const { return player_.breakpoints(); }
  const std::set<std::size_t>& bookmarks() const { return player_.bookmarks(); }
  EventId shown_event() const { return player_.shown_event(); }
  bool untouched() const { return player_.untouched(); }
  bool seeking() const { return player_.goal().has_value(); }
  int jumps() const { return player_.jumps(); }
  int runs() const { return player_.runs(); }
  std::string computing() const { return player_.computing(); }
  const Player& player() const { return player_; }

  // --- the sandbox's
  const Branches& branches() const { return sandbox_.branches(); }
  const Recordings& recordings() const { return sandbox_.recordings(); }
  std::optional<Recordings::Departure> departure() const { return sandbox_.departure(); }
  bool can_undo() const { return sandbox_.can_undo(); }
  bool can_redo() const { return sandbox_.can_redo(); }
  const Offer* offer() const { return sandbox_.offers().offer(); }
  const Hand& hand() const { return sandbox_.hand(); }
  const WhatIf* what_if() const { return sandbox_.offers().what_if(); }
  int considered() const { return sandbox_.offers().considered(); }

  // --- the document's
  Files& files() const { return files_; }
  const std::string& path() const { return document_.path(); }
  const LivePrograms& live() const { return document_.live(); }
  std::optional<float> loading() const { return document_.loading(); }
  std::string file_text() const { return document_.text(); }
  SavePlan save_plan(const std::string& path) const { return document_.save_plan(path); }
  SavePlan export_plan(const std::string& path) const {
    return plan_export(files_, path, means_, {.inputs = document_.watched_files(), .expected = {}});
  }
  const Exporting& exporting() const { return exporting_; }
  std::span<const ExportFormat> export_formats_here() const { return export_formats(means_); }
  // Whether the window can be drawn into a file: as a rule it can.
  void set_has_pictures(bool has) { means_.pictures = has; }
  // Who makes films; it outlives the session's last command.
  void set_film_maker(FilmMaker* maker) { means_.films = maker; }
  // The window's picture for an export that wants it, as a PNG, or why there is none.
  void take_picture(const std::optional<std::string>& png, const std::string& why);
  std::vector<std::string> watched_files() const { return document_.watched_files(); }
  const std::vector<std::string>& recent() const { return document_.recent(); }
  const std::string* draft() const { return document_.draft(); }
  bool draft_differs() const { return document_.draft_differs(); }
  const std::string* broken_file() const { return document_.broken_file(); }
  bool has_unsaved() const { return document_.has_unsaved(); }
  KeptSitting kept() const { return document_.kept(); }
  void offer_kept(KeptSitting kept) { document_.offer_kept(std::move(kept)); }
  const KeptSitting* kept_offer() const { return document_.kept_offer(); }
  const std::string& kept_words() const { return document_.kept_words(); }
  std::optional<Document::KeptAnswer> take_kept_answer() { return document_.take_kept_answer(); }

  // --- the classroom's
  const Classroom& classroom() const { return classroom_; }
  void restore_progress(Progress progress) { classroom_.set_progress(std::move(progress)); }
  bool start_lesson_at(const std::string& step);
  // The right one of two panes: a sitting of its own whose clock follows this one's. Null where
  // there is one only.
  const Session* beside() const { return beside_.get(); }
  // Counts them: another one, even where it lies in the old one's place.
  int sides() const { return sides_; }

  // --- two runs on one clock
  bool comparing() const { return comparing_; }
  // The right one is no run of the program, but one under another machine's rule.
  bool right_is_untrue() const { return comparing_ && untrue_; }
  const RunComparison& comparison() const { return comparison_; }
  // Which of them a step takes along.
  enum class Panes : uint8_t { kBoth, kLeft, kRight };
  Panes panes() const { return panes_; }
  // What tells the two apart: titles, or what was changed.
  const std::string& pane_name(Pane pane) const {
    return pane == Pane::kLeft ? left_name_ : right_name_;
  }

  // --- the library
  const Shelf& shelf() const { return shelf_; }

  // --- the view's
  const View& view() const { return view_; }
  const Selection& selection() const { return view_.selection; }

  // Of the file or the inputs that were asked for last; empty if they had none.
  const Problems& problems() const { return messages_.problems; }
  // What was just done, or could not be, in a sentence; empty after a few seconds.
  const std::string& notice() const { return messages_.notice(); }
  // What shall go into the clipboard, once.
  std::optional<std::string> take_clipboard();
  // The person wants to leave.
  bool quits() const { return quits_; }

 private:
  class Doer;

  void follow();
  void export_to(const std::string& path);
  void look_at_film(double seconds);
  void follow_beside();
  void show_lesson_line();
  bool refused_in_lesson(const Command& command);
  void open_next();
  bool compare_with(std::unique_ptr<Session> other, std::string left, std::string right);
  void compare_with_branch(const Branch& branch, const std::string& name);
  void compare_with_seed(int64_t seed);
  void compare_with_file(const std::string& path);
  void toggle_compare();
  void show_believed(const std::string& rule);
  void stop_comparing();
  void go_to_difference(int direction);
  bool steps_right(const Command& command);
  void follow_compared();
  void open_shelf();
  void restore(const Settings& settings);
  void close_topmost();
  void find(const std::string& text, int direction);
  void copy_run_command();
  void copy_command_line();

  Files& files_;
  Messages messages_;
  View view_;
  Player player_{&messages_};
  Sandbox sandbox_{&player_, &view_, &messages_};
  Document document_{&files_, &sandbox_, &player_, &view_, &messages_};
  Exporting exporting_{&files_};
  ExportMeans means_;
  double since_film_ = 0;  // seconds since it was looked at
  Classroom classroom_{&files_, &sandbox_, &player_, &messages_};
  std::unique_ptr<Session> beside_;
  int sides_ = 0;
  bool comparing_ = false, untrue_ = false;
  RunComparison comparison_;
  Panes panes_ = Panes::kBoth;
  std::string left_name_, right_name_;
  std::string compared_path_;  // of the file that was open when comparing began
  Shelf shelf_{&files_};
  std::optional<std::size_t> lined_stop_;  // of the lesson, whose line the source shows
  int followed_ = 0;  // how often the player had moved when the view last followed
  bool quits_ = false;
};

}  // namespace grove
