// SittingKeeper: writes down what a person has made and not saved, soon after it was made, so that
// neither leaving nor a crash loses it; and offers it when its file is opened again.
//
//   SittingKeeper keeper(session);
//   every frame: keeper.look(seconds);
//   keeper.keep();                      // before another file is opened, and at the end
//
// Of a file several sittings may be kept: one that was not taken up stays beside the new one.
// Bounded in number and size: the oldest go first.
#pragma once

#include <map>
#include <string>

#include "viewer/core/session.h"

namespace grove {

class SittingKeeper {
 public:
  explicit SittingKeeper(Session& session) : session_(session) {}

  void look(double seconds);
  void keep();
  // What was kept of the file that was open in the last look stands in a file now.
  void saved() { forget(file_); }

 private:
  void offer();
  void take_answer();
  std::string free_name(const std::string& file) const;
  void write(const KeptSitting& kept);
  void forget(const std::string& file);

  Session& session_;
  std::string file_;                         // that was open in the last look
  std::map<std::string, std::string> own_;   // names of what this window keeps, by file
  std::map<std::string, std::string> text_;  // what was written last, by name
  double since_ = 0;                         // seconds since the last writing
  bool said_ = false;                        // that nothing can be kept
};

}  // namespace grove
