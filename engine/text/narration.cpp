#include "engine/text/narration.h"

namespace grove {

namespace {

TextStyle style_of(WordSpan::Style style) {
  switch (style) {
    case WordSpan::Style::kTask:
    case WordSpan::Style::kTime:
      return TextStyle::kStrong;
    case WordSpan::Style::kException:
      return TextStyle::kFailed;
    default:
      return TextStyle::kPlain;
  }
}

}  // namespace

Narration::Narration(const Record& record) : index_(record) {}

const RecordIndex& Narration::index() {
  index_.update();
  return index_;
}

StyledLine Narration::words(EventId event) {
  StyledLine line;
  for (const WordSpan& span : describe(index(), event)) line.add(span.text, style_of(span.style));
  return line;
}

}  // namespace grove
