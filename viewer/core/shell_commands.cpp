#include "viewer/core/shell_commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/record/interventions.h"
#include "viewer/core/shell_words.h"

namespace grove {
namespace {

// What the inputs have beyond those others, as options.
std::string input_options(const Inputs& inputs, const Inputs& own) {
  std::string options;
  if (inputs.seed != own.seed) options += fmt::format(" --seed {}", inputs.seed);
  if (inputs.schedule != own.schedule) {
    options += fmt::format(" --schedule {}", name_of(inputs.schedule));
  }
  for (const auto& knob : inputs.knobs) {
    const bool as_in_file = std::find(own.knobs.begin(), own.knobs.end(), knob) != own.knobs.end();
    if (!as_in_file) options += " --set " + shell_quoted(knob.first + "=" + knob.second);
  }
  // The file's own come first in every branch.
  for (std::size_t i = own.interventions.size(); i < inputs.interventions.size(); ++i) {
    options += " --input " + shell_quoted(intervention_json(inputs.interventions[i]));
  }
  return options;
}

}  // namespace

std::string run_command(const Document& document, const Recording& recording) {
  const Scenario& scenario = *recording.scenario();
  if (document.runs_file_program()) {
    return fmt::format("grove run {}{}", shell_quoted(document.path()),
                       input_options(recording.inputs(), scenario.inputs));
  }
  const std::string& source = scenario.source;
  std::string end = "PROGRAM";
  while (source.find("\n" + end + "\n") != std::string::npos) end += "_";
  return fmt::format("grove run -{} <<'{}'\n{}{}\n", input_options(recording.inputs(), Inputs{}),
                     end, source, end);
}

std::string viewer_command(const Document& document, const Player& player, const View& view) {
  const Recording& recording = player.recording();
  std::string line = fmt::format("grove-viewer {} --event {}", shell_quoted(document.path()),
                                 player.model().position());
  if (recording.scenario() != nullptr && !document.shown_as_saved()) {
    line += input_options(recording.inputs(), recording.scenario()->inputs);
  }
  if (const TaskId task = view.selection.task()) {
    line += fmt::format(" --select {}", shell_quoted(player.model().path(task)));
  }
  if (view.theme != ThemeChoice::kDark) line += fmt::format(" --theme {}", word_of(view.theme));
  return line;
}

}  // namespace grove
