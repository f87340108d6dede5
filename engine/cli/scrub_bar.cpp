#include "engine/cli/scrub_bar.h"

#include <algorithm>

namespace grove {

namespace {

// The column that shows position `position` of `size`: the first is the start, the last the end.
std::size_t column_of(std::size_t position, std::size_t size, std::size_t columns) {
  return size == 0 ? 0 : position * (columns - 1) / size;
}

}  // namespace

ScrubBar::Mark ScrubBar::mark_of(EventKind kind) {
  switch (kind) {
    case EventKind::kTaskSpawned:
      return Mark::kSpawned;
    case EventKind::kTaskExited:
      return Mark::kExited;
    case EventKind::kScopeCancelled:
      return Mark::kCancelled;
    case EventKind::kExceptionRaised:
    case EventKind::kExceptionNeverRetrieved:
      return Mark::kRaised;
    default:
      return Mark::kNone;
  }
}

void ScrubBar::gather(const Record& record, int columns) {
  size_ = record.size();
  marks_.assign(static_cast<std::size_t>(columns), Mark::kNone);
  for (std::size_t i = 0; i < size_; ++i) {
    Mark& mark = marks_[column_of(i + 1, size_, marks_.size())];
    mark = std::max(mark, mark_of(record.at(i).kind()));
  }
}

ScrubBar::Lines ScrubBar::draw(const Record& record, std::size_t position, int columns,
                               OutputLook look) {
  columns = std::max(columns, 2);
  if (size_ != record.size() || marks_.size() != static_cast<std::size_t>(columns)) {
    gather(record, columns);
  }
  const Glyphs& glyph = glyphs(look);
  const struct {
    const char* glyph;
    TextStyle style;
  } kMarks[] = {{" ", TextStyle::kPlain},
                {glyph.spawned, TextStyle::kWaiting},
                {glyph.exited, TextStyle::kDone},
                {glyph.cancelled, TextStyle::kAsked},
                {glyph.raised, TextStyle::kFailed}};
  Lines lines;
  const std::size_t here = column_of(position, record.size(), marks_.size());
  for (std::size_t column = 0; column < marks_.size(); ++column) {
    const auto& mark = kMarks[static_cast<std::size_t>(marks_[column])];
    lines.marks.add(mark.glyph, mark.style);
    if (column == here) {
      lines.bar.add(glyph.here, TextStyle::kStrong);
    } else {
      lines.bar.add(column < here ? glyph.past : glyph.future,
                    column < here ? TextStyle::kPlain : TextStyle::kDim);
    }
  }
  return lines;
}

}  // namespace grove
