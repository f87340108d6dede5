#include "viewer/app/options.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "engine/options/arguments.h"
#include "engine/options/picture_size.h"

namespace grove {
namespace {

constexpr WholeRange kTextSizes{50, 300};         // percent
constexpr DecimalRange kFilmSeconds{0.1, 3600};   // as long as anybody watches
constexpr DecimalRange kFilmPaces{0.01, 10'000};  // what playing knows lies within

// Wrong usage, as `grove` answers it.
bool refuse(const Mistake& mistake) {
  std::fputs(usage_text("grove-viewer", mistake).c_str(), stderr);
  return false;
}

// The last of the cards in the hand, before all others.
void hold_last_card(Session& session) {
  if (!session.view().hand) session.apply(command::ToggleHand{});
  const std::size_t cards = session.hand().cards().size();
  if (cards > 1) session.apply(command::HoldCard{cards - 1, 0});
  compute_all(session);
}

// The menu of acts, for pictures: the first of them is considered.
bool offer_acts(Session& session, const Options& options) {
  if (options.show == "editor") session.apply(command::ToggleEditing{});
  if (options.show == "order") hold_last_card(session);
  if (options.show != "acts") return true;
  session.apply(command::OfferActsOnSelection{});
  session.apply(command::Consider{0});
  compute_all(session);
  return true;
}

void add_pictures(CLI::App* cli, Options* options) {
  CLI::Option* screenshot =
      add_name(cli, "--screenshot", &options->screenshot, "draw one picture, without a window");
  screenshot->type_name("OUT.png");
  cli->add_flag("--regions", options->regions, "besides it, each region alone: OUT-tree.png, …")
      ->needs(screenshot);
  const auto take_folder = [options](const std::string& text) -> std::string {
    options->film = text;
    std::error_code none;
    if (std::filesystem::is_directory(text, none)) return "";
    return "`" + text + "` is no folder: write one that exists";
  };
  CLI::Option* film =
      add_read(cli, "--film", "draw what playing shows, 25 pictures a second, into this folder",
               take_folder);
  film->type_name("FOLDER");
  add_decimal(cli, "--seconds", kFilmSeconds, &options->seconds, "that the film lasts at most; 10")
      ->needs(film);
  add_decimal(cli, "--pace", kFilmPaces, &options->pace, "of the film, in events a second; 4")
      ->needs(film);
}

void add_looks(CLI::App* cli, Options* options) {
  CLI::Option* event = add_whole(cli, "--event", kIdRange, &options->event, "after so many events");
  add_seconds(cli, "--at", &options->at, "at that simulated time, in seconds")->excludes(event);
  add_name(cli, "--select", &options->select, "a task's label or path, main:34, event:12");
  add_read(cli, "--size", "of window or picture; 1600x1000 at first",
           [options](const std::string& text) -> std::string {
             options->size = text;
             PictureSize size;
             const std::string fault = read_size(text, &size);
             if (!fault.empty()) return fault;
             options->width = size.width;
             options->height = size.height;
             return fault;
           })
      ->type_name("WIDTHxHEIGHT");
  add_choice(cli, "--theme", {"dark", "light", "contrast"}, &options->theme,
             "dark, light or contrast");
  cli->add_flag("--monochrome", options->monochrome, "without colour, as for a check of the signs");
  add_choice(
      cli, "--show",
      {"legend", "keys", "acts", "editor", "library", "open", "save", "export", "cards", "order",
       "compare"},
      &options->show,
      "legend, keys, acts, editor, library, open, save, export, the cards of who is ready, another "
      "order of them, or what to compare with");
  add_name(cli, "--compare", &options->compare, "another file beside it, on the same clock")
      ->type_name("FILE");
  add_name(cli, "--lesson", &options->lesson,
           "its lesson, at a step of that id or number; with =answer, its answer")
      ->type_name("STEP");
  add_whole(cli, "--text-size", kTextSizes, &options->text_size, "in percent");
  add_name(cli, "--filter", &options->filter,
           "the tasks that the tree shows: words of names and states; -done leaves out");
  cli->add_flag("--presentation", options->presenting, "room scale: tree and scrub bar only (F5)");
}

void add_inputs(CLI::App* cli, RunOptions* run) {
  add_whole(cli, "--seed", kAnyWhole, &run->seed, "of the program's random numbers");
  add_name(cli, "--schedule", &run->schedule, "spawn-order, reversed, shuffled:SEED");
  add_repeatable(cli, "--set", &run->set, "a knob, as a Python literal; again for more")
      ->type_name("NAME=VALUE");
  add_repeatable(cli, "--input", &run->input,
                 "somebody acts on the run, as {\"step\": 41, \"do\": \"cancel\", \"scope\": "
                 "\"main:34\"}; again for more")
      ->type_name("JSON");
}

}  // namespace

ParsedOptions parse_options(int argc, char** argv) {
  Options options;
  CLI::App cli("Plays a concurrent program as a tree you can watch, stop and rewind.",
               "grove-viewer");
  cli.allow_extras();
  add_name(&cli, "FILE", &options.file,
           "a scenario (*.json), a program (*.py) or a record (*.jsonl)");
  cli.add_flag("--follow", options.follow, "the record is being written: show it as it grows");
  CLI::Option* listen =
      add_name(&cli, "--listen", &options.listen,
               "programs send their records there, several at once: unix:PATH, tcp:127.0.0.1:PORT");
  listen->type_name("ADDRESS");
  constexpr WholeRange kMemory{LivePrograms::kLeastMemory, 1 << 20};
  add_whole(&cli, "--memory", kMemory, &options.memory,
            "MiB that live programs may take in all; what is over is forgotten to stay within");
  cli.add_flag("--aloud", options.aloud, "write to standard output what is new in the window");
  cli.add_flag("--beyond-this-machine", options.beyond_this_machine,
               "other machines may call as well: there is no password")
      ->needs(listen);
  add_pictures(&cli, &options);
  add_looks(&cli, &options);
  add_inputs(&cli, &options.run);
  try {
    const Mistake mistake = parse_arguments(&cli, {argv + 1, argv + argc});
    if (mistake) {
      refuse(mistake);
      return {std::nullopt, kUsage};
    }
  } catch (const CLI::Success& success) {  // --help
    return {std::nullopt, cli.exit(success)};
  }
  if (options.follow && (options.file.empty() || options.run.any())) {
    refuse({options.file.empty() ? "`--follow`: it names no record"
                                 : "`--follow`: a record shows what was, and runs nothing",
            "write `grove-viewer --follow run.jsonl`"});
    return {std::nullopt, kUsage};
  }
  return {std::move(options), 0};
}

bool apply_inputs(Session& session, const Options& options) {
  const RunOptions& run = options.run;
  const Scenario* scenario = session.recording().scenario();
  if (scenario == nullptr) {
    const char* given = run.seed                ? "--seed"
                        : !run.schedule.empty() ? "--schedule"
                        : !run.set.empty()      ? "--set"
                        : !run.input.empty()    ? "--input"
                                                : nullptr;
    if (given == nullptr) return true;
    return refuse({std::string("`") + given + "`: a record shows what was, and runs nothing",
                   "open the scenario or the program, or run this again with `grove run`"});
  }
  Mistake mistake;
  Problems problems;
  const std::optional<ReadyRun> ready = make_ready(*scenario, run, &mistake, &problems);
  if (mistake) return refuse(mistake);
  if (!ready) return true;  // a file at fault, which was opened with that said
  if (run.seed) session.apply(command::SetSeed{*run.seed});
  if (!run.schedule.empty()) session.apply(command::SetSchedule{ready->inputs.schedule});
  for (const std::string& set : run.set) {
    const std::size_t equals = set.find('=');
    session.apply(command::SetKnob{set.substr(0, equals), set.substr(equals + 1)});
  }
  for (std::size_t i = scenario->inputs.interventions.size();
       i < ready->inputs.interventions.size(); ++i) {
    session.apply(command::Intervene{ready->inputs.interventions[i]});
  }
  return true;
}

void compute_all(Session& session) {
  while (session.wants_to_compute()) session.compute(kSlice);
}

namespace {

// How many events are over when what has that name first is there: all that appears stays.
std::size_t first_seen(const Record& record, const std::string& name) {
  Model model(record);
  std::size_t without = 0, with = record.size();
  while (with - without > 1) {
    const std::size_t middle = without + (with - without) / 2;
    model.seek(middle);
    (find_named(model, name) ? with : without) = middle;
  }
  return with;
}

// Selects what is named. If it comes only later, goes there, unless a moment was asked for.
bool select(Session& session, const Options& options) {
  const std::string& name = options.select;
  const std::size_t here = session.model().position();
  if (!find_named(session.model(), name)) {
    session.apply(command::ToEnd{});
    compute_all(session);
    const bool comes = find_named(session.model(), name).has_value();
    const std::size_t seen = comes ? first_seen(session.recording().record(), name) : here;
    const bool stays = !comes || options.event || options.at;
    session.apply(command::Seek{stays ? here : seen});
    compute_all(session);
    if (stays) {
      return refuse({fmt::format("`--select {}`: nothing of that name is there {}", name,
                                 comes ? "at this moment" : "in this run"),
                     comes
                         ? fmt::format("it comes with `--event {}`", seen)
                         : "write a task's label or path (main/r0), a scope (main:34) or event:N"});
    }
  }
  session.apply(command::Select{*find_named(session.model(), name)});
  return true;
}

// "guess", "4", "guess=answer".
bool start_lesson(Session& session, const std::string& asked) {
  const std::size_t equals = asked.find('=');
  const std::string step = asked.substr(0, equals);
  if (!session.start_lesson_at(step)) {
    return refuse({"`--lesson " + asked + "`: there is no such step of a lesson here",
                   "the steps of a lesson stand in its scenario file, each with its `id`"});
  }
  compute_all(session);
  if (equals == std::string::npos) return true;
  session.apply(command::RevealAnswer{});
  // At once; where the answer takes no time it is there already.
  if (session.classroom().travelling()) session.apply(command::LessonOn{});
  return true;
}

}  // namespace

bool go_there(Session& session, const Options& options) {
  if (options.event) {
    session.apply(command::Seek{static_cast<std::size_t>(*options.event)});
  }
  if (options.at) session.apply(command::SeekTime{*options.at});
  compute_all(session);
  if (!options.compare.empty()) session.apply(command::CompareWithFile{options.compare});
  compute_all(session);
  if (!options.compare.empty() && !session.comparing()) {
    std::fputs(format_problems(session.problems()).c_str(), stderr);
    return refuse({"`--compare " + options.compare + "`: it cannot be put beside it",
                   "name a scenario or a program that runs"});
  }
  if (!options.select.empty() && !select(session, options)) return false;
  if (!options.lesson.empty() && !start_lesson(session, options.lesson)) return false;
  return offer_acts(session, options);
}

void apply_looks(Session& session, const Options& options) {
  while (!options.theme.empty() && options.theme != word_of(session.view().theme)) {
    session.apply(command::ToggleTheme{});
  }
  RegionWishes wishes = session.view().regions;
  if (!options.filter.empty()) {
    session.apply(command::FilterTasks{options.filter});
    session.apply(command::ToggleFilter{});
  }
  if (options.monochrome) session.apply(command::ToggleMonochrome{});
  if (options.show == "library") session.apply(command::Toggle{Overlay::kLibrary});
  if (options.show == "legend") session.apply(command::Toggle{Overlay::kLegend});
  if (options.show == "cards") session.apply(command::ToggleHand{});
  if (options.show == "compare") session.apply(command::Toggle{Overlay::kCompare});
  if (options.show == "open") session.apply(command::Toggle{Overlay::kOpen});
  if (options.show == "save") session.apply(command::Toggle{Overlay::kSave});
  if (options.show == "export") session.apply(command::Toggle{Overlay::kExport});
  if (options.show == "keys") session.apply(command::Toggle{Overlay::kKeys});
  if (options.text_size) wishes.text_size = static_cast<float>(*options.text_size) / 100;
  wishes.presenting = options.presenting;
  session.apply(command::DragRegions{wishes});
}

}  // namespace grove
