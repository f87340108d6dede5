#include "engine/cli/cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/cli/commands.h"
#include "engine/cli/shell_help.h"
#include "engine/files/descriptor.h"
#include "engine/options/arguments.h"
#include "engine/record/record.h"

namespace grove {

namespace {

constexpr char kFileHelp[] = "a scenario (.json), a program (.py), or - for standard input";
constexpr char kShownFileHelp[] =
    "a scenario (.json), a program (.py), a record (.jsonl), or - for standard input";

constexpr char kExitHelp[] =
    "`grove COMMAND --help` has examples.\n"
    "Exit status: the program's own (0, 1 after an uncaught exception, SystemExit's,\n"
    "130 after control-C); 64 wrong usage, 65 the file is at fault, 66 no such file,\n"
    "70 a fault of Grove, 74 not all could be written, 80 a limit was reached,\n"
    "81 deadlock.";

// Of seeds and of schedules; each pair of them is a run.
constexpr int64_t kMostTrials = 100'000;

// As grove-viewer takes them, which draws the film.
constexpr DecimalRange kFilmSeconds{0.1, 3600}, kFilmPaces{0.01, 10'000};

// Help that fits 80 columns: descriptions are wrapped, commands and options may have long ones.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(24);
    label("SUBCOMMAND", "COMMAND");
  }

  std::string make_description(const CLI::App* app) const override {
    return wrapped(app->get_description(), 78) + '\n';
  }
  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_name();
    return type.empty() || type == "TEXT" ? "" : " " + type;
  }
  std::string make_option_desc(const CLI::Option* option) const override {
    return wrapped(option->get_description(), 54);
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::stringstream out;
    CLI::detail::format_help(out, command->get_name(), wrapped(command->get_description(), 54), 24);
    return out.str();
  }

 private:
  static std::string wrapped(const std::string& text, std::size_t columns) {
    std::string out;
    std::size_t column = 0;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      if (column > 0 && column + 1 + word.size() > columns) {
        out += '\n';
        column = 0;
      } else if (column > 0) {
        out += ' ';
        ++column;
      }
      out += word;
      column += word.size();
    }
    return out;
  }
};

// What describes the command line itself.
struct HelpCommand {
  std::string shell;
};

// Everything that the command line can say.
struct Commands {
  RunCommand run;
  CheckCommand check;
  TreeCommand tree;
  WhyCommand why;
  DiffCommand diff;
  ExportCommand exported;
  PlayCommand play;
  LessonCommand lesson;
  CourseCommand course;
  ProveCommand prove;
  NewCommand create;
  HelpCommand help;
};

void add_run_options(CLI::App* app, RunOptions* options) {
  add_whole(app, "--seed", kAnyWhole, &options->seed, "of random, before the program runs");
  add_repeatable(app, "--set", &options->set,
                 "a knob's value, as a Python literal; may be repeated")
      ->type_name("NAME=VALUE");
  add_name(app, "--preset", &options->preset, "a named set of values in the scenario")
      ->type_name("NAME");
  add_name(app, "--schedule", &options->schedule,
           "the order of tasks that step together: spawn-order, reversed, shuffled:SEED")
      ->type_name("POLICY");
  add_seconds(app, "--until", &options->until, "simulated time after which the run stops");
  add_repeatable(app, "--limit", &options->limit,
                 "tasks, events, bytes, depth, instructions or seconds; may be repeated")
      ->type_name("NAME=NUMBER");
  add_repeatable(app, "--input", &options->input,
                 "what the outside world does, as in a scenario's `inputs`; may be repeated")
      ->type_name("JSON");
  add_name(app, "--detail", &options->detail, "what is recorded: lines (the default) or steps")
      ->type_name("LEVEL");
}

void add_moment(CLI::App* app, MomentOptions* moment) {
  CLI::Option* at = add_seconds(app, "--at", &moment->at, "after all that happens at this time");
  CLI::Option* event =
      add_whole(app, "--event", kIdRange, &moment->event, "after this event, from 0");
  CLI::Option* step =
      add_whole(app, "--step", kIdRange, &moment->step, "as this step begins, from 0");
  at->excludes(event)->excludes(step);
  event->excludes(step);
}

