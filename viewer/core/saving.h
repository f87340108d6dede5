// Saving: writing a file so that nothing is lost, and saying beforehand what that would do.
#pragma once

#include <string>

namespace grove {

struct SavePlan {
  bool possible = false;
  bool replaces = false;  // a file that is there
  std::string words;      // "writes a new file", or why it cannot be written and what to do instead
};
SavePlan plan_save(const std::string& path);

// Beside it first, then in its place, so that a file is whole or as it was. The reason if it could
// not be done, else "". A scenario that comes with Grove is never replaced.
std::string save_file(const std::string& path, const std::string& text);

// A name beside `path` that is not taken: "roulette_2.json".
std::string free_name_beside(const std::string& path);

}  // namespace grove
