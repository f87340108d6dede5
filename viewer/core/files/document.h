// Document: what is open, as a file: opening and saving it, the program as it is edited in place,
// and what of it is not saved. What it holds of runs lies in the sandbox.
//
//   Document document(&files, &sandbox, &player, &view, &messages);
//   document.open("scenarios/roulette_nursery.json");
//   while (document.loading()) document.load_further(20'000);     // a long record
//   document.save_as("mine.json", false);
//
// A file with faults never takes the place of what is open: the last good program stays, and the
// messages say what is wrong. A file that is faulty when nothing is open yet stands in the editor,
// to be mended there or on disk (broken_file()).
//
// What was made of a file and is not saved can be kept from outside (kept(), sittings.h).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/files/files.h"
#include "engine/record/json_lines.h"
#include "viewer/core/files/live_programs.h"
#include "viewer/core/files/saving.h"
#include "viewer/core/files/sittings.h"
#include "viewer/core/sandbox/sandbox.h"

namespace grove {

enum class OpenResult : uint8_t {
  kOpened,
  kLoading,  // a long record is being read
  kFaulty,
  kNoSuchFile,
};

class Document {
 public:
  Document(Files* files, Sandbox* sandbox, Player* player, View* view, Messages* messages)
      : files_(*files),
        sandbox_(*sandbox),
        file_(sandbox->file()),
        player_(*player),
        view_(*view),
        messages_(*messages) {}

  // A scenario, a Python program, or a record (*.jsonl).
  OpenResult open(const std::string& path);
  // 0 to 1 while a record is being read.
  std::optional<float> loading() const;
  // About so many lines of it. REQUIRES: loading().
  void load_further(int64_t lines);
  // The file has changed on disk.
  void reload();

  // Records of programs that run now: of a file that something writes, of programs that call in.
  // What has come in is taken in by and by, and the first of them is shown once it has begun.
  // What is over of them is forgotten where they would take more than `mebibytes` of memory.
  void keep_live_within(int64_t mebibytes) { live_.keep_within(mebibytes); }
  void follow_record(const std::string& path, std::unique_ptr<ByteSource> source);
  void listen(std::unique_ptr<Gate> gate);
  void take_in();
  // There is more at once.
  bool live_behind() const { return live_.behind(); }
  const LivePrograms& live() const { return live_; }
  void show_program(int direction);

  const std::string& path() const { return file_.path; }
  // What was opened last, newest first.
  const std::vector<std::string>& recent() const { return recent_; }
  // Those of an earlier start, behind what was opened in this one.
  void add_recent(std::vector<std::string> earlier);
  // The files whose change is a change of what is open.
  std::vector<std::string> watched_files() const;

  // The whole of it as a scenario file, the program inside, with all branches. REQUIRES: the trunk
  // has a scenario.
  std::string text() const;
  // What saving it there would do.
  SavePlan save_plan(const std::string& path) const;
  // Goes on with that file. One that something else has changed since it was opened is replaced
  // only `over_changes`.
  void save_as(const std::string& path, bool over_changes);
  // There is something that neither the file nor its last saving has.
  bool has_unsaved() const;
  // What is shown is the program that stands in the file.
  bool runs_file_program() const;
  // The file opens with what is shown.
  bool shown_as_saved() const;

  // The program as it is being edited; null while it is not.
  const std::string* draft() const;
  // It differs from the program that runs, or from the broken file.
  bool draft_differs() const;
  // The file whose faults keep what was asked for last from opening, as the problems name it; null
  // if there is none. While nothing is open it is what the editor holds.
  const std::string* broken_file() const { return broken_ ? &broken_->file : nullptr; }
  void toggle_editing();
  void edit_program(const std::string& text);
  void run_program();
  void discard_edits();
  // The faults of what was asked for are no longer looked at.
  void put_problems_away();

  // REQUIRES: has_unsaved().
  KeptSitting kept() const;
  // What was kept of an earlier sitting with this file, for the person to take up; null if nothing
  // is offered.
  void offer_kept(KeptSitting kept);
  const KeptSitting* kept_offer() const { return kept_offer_ ? &*kept_offer_ : nullptr; }
  // "2 branches and an edited program"
  const std::string& kept_words() const { return kept_words_; }
  void take_up_kept();
  void leave_kept();
  void forget_kept();
  // The answer to the offer, once: the name of what was kept.
  struct KeptAnswer {
    std::string name;
    bool taken_up;  // else it is to be forgotten
  };
  std::optional<KeptAnswer> take_kept_answer();
  // Another file may be open: what was offered belongs to the one that it was offered for.
  void follow();

 private:
  // What could not be opened for its faults.
  struct Broken {
    std::string path;  // as it was asked for
    std::string file;  // where the fault is
    std::string text;  // of that, on disk
  };
  // While a record is being read.
  struct Loading {
    std::string path, text;
    std::optional<RecordReader> reader;  // of `text`
  };

  void show_live(LiveRecord* program);
  void renew_live(const LiveRecord& program, const RecordStream* before);
  OpenResult open_scenario(const std::string& path);
  OpenResult open_record(const std::string& path);
  bool take_scenario(const std::string& path, ScenarioResult result);
  void opened(const std::string& path);
  void keep_broken(const std::string& path);
  void mend();
  void finish_loading();
  void take_changed(Scenario scenario);
  bool take_up_branches(const KeptSitting& kept);
  WriteTerms terms_of_saving(const std::string& path) const;
  void mark_saved();
  const Scenario* trunk_scenario() const { return sandbox_.branches().trunk().scenario.get(); }

  Files& files_;
  Sandbox& sandbox_;
  OpenFile& file_;  // of the sandbox
  Player& player_;
  View& view_;
  Messages& messages_;
  // What files held when they were opened or saved here.
  std::map<std::string, Fingerprint> known_;
  std::vector<std::string> recent_;
  std::optional<Broken> broken_;
  std::unique_ptr<Loading> loading_;
  LivePrograms live_;
  std::optional<KeptSitting> kept_offer_;
  std::string kept_for_;  // the path that was open then
  std::string kept_words_;
  std::optional<KeptAnswer> kept_answer_;
};

}  // namespace grove