CLI::App* add_command(CLI::App* app, const std::string& name, const std::string& help,
                      const std::string& examples) {
  CLI::App* command = app->add_subcommand(name, help);
  command->group("Commands");
  command->footer("Examples:\n" + examples);
  command->allow_extras();  // answered by unexpected(), with the nearest option
  return command;
}

void add_run(CLI::App* app, RunCommand* run) {
  CLI::App* command =
      add_command(app, "run", "Runs a scenario; what the program prints goes to standard output",
                  "  grove run scenarios/roulette_nursery.json\n"
                  "  grove run game.py --set \"BANGS=['r01']\" --seed 7\n"
                  "  grove run game.py --record game.jsonl --quiet\n"
                  "  grove run game.py --record - | grep task_spawned");
  command->add_option("FILE", run->file, kFileHelp)->required();
  add_run_options(command, &run->options);
  add_name(command, "--record", &run->record,
           "write the record; - writes it to standard output, and nothing else")
      ->type_name("OUT.jsonl");
  command->add_flag("--quiet", run->quiet, "leave out what the program prints, and progress");
}

void add_check(CLI::App* app, CheckCommand* check) {
  CLI::App* command =
      add_command(app, "check",
                  "Reports all faults of all files, lessons included; with --expect, whether what "
                  "they expect holds, and the smallest case in which it does not",
                  "  grove check scenarios/*.json\n"
                  "  grove check game.py\n"
                  "  grove check scenarios/race.json --expect --seeds 5 --schedules 20");
  command->add_option("FILE", check->files, "scenarios (.json), programs (.py), records (.jsonl)")
      ->required();
  command->add_flag("--expect", check->expect, "run them, and try their expectations");
  add_whole(command, "--seeds", {1, kMostTrials}, &check->seeds,
            "with --expect: for so many seeds; the scenario's own is the first");
  add_whole(command, "--schedules", {1, kMostTrials}, &check->schedules,
            "with --expect: for so many orders of tasks that step together");
}

void add_lesson(CLI::App* app, LessonCommand* lesson) {
  CLI::App* command = add_command(app, "lesson", "Checks a lesson, and prints it as a handout",
                                  "  grove lesson scenarios/nursery_waits.json\n"
                                  "  grove lesson scenarios/nursery_waits.json --to handouts");
  command->add_option("FILE", lesson->file, "a scenario with a lesson (.json)")->required();
  add_name(command, "--to", &lesson->to,
           "write it there as Markdown, with pictures where grove-viewer is found")
      ->type_name("DIR");
  command->add_flag("--ascii", lesson->ascii, "no characters but ASCII");
}

void add_prove(CLI::App* app, ProveCommand* prove) {
  CLI::App* command =
      add_command(app, "prove",
                  "Runs the program under the real Trio or asyncio too, on the same clock and in "
                  "the same order, and says whether every step agrees",
                  "  grove prove scenarios/roulette_nursery.json\n"
                  "  grove prove game.py --schedule reversed --python venv/bin/python3");
  command->add_option("FILE", prove->file, kFileHelp)->required();
  add_name(command, "--python", &prove->python,
           "the Python to use, which has Trio; python3 by default")
      ->type_name("PROGRAM");
  add_run_options(command, &prove->options);
}

void add_course(CLI::App* app, CourseCommand* course) {
  CLI::App* command = add_command(app, "course",
                                  "Lists the course: its lessons in order, with what each is for, "
                                  "what comes before it, and how long it takes",
                                  "  grove course\n"
                                  "  grove course my_class.txt");
  command->add_option("FILE", course->file,
                      "names of scenarios, one a line, below `# titles`; without it the course in "
                      "scenarios/");
}

void add_tree(CLI::App* app, TreeCommand* tree) {
  CLI::App* command = add_command(
      app, "tree",
      "Prints the tree of tasks at one moment; without --at, --event or --step at the end",
      "  grove tree scenarios/roulette_nursery.json --at 0.27\n"
      "  grove tree game.jsonl --event 148");
  command->add_option("FILE", tree->file, kShownFileHelp)->required();
  add_moment(command, &tree->moment);
  command->add_flag("--lines", tree->lines, "with the lines at which each task stands");
  command->add_flag("--ascii", tree->ascii, "no characters but ASCII");
  add_run_options(command, &tree->options);
}

