#include "viewer/app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <limits>

#include "engine/base/numbers.h"
#include "engine/base/visible.h"
#include "engine/scenario/interventions.h"

namespace grove {
namespace {

constexpr WholeRange kAnyWhole{std::numeric_limits<int64_t>::min(),
                               std::numeric_limits<int64_t>::max()};
constexpr WholeRange kWidths{320, 16384}, kHeights{200, 16384};
constexpr WholeRange kTextSizes{50, 300};         // percent
constexpr DecimalRange kFilmSeconds{0.1, 3600};   // as long as anybody watches
constexpr DecimalRange kFilmPaces{0.01, 10'000};  // what playing knows lies within
constexpr const char* kSizeForm = "write WIDTHxHEIGHT, from 320x200 to 16384x16384";

// As numbers.h reads: what is wrong with the text, or "".
std::string read_size(const std::string& text, Options* options) {
  const std::size_t cross = text.find('x');
  int64_t width = 0, height = 0;
  const bool good = cross != std::string::npos &&
                    read_whole(text.substr(0, cross), kWidths, &width).empty() &&
                    read_whole(text.substr(cross + 1), kHeights, &height).empty();
  if (!good) return "`" + visible(text) + "` is no size: " + kSizeForm;
  options->width = static_cast<int>(width);
  options->height = static_cast<int>(height);
  return "";
}

// An option whose value `read` takes; what it says against one is answered as wrong usage.
template <class Read>
CLI::Option* add_read(CLI::App* cli, const std::string& name, const std::string& help, Read read) {
  const auto take = [name, read](const std::string& text) {
    const std::string fault = read(text);
    if (!fault.empty()) throw CLI::ValidationError(name, fault);
  };
  return cli->add_option_function<std::string>(name, take, help);
}

CLI::Option* add_whole(CLI::App* cli, const std::string& name, const std::string& help,
                       WholeRange range, std::optional<int64_t>* value) {
  return add_read(cli, name, help, [range, value](const std::string& text) {
    return read_whole(text, range, &value->emplace());
  });
}

CLI::Option* add_decimal(CLI::App* cli, const std::string& name, const std::string& help,
                         DecimalRange range, std::optional<double>* value) {
  return add_read(cli, name, help, [range, value](const std::string& text) {
    return read_decimal(text, range, &value->emplace());
  });
}

// Nothing that is named here has an empty name: most likely a shell's variable was empty.
CLI::Option* add_name(CLI::App* cli, const std::string& name, const std::string& help,
                      std::string* value) {
  return add_read(cli, name, help, [value](const std::string& text) {
    *value = text;
    return text.empty() ? "an empty text names nothing: write a name" : "";
  });
}

// Joins an option to a value that begins with a dash, which would be taken for options of their
// own: it is answered as a value.
std::vector<std::string> with_values_tied(const CLI::App& cli, int argc, char** argv) {
  std::vector<std::string> arguments;
  for (int i = 1; i < argc; ++i) {
    const CLI::Option* before =
        arguments.empty() ? nullptr : cli.get_option_no_throw(arguments.back());
    const std::string value = argv[i];
    const bool takes_it = before != nullptr && before->get_expected_max() > 0 && value.size() > 1 &&
                          value[0] == '-' && cli.get_option_no_throw(value) == nullptr;
    if (takes_it) {
      arguments.back() += "=" + value;
    } else {
      arguments.push_back(value);
    }
  }
  return arguments;
}

// The menu of acts, for pictures: the first of them is considered.
bool offer_acts(Session& session, const Options& options) {
  if (options.show == "editor") session.apply(command::ToggleEditing{});
  if (options.show != "acts") return true;
  session.apply(command::OfferActsOnSelection{});
  session.apply(command::Consider{0});
  compute_all(session);
  return true;
}

}  // namespace

ParsedOptions parse_options(int argc, char** argv) {
  Options options;
  CLI::App cli("Plays a concurrent program as a tree you can watch, stop and rewind.",
               "grove-viewer");
  add_name(&cli, "FILE", "a scenario (*.json), a program (*.py) or a record (*.jsonl)",
           &options.file);
  add_name(&cli, "--screenshot", "draw one picture, without a window", &options.screenshot)
      ->type_name("OUT.png");
  auto* film =
      add_name(&cli, "--film", "draw what playing shows, 25 pictures a second, into this folder",
               &options.film);
  film->type_name("FOLDER")->check(CLI::ExistingDirectory);
  add_decimal(&cli, "--seconds", "that the film lasts at most; 10", kFilmSeconds, &options.seconds)
      ->needs(film);
  add_decimal(&cli, "--pace", "of the film, in events a second; 4", kFilmPaces, &options.pace)
      ->needs(film);
  auto* event = add_whole(&cli, "--event", "after so many events", kIdRange, &options.event);
  add_read(&cli, "--at", "at that simulated time, in seconds", [&options](const std::string& text) {
    return read_seconds(text, &options.at.emplace());
  })->excludes(event);
  add_name(&cli, "--select", "a task's label or path, main:34, event:12", &options.select);
  add_read(&cli, "--size", "of window or picture; 1600x1000 at first",
           [&options](const std::string& text) {
             options.size = text;
             return read_size(text, &options);
           });
  add_name(&cli, "--theme", "dark or light", &options.theme)
      ->check(CLI::IsMember({"dark", "light"}));
  cli.add_flag("--monochrome", options.monochrome, "without colour, as for a check of the signs");
  add_name(&cli, "--show", "over the window: legend, keys, acts, editor, open or save",
           &options.show)
      ->check(CLI::IsMember({"legend", "keys", "acts", "editor", "open", "save"}));
  add_whole(&cli, "--text-size", "in percent", kTextSizes, &options.text_size);
  cli.add_flag("--presentation", options.presenting, "room scale: tree and scrub bar only (F5)");
  add_whole(&cli, "--seed", "of the program's random numbers", kAnyWhole, &options.seed);
  add_name(&cli, "--schedule", "spawn-order, reversed, shuffled:SEED", &options.schedule);
  cli.add_option("--set", options.knobs, "NAME=VALUE: a knob, as a Python literal")
      ->allow_extra_args(false);
  cli.add_option("--input", options.inputs,
                 "somebody acts on the run, as {\"step\": 41, \"do\": \"cancel\", \"scope\": "
                 "\"main:34\"}; again for more")
      ->type_name("JSON")
      ->allow_extra_args(false);
  std::vector<std::string> arguments = with_values_tied(cli, argc, argv);
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    cli.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, cli.exit(error) == 0 ? 0 : kUsage};
  }
  return {std::move(options), 0};
}

