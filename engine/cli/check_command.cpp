#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/commands.h"
#include "engine/cli/open.h"
#include "engine/run/run.h"

namespace grove {

namespace {

struct Tally {
  std::size_t faulty_files = 0;
  int status = kExitOk;

  // A file that is not there outweighs one at fault: the caller most likely named it wrongly.
  void add(int file_status) {
    if (file_status == kExitOk) return;
    ++faulty_files;
    status = std::max(status, file_status);
  }
};

int check_file(const std::string& file, Console& console) {
  const Opened opened = open_file(file, console);
  if (!opened.scenario) return opened.status;
  const Problems problems = check(*opened.scenario);
  print_problems(console, problems);
  return problems.empty() ? kExitOk : kExitBadFile;
}

}  // namespace

int check_command(const CheckCommand& command, Console& console) {
  Tally tally;
  for (const std::string& file : command.files) tally.add(check_file(file, console));
  const std::size_t count = command.files.size();
  const std::string files = count == 1 ? "1 file" : fmt::format("{} files", count);
  if (tally.faulty_files == 0) {
    console.out << files << ", no faults\n";
  } else {
    console.out << fmt::format("{}, {} with faults\n", files, tally.faulty_files);
  }
  return tally.status;
}

}  // namespace grove
