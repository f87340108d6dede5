#include <fmt/format.h>

#include <cctype>
#include <filesystem>

#include "engine/base/visible.h"
#include "engine/cli/commands.h"
#include "engine/files/file_writer.h"

namespace grove {

namespace {

constexpr char kProgram[] = R"(import trio

PATIENCE = 0.3
WORK = {"quick": 0.1, "slow": 0.5}


async def work(name):
    await trio.sleep(WORK[name])
    print(name, "is done")


async def main():
    with trio.move_on_after(PATIENCE) as scope:
        async with trio.open_nursery() as nursery:
            for name in WORK:
                nursery.start_soon(work, name, name=name)
    print("out of patience:", scope.cancelled_caught)


trio.run(main)
)";

std::string scenario_text(const std::string& slug) {
  std::string title = slug;
  for (char& c : title) {
    if (c == '_') c = ' ';
  }
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return fmt::format(R"({{
  "grove": 1,
  "title": "{}",
  "about": "Two tasks in a nursery, under one deadline.",
  "program": "{}.py",
  "knobs": {{
    "PATIENCE": {{"label": "patience", "min": 0.1, "max": 1, "step": 0.1}}
  }}
}}
)",
                     title, slug);
}

bool is_slug(const std::string& name) {
  for (const char c : name) {
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
  }
  return !name.empty() && name[0] != '_';
}

// The name as it should have been written.
std::string slug_of(const std::string& name) {
  std::string slug;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 && byte < 0x80) {
      slug += static_cast<char>(std::tolower(byte));
    } else if (!slug.empty() && slug.back() != '_') {
      slug += '_';
    }
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  return slug.empty() ? "my_scenario" : slug;
}

}  // namespace

int new_command(const NewCommand& command, Console& console) {
  std::filesystem::path path(command.name);
  if (path.extension() == ".json" || path.extension() == ".py") path.replace_extension();
  const std::string slug = path.filename().string();
  if (!is_slug(slug)) {
    return usage_error(console, fmt::format("`{}` is not a scenario's name", command.name),
                       fmt::format("lower case letters, digits and underscores: `grove new {}`",
                                   (path.parent_path() / slug_of(slug)).string()));
  }
  std::filesystem::path json = path;
  std::filesystem::path program = path;
  json += ".json";
  program += ".py";
  const WriteTerms terms{.replace = false};
  FileFault fault = refusal_to_write(json.string(), terms);
  if (!fault) fault = write_file(program.string(), kProgram, terms);
  if (!fault) {
    fault = write_file(json.string(), scenario_text(slug), terms);
    // One without the other is nothing to start from.
    std::error_code ignored;
    if (fault) std::filesystem::remove(program, ignored);
  }
  if (fault) return usage_error(console, fault.message, fault.hint);
  console.out << fmt::format("wrote {0} and {1}\nnext: grove run {0}, grove play {0}\n",
                             visible(json.string()), visible(program.string()));
  return kExitOk;
}

}  // namespace grove
