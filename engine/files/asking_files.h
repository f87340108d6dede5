// AskingFiles: files that the person can be asked for by a dialog of the machine's own, as in a
// browser, where nothing else may look at theirs. A window's Files are not such; who offers to ask
// finds out by a cast.
#pragma once

#include "engine/files/files.h"

namespace grove {

class AskingFiles : public Files {
 public:
  // What they choose comes later, as if it were dropped on the window; nothing if they choose none.
  virtual void ask() = 0;
};

}  // namespace grove
