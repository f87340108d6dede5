#include <catch2/catch.hpp>

#include <string>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

TEST_CASE("a nursery or a run that is not strict warns in Trio's words, once for each line") {
  const Run run = run_of(
      "import trio\n"
      "async def main():\n"
      "    for _ in range(2):\n"
      "        async with trio.open_nursery(strict_exception_groups=False):\n"
      "            pass\n"
      "    async with trio.open_nursery(strict_exception_groups=True):\n"
      "        pass\n"
      "trio.run(main, strict_exception_groups=False)\n");
  const std::string rest =
      " is deprecated since Trio 0.25.0; use the default value of True and rewrite exception "
      "handlers to handle ExceptionGroups. See https://trio.readthedocs.io/en/stable/"
      "reference-core.html#designing-for-multiple-errors instead "
      "(https://github.com/python-trio/trio/issues/2929)\n";
  CHECK(run.errors() ==
        "test.py:8: TrioDeprecationWarning: trio.run(..., strict_exception_groups=False)" + rest +
            "  trio.run(main, strict_exception_groups=False)\n"
            "test.py:4: TrioDeprecationWarning: open_nursery(strict_exception_groups=False)" +
            rest + "  async with trio.open_nursery(strict_exception_groups=False):\n");
}

TEST_CASE("what only the real module has is said to be there, at run time too") {
  const Run run = run_of(
      "import math, trio\n"
      "for module, name in ((trio, 'open_ssl_over_tcp_stream'), (math, 'nextafter'), (trio, "
      "'no_such_thing')):\n"
      "    try:\n"
      "        getattr(module, name)\n"
      "    except AttributeError as error:\n"
      "        print(error, hasattr(module, name))\n");
  CHECK(run.output() ==
        "`trio.open_ssl_over_tcp_stream` is in Trio, not in Grove yet False\n"
        "`math.nextafter` is in Python, not in Grove yet False\n"
        "module 'trio' has no attribute 'no_such_thing' False\n");
}

}  // namespace
}  // namespace grove