void add_why(CLI::App* app, WhyCommand* why) {
  CLI::App* command = add_command(app, "why", "Says why something happened, cause by cause",
                                  "  grove why scenarios/roulette_nursery.json --task r11\n"
                                  "  grove why game.py --task main --not --at 0.2\n"
                                  "  grove why game.jsonl --event 148");
  command->add_option("FILE", why->file, kShownFileHelp)->required();
  CLI::Option* task =
      add_name(command, "--task", &why->task, "a task, by its label or path: why it ended so")
          ->type_name("LABEL");
  add_whole(command, "--event", kIdRange, &why->event, "an event, from 0")->excludes(task);
  command->add_flag("--not", why->not_yet, "why the task has not ended, and was not cancelled");
  add_seconds(command, "--at", &why->at, "with --not: at this time; the end without it");
  command->add_flag("--ascii", why->ascii, "no characters but ASCII");
  add_run_options(command, &why->options);
}

void add_diff(CLI::App* app, DiffCommand* diff) {
  CLI::App* command = add_command(
      app, "diff",
      "Says where two runs part, and why on both sides; lines of a program are the same if they "
      "read the same. Exit status: 0 if nothing differs, 1 if something does",
      "  grove diff before.jsonl after.jsonl\n"
      "  grove diff scenarios/roulette_gather.json scenarios/roulette_nursery.json\n"
      "  grove diff game.py --seed 7");
  command->add_option("A", diff->a, kShownFileHelp)->required();
  command->add_option("B", diff->b,
                      "the other; without it, A under the options below, which else are for both");
  command->add_flag("--ascii", diff->ascii, "no characters but ASCII");
  add_run_options(command, &diff->options);
}

void add_export(CLI::App* app, ExportCommand* command) {
  CLI::App* sub = add_command(
      app, "export",
      "Writes a run, or the tree at one moment, in the format of another program: perfetto (also "
      "for Chrome and Tracy), svg, png, dot, mermaid, a film as gif, webp or mp4, markdown, text, "
      "jsonl, or scenario, one file with the program inside",
      "  grove export game.py --to svg --at 0.27 -o bang.svg\n"
      "  grove export scenarios/roulette_nursery.json --to perfetto -o roulette.json\n"
      "  grove export game.jsonl --to dot -o - | dot -Tpdf -o game.pdf");
  sub->add_option("FILE", command->file, kShownFileHelp)->required();
  add_choice(sub, "--to", export_formats(), &command->to, "the format")->required();
  add_name(sub, "-o,--output", &command->output, "where to; - is standard output")
      ->type_name("OUT")
      ->required();
  add_moment(sub, &command->moment);
  add_choice(sub, "--axis", {"time", "steps"}, &command->axis,
             "of perfetto: simulated time, or a microsecond for each step");
  add_choice(sub, "--theme", {"light", "dark"}, &command->theme, "of pictures; light");
  add_read(sub, "--size", "of pictures; 1600x1000", [command](const std::string& text) {
    return read_size(text, &command->size);
  })->type_name("WIDTHxHEIGHT");
  add_decimal(sub, "--seconds", kFilmSeconds, &command->seconds, "that a film lasts at most; 10");
  add_decimal(sub, "--pace", kFilmPaces, &command->pace, "of a film, in events a second; 4");
  add_run_options(sub, &command->options);
}

void add_play(CLI::App* app, PlayCommand* play) {
  CLI::App* command =
      add_command(app, "play",
                  "Plays a run in the terminal, forward and back; ? there shows the keys. "
                  "Where the output is no terminal, prints its moments one by one",
                  "  grove play scenarios/roulette_timeout.json --preset B\n"
                  "  grove play game.jsonl\n"
                  "  grove play --follow run.jsonl");
  command->add_option("FILE", play->file, kShownFileHelp)->required();
  command->add_flag("--ascii", play->ascii, "no characters but ASCII");
  command->add_flag("--follow", play->follow, "the record is being written: show it as it grows");
  add_run_options(command, &play->options);
}

void add_new(CLI::App* app, NewCommand* create) {
  CLI::App* command =
      add_command(app, "new", "Writes a small scenario to start from", "  grove new my_first");
  command->add_option("NAME", create->name, "of NAME.json and NAME.py; nothing is overwritten")
      ->required();
}

