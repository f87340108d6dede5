// OutputLook: what a text's place can show.
#pragma once

namespace grove {

struct OutputLook {
  bool utf8 = false;    // else plain ASCII
  bool colour = false;  // a terminal, and the user has not said NO_COLOR
};

}  // namespace grove
