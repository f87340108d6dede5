#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/commands.h"
#include "engine/cli/reasons_text.h"
#include "engine/cli/recording.h"
#include "engine/picture/divergence.h"

namespace grove {

namespace {

// Run to its end, or to where the user stops it.
std::optional<Recording> open_whole(const std::string& file, const RunOptions& options,
                                    Console& console, const Interruption& interruption,
                                    int* status) {
  std::optional<Recording> recording = open_recording(file, options, console, status);
  if (recording) advance_until(&*recording, console, interruption, [] { return false; });
  return recording;
}

void print_side(char name, const std::string& file, Narration* narration, EventId event,
                OutputLook look, std::ostream& out) {
  out << '\n'
      << render(StyledLine(fmt::format("{}  {}", name, file), TextStyle::kStrong), look) << '\n';
  if (event) {
    print_reasons(narration, event, look, out);
    return;
  }
  const Record& record = narration->index().record();
  const SimTime end = record.size() == 0 ? SimTime{} : record.at(record.size() - 1).t;
  out << fmt::format("t = {}   nothing more happens\n", format_time(end));
}

}  // namespace

int diff_command(const DiffCommand& command, Console& console) {
  const std::string& other = command.b.empty() ? command.a : command.b;
  if (command.b.empty() && (!command.options.any() || command.a == "-")) {
    return usage_error(console, "`grove diff` compares two runs: which is the other?",
                       fmt::format("`grove diff {0} OTHER`, or `grove diff {0} --seed 7`",
                                   command.a == "-" ? "FILE" : command.a));
  }
  if (command.a == "-" && other == "-") {
    return usage_error(console, "standard input can be read once",
                       "write one of the two to a file");
  }
  const Interruption interruption;
  int status = kExitOk, status_of_b = kExitOk;
  // Options are what tells B from A where it is the same file; else they are of both.
  const RunOptions options_of_a = command.b.empty() ? RunOptions{} : command.options;
  const std::optional<Recording> a =
      open_whole(command.a, options_of_a, console, interruption, &status);
  if (!a) return status;
  const std::optional<Recording> b =
      open_whole(other, command.options, console, interruption, &status_of_b);
  if (!b) return status_of_b;
  status = std::max(status, status_of_b);
  if (interruption.wished()) return interruption.exit_status();
  Narration narration_a(a->record()), narration_b(b->record());
  const Divergence parted = first_divergence(narration_a.index(), narration_b.index());
  OutputLook look = console.look;
  if (command.ascii) look.utf8 = false;
  if (!parted.a && !parted.b) {
    console.out << fmt::format("the same: {} things happen in both\n", parted.agreed);
    return status;
  }
  console.out << (parted.agreed == 0
                      ? "they differ from the start\n"
                      : fmt::format("the first {} things that happen are the same, to t = {}\n",
                                    parted.agreed, format_time(parted.agreed_until)));
  print_side('A', command.a, &narration_a, parted.a, look, console.out);
  print_side('B', other, &narration_b, parted.b, look, console.out);
  // Of a record that breaks off the end is not known.
  return status != kExitOk ? status : kExitDiffers;
}

}  // namespace grove
