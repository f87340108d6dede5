#include <fmt/format.h>

#include "engine/cli/commands.h"
#include "engine/text/tree_text.h"

namespace grove {

int tree_command(const TreeCommand& command, Console& console) {
  int status = kExitOk;
  std::optional<Recording> recording =
      open_recording(command.file, command.options, console, &status);
  if (!recording) return status;
  const Interruption interruption;
  const std::optional<std::size_t> position =
      find_moment(command.moment, &*recording, console, interruption);
  if (!position) return kExitUsage;
  Model model(recording->record());
  model.seek(*position);
  OutputLook look = console.look;
  if (command.ascii) look.utf8 = false;
  StyledLine heading = moment_line(model, look);
  if (command.moment.at && model.now() < *command.moment.at && !model.finished()) {
    heading.add(fmt::format("; unchanged at {}", format_time(*command.moment.at)));
  }
  console.out << render(heading, look) << '\n';
  print_tree(model, look, console.out, command.lines);
  return interruption.wished() ? interruption.exit_status() : status;
}

}  // namespace grove
