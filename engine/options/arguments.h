// Options and their values, for the command lines of both programs: what is no value for an option
// is answered alike, by one sentence that names both and says what to write instead.
//
//   add_whole(&app, "--seed", kAnyWhole, &seed, "of the program's random numbers");
//   if (const Mistake mistake = parse_arguments(&app, {argv + 1, argv + argc})) …
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/options/mistake.h"

namespace grove {

inline constexpr WholeRange kAnyWhole{std::numeric_limits<int64_t>::min(),
                                      std::numeric_limits<int64_t>::max()};

// An option whose value `read` takes: it says what is wrong with one, as numbers.h does.
using ReadValue = std::function<std::string(const std::string& text)>;
CLI::Option* add_read(CLI::App* app, const std::string& name, const std::string& help,
                      const ReadValue& read);

CLI::Option* add_whole(CLI::App* app, const std::string& name, WholeRange range,
                       std::optional<int64_t>* value, const std::string& help);
CLI::Option* add_decimal(CLI::App* app, const std::string& name, DecimalRange range,
                         std::optional<double>* value, const std::string& help);
CLI::Option* add_seconds(CLI::App* app, const std::string& name, std::optional<SimTime>* value,
                         const std::string& help);
// Nothing that is named has an empty name: most likely a shell's variable was empty.
CLI::Option* add_name(CLI::App* app, const std::string& name, std::string* value,
                      const std::string& help);
// Its type's name is the choices: "dark|light".
CLI::Option* add_choice(CLI::App* app, const std::string& name,
                        const std::vector<std::string>& choices, std::string* value,
                        const std::string& help);
// One value for each time the option is written, so that FILE may follow.
CLI::Option* add_repeatable(CLI::App* app, const std::string& name,
                            std::vector<std::string>* values, const std::string& help);

// "grove", "grove run".
std::string full_name(const CLI::App& app);

// Parses, and says what is wrong. Throws CLI::Success for --help and --version, which is for
// app->exit(). Apps and their commands have to allow extras: those are answered here.
Mistake parse_arguments(CLI::App* app, std::vector<std::string> arguments);

}  // namespace grove
