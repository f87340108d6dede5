// Onlooker: whoever drives work that takes long, asked in the middle of it. It may look around
// meanwhile (draw a frame, see what was pressed), and may wish that the work be left where it is.
//
//   run.watch(&onlooker);          // asked every millisecond or so, within one built-in too
#pragma once

namespace grove {

class Onlooker {
 public:
  virtual ~Onlooker() = default;
  // Called often: what it does must be little, most of the time.
  virtual bool wishes_stop() = 0;
};

}  // namespace grove
