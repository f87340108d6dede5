#include "engine/options/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/problem.h"

namespace grove {

CLI::Option* add_read(CLI::App* app, const std::string& name, const std::string& help,
                      const ReadValue& read) {
  const auto take = [name, read](const std::string& text) {
    const std::string fault = read(text);
    if (!fault.empty()) throw CLI::ValidationError(name, fault);
  };
  return app->add_option_function<std::string>(name, take, help);
}

CLI::Option* add_whole(CLI::App* app, const std::string& name, WholeRange range,
                       std::optional<int64_t>* value, const std::string& help) {
  const auto read = [range, value](const std::string& text) {
    return read_whole(text, range, &value->emplace());
  };
  return add_read(app, name, help, read)->type_name("N");
}

CLI::Option* add_decimal(CLI::App* app, const std::string& name, DecimalRange range,
                         std::optional<double>* value, const std::string& help) {
  const auto read = [range, value](const std::string& text) {
    return read_decimal(text, range, &value->emplace());
  };
  return add_read(app, name, help, read)->type_name("NUMBER");
}

CLI::Option* add_seconds(CLI::App* app, const std::string& name, std::optional<SimTime>* value,
                         const std::string& help) {
  const auto read = [value](const std::string& text) {
    return read_seconds(text, &value->emplace());
  };
  return add_read(app, name, help, read)->type_name("SECONDS");
}

CLI::Option* add_name(CLI::App* app, const std::string& name, std::string* value,
                      const std::string& help) {
  return add_read(app, name, help, [value](const std::string& text) {
    *value = text;
    return text.empty() ? "an empty text names nothing: write a name" : "";
  });
}

CLI::Option* add_choice(CLI::App* app, const std::string& name,
                        const std::vector<std::string>& choices, std::string* value,
                        const std::string& help) {
  const auto read = [choices, value](const std::string& text) -> std::string {
    *value = text;
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) return "";
    std::string all;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      all += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i];
    }
    return "`" + text + "` is not among the choices: write " + all;
  };
  std::string form;
  for (const std::string& choice : choices) form += (form.empty() ? "" : "|") + choice;
  return add_read(app, name, help, read)->type_name(form);
}

CLI::Option* add_repeatable(CLI::App* app, const std::string& name,
                            std::vector<std::string>* values, const std::string& help) {
  return app->add_option(name, *values, help)->expected(1)->allow_extra_args(false)->take_all();
}

std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name()
                                     : full_name(*app.get_parent()) + " " + app.get_name();
}

namespace {

std::string help_hint(const CLI::App& command) {
  return "`" + full_name(command) + " --help` shows what it takes";
}

// The command that the arguments begin with, else the app itself.
const CLI::App& command_of(const CLI::App& app, const std::vector<std::string>& arguments) {
  for (const CLI::App* each : app.get_subcommands({})) {
    if (!arguments.empty() && each->get_name() == arguments.front()) return *each;
  }
  return app;
}

// The option of that name; null for what is none, or a FILE.
const CLI::Option* option_named(const CLI::App& command, const std::string& name) {
  if (name.empty() || name[0] != '-') return nullptr;
  const CLI::Option* option = command.get_option_no_throw(name);
  return option == nullptr || option->get_positional() ? nullptr : option;
}

// Joins an option to a value that begins with a dash ("--at -inf" to "--at=-inf"), which would be
// taken for options of their own: it is answered as a value. What is an option stays one.
void tie_values(const CLI::App& command, std::vector<std::string>* arguments) {
  for (std::size_t i = 0; i + 1 < arguments->size(); ++i) {
    const CLI::Option* option = option_named(command, (*arguments)[i]);
    const std::string value = (*arguments)[i + 1];
    const bool dashed = value.size() > 1 && value[0] == '-';
    if (option == nullptr || option->get_expected_max() == 0 || !dashed ||
        option_named(command, value) != nullptr) {
      continue;
    }
    (*arguments)[i] += "=" + value;
    arguments->erase(arguments->begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

// `--quiet=3`: nobody can say what that would be.
Mistake flag_with_value(const CLI::App& command, const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos) continue;
    const std::string name = argument.substr(0, equals);
    const CLI::Option* option = option_named(command, name);
    if (option == nullptr || option->get_expected_max() != 0) continue;
    return {fmt::format("`{}`: `{}` takes no value", argument, name),
            fmt::format("write `{}` alone", name)};
  }
  return {};
}

// An argument that no option or FILE took.
Mistake unexpected(const CLI::App& command, const std::string& argument) {
  const std::string name = full_name(command);
  if (argument.size() < 2 || argument[0] != '-') {
    return {"`" + name + "` does not know what to do with `" + argument + "`", help_hint(command)};
  }
  const std::string written = argument.substr(0, argument.find('='));
  std::vector<std::string> options;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& known : option->get_lnames()) options.push_back("--" + known);
  }
  if (std::find(options.begin(), options.end(), written) != options.end()) {
    return {"`" + name + "` cannot take `" + argument + "`",
            "`" + name + " --help` shows how `" + written + "` is written"};
  }
  const std::string nearest = nearest_name(written, options);
  return {"`" + name + "` has no option `" + written + "`",
          nearest.empty() ? "`" + name + " --help` shows those it has"
                          : "did you mean `" + nearest + "`?"};
}

}  // namespace

Mistake parse_arguments(CLI::App* app, std::vector<std::string> arguments) {
  const CLI::App& command = command_of(*app, arguments);
  tie_values(command, &arguments);
  if (Mistake mistake = flag_with_value(command, arguments)) return mistake;
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  std::string fault;
  try {
    app->parse(std::move(arguments));
  } catch (const CLI::Success&) {
    throw;
  } catch (const CLI::ParseError& error) {
    fault = error.what();
  }
  // A misspelt option is the likelier mistake than what it led to.
  for (const std::string& extra : command.remaining()) {
    const bool is_option = extra.size() > 1 && extra[0] == '-';
    if (fault.empty() || is_option) return unexpected(command, extra);
  }
  if (fault.empty()) return {};
  return {full_name(command) + ": " + fault, help_hint(command)};
}

}  // namespace grove
