// Ties: what holds a task of asyncio's, in sentences: who created it, who waits for it, and whether
// anybody can still see what becomes of it.
//
//   "main created it at line 10"
//   "r1 waits for it, in the gather of line 35; nobody waits for r1"
//   "its OSError is kept in it: nobody has asked for it"
//
// None for a task in a nursery or group, and for main: there the tree itself says it.
#pragma once

#include <string>
#include <vector>

#include "engine/model/model.h"

namespace grove {

std::vector<std::string> ties_of(const Model& model, TaskId task);

}  // namespace grove
