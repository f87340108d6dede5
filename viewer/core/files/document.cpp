#include "viewer/core/files/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/scenario/load.h"
#include "viewer/core/files/file_list.h"
#include "viewer/core/sandbox/saved_branches.h"

namespace grove {
namespace {

// Of a broken file: bytes that the editor takes.
constexpr std::size_t kMostEdited = 1'000'000;

bool is_record(const std::string& path) {
  constexpr std::string_view kEnding = ".jsonl";
  return path.size() >= kEnding.size() &&
         path.compare(path.size() - kEnding.size(), kEnding.size(), kEnding) == 0;
}

}  // namespace

// --- opening

OpenResult Document::open(const std::string& path) {
  return is_record(path) ? open_record(path) : open_scenario(path);
}

OpenResult Document::open_scenario(const std::string& path) {
  // Before it is read: a change in between counts as one.
  const Fingerprint content = files_.fingerprint(path);
  ScenarioResult result = load_scenario(files_, path);
  const bool no_such_file = result.no_such_file;
  if (take_scenario(path, std::move(result))) {
    known_[path] = content;
    mark_saved();
    return OpenResult::kOpened;
  }
  keep_broken(path);
  return no_such_file ? OpenResult::kNoSuchFile : OpenResult::kFaulty;
}

// False, with the faults among the messages, and everything as it was, if it cannot be run.
bool Document::take_scenario(const std::string& path, ScenarioResult result) {
  messages_.problems = std::move(result.problems);
  if (!result.scenario) return false;
  if (!sandbox_.install(path, branches_of(std::move(*result.scenario), sandbox_.next_branch()))) {
    return false;
  }
  opened(path);
  return true;
}

// Something else was opened, and what could not be is forgotten.
void Document::opened(const std::string& path) {
  put_first(&recent_, path);
  broken_.reset();
  kept_offer_.reset();
}

// Of a file that cannot be opened: it is looked after until it is mended, and while there is
// nothing else to see it stands in the editor.
void Document::keep_broken(const std::string& path) {
  Broken broken{path, path, ""};
  const bool elsewhere = !messages_.problems.empty() && !messages_.problems.front().file.empty();
  if (elsewhere) broken.file = messages_.problems.front().file;
  FileText read = files_.read(broken.file, kMostEdited);
  bool fits = read.text.has_value();
  if (fits) {
    broken.text = std::move(*read.text);
    // What ends a text for the editor must not end it for good.
    fits = broken.text.find('\0') == std::string::npos;
  }
  if (player_.empty()) {
    // What was typed into the same file stays.
    const bool typed = broken_ && broken_->file == broken.file && draft_differs();
    if (!typed) file_.draft.reset();
    if (!typed && fits) file_.draft = broken.text;
    view_.editing = file_.draft.has_value();
    if (!messages_.problems.empty()) view_.show_line(messages_.problems.front().span.line);
  }
  broken_ = std::move(broken);
}

// Runs what the editor holds of a broken file; the file itself stays as it is.
void Document::mend() {
  const Broken broken = *broken_;
  const std::string text = *file_.draft;
  if (!take_scenario(broken.path, load_scenario(files_, broken.path, broken.file, text))) {
    if (!messages_.problems.empty()) view_.show_line(messages_.problems.front().span.line);
    return;
  }
  // As it is here it stands in no file.
  mark_saved();
  if (text != broken.text) file_.saved.reset();
  messages_.notify(
      text == broken.text
          ? "It runs."
          : "The mended program runs; the file on disk is as it was. Ctrl+S saves this one.");
}

OpenResult Document::open_record(const std::string& path) {
  FileText read = files_.read(path, kMostRecordBytes);
  if (!read.text) {
    Problem problem;
    problem.file = path;
    problem.message = read.fault;
    problem.hint = read.hint;
    messages_.problems = {problem};
    return read.no_such_file ? OpenResult::kNoSuchFile : OpenResult::kFaulty;
  }
  messages_.problems.clear();
  loading_ = std::make_unique<Loading>(Loading{path, std::move(*read.text), std::nullopt});
  loading_->reader.emplace(loading_->text, path);
  return OpenResult::kLoading;
}

std::optional<float> Document::loading() const {
  if (!loading_) return std::nullopt;
  if (loading_->text.empty()) return 1.0f;
  return static_cast<float>(loading_->reader->offset()) / static_cast<float>(loading_->text.size());
}

void Document::load_further(int64_t lines) {
  loading_->reader->advance(static_cast<std::size_t>(lines));
  if (loading_->reader->finished()) finish_loading();
}

void Document::finish_loading() {
  RecordResult result = loading_->reader->take();
  messages_.problems = std::move(result.problems);
  const std::string path = std::move(loading_->path);
  loading_.reset();
  // What stands before the first broken line is shown; without a header there is nothing to show.
  if (!result.has_header || result.record.size() == 0) return;
  sandbox_.install_record(path, Recording::of_record(std::move(result.record), path));
  opened(path);
  mark_saved();
}

// --- records that come in by and by

void Document::follow_record(const std::string& path, std::unique_ptr<ByteSource> source) {
  live_.follow(std::make_unique<LiveRecord>(path, std::move(source), bounds_of_followed()));
}

void Document::listen(std::unique_ptr<Gate> gate) { live_.listen(std::move(gate)); }

void Document::take_in() {
  if (!live_.any()) return;
  const RecordStream* seen = player_.empty() ? nullptr : player_.recording().stream();
  live_.find_shown(seen);
  live_.take_in();
  if (const std::string said = live_.take_said(); !said.empty()) messages_.notify(said + ".");
  LiveRecord* program = live_.shown();
  if (program == nullptr) {
    if (player_.empty() && live_.next(+1) != nullptr) show_live(live_.next(+1));
  } else if (program->stream().get() == seen) {
    const bool at_end = player_.model().position() == player_.record().size();
    player_.grow();
    // Whoever saw it to its end sees the next one begin.
    LiveRecord* next = program->ended() && at_end ? live_.next(+1) : nullptr;
    if (next != nullptr && !next->ended()) show_live(next);
  } else if (has_begun(*program)) {
    renew_live(*program, seen);
  }
  if (const Problems* faults = live_.take_faults()) messages_.problems = *faults;
}

// Its record has begun anew. Whoever looks at what is still in it goes on looking at that.
void Document::renew_live(const LiveRecord& program, const RecordStream* before) {
  const auto place = program.place(before, player_.model().position());
  const bool stays = place && !player_.at_live_edge() && player_.recording().live();
  sandbox_.renew_record(Recording::of_stream(program.stream(), program.name()));
  stays ? player_.hold_at(*place) : player_.to_end();
}

void Document::show_live(LiveRecord* program) {
  live_.show(program);
  sandbox_.install_record(program->name(),
                          Recording::of_stream(program->stream(), program->name()));
  player_.to_end();
  broken_.reset();
  kept_offer_.reset();
  mark_saved();
}

void Document::show_program(int direction) {
  if (!live_.any()) {
    return messages_.notify("No program sends its record here: `--listen` lets them.");
  }
  LiveRecord* next = live_.next(direction);
  if (next == nullptr) return messages_.notify("There is no other program.");
  show_live(next);
  const std::string& title = next->stream()->record().header.title;
  messages_.notify(
      fmt::format("{} of {} programs: {}.", live_.shown_number() + 1, live_.size(), title));
}

void Document::reload() {
  if (broken_) {
    const std::string path = broken_->path;
    if (open(path) == OpenResult::kOpened) {
      return messages_.notify("The file is mended and was opened.");
    }
    if (path == file_.path) return;
  }
  if (player_.empty() || file_.path.empty() || is_record(file_.path)) return;
  if (player_.recording().stream() != nullptr) return;
  const Fingerprint content = files_.fingerprint(file_.path);
  ScenarioResult result = load_scenario(files_, file_.path);
  Problems others;  // of a file that was asked for meanwhile, and is no better
  if (broken_) others = messages_.problems;
  messages_.problems = std::move(result.problems);
  if (!result.scenario) return;
  const bool same = result.scenario->source == trunk_scenario()->source &&
                    write_scenario(*result.scenario) == text();
  known_[file_.path] = content;
  if (same) {
    messages_.problems = std::move(others);
    return mark_saved();
  }
  take_changed(std::move(*result.scenario));
}

// What was made of the file stands in branches below the file as it was.
void Document::take_changed(Scenario scenario) {
  const bool unsaved = has_unsaved();
  if (unsaved) scenario = rejoined(std::move(scenario), scenario_of(sandbox_.branches()), false);
  HistoryEntry before = sandbox_.here();
  if (!sandbox_.show(branches_of(std::move(scenario), sandbox_.next_branch()))) return;
  file_.saved = unsaved ? std::make_shared<const std::string>() : nullptr;
  if (!unsaved) mark_saved();
  sandbox_.remember(std::move(before));
  messages_.notify(
      unsaved ? "The file has changed and was loaded anew; what you made of it are branches."
              : "The file has changed and was loaded anew; Ctrl+Z goes back.");
}

void Document::add_recent(std::vector<std::string> earlier) {
  for (auto path = recent_.rbegin(); path != recent_.rend(); ++path) put_first(&earlier, *path);
  recent_ = std::move(earlier);
}

std::vector<std::string> Document::watched_files() const {
  std::vector<std::string> files;
  const auto add = [&files](const std::string& file) {
    const bool there = std::find(files.begin(), files.end(), file) != files.end();
    if (!file.empty() && !there) files.push_back(file);
  };
  if (broken_) {
    add(broken_->path);
    add(broken_->file);
  }
  if (player_.empty()) return files;
  add(file_.path);
  const Scenario* scenario = trunk_scenario();
  if (scenario != nullptr && !file_.path.empty()) add(scenario->program_file);
  return files;
}

// --- saving

std::string Document::text() const { return write_scenario(scenario_of(sandbox_.branches())); }

void Document::mark_saved() {
  file_.saved = trunk_scenario() == nullptr
                    ? nullptr
                    : std::make_shared<const std::string>(text_without_place(sandbox_.branches()));
  file_.shown_in_file = sandbox_.branches().shown().id;
}

WriteTerms Document::terms_of_saving(const std::string& path) const {
  WriteTerms terms;
  for (const std::string& file : watched_files()) {
    if (file != file_.path) terms.inputs.push_back(file);
  }
  const auto known = known_.find(file_.path);
  if (known != known_.end() && files_.is_same_file(path, file_.path))
    terms.expected = known->second;
  return terms;
}

SavePlan Document::save_plan(const std::string& path) const {
  WriteTerms terms = terms_of_saving(path);
  const std::optional<Fingerprint> expected = std::exchange(terms.expected, std::nullopt);
  SavePlan plan = plan_save(files_, path, terms);
  plan.changed = plan.possible && expected && files_.fingerprint(path) != *expected;
  if (plan.changed) plan.words = "replaces the file, which something else has changed meanwhile";
  return plan;
}

void Document::save_as(const std::string& path, bool over_changes) {
  if (player_.empty()) return;
  if (trunk_scenario() == nullptr) {
    return messages_.notify("A record is a file already; only scenarios are saved here.");
  }
  WriteTerms terms = terms_of_saving(path);
  if (over_changes) terms.expected.reset();
  const std::string fault = save_file(files_, path, text(), terms);
  if (!fault.empty()) return messages_.notify(fmt::format("Not saved: {}.", fault));
  if (kept_for_ == file_.path) kept_for_ = path;
  file_.path = path;
  known_[file_.path] = files_.fingerprint(file_.path);
  mark_saved();
  put_first(&recent_, path);
  view_.overlay = Overlay::kNone;
  const char* rest =
      draft_differs() ? ", without what is typed and not run: Ctrl+Enter runs it" : "";
  messages_.notify(fmt::format("Saved as {}{}.", path, rest));
}

bool Document::has_unsaved() const {
  if (player_.empty()) return broken_ && draft_differs();
  if (trunk_scenario() == nullptr) return false;
  return draft_differs() || file_.saved == nullptr ||
         *file_.saved != text_without_place(sandbox_.branches());
}

// What is shown is the program that stands in the file.
bool Document::runs_file_program() const {
  if (player_.recording().scenario() == nullptr) return true;
  return file_.saved != nullptr &&
         player_.recording().scenario()->source == trunk_scenario()->source;
}

// The file opens with what is shown.
bool Document::shown_as_saved() const {
  if (trunk_scenario() == nullptr || file_.saved == nullptr) return false;
  if (*file_.saved != text_without_place(sandbox_.branches())) return false;
  return sandbox_.branches().shown().id == file_.shown_in_file;
}

// --- the program in place

const std::string* Document::draft() const {
  return view_.editing && file_.draft ? &*file_.draft : nullptr;
}

bool Document::draft_differs() const {
  if (player_.empty()) return file_.draft && broken_ && *file_.draft != broken_->text;
  return sandbox_.draft_differs();
}

void Document::toggle_editing() {
  if (player_.empty()) return;
  if (player_.recording().scenario() == nullptr) {
    return messages_.notify("A record shows what was; to edit, open the scenario it came from.");
  }
  view_.editing = !view_.editing;
  if (view_.editing && !file_.draft) file_.draft = player_.recording().scenario()->source;
  if (view_.editing) view_.regions.presenting = false;
  player_.playback().pause();
}

void Document::edit_program(const std::string& text) {
  if (file_.draft) file_.draft = text;
}

void Document::run_program() {
  if (!file_.draft) return;
  if (player_.empty()) return mend();
  sandbox_.run_program();
}

void Document::discard_edits() {
  if (!file_.draft) return;
  if (player_.empty()) {
    file_.draft.reset();
    open(std::string(broken_->path));
    return;
  }
  file_.draft = player_.recording().scenario()->source;
  messages_.problems.clear();
}

void Document::put_problems_away() {
  messages_.problems.clear();
  broken_.reset();
}

// --- what is kept of a sitting

KeptSitting Document::kept() const {
  KeptSitting kept;
  kept.file = files_.whole_path(player_.empty() ? broken_->path : file_.path);
  if (draft_differs()) kept.draft = file_.draft;
  if (player_.empty()) {
    kept.draft_file = files_.whole_path(broken_->file);
    return kept;
  }
  kept.scenario = text();
  kept.position = player_.model().position();
  kept.now = player_.now();
  kept.breakpoints = player_.breakpoints();
  return kept;
}

void Document::offer_kept(KeptSitting kept) {
  kept_words_.clear();
  const auto add = [this](const std::string& words) {
    kept_words_ += (kept_words_.empty() ? "" : " and ") + words;
  };
  const ScenarioResult read = read_scenario(kept.scenario, kept.file);
  const std::size_t count = read.scenario ? read.scenario->branches.size() : 0;
  if (count > 0) add(fmt::format("{} branch{}", count, count == 1 ? "" : "es"));
  if (kept.draft) add("an edited program");
  if (kept_words_.empty()) add("the program as it was");
  kept_offer_ = std::move(kept);
  kept_for_ = file_.path;
}

void Document::follow() {
  if (kept_offer_ && kept_for_ != file_.path) kept_offer_.reset();
}

std::optional<Document::KeptAnswer> Document::take_kept_answer() {
  std::optional<KeptAnswer> answer;
  answer.swap(kept_answer_);
  return answer;
}

// False, with the faults among the messages, if they cannot be read or run.
bool Document::take_up_branches(const KeptSitting& kept) {
  const std::string path = player_.empty() ? broken_->path : file_.path;
  ScenarioResult old = read_scenario(kept.scenario, path);
  if (!old.scenario) {
    messages_.problems = std::move(old.problems);
    return false;
  }
  if (player_.empty()) {
    if (!take_scenario(path, std::move(old))) return false;
    file_.saved.reset();
  } else {
    Scenario both = rejoined(scenario_of(sandbox_.branches()), *old.scenario, true);
    HistoryEntry before = sandbox_.here();
    if (!sandbox_.show(branches_of(std::move(both), sandbox_.next_branch()))) return false;
    sandbox_.remember(std::move(before));
  }
  player_.pursue({.time = kept.now, .position = kept.position});
  return true;
}

void Document::take_up_kept() {
  if (!kept_offer_)
    return messages_.notify("Nothing was kept of an earlier sitting with this file.");
  const KeptSitting kept = std::move(*kept_offer_);
  kept_offer_.reset();
  if (!kept.scenario.empty() && !take_up_branches(kept)) return;
  const bool fits = player_.empty()
                        ? broken_ && files_.whole_path(broken_->file) == kept.draft_file
                        : player_.recording().scenario() != nullptr && kept.draft_file.empty();
  if (kept.draft && fits) {
    file_.draft = kept.draft;
    view_.editing = true;
  }
  player_.add_breakpoints(kept.breakpoints);
  kept_answer_ = KeptAnswer{kept.name, true};
  messages_.notify(player_.empty() ? "Your edits are back."
                                   : "Your last sitting is back; Ctrl+Z goes to the file.");
}

void Document::leave_kept() {
  if (!kept_offer_) return;
  kept_offer_.reset();
  messages_.notify("It stays kept, and is offered again at the next start.");
}

void Document::forget_kept() {
  if (!kept_offer_) return;
  kept_answer_ = KeptAnswer{kept_offer_->name, false};
  kept_offer_.reset();
}

}  // namespace grove
