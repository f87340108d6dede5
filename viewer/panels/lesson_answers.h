// What of a lesson's card is answered or pressed: choices with their votes and reasons, what is
// drawn and how far that is from the truth, knobs to turn, and where to go from the end.
#pragma once

#include "viewer/panels/lesson_flow.h"

namespace grove {

// `wide`: choices stand in two columns.
void write_answers(LessonFlow* flow, const Session& session, bool wide);

}  // namespace grove
