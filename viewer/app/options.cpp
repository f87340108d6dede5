#include "viewer/app/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>

#include "engine/scenario/interventions.h"

namespace grove {
namespace {

bool parse_size(const std::string& text, int* width, int* height) {
  const char* end = text.data() + text.size();
  const auto across = std::from_chars(text.data(), end, *width);
  if (across.ec != std::errc() || across.ptr == end || *across.ptr != 'x') return false;
  const auto down = std::from_chars(across.ptr + 1, end, *height);
  return down.ec == std::errc() && down.ptr == end && *width >= 320 && *height >= 200 &&
         *width <= 16384 && *height <= 16384;
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
  cli.add_option("FILE", options.file,
                 "a scenario (*.json), a program (*.py) or a record (*.jsonl)");
  cli.add_option("--screenshot", options.screenshot, "draw one picture, without a window")
      ->type_name("OUT.png");
  auto* film = cli.add_option("--film", options.film,
                              "draw what playing shows, 25 pictures a second, into this folder");
  film->type_name("FOLDER")->check(CLI::ExistingDirectory);
  cli.add_option("--seconds", options.seconds, "that the film lasts at most; 10")
      ->needs(film)
      ->check(CLI::Range(0.1, 3600.0));
  cli.add_option("--pace", options.pace, "of the film, in events a second; 4")
      ->needs(film)
      ->check(CLI::PositiveNumber);
  auto* event = cli.add_option("--event", options.event, "after so many events");
  cli.add_option("--at", options.at, "at that simulated time, in seconds")->excludes(event);
  cli.add_option("--select", options.select, "a task's label or path, main:34, event:12");
  cli.add_option("--size", options.size, "of window or picture; 1600x1000 at first");
  cli.add_option("--theme", options.theme, "dark or light")
      ->check(CLI::IsMember({"dark", "light"}));
  cli.add_flag("--monochrome", options.monochrome, "without colour, as for a check of the signs");
  cli.add_option("--show", options.show,
                 "over the window: legend, keys, acts, editor, open or save")
      ->check(CLI::IsMember({"legend", "keys", "acts", "editor", "open", "save"}));
  cli.add_option("--text-size", options.text_size, "in percent")->check(CLI::Range(50, 300));
  cli.add_flag("--presentation", options.presenting, "room scale: tree and scrub bar only (F5)");
  cli.add_option("--seed", options.seed, "of the program's random numbers");
  cli.add_option("--schedule", options.schedule, "spawn-order, reversed, shuffled:SEED");
  cli.add_option("--set", options.knobs, "NAME=VALUE: a knob, as a Python literal")
      ->allow_extra_args(false);
  cli.add_option("--input", options.inputs,
                 "somebody acts on the run, as {\"step\": 41, \"do\": \"cancel\", \"scope\": "
                 "\"main:34\"}; again for more")
      ->type_name("JSON")
      ->allow_extra_args(false);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, cli.exit(error) == 0 ? 0 : kUsage};
  }
  if (!options.size.empty() && !parse_size(options.size, &options.width, &options.height)) {
    std::fprintf(stderr, "grove-viewer: --size %s: write WIDTHxHEIGHT, such as 1600x1000\n",
                 options.size.c_str());
    return {std::nullopt, kUsage};
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
                   options.schedule.c_str());
      return false;
    }
    session.apply(command::SetSchedule{policy});
  }
  for (const std::string& knob : options.knobs) {
    const std::size_t equals = knob.find('=');
    if (equals == std::string::npos || equals == 0) {
      std::fprintf(stderr, "grove-viewer: --set %s: write --set NAME=VALUE\n", knob.c_str());
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
    session.apply(command::Seek{static_cast<std::size_t>(std::max<int64_t>(0, *options.event))});
  }
  if (options.at) session.apply(command::SeekTime{sim_time_from_seconds(*options.at)});
  compute_all(session);
  if (options.select.empty()) return offer_acts(session, options);
  const auto found = find_named(session.model(), options.select);
  if (!found) {
    std::fprintf(stderr,
                 "grove-viewer: --select %s: nothing of that name is there at this moment. Write a "
                 "task's label or path (main/r0), a scope (main:34) or event:N\n",
                 options.select.c_str());
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
