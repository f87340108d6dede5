// Scratch: a folder for what this program and another tell each other, gone with it.
#pragma once

#include <filesystem>
#include <string>

namespace grove {

class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // False where there is no room for temporary files, or no right to make them.
  bool made() const { return !path_.empty(); }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace grove
