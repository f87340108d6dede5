// Private to engine/picture. Sentences about what tasks do with the things between them, by the
// names that the program gives them: "main sets failed[1]: v4-a wakes", "producer hands 1 to
// worker-b at line 6".
#pragma once

#include "engine/picture/word_spans.h"

namespace grove {

// For describe(). Empty if the event is not about a thing that the index tells of.
Words describe_thing(const RecordIndex& index, EventId event);

}  // namespace grove