void add_completion(CLI::App* app, HelpCommand* help) {
  CLI::App* command =
      add_command(app, "completion", "Prints what a shell needs to complete grove",
                  "  source <(grove completion bash)\n"
                  "  grove completion fish > ~/.config/fish/completions/grove.fish");
  add_choice(command, "SHELL", {"bash", "zsh", "fish"}, &help->shell, "which shell")->required();
}

void add_manual(CLI::App* app) {
  add_command(app, "manual", "Prints the manual page", "  grove manual | man -l -");
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

int unknown_command(const std::string& word, const std::vector<std::string>& names,
                    Console& console) {
  const bool is_file = word.find('.') != std::string::npos || word.find('/') != std::string::npos;
  if (is_file) {
    return usage_error(console, "what to do with `" + word + "`?",
                       "`grove run " + word + "` runs it, `grove play " + word + "` shows it");
  }
  return usage_error(console, "there is no command `" + word + "`", nearest_hint(word, names));
}

int dispatch(const CLI::App& app, const Commands& commands, Console& console) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const CLI::App& command = *chosen.front();
  for (const std::string& stray : app.remaining()) {
    if (stray.empty() || stray[0] != '-') continue;
    return usage_error(console, "`" + stray + "` stands before the command",
                       "write `grove " + command.get_name() + " " + stray + "`, if it has that");
  }
  const std::string& name = command.get_name();
  if (name == "completion" || name == "manual") {
    console.out << (name == "manual" ? manual_of(app) : completion_for(commands.help.shell, app));
    return kExitOk;
  }
  if (name == "run") return run_command(commands.run, console);
  if (name == "check") return check_command(commands.check, console);
  if (name == "tree") return tree_command(commands.tree, console);
  if (name == "why") return why_command(commands.why, console);
  if (name == "diff") return diff_command(commands.diff, console);
  if (name == "export") return export_command(commands.exported, console);
  if (name == "play") return play_command(commands.play, console);
  if (name == "lesson") return lesson_command(commands.lesson, console);
  if (name == "course") return course_command(commands.course, console);
  if (name == "prove") return prove_command(commands.prove, console);
  return new_command(commands.create, console);
}

int parse_and_dispatch(int argc, const char* const* argv, Console& console) {
  CLI::App app{"Grove plays a concurrent Python program as a tree of tasks.", "grove"};
  app.footer(kExitHelp);
  app.set_version_flag("--version", RecordHeader{}.source);
  app.require_subcommand(1);
  app.allow_extras();
  app.formatter(std::make_shared<HelpFormatter>());
  Commands commands;
  add_run(&app, &commands.run);
  add_check(&app, &commands.check);
  add_tree(&app, &commands.tree);
  add_why(&app, &commands.why);
  add_diff(&app, &commands.diff);
  add_export(&app, &commands.exported);
  add_play(&app, &commands.play);
  add_lesson(&app, &commands.lesson);
  add_course(&app, &commands.course);
  add_prove(&app, &commands.prove);
  add_new(&app, &commands.create);
  add_completion(&app, &commands.help);
  add_manual(&app);
  if (argc > 1 && argv[1][0] != '-') {
    const std::vector<std::string> names = command_names(app);
    if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
      return unknown_command(argv[1], names, console);
    }
  }
  if (argc < 2) {
    console.err << app.help();
    return kExitUsage;
  }
  try {
    const Mistake mistake = parse_arguments(&app, {argv + 1, argv + argc});
    if (mistake) return usage_error(console, mistake.message, mistake.hint);
  } catch (const CLI::Success& success) {  // --help and --version
    return app.exit(success, console.out, console.err);
  }
  return dispatch(app, commands, console);
}

}  // namespace

int grove_main(int argc, const char* const* argv, Console& console) {
  try {
    const int status = parse_and_dispatch(argc, argv, console);
    const std::string fault = fault_of_stream(console.out);
    console.err.flush();
    if (fault.empty()) return status;
    console.err << "grove: error: standard output cannot be written: " << fault << std::endl;
    return kExitUnwritten;
  } catch (const std::exception& fault) {
    console.err << "grove: this is a fault of Grove, not of the file: " << fault.what() << '\n';
    return kExitFault;
  }
}

}  // namespace grove
