// SittingKeeper: writes down what a person has made and not saved, soon after it was made, so that
// neither leaving nor a crash loses it; and offers it when its file is opened again.
//
//   SittingKeeper keeper(session);
//   every frame: keeper.look(seconds);
//   keeper.leave_file();                // before another file is opened
//   if (keeper.may_leave()) …           // before the window closes: asks where something would be
//   lost
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
  // False: something that is not saved cannot be kept either.
  bool keep();
  void leave_file() { lost_ = !keep() || lost_; }
  // False, and the person is told, where leaving would throw work away; true when they ask again
  // soon after.
  bool may_leave();
  // What was kept of the file that was open in the last look stands in a file now.
  void saved() { forget(file_); }

 private:
  void offer();
  void take_answer();
  std::string free_name(const std::string& file) const;
  bool write(const KeptSitting& kept);
  void forget(const std::string& file);

  Session& session_;
  std::string file_;                         // that was open in the last look
  std::map<std::string, std::string> own_;   // names of what this window keeps, by file
  std::map<std::string, std::string> text_;  // what was written last, by name
  double since_ = 0;                         // seconds since the last writing
  double asked_ = 0;                         // seconds for which leaving was asked about
  bool said_ = false;                        // that nothing can be kept
  bool lost_ = false;                        // of a file that was left
};

}  // namespace grove
