// ScopeNote: what a cancel scope reaches, and what its deadline will find, in two lines.
//
// Both are true of the moment that the model shows, whatever the program does later: who is inside
// is counted, and nobody is said to outlast the deadline unless everyone inside waits for later or
// for somebody who does.
#pragma once

#include <string>

#include "engine/model/model.h"

namespace grove {

struct ScopeNote {
  std::string governs;  // "Governs 9 tasks in 4 nurseries."; empty for a scope that is left
  std::string outlook;  // "Nobody inside can end before 0.30."; empty where that is not certain
};

// Takes time in proportion to the tasks that ever were, times their depth.
ScopeNote scope_note(const Model& model, ScopeId scope);

// "1 task", "2 tasks".
std::string counted(int number, const char* one, const char* many);

}  // namespace grove
