#include <fmt/format.h>

#include "engine/cli/commands.h"
#include "engine/cli/recording.h"
#include "engine/cli/tree_text.h"
#include "engine/model/cursor.h"

namespace grove {

namespace {

// The position that was asked for; nothing (and a message) if the run does not come to it.
std::optional<std::size_t> find_moment(const TreeCommand& command, Recording* recording,
                                       Console& console, const Interruption& interruption) {
  const Record& record = recording->record();
  if (command.at) {
    const SimTime time = *command.at;
    advance_until(recording, console, interruption,
                  [&] { return record.size() > 0 && record.at(record.size() - 1).t > time; });
    return position_at(record, time);
  }
  if (command.event) {
    const auto wanted = static_cast<std::size_t>(*command.event);
    advance_until(recording, console, interruption, [&] { return record.size() > wanted; });
    if (wanted < record.size()) return wanted + 1;
    not_so_many(console, "event", *command.event, record.size());
    return std::nullopt;
  }
  if (command.step) {
    // Looked at once each, however many slices it takes.
    std::size_t seen = 0;
    int32_t last = -1;
    const auto reached = [&] {
      for (; seen < record.size() && last < *command.step; ++seen) {
        if (const auto* step = record.at(seen).get_if<BeforeTaskStep>()) last = step->step;
      }
      return last >= *command.step;
    };
    advance_until(recording, console, interruption, reached);
    if (reached()) return seen;
    not_so_many(console, "step", *command.step, static_cast<std::size_t>(last) + 1);
    return std::nullopt;
  }
  advance_until(recording, console, interruption, [] { return false; });
  return record.size();
}

}  // namespace

int tree_command(const TreeCommand& command, Console& console) {
  int status = kExitOk;
  std::optional<Recording> recording =
      open_recording(command.file, command.options, console, &status);
  if (!recording) return status;
  const Interruption interruption;
  const std::optional<std::size_t> position =
      find_moment(command, &*recording, console, interruption);
  if (!position) return kExitUsage;
  Model model(recording->record());
  model.seek(*position);
  Look look = console.look;
  if (command.ascii) look.utf8 = false;
  StyledLine heading = moment_line(model, look);
  if (command.at && model.now() < *command.at && !model.finished()) {
    heading.add(fmt::format("; unchanged at {}", format_time(*command.at)));
  }
  console.out << render(heading, look) << '\n';
  print_tree(model, look, console.out);
  return interruption.wished() ? interruption.exit_status() : status;
}

}  // namespace grove
