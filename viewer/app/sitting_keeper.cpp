#include "viewer/app/sitting_keeper.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/platform/platform.h"

namespace grove {
namespace {

// Seconds between two writings: what a crash may lose.
constexpr double kPause = 2;
// While it plays only the place changes, and a disk may be slow.
constexpr double kPauseInPlay = 10;
// For so many seconds after a person was asked, leaving again means it.
constexpr double kAsking = 10;
constexpr int kMostOfFile = 4;
constexpr std::size_t kMost = 24;
constexpr std::size_t kMostBytes = 4'000'000;
constexpr const char* kAll = "sitting-";

// As the file is named by what is kept of it.
std::string file_of(const Session& session) {
  if (!session.empty()) return session.files().whole_path(session.path());
  const std::vector<std::string> files = session.watched_files();
  return files.empty() ? "" : session.files().whole_path(files.front());
}

}  // namespace

void SittingKeeper::look(double seconds) {
  take_answer();
  since_ += seconds;
  asked_ -= seconds;
  if (const std::string file = file_of(session_); file != file_) {
    file_ = file;
    offer();
  }
  if (since_ < (session_.playback().playing() ? kPauseInPlay : kPause)) return;
  since_ = 0;
  keep();
}

bool SittingKeeper::keep() {
  const std::string file = file_of(session_);
  if (file.empty()) return true;
  if (session_.has_unsaved()) return write(session_.kept());
  // It stands in a file now, or was all undone.
  forget(file);
  return true;
}

bool SittingKeeper::may_leave() {
  if (keep() && !lost_) return true;
  if (asked_ > 0) return true;
  asked_ = kAsking;
  const bool here = session_.has_unsaved();
  session_.apply(command::Notify{
      here ? "What is not saved would be lost: Ctrl+S saves it, leaving again throws it away."
           : "What was made of another file is not saved: Ctrl+Z goes back to it, leaving again "
             "throws it away."});
  return false;
}

bool SittingKeeper::write(const KeptSitting& kept) {
  const std::string text = write_kept(kept);
  std::string& name = own_[kept.file];
  if (name.empty()) name = free_name(kept.file);
  if (text == text_[name]) return true;
  const bool fits = text.size() <= kMostBytes;
  if (fits && save_remembered(name, text)) {
    text_[name] = text;
    const std::vector<std::string> all = remembered_names(kAll);
    for (std::size_t i = kMost; i < all.size(); ++i) forget_remembered(all[i]);
    return true;
  }
  if (said_) return false;
  said_ = true;
  session_.apply(command::Notify{
      fits ? "Branches and edits cannot be kept here by themselves: save them with Ctrl+S."
           : "This sitting is too large to be kept by itself: save it with Ctrl+S."});
  return false;
}

void SittingKeeper::forget(const std::string& file) {
  if (own_.count(file) == 0) return;
  forget_remembered(own_[file]);
  text_.erase(own_[file]);
  own_.erase(file);
}

// What this window has itself written is no news.
void SittingKeeper::offer() {
  if (file_.empty()) return;
  for (const std::string& name : remembered_names(kept_name(session_.files(), file_))) {
    const bool ours = std::any_of(own_.begin(), own_.end(),
                                  [&name](const auto& own) { return own.second == name; });
    if (ours) continue;
    const auto text = load_remembered(name);
    auto kept = text ? read_kept(*text) : std::nullopt;
    if (!kept) {
      session_.apply(command::Notify{fmt::format(
          "Branches and edits that were kept of this file cannot be read; they stay in {}.",
          place_of_remembered(name))});
      continue;
    }
    if (kept->file != file_) continue;
    kept->name = name;
    return session_.offer_kept(std::move(*kept));
  }
}

void SittingKeeper::take_answer() {
  const auto answer = session_.take_kept_answer();
  if (!answer) return;
  if (!answer->taken_up) return forget_remembered(answer->name);
  // It goes on under its name; what was begun before it was taken up is part of it now.
  forget(file_);
  own_[file_] = answer->name;
}

// Another than those that wait to be taken up; where all are taken, the oldest.
std::string SittingKeeper::free_name(const std::string& file) const {
  const std::string begin = kept_name(session_.files(), file);
  const std::vector<std::string> taken = remembered_names(begin);
  for (int number = 1; number <= kMostOfFile; ++number) {
    const std::string name = fmt::format("{}{}.json", begin, number);
    if (std::find(taken.begin(), taken.end(), name) == taken.end()) return name;
  }
  return taken.back();
}

}  // namespace grove
