// Saving: writing a file so that nothing is lost, and saying beforehand what that would do.
#pragma once

#include <string>

#include "engine/files/files.h"

namespace grove {

struct SavePlan {
  bool possible = false;
  bool replaces = false;  // a file that is there
  bool changed = false;   // by something else, since it was opened here
  std::string words;      // "writes a new file", or why it cannot be written and what to do instead
};
SavePlan plan_save(Files& files, const std::string& path, const WriteTerms& terms = {});

// So that the file is whole or as it was (file_writer.h). The reason if it could not be done, else
// "". A scenario that comes with Grove is never replaced.
std::string save_file(Files& files, const std::string& path, const std::string& text,
                      const WriteTerms& terms = {});

// A name beside `path` that is not taken: "roulette_2.json".
std::string free_name_beside(Files& files, const std::string& path);

}  // namespace grove
