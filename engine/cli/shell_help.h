// ShellHelp: the command line described for other programs: completion for shells, and the manual
// page. All of it is read off the commands and options themselves, so that it is never behind.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace grove {

// `shell`: "bash", "zsh" or "fish".
std::string completion_for(const std::string& shell, const CLI::App& app);

// For `man`, in the language of its pages.
std::string manual_of(const CLI::App& app);

}  // namespace grove
