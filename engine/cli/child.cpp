#include "engine/cli/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <cstdlib>

#include <cerrno>
#include <filesystem>

#include "engine/files/files.h"

extern char** environ;

namespace grove {

int run_child(const std::vector<std::string>& words, const ChildTerms& terms) {
  std::vector<std::string> kept = words;
  std::vector<char*> argv;
  for (std::string& word : kept) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const auto redirect = [&actions](int descriptor, const std::string& path) {
    if (path.empty()) return;
    posix_spawn_file_actions_addopen(&actions, descriptor, path.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
  };
  redirect(1, terms.output);
  redirect(2, terms.errors);
  pid_t child = 0;
  const int fault = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0) return kNotStarted;
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return kNotStarted;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string beside_program(const std::string& path) {
  std::error_code error;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "";
  const std::string found = (own.parent_path() / path).lexically_normal().string();
  return disk().look(found).there ? found : "";
}

std::string find_viewer() {
  if (const char* named = std::getenv("GROVE_VIEWER"); named != nullptr && *named != '\0') {
    return named;
  }
  return beside_program("grove-viewer");
}

}  // namespace grove
