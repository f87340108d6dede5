#include "engine/cli/console.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

#include "engine/files/descriptor.h"
#include "engine/options/mistake.h"

namespace grove {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

// The locale's character set by its name, as POSIX orders the variables. setlocale() would answer
// for installed locales only, and bare machines have none but C.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view value = environment(name);
    if (value.empty()) continue;
    for (std::string_view ending : {"UTF-8", "utf-8", "UTF8", "utf8"}) {
      if (value.find(ending) != std::string_view::npos) return true;
    }
    return false;
  }
  return false;
}

}  // namespace

Console process_console() {
  // Records are written by the million lines; nothing here uses C's streams beside these.
  std::ios::sync_with_stdio(false);
  static DescriptorBuffer out_buffer(STDOUT_FILENO), err_buffer(STDERR_FILENO);
  static std::ostream out(&out_buffer), err(&err_buffer);
  err << std::unitbuf;
  Console console{std::cin, out, err};
  console.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  console.err_is_terminal = isatty(STDERR_FILENO) != 0;
  console.look.utf8 = locale_is_utf8();
  const std::string_view term = environment("TERM");
  console.look.colour =
      console.out_is_terminal && environment("NO_COLOR").empty() && !term.empty() && term != "dumb";
  return console;
}

int usage_error(Console& console, const std::string& message, const std::string& hint) {
  console.err << usage_text("grove", {message, hint});
  return kExitUsage;
}

void print_problems(Console& console, const Problems& problems) {
  console.err << format_problems(problems);
}

int not_so_many(Console& console, const std::string& what, int64_t asked, std::size_t count) {
  const std::string number = std::to_string(asked);
  const std::string option = "`--" + what + " ";
  return usage_error(console,
                     option + number + "`: there is no " + what + " " + number + ": the run has " +
                         std::to_string(count) + " " + what + "s, from 0",
                     count == 0 ? "" : "write " + option + std::to_string(count - 1) + "` or less");
}

}  // namespace grove
