#include "engine/cli/shell_help.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace grove {

namespace {

struct OptionWords {
  std::vector<std::string> names;  // "--seed", "-o"
  std::string help;
  std::vector<std::string> choices;
  bool takes_value = false;
};

struct CommandWords {
  std::string name, help;
  std::vector<OptionWords> options;
  std::vector<std::pair<std::string, std::string>> operands;  // "FILE" and what it is
  std::string examples;
};

// Of an option made by add_choice, whose type is named "dark|light".
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  std::vector<std::string> choices;
  if (type.find('|') == std::string::npos) return choices;
  for (std::size_t at = 0; at <= type.size();) {
    const std::size_t end = std::min(type.find('|', at), type.size());
    choices.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return choices;
}

CommandWords words_of(const CLI::App& command) {
  CommandWords words{command.get_name(), command.get_description(), {}, {}, command.get_footer()};
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional()) {
      words.operands.emplace_back(option->get_name(true), option->get_description());
      continue;
    }
    OptionWords own;
    for (const std::string& name : option->get_lnames()) own.names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) own.names.push_back("-" + name);
    own.help = option->get_description();
    own.choices = choices_of(*option);
    own.takes_value = option->get_items_expected_max() > 0;
    words.options.push_back(std::move(own));
  }
  return words;
}

std::vector<CommandWords> commands_of(const CLI::App& app) {
  std::vector<CommandWords> all;
  for (const CLI::App* command : app.get_subcommands({})) all.push_back(words_of(*command));
  return all;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

// Within single quotes.
std::string single_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string bash_completion(const std::vector<CommandWords>& commands) {
  std::vector<std::string> names;
  std::string options, values;
  for (const CommandWords& command : commands) {
    names.push_back(command.name);
    std::vector<std::string> all;
    for (const OptionWords& option : command.options) {
      all.insert(all.end(), option.names.begin(), option.names.end());
      if (option.choices.empty()) continue;
      for (const std::string& name : option.names) {
        values += fmt::format("    {}:{}) words={} ;;\n", command.name, name,
                              single_quoted(joined(option.choices, " ")));
      }
    }
    options += fmt::format("    {}) words={} ;;\n", command.name, single_quoted(joined(all, " ")));
  }
  return fmt::format(R"(# Completion of grove for bash:  source <(grove completion bash)
_grove() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} words=
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W {} -- "$current"))
    return
  fi
  case "${{COMP_WORDS[1]}}:$previous" in
{}  esac
  [ -n "$words" ] || case $current in
    -*) case ${{COMP_WORDS[1]}} in
{}    esac ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}}
complete -o filenames -F _grove grove
)",
                     single_quoted(joined(names, " ")), values, options);
}

// `_arguments` reads brackets and colons.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_completion(const std::vector<CommandWords>& commands) {
  std::string list, cases;
  for (const CommandWords& command : commands) {
    list += "    " + single_quoted(zsh_text(command.name) + ":" + command.help) + "\n";
    cases += fmt::format("    {})\n      _arguments", command.name);
    for (const OptionWords& option : command.options) {
      for (const std::string& name : option.names) {
        std::string spec = fmt::format("{}[{}]", name, zsh_text(option.help));
        if (option.takes_value) {
          spec += option.choices.empty() ? ":value:_files"
                                         : fmt::format(":value:({})", joined(option.choices, " "));
        }
        cases += " \\\n        " + single_quoted(spec);
      }
    }
    cases += " \\\n        '*:file:_files'\n      ;;\n";
  }
  return fmt::format(R"(#compdef grove
# Completion of grove for zsh:  grove completion zsh > a folder of $fpath, as _grove
_grove() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{}  esac
}}
if [ "$funcstack[1]" = _grove ]; then _grove; else compdef _grove grove; fi
)",
                     list, cases);
}

std::string fish_completion(const std::vector<CommandWords>& commands) {
  std::string out =
      "# Completion of grove for fish:  grove completion fish > "
      "~/.config/fish/completions/grove.fish\n";
  for (const CommandWords& command : commands) {
    out += fmt::format("complete -c grove -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                       single_quoted(command.help));
    for (const OptionWords& option : command.options) {
      std::string line = fmt::format("complete -c grove -n {}",
                                     single_quoted("__fish_seen_subcommand_from " + command.name));
      for (const std::string& name : option.names) {
        line += name[1] == '-' ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (option.takes_value) line += " -r";
      if (!option.choices.empty()) line += " -f -a " + single_quoted(joined(option.choices, " "));
      out += line + " -d " + single_quoted(option.help) + "\n";
    }
  }
  return out;
}

// A line that begins with a point or an apostrophe, and a hyphen, would be read as more than text.
std::string roff(const std::string& text) {
  std::string out;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    line_begins = c == '\n';
  }
  return out;
}

void add_command(const CommandWords& command, std::string* out) {
  *out += ".SS grove " + roff(command.name);
  for (const auto& [name, help] : command.operands) *out += " " + roff(name);
  *out += "\n" + roff(command.help) + ".\n";
  for (const auto& [name, help] : command.operands) {
    *out += fmt::format(".TP\n.I {}\n{}\n", roff(name), roff(help));
  }
  for (const OptionWords& option : command.options) {
    *out += fmt::format(".TP\n.B {}\n{}\n", roff(joined(option.names, ", ")), roff(option.help));
  }
  if (!command.examples.empty()) *out += ".PP\n.nf\n" + roff(command.examples) + "\n.fi\n";
}

}  // namespace

std::string completion_for(const std::string& shell, const CLI::App& app) {
  const std::vector<CommandWords> commands = commands_of(app);
  if (shell == "bash") return bash_completion(commands);
  return shell == "zsh" ? zsh_completion(commands) : fish_completion(commands);
}

std::string manual_of(const CLI::App& app) {
  std::string out = ".TH GROVE 1\n.SH NAME\ngrove \\- " + roff(app.get_description()) + "\n";
  out += ".SH SYNOPSIS\n.B grove\n.I COMMAND\n[\\fIFILE\\fR] [\\fIoptions\\fR]\n";
  out += ".SH COMMANDS\n";
  for (const CommandWords& command : commands_of(app)) add_command(command, &out);
  return out + ".SH NOTES\n.nf\n" + roff(app.get_footer()) + "\n.fi\n";
}

}  // namespace grove
