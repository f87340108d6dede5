#include "engine/files/scratch.h"

#include <cstdlib>

namespace grove {

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "grove-XXXXXX").string();
  if (mkdtemp(name.data()) != nullptr) path_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace grove
