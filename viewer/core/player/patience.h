// Patience: for work that is done at once, with nobody to draw a frame meanwhile. It is left where
// it is once it was asked so often, which is about a tenth of a second of one built-in.
//
//   Patience patience;
//   recording.advance(1'000, &patience);
//   if (patience.over()) …                   // do without
#pragma once

#include "engine/base/onlooker.h"

namespace grove {

class Patience : public Onlooker {
 public:
  bool wishes_stop() override {
    if (left_ > 0) --left_;
    return over();
  }
  bool over() const { return left_ == 0; }

 private:
  int left_ = 300;
};

}  // namespace grove
