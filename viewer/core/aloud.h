// Aloud: what is new in the window, line by line: for those who hear it, and for scripts that wait
// for it. Each line begins with what it is about:
//
//   opened: Roulette with nurseries
//   shown: event 41, 0.270 s: r01 raised Bang at line 32.
//   lesson: stop 3 of 9: Who is stopped now?
//
//   Aloud aloud;
//   every frame: for (const std::string& line : aloud.news(session)) puts(line.c_str());
#pragma once

#include <string>
#include <vector>

#include "viewer/core/session.h"

namespace grove {

class Aloud {
 public:
  // What has changed since the last call; at first everything.
  std::vector<std::string> news(const Session& session);

 private:
  std::vector<std::string> said_;
};

}  // namespace grove
