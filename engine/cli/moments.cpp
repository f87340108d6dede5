#include "engine/cli/moments.h"

#include <optional>

#include "engine/cli/interrupt.h"
#include "engine/cli/progress.h"
#include "engine/text/moments_text.h"

namespace grove {

namespace {

class MomentsPrinter {
 public:
  MomentsPrinter(Recording* recording, OutputLook look, Console& console)
      : recording_(*recording),
        console_(console),
        text_(recording->record(), look,
              recording->followed() ? MomentsText::Most::kAll : MomentsText::Most::kReadable,
              console.out),
        progress_(console) {}

  // Nothing if the record began anew meanwhile: this one is of no further use then.
  std::optional<int> print() {
    const Record& record = recording_.record();
    for (std::size_t at = 0; more_than(at); ++at) {
      // Of what comes by and by, as much as is there is told at once.
      const bool waits = recording_.live() && at + 1 == record.size();
      const bool instant_ends =
          waits || !more_than(at + 1) || record.at(at + 1).t != record.at(at).t;
      if (instant_ends) progress_.clear();
      text_.take(at, instant_ends);
    }
    if (renewed_) return std::nullopt;
    progress_.clear();
    text_.end(record.size());
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

  Recording& recording_;
  Console& console_;
  MomentsText text_;
  Progress progress_;
  Interruption interruption_;
  bool renewed_ = false;
};

}  // namespace

int print_moments(Recording* recording, OutputLook look, Console& console) {
  for (;;) {
    if (const auto status = MomentsPrinter(recording, look, console).print()) return *status;
  }
}

}  // namespace grove
