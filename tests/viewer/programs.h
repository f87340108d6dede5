// Programs for tests, as large as a test needs them.
#pragma once

#include <fmt/format.h>

#include <string>

namespace grove {

// `count` scopes round a sleep or, `nursery`, round a nursery with two children; the one at `first`
// from the outside has the earliest deadline, and one may be shielded.
inline std::string nested(int count, int first, int shielded, bool nursery) {
  std::string text = "import trio\n\nasync def main():\n", in = "    ";
  for (int i = 0; i < count; ++i) {
    text += fmt::format("{}with trio.move_on_after({}, shield={}):\n", in, i == first ? 1 : 2 + i,
                        i == shielded ? "True" : "False");
    in += "    ";
  }
  if (nursery) {
    text += in + "async with trio.open_nursery() as n:\n";
    text += in + "    n.start_soon(trio.sleep, 9, name='left')\n";
    text += in + "    n.start_soon(trio.sleep, 9, name='right')\n";
  } else {
    text += in + "await trio.sleep(9)\n";
  }
  return text + "\ntrio.run(main)\n";
}

// `count` children of one nursery, of which one raises ValueError.
inline std::string many(int count, int fails) {
  return fmt::format(
      "import trio\n\nasync def child(i):\n    await trio.sleep(0.1 + i * 0.01)\n"
      "    if i == {}:\n        raise ValueError(i)\n\n"
      "async def main():\n    async with trio.open_nursery() as n:\n"
      "        for i in range({}):\n            n.start_soon(child, i, name=f'child-{{i}}')\n\n"
      "trio.run(main)\n",
      fails, count);
}

}  // namespace grove
