#include "engine/files/child.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <utility>

#include "engine/files/files.h"

extern char** environ;

namespace grove {

namespace {

std::vector<char*> pointers_to(std::vector<std::string>* texts) {
  std::vector<char*> all;
  for (std::string& text : *texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// Ours, but for what is given anew.
std::vector<std::string> environment_with(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** own = environ; *own != nullptr; ++own) {
    const std::string text = *own;
    const std::string name = text.substr(0, text.find('=') + 1);
    const bool anew = std::any_of(more.begin(), more.end(), [&](const std::string& each) {
      return each.compare(0, name.size(), name) == 0;
    });
    if (!anew) all.push_back(text);
  }
  return all;
}

}  // namespace

Child::Child(const std::vector<std::string>& words, ChildTerms terms) : apart_(terms.apart) {
  std::vector<std::string> kept = words, environment = environment_with(terms.environment);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const auto redirect = [&actions](int descriptor, const std::string& path) {
    if (path.empty()) return;
    posix_spawn_file_actions_addopen(&actions, descriptor, path.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
  };
  redirect(1, terms.output);
  redirect(2, terms.errors);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (apart_) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  const int fault = posix_spawnp(&id_, kept[0].c_str(), &actions, &attributes,
                                 pointers_to(&kept).data(), pointers_to(&environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0) status_ = kNotStarted;
}

Child::~Child() {
  if (status()) return;
  ::kill(apart_ ? -id_ : id_, SIGTERM);
  wait();
}

std::optional<int> Child::ask(bool waits) {
  int status = 0;
  pid_t ended = 0;
  do {
    ended = ::waitpid(id_, &status, waits ? 0 : WNOHANG);
  } while (ended < 0 && errno == EINTR);
  if (ended == 0) return std::nullopt;
  status_ = ended < 0           ? kNotStarted
            : WIFEXITED(status) ? WEXITSTATUS(status)
                                : 128 + WTERMSIG(status);
  return status_;
}

int run_child(const std::vector<std::string>& words, const ChildTerms& terms) {
  return Child(words, terms).wait();
}

bool is_installed(const std::string& program) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/bin:/usr/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
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
