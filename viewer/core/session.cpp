#include "viewer/core/session.h"

#include <fmt/format.h>

#include "engine/base/read_file.h"
#include "viewer/core/acts.h"
#include "viewer/core/file_list.h"
#include "viewer/core/patience.h"

namespace grove {
namespace {

constexpr std::size_t kEventsAhead = 100'000;
constexpr SimTime kTimeAhead{60'000'000'000};
constexpr double kNoticeSeconds = 4;
// Operations without an event, from which on a person should know what goes on.
constexpr int64_t kLongSilence = 1'000'000;
// Of a broken file: bytes that the editor takes.
constexpr std::size_t kMostEdited = 1'000'000;

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

SimTime end_of(const Record& record) {
  return record.size() == 0 ? SimTime{0} : record.at(record.size() - 1).t;
}

}  // namespace

Session::Session() = default;
Session::~Session() = default;

OpenResult Session::open(const std::string& path) {
  return ends_with(path, ".jsonl") ? open_record(path) : open_scenario(path);
}

OpenResult Session::open_scenario(const std::string& path) {
  // Before it is read: a change in between counts as one.
  const Fingerprint content = fingerprint_of(path);
  ScenarioResult result = load_scenario(path);
  const bool no_such_file = result.no_such_file;
  if (take_scenario(path, std::move(result))) {
    known_[path] = content;
    mark_saved();
    return OpenResult::kOpened;
  }
  keep_broken(path);
  return no_such_file ? OpenResult::kNoSuchFile : OpenResult::kFaulty;
}

// False, with the faults in problems(), and everything as it was, if it cannot be run.
bool Session::take_scenario(const std::string& path, ScenarioResult result) {
  problems_ = std::move(result.problems);
  if (!result.scenario) return false;
  Branches branches = branches_of(std::move(*result.scenario));
  if (futures_.get(branches, branches.shown().id, &problems_) == nullptr) return false;
  put_first(&recent_, path);
  install(path, std::move(branches));
  return true;
}

// Of a file that cannot be opened: it is looked after until it is mended, and while there is
// nothing else to see it stands in the editor.
void Session::keep_broken(const std::string& path) {
  Broken broken{path, path, ""};
  const bool elsewhere = !problems_.empty() && !problems_.front().file.empty();
  if (elsewhere) broken.file = problems_.front().file;
  FileText read = read_file(broken.file, kMostEdited);
  bool fits = read.text.has_value();
  if (fits) {
    broken.text = std::move(*read.text);
    // What ends a text for the editor must not end it for good.
    fits = broken.text.find('\0') == std::string::npos;
  }
  if (empty()) {
    // What was typed into the same file stays.
    const bool typed = broken_ && broken_->file == broken.file && draft_differs();
    if (!typed) draft_.reset();
    if (!typed && fits) draft_ = broken.text;
    view_.editing = draft_.has_value();
    if (!problems_.empty()) on(command::ShowLine{problems_.front().span.line});
  }
  broken_ = std::move(broken);
}

// Runs what the editor holds of a broken file; the file itself stays as it is.
void Session::mend() {
  const Broken broken = *broken_;
  const std::string text = *draft_;
  if (!take_scenario(broken.path, load_scenario(broken.path, broken.file, text))) {
    if (!problems_.empty()) on(command::ShowLine{problems_.front().span.line});
    return;
  }
  // As it is here it stands in no file.
  mark_saved();
  if (text != broken.text) saved_.reset();
  notify(text == broken.text
             ? "It runs."
             : "The mended program runs; the file on disk is as it was. Ctrl+S saves this one.");
}

OpenResult Session::open_record(const std::string& path) {
  FileText read = read_file(path, kMostRecordBytes);
  if (!read.text) {
    Problem problem;
    problem.file = path;
    problem.message = read.fault;
    problem.hint = read.hint;
    problems_ = {problem};
    return read.no_such_file ? OpenResult::kNoSuchFile : OpenResult::kFaulty;
  }
  problems_.clear();
  loading_ = std::make_unique<Loading>(Loading{path, std::move(*read.text), std::nullopt});
  loading_->reader.emplace(loading_->text, path);
  return OpenResult::kLoading;
}

std::optional<float> Session::loading() const {
  if (!loading_) return std::nullopt;
  if (loading_->text.empty()) return 1.0f;
  return static_cast<float>(loading_->reader->offset()) / static_cast<float>(loading_->text.size());
}

void Session::finish_loading() {
  RecordResult result = loading_->reader->take();
  problems_ = std::move(result.problems);
  const std::string path = std::move(loading_->path);
  loading_.reset();
  // What stands before the first broken line is shown; without a header there is nothing to show.
  if (!result.has_header || result.record.size() == 0) return;
  Branches branches(Branch{.id = next_branch_++, .name = "as in the file"});
  futures_.put(branches.trunk().id, Recording::of_record(std::move(result.record), path));
  put_first(&recent_, path);
  install(path, std::move(branches));
  mark_saved();
}

void Session::install(const std::string& path, Branches branches) {
  std::optional<Sitting> before;
  if (!empty()) before = sitting();
  path_ = path;
  Problems none;
  Recording* recording = futures_.get(branches, branches.shown().id, &none);
  bind(std::move(branches), recording);
  if (before) remember(std::move(*before));
  selection_ = {};
  view_.folds.clear();
  view_.bookmarks.clear();
  view_.time_range = {};
  view_.editing = false;
  draft_.reset();
  broken_.reset();
  kept_offer_.reset();
  go_to_first_picture();
}

// At once, unless the program computes for long before it has a task: then as soon as it has one.
void Session::go_to_first_picture() {
  constexpr int64_t kSlice = 1'000, kMost = 200'000;
  Patience patience;
  for (int64_t done = 0; done < kMost && !recording_->complete() && first_picture() == 0;) {
    recording_->advance(kSlice, &patience);
    if (patience.over()) break;
    done += kSlice;
  }
  jump_to(first_picture());
  untouched_ = true;
  awaits_first_picture_ = first_picture() == 0 && !recording_->complete();
}

std::size_t Session::first_picture() const {
  for (std::size_t i = 0; i < record().size(); ++i) {
    if (record().at(i).kind() == EventKind::kTaskSpawned) return i + 1;
  }
  return 0;
}

bool Session::wants_to_compute() const {
  if (loading_) return true;
  if (empty()) return false;
  return is_behind() || what_if_is_open() || futures_.wants_to_compute(*branches_);
}

// The run that is shown has to go on.
bool Session::is_behind() const {
  if (recording_->complete()) return false;
  if (goal_) return true;
  const bool many = record().size() - model_->position() >= kEventsAhead;
  return !many && end_of(record()) - now_ < kTimeAhead;
}

void Session::compute(int64_t operations, Onlooker* onlooker) {
  computes_ = true;
  compute_further(operations, onlooker);
  computes_ = false;
}

void Session::compute_further(int64_t operations, Onlooker* onlooker) {
  if (loading_) {
    loading_->reader->advance(static_cast<std::size_t>(operations));
    if (loading_->reader->finished()) finish_loading();
    return;
  }
  if (empty()) return;
  if (is_behind()) {
    const std::size_t before = record().size();
    recording_->advance(operations, onlooker);
    silent_ = record().size() == before ? silent_ + operations : 0;
    if (awaits_first_picture_ && untouched_ && first_picture() > 0) go_to_first_picture();
    if (goal_) pursue_goal();
  } else if (what_if_is_open()) {
    // It compares with what would have come otherwise.
    if (!recording_->complete()) recording_->advance(operations, onlooker);
    what_if_->compute(*recording_, operations, onlooker);
  } else {
    futures_.compute(*branches_, operations, onlooker);
  }
}

void Session::go_to(std::size_t position) {
  model_->seek(position);
  now_ = model_->now();
  untouched_ = false;
  keep_now_in_sight();
  // What did not happen yet cannot be selected.
  const bool gone =
      (selection_.task() && selection_.task().index() >= model_->task_count()) ||
      (selection_.nursery() && selection_.nursery().index() >= model_->nursery_count()) ||
      (selection_.scope() && selection_.scope().index() >= model_->scope_count());
  if (gone) selection_ = {};
}

// The times that a person chose to see go along when the present leaves them.
void Session::keep_now_in_sight() {
  TimeRange& shown = view_.time_range;
  if (!shown.chosen || (now_ >= shown.from && now_ <= shown.to)) return;
  const SimTime span = shown.to - shown.from;
  const SimTime before{span.ns / 4};
  shown.from = now_ > before ? now_ - before : SimTime{0};
  shown.to = shown.from + span;
}

void Session::jump_to(std::size_t position) {
  ++jumps_;
  go_to(position);
}

void Session::pursue(Goal goal) {
  goal_ = goal;
  playback_.pause();
  pursue_goal();
}

// Until it is computed, the end of what is recorded is shown, so that one sees it get there.
void Session::pursue_goal() {
  const bool all = recording_->complete();
  std::size_t place = record().size();
  bool reached = all;
  if (goal_->position) {
    reached = reached || *goal_->position <= record().size();
    if (reached) place = std::min(*goal_->position, record().size());
  } else {
    reached = reached || end_of(record()) > *goal_->time;
    if (reached) place = position_at(record(), *goal_->time);
  }
  jump_to(place);
  if (!reached) return;
  const bool between = goal_->time && place < record().size();
  if (between) now_ = std::clamp(*goal_->time, now_, std::max(now_, record().at(place).t));
  keep_now_in_sight();
  goal_.reset();
  reselect();
}

void Session::reselect() {
  if (reselect_path_.empty()) return;
  if (const auto found = find_named(*model_, reselect_path_)) selection_ = *found;
  reselect_path_.clear();
}

void Session::notify(std::string notice) {
  notice_ = std::move(notice);
  notice_left_ = kNoticeSeconds;
}

void Session::tick(double seconds) {
  notice_left_ -= seconds;
  if (notice_left_ <= 0) notice_.clear();
  const Playback::Due due = playback_.pass(seconds);
  if (empty() || !playback_.playing()) return;
  if (due.steps > 0) play_steps(due.steps);
  if (due.time > SimTime{0}) play_time(due.time);
  const bool at_end = model_->position() == record().size();
  if (at_end && recording_->complete()) playback_.pause();
}

void Session::play_steps(int steps) {
  for (; steps > 0 && playback_.playing(); --steps) {
    const std::size_t from = model_->position();
    std::size_t to = next_stop(record(), from, playback_.step(), +1, selection_.task());
    // At the end of what is computed so far there may be no stop yet.
    if (to == record().size() && !recording_->complete()) {
      // So far ahead without one, it goes along, or nothing further would ever be computed.
      if (to - from >= kEventsAhead) go_to(to);
      return;
    }
    for (std::size_t position = from + 1; position <= to; ++position) {
      if (!breaks(position)) continue;
      to = position;
      playback_.pause();
      break;
    }
    go_to(to);
    if (to == record().size()) return;
  }
}

void Session::play_time(SimTime time) {
  const SimTime goal = now_ + time;
  const std::size_t from = model_->position();
  std::size_t to = position_at(record(), goal);
  for (std::size_t position = from + 1; position <= to; ++position) {
    if (!breaks(position)) continue;
    to = position;
    playback_.pause();
    break;
  }
  go_to(to);
  const bool between = to < record().size() && playback_.playing();
  if (between) now_ = goal;
  keep_now_in_sight();
}

// True if the last of the first `position` events comes to a line with a breakpoint.
bool Session::breaks(std::size_t position) const {
  if (view_.breakpoints.empty()) return false;
  return is_stop(record().at(position - 1), {.what = Stop::What::kBreakpoint}, view_.breakpoints);
}

// What it computes is told where one waits for it: no happening is left to be shown.
std::string Session::computing() const {
  if (empty() || recording_->complete()) return "";
  const EventIndex& index = recording_->index();
  const bool waits = index.rank_of(model_->position()) >= index.happenings().size();
  if (!waits && !awaits_first_picture_) return "";
  // Drawn in the middle of computing, it is one built-in that has much to do.
  if (silent_ < kLongSilence && !computes_) return "";
  std::string so_far;
  if (silent_ >= kLongSilence) {
    so_far = fmt::format(", {} million operations so far", silent_ / kLongSilence);
  }
  const Line* last =
      record().size() == 0 ? nullptr : record().at(record().size() - 1).get_if<Line>();
  if (last == nullptr) return fmt::format("The program computes{}; no task has a turn.", so_far);
  // Lines that come without a checkpoint between are told up to some number, and then summed up.
  return fmt::format("{} computes, last seen at line {}{}: nobody else runs meanwhile.",
                     record().text(recording_->names().task(last->task).label), last->line, so_far);
}

EventId Session::shown_event() const {
  const std::size_t rank = recording_->index().rank_of(model_->position());
  return rank == 0 ? EventId{} : recording_->index().happenings()[rank - 1];
}

std::optional<std::string> Session::take_clipboard() {
  std::optional<std::string> text;
  text.swap(clipboard_);
  return text;
}

}  // namespace grove
