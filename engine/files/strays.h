// Strays: the fresh files of writers that were killed (file_writer.h). Nobody will finish them, and
// the next writer in their folder takes them away.
//
// A writer holds a lock on its fresh file. One that is locked by nobody, and was last written a
// minute before, is a stray: the minute is for what lies between a writer's own steps. A process
// number says nothing: the folder may be shared with other machines and containers.
#pragma once

#include <string>

namespace grove {

// What the names of fresh files begin and end with.
inline constexpr char kFreshBegin[] = ".grove-", kFreshEnd[] = ".tmp";

// Whether it is ours now; true also where the file system has no locks.
bool lock_fresh(int descriptor);

// Looks once per folder, as some write thousands of files. `written`: a file just written there,
// whose time is the file system's own now.
void sweep_strays(const std::string& folder, const std::string& written);

}  // namespace grove
