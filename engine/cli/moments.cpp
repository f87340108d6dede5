#include "engine/cli/moments.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "engine/cli/interrupt.h"
#include "engine/cli/narration.h"
#include "engine/cli/progress.h"
#include "engine/cli/tree_text.h"
#include "engine/model/cursor.h"
#include "engine/model/model.h"

namespace grove {

namespace {

constexpr int kMostMoments = 40;
constexpr std::size_t kMostWords = 12;  // of one moment, lines
constexpr int kMostRows = 32;           // of one tree

bool is_told(EventKind kind) { return is_interesting(kind) || kind == EventKind::kPrinted; }

class MomentsPrinter {
 public:
  MomentsPrinter(Recording* recording, Look look, Console& console)
      : recording_(*recording),
        look_(look),
        console_(console),
        model_(recording->record()),
        narration_(recording->record()),
        progress_(console) {}

  // Nothing if the record began anew meanwhile: this one is of no further use then.
  std::optional<int> print() {
    const Record& record = recording_.record();
    std::vector<EventId> told;
    std::size_t next = 0;
    while (more_than(next)) {
      const Event& event = record.at(next);
      if (is_told(event.kind())) told.push_back(EventId{static_cast<int32_t>(next)});
      ++next;
      const SimTime now = event.t;
      // Of what comes by and by, as much as is there is told at once.
      const bool waits = recording_.live() && next == record.size();
      const bool instant_ends = waits || !more_than(next) || record.at(next).t != now;
      if (!instant_ends) continue;
      if (!told.empty()) print_moment(told, next);
      told.clear();
    }
    if (renewed_) return std::nullopt;
    print_end(record.size());
    if (interruption_.wished()) return interruption_.exit_status();
    return recording_.exit_status();
  }

 private:
  // Makes the run go on until there is an event at `position`, or it ends.
  bool more_than(std::size_t position) {
    const Record& record = recording_.record();
    while (position >= record.size() && !interruption_.wished()) {
      if (recording_.live()) {
        console_.out.flush();
        const std::string said = recording_.wait();
        if (!said.empty()) console_.err << "grove: " << said << '\n';
        renewed_ = &recording_.record() != &record;
        if (renewed_) return false;
        continue;
      }
      if (!recording_.growing()) break;
      recording_.advance();
      if (record.size() > 0) progress_.show(record.size(), record.at(record.size() - 1).t);
    }
    return position < record.size() && !interruption_.wished();
  }

  void print_moment(const std::vector<EventId>& told, std::size_t position) {
    if (moments_++ >= kMostMoments && !recording_.followed()) return;
    progress_.clear();
    model_.seek(position);
    line(moment_line(model_, look_));
    for (std::size_t i = 0; i < told.size() && i < kMostWords; ++i) {
      line(StyledLine("  * ", Style::kDim).add(narration_.words(told[i])));
    }
    if (told.size() > kMostWords) {
      line(StyledLine(fmt::format("  * and {} more", told.size() - kMostWords), Style::kDim));
    }
    print_tree_within(model_, look_, kMostRows, console_.out);
    console_.out << '\n';
  }

  void print_end(std::size_t position) {
    progress_.clear();
    if (moments_ > kMostMoments && !recording_.followed()) {
      line(StyledLine(fmt::format("{} more moments, not shown", moments_ - kMostMoments),
                      Style::kDim));
      console_.out << '\n';
    }
    if (position > 0 && model_.position() == position) return;  // it was the last moment
    model_.seek(position);
    line(moment_line(model_, look_));
    print_tree_within(model_, look_, kMostRows, console_.out);
  }

  void line(const StyledLine& text) { console_.out << render(text, look_) << '\n'; }

  Recording& recording_;
  Look look_;
  Console& console_;
  Model model_;
  Narration narration_;
  Progress progress_;
  Interruption interruption_;
  int moments_ = 0;
  bool renewed_ = false;
};

}  // namespace

int print_moments(Recording* recording, Look look, Console& console) {
  for (;;) {
    if (const auto status = MomentsPrinter(recording, look, console).print()) return *status;
  }
}

}  // namespace grove
