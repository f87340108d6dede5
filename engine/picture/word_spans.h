// Words of a sentence, span by span: names, places and times are spans of their own, so that a
// window can make them bold, or links.
#pragma once

#include <string>
#include <vector>

#include "engine/model/record_index.h"

namespace grove {

struct WordSpan {
  enum class Style : uint8_t {
    kPlain,
    kTask,       // id: TaskId
    kNursery,    // id: NurseryId
    kScope,      // id: ScopeId
    kException,  // id: ExceptionId
    kObject,     // id: ObjectId
    kLine,       // id: the number of a line of the program
    kTime,
  };
  std::string text;
  Style style = Style::kPlain;
  int32_t id = -1;
};
using Words = std::vector<WordSpan>;

std::string plain_text(const Words& words);

// "Bang", "ExceptionGroup[Bang ×2, OSError]".
std::string exception_words(const RecordIndex& index, ExceptionId exception);

}  // namespace grove
