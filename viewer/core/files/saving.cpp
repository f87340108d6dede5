#include "viewer/core/files/saving.h"

#include <filesystem>

namespace grove {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShipped = GROVE_SHIPPED_SCENARIOS;

bool is_shipped(Files& files, const std::string& path) {
  return fs::path(files.whole_path(path)).parent_path() == fs::path(files.whole_path(kShipped));
}

}  // namespace

SavePlan plan_save(Files& files, const std::string& path, const WriteTerms& terms) {
  const fs::path file(path);
  const Files::Look look = files.look(path);
  if (file.filename().empty()) return {false, false, false, "give the file a name"};
  if (look.is_folder) return {false, false, false, "this is a folder: give a file's name"};
  if (file.extension() != ".json") return {false, false, false, "a scenario's name ends in .json"};
  if (const FileFault fault = files.refusal_to_write(path, terms))
    return {false, false, false, fault.words()};
  if (look.there && is_shipped(files, path)) {
    return {false, true, false,
            "this scenario comes with Grove and stays as it is: take another name"};
  }
  return {true, look.there, false,
          look.there ? "replaces the file that is there" : "writes a new file"};
}

std::string save_file(Files& files, const std::string& path, const std::string& text,
                      const WriteTerms& terms) {
  const SavePlan plan = plan_save(files, path, terms);
  return plan.possible ? files.write(path, text, terms).words() : plan.words;
}

std::string free_name_beside(Files& files, const std::string& path) {
  const fs::path file(path);
  const std::string stem = file.stem().string();
  const fs::path folder = file.parent_path();
  for (int number = 2;; ++number) {
    const fs::path name = folder / (stem + "_" + std::to_string(number) + ".json");
    if (!files.look(name.string()).there) return name.string();
  }
}

}  // namespace grove