bool apply_inputs(Session& session, const Options& options) {
  if (options.seed) session.apply(command::SetSeed{*options.seed});
  if (!options.schedule.empty()) {
    SchedulePolicy policy;
    if (!parse_schedule(options.schedule, &policy)) {
      std::fprintf(stderr,
                   "grove-viewer: --schedule %s: write spawn-order, reversed or shuffled:SEED\n",
                   visible(options.schedule).c_str());
      return false;
    }
    session.apply(command::SetSchedule{policy});
  }
  for (const std::string& knob : options.knobs) {
    const std::size_t equals = knob.find('=');
    if (equals == std::string::npos || equals == 0) {
      std::fprintf(stderr, "grove-viewer: --set %s: write --set NAME=VALUE\n",
                   visible(knob).c_str());
      return false;
    }
    session.apply(command::SetKnob{knob.substr(0, equals), knob.substr(equals + 1)});
  }
  for (const std::string& text : options.inputs) {
    Problems problems;
    const auto act = parse_intervention(text, "--input", &problems);
    if (!act) {
      std::fputs(format_problems(problems).c_str(), stderr);
      return false;
    }
    session.apply(command::Intervene{*act});
  }
  return true;
}

void compute_all(Session& session) {
  while (session.wants_to_compute()) session.compute(kSlice);
}

bool go_there(Session& session, const Options& options) {
  if (options.event) {
    session.apply(command::Seek{static_cast<std::size_t>(*options.event)});
  }
  if (options.at) session.apply(command::SeekTime{*options.at});
  compute_all(session);
  if (options.select.empty()) return offer_acts(session, options);
  const auto found = find_named(session.model(), options.select);
  if (!found) {
    std::fprintf(stderr,
                 "grove-viewer: --select %s: nothing of that name is there at this moment. Write a "
                 "task's label or path (main/r0), a scope (main:34) or event:N\n",
                 visible(options.select).c_str());
    return false;
  }
  session.apply(command::Select{*found});
  return offer_acts(session, options);
}

void apply_looks(Session& session, const Options& options) {
  const bool light = session.view().theme == ThemeChoice::kLight;
  if (!options.theme.empty() && light != (options.theme == "light")) {
    session.apply(command::ToggleTheme{});
  }
  RegionWishes wishes = session.view().regions;
  if (options.monochrome) session.apply(command::ToggleMonochrome{});
  if (options.show == "legend") session.apply(command::Toggle{Overlay::kLegend});
  if (options.show == "open") session.apply(command::Toggle{Overlay::kOpen});
  if (options.show == "save") session.apply(command::Toggle{Overlay::kSave});
  if (options.show == "keys") session.apply(command::Toggle{Overlay::kKeys});
  if (options.text_size) wishes.text_size = static_cast<float>(*options.text_size) / 100;
  wishes.presenting = options.presenting;
  session.apply(command::DragRegions{wishes});
}

}  // namespace grove
