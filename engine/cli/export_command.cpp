#include <fmt/format.h>

#include <sstream>
#include <string_view>

#include "engine/cli/commands.h"
#include "engine/cli/film.h"
#include "engine/cli/moments.h"
#include "engine/cli/open.h"
#include "engine/cli/recording.h"
#include "engine/export/graphs.h"
#include "engine/export/svg.h"
#include "engine/export/trace_events.h"
#include "engine/files/files.h"
#include "engine/record/json_lines.h"
#include "engine/text/moments_text.h"

namespace grove {

namespace {

// What a format is of, and so which options go with it.
enum class Subject : uint8_t { kRun, kMoment, kFilm, kScenario };

struct Format {
  const char* name;
  Subject subject;
};
constexpr Format kFormats[] = {
    {"perfetto", Subject::kRun}, {"svg", Subject::kMoment},     {"png", Subject::kMoment},
    {"dot", Subject::kMoment},   {"mermaid", Subject::kMoment}, {"gif", Subject::kFilm},
    {"webp", Subject::kFilm},    {"mp4", Subject::kFilm},       {"markdown", Subject::kRun},
    {"text", Subject::kRun},     {"jsonl", Subject::kRun},      {"scenario", Subject::kScenario},
};

Subject subject_of(const std::string& name) {
  for (const Format& format : kFormats) {
    if (name == format.name) return format.subject;
  }
  return Subject::kRun;
}

// What of the options does not go together; empty if all does.
std::string contradiction(const ExportCommand& command) {
  const Subject subject = subject_of(command.to);
  const auto wrong = [&](const char* option, const char* goes_with) {
    return fmt::format("{} goes with {}, not with {}", option, goes_with, command.to);
  };
  const MomentOptions& moment = command.moment;
  if ((moment.at || moment.event || moment.step) && subject != Subject::kMoment) {
    return wrong("a moment", "svg, png, dot and mermaid");
  }
  if (!command.axis.empty() && command.to != "perfetto") return wrong("--axis", "perfetto");
  if ((command.seconds || command.pace) && subject != Subject::kFilm) {
    return wrong("--seconds and --pace", "gif, webp and mp4");
  }
  return "";
}

std::string in_pieces(
    const std::function<void(const std::function<void(std::string_view)>&)>& write) {
  std::string all;
  write([&all](std::string_view piece) { all += piece; });
  return all;
}

// The moments of a run, as text.
std::string told(Recording* recording, Console& console) {
  std::ostringstream out;
  Console paper{console.in, out, console.err};
  OutputLook look;
  look.utf8 = true;
  print_moments(recording, look, paper);
  return out.str();
}

// What can be made without another program; nothing, and why, if it cannot be made.
std::optional<std::string> make_text(const ExportCommand& command, Recording* recording,
                                     const Model& model, Console& console) {
  const Record& record = recording->record();
  if (command.to == "perfetto") {
    const TraceAxis axis = command.axis == "steps" ? TraceAxis::kSteps : TraceAxis::kTime;
    return in_pieces([&](const auto& sink) { write_trace_events(record, axis, sink); });
  }
  if (command.to == "jsonl") {
    return in_pieces([&](const auto& sink) { write_json_lines(record, sink); });
  }
  if (command.to == "text") return told(recording, console);
  if (command.to == "markdown") {
    return markdown_head(record.header) + told(recording, console) + markdown_end();
  }
  if (command.to == "dot") return to_dot(model);
  if (command.to == "svg") {
    SvgOptions options;
    if (command.theme == "dark") options.theme = PaintTheme::kDark;
    if (command.moment.at && !model.finished()) options.now = *command.moment.at;
    options.width = static_cast<float>(command.size.width);
    options.height = static_cast<float>(command.size.height);
    return to_svg(model, options);
  }
  std::string fault;
  std::string diagram = to_mermaid(model, &fault);
  if (fault.empty()) return diagram;
  console.err << "grove: error: " << fault << "\nhint: take an earlier moment, or svg or dot\n";
  return std::nullopt;
}

std::optional<std::string> make_picture(const ExportCommand& command, const Record& record,
                                        std::size_t position, Console& console) {
  PictureTerms terms;
  terms.position = position;
  terms.size = fmt::format("{}x{}", command.size.width, command.size.height);
  terms.theme = command.theme.empty() ? "light" : command.theme;
  if (command.seconds) terms.seconds = *command.seconds;
  if (command.pace) terms.pace = *command.pace;
  const Scratch folder;
  if (!folder.made()) {
    console.err << "grove: error: there is no room for temporary files\n";
    return std::nullopt;
  }
  const std::string path = subject_of(command.to) == Subject::kFilm
                               ? draw_film(record, terms, command.to, folder, console)
                               : draw_picture(record, terms, folder, console);
  if (path.empty()) return std::nullopt;
  constexpr std::size_t kMost = 1u << 30;
  FileText text = disk().read(path, kMost);
  return std::move(text.text);
}

// A run that never ends is not exported until the memory is full.
constexpr std::size_t kMostEvents = 2'000'000;

bool ends_by_itself(Recording* recording, const ExportCommand& command, Console& console,
                    const Interruption& interruption) {
  const MomentOptions& moment = command.moment;
  const bool bounded = command.options.until || !command.options.limit.empty() || moment.at ||
                       moment.event || moment.step;
  if (bounded) return true;
  const Record& record = recording->record();
  advance_until(recording, console, interruption, [&] { return record.size() >= kMostEvents; });
  if (!recording->growing() || interruption.wished()) return true;
  console.err << fmt::format(
      "grove: error: the run has not ended after {} events\n"
      "hint: `--until SECONDS` or `--limit events=NUMBER` says where to stop; a picture is of one "
      "moment with `--at`\n",
      record.size());
  return false;
}

// What is written of a run that was cut off is all there is of it.
int status_of_run(const Recording& recording, int status, Console& console) {
  if (status != kExitOk || recording.growing() || recording.exit_status() != kExitLimit) {
    return status;
  }
  console.err << "grove: the run was stopped by a limit; what is written ends there\n";
  return kExitLimit;
}

// Files that are being read: the scenario and its program.
std::vector<std::string> inputs_of(const std::string& file) {
  std::vector<std::string> files{file};
  const std::string_view ending = ".json";
  if (file.size() < ending.size() || file.substr(file.size() - ending.size()) != ending)
    return files;
  const ScenarioResult read = load_scenario(file);
  if (read.scenario) files.push_back(read.scenario->program_file);
  return files;
}

// Nothing if it cannot be made; *status says why, and all has been printed.
std::optional<std::string> make_of_run(const ExportCommand& command, Console& console,
                                       const Interruption& interruption, int* status) {
  std::optional<Recording> recording =
      open_recording(command.file, command.options, console, status);
  if (!recording) return std::nullopt;
  if (!ends_by_itself(&*recording, command, console, interruption)) {
    *status = kExitLimit;
    return std::nullopt;
  }
  const std::optional<std::size_t> position =
      find_moment(command.moment, &*recording, console, interruption);
  if (!position) {
    *status = kExitUsage;
    return std::nullopt;
  }
  const bool drawn = command.to == "png" || subject_of(command.to) == Subject::kFilm;
  std::optional<std::string> made;
  if (drawn) {
    made = make_picture(command, recording->record(), *position, console);
  } else {
    Model model(recording->record());
    model.seek(*position);
    made = make_text(command, &*recording, model, console);
  }
  *status = made ? status_of_run(*recording, *status, console) : kExitUnwritten;
  return made;
}

std::optional<std::string> make_scenario(const ExportCommand& command, Console& console,
                                         int* status) {
  std::optional<Scenario> scenario =
      to_scenario(open_file(command.file, console), command.file, console, status);
  if (!scenario) return std::nullopt;
  const std::optional<ReadyRun> ready = make_ready(*scenario, command.options, console, status);
  if (!ready) return std::nullopt;
  scenario->inputs = ready->inputs;
  return write_scenario(*scenario);
}

}  // namespace

const std::vector<std::string>& export_formats() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Format& format : kFormats) all.emplace_back(format.name);
    return all;
  }();
  return names;
}

int export_command(const ExportCommand& command, Console& console) {
  if (const std::string wrong = contradiction(command); !wrong.empty()) {
    return usage_error(console, wrong, "`grove export --help` has examples");
  }
  const WriteTerms terms{.inputs = inputs_of(command.file)};
  const bool to_output = command.output == "-";
  if (!to_output) {
    const FileFault fault = disk().refusal_to_write(command.output, terms);
    if (fault) return usage_error(console, fault.message, fault.hint);
  }
  const Interruption interruption;
  int status = kExitOk;
  const std::optional<std::string> made =
      subject_of(command.to) == Subject::kScenario
          ? make_scenario(command, console, &status)
          : make_of_run(command, console, interruption, &status);
  if (interruption.wished()) return interruption.exit_status();
  if (!made) return status;
  if (to_output) {
    console.out << *made;
    return status;
  }
  if (const FileFault fault = disk().write(command.output, *made, terms)) {
    console.err << "grove: error: " << fault.words() << '\n';
    return kExitUnwritten;
  }
  return status;
}

}  // namespace grove
