#include "engine/lesson/machine_rules.h"

#include <vector>

namespace grove {

namespace {

// gather that stops the others, as a TaskGroup does, and raises what went wrong first.
constexpr const char* kGatherCancels = R"(
async def _gather_that_cancels(*awaitables):
    tasks = [asyncio.ensure_future(each) for each in awaitables]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise

)";

// gather that waits for all of them before it raises.
constexpr const char* kGatherWaits = R"(
async def _gather_that_waits(*awaitables):
    results = await asyncio.gather(*awaitables, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results

)";

// A nursery whose block, once left, stops its children.
constexpr const char* kBlockStops = R"(
class _NurseryThatStops:
    def __init__(self):
        self._manager = trio.open_nursery()

    async def __aenter__(self):
        self._nursery = await self._manager.__aenter__()
        return self._nursery

    async def __aexit__(self, *exc_info):
        self._nursery.cancel_scope.cancel()
        return await self._manager.__aexit__(*exc_info)

)";

// A nursery that gives a lone error out as it is.
constexpr const char* kErrorAlone = R"(
class _NurseryWithoutGroups:
    def __init__(self):
        self._manager = trio.open_nursery()

    async def __aenter__(self):
        return await self._manager.__aenter__()

    async def __aexit__(self, *exc_info):
        try:
            return await self._manager.__aexit__(*exc_info)
        except BaseExceptionGroup as group:
            if len(group.exceptions) > 1:
                raise
            raise group.exceptions[0] from None

)";

// A nursery whose children know nothing of each other: what goes wrong in one is printed and
// forgotten.
constexpr const char* kErrorStays = R"(
class _ChildrenOnTheirOwn:
    def __init__(self, nursery):
        self._nursery = nursery
        self.cancel_scope = nursery.cancel_scope

    def start_soon(self, function, *args, name=None):
        async def on_its_own():
            try:
                await function(*args)
            except Exception as error:
                print("lost:", repr(error))

        self._nursery.start_soon(on_its_own, name=name or function.__name__)


class _NurseryThatForgets:
    def __init__(self):
        self._manager = trio.open_nursery()

    async def __aenter__(self):
        return _ChildrenOnTheirOwn(await self._manager.__aenter__())

    async def __aexit__(self, *exc_info):
        return await self._manager.__aexit__(*exc_info)

)";

// A nursery that raises the first error at once, while its other children live on unwatched.
constexpr const char* kPassesOn = R"(
class _NurseryThatPassesOn:
    def __init__(self):
        self._left = 0
        self._error = None
        self._over = trio.Event()
        self.cancel_scope = trio.CancelScope()

    def start_soon(self, function, *args, name=None):
        async def child():
            try:
                await function(*args)
            except Exception as error:
                if self._error is None:
                    self._error = error
                self._over.set()
            self._left -= 1
            if self._left == 0:
                self._over.set()

        self._left += 1
        trio.lowlevel.spawn_system_task(child, name=name or function.__name__)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        if self._left > 0 and exc_info[0] is None:
            await self._over.wait()
        if self._error is not None and exc_info[0] is None:
            raise self._error

)";

const MachineRule kRules[] = {
    {"gather-cancels-the-rest", "gather cancels the rest",
     "asyncio.gather is one that cancels its other tasks and waits for them when one fails",
     "asyncio.gather(", "_gather_that_cancels(", kGatherCancels},
    {"gather-waits-for-all", "gather waits for all before it raises",
     "asyncio.gather is one that raises only when all its tasks have ended", "asyncio.gather(",
     "_gather_that_waits(", kGatherWaits},
    {"the-block-stops-its-children", "leaving the block stops the children",
     "trio.open_nursery is one that cancels its scope when its block is left",
     "trio.open_nursery()", "_NurseryThatStops()", kBlockStops},
    {"one-error-comes-alone", "a nursery raises a lone error as it is",
     "trio.open_nursery is one that takes a lone exception out of its group", "trio.open_nursery()",
     "_NurseryWithoutGroups()", kErrorAlone},
    {"gather-passes-on", "the first error goes on at once, the others live on",
     "trio.open_nursery is one that raises its first error at once and leaves its children alone",
     "trio.open_nursery()", "_NurseryThatPassesOn()", kPassesOn},
    {"an-error-stops-nobody", "an error stops nobody else",
     "trio.open_nursery is one whose children print their errors and are forgotten",
     "trio.open_nursery()", "_NurseryThatForgets()", kErrorStays},
    {"a-timeout-raises", "every timeout raises", "move_on_after is fail_after",
     "trio.move_on_after(", "trio.fail_after("},
    {"a-timeout-is-silent", "every timeout is silent", "fail_after is move_on_after",
     "trio.fail_after(", "trio.move_on_after("},
    {"a-shield-is-nothing", "a shield keeps nothing out", "no scope is shielded", "shield=True",
     "shield=False"},
    {"in-the-order-of-starting", "tasks run in the order in which they were started",
     "of tasks that can run at the same time the one that was started first steps first", "", "",
     "", SchedulePolicy{.kind = SchedulePolicy::Kind::kSpawnOrder}},
    {"the-last-comes-first", "who was started last runs first",
     "of tasks that can run at the same time the last one steps first", "", "", "",
     SchedulePolicy{.kind = SchedulePolicy::Kind::kReversed}},
};

std::size_t replace_all(std::string* text, std::string_view from, std::string_view to) {
  std::size_t count = 0;
  for (std::size_t at = text->find(from); at != std::string::npos; at = text->find(from, at)) {
    text->replace(at, from.size(), to);
    at += to.size();
    ++count;
  }
  return count;
}

// Behind the last line that imports something, at the top of the program.
std::size_t behind_imports(const std::string& source) {
  std::size_t behind = 0;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t end = std::min(source.find('\n', at), source.size());
    const std::string_view line = std::string_view(source).substr(at, end - at);
    if (line.substr(0, 7) == "import " || line.substr(0, 5) == "from ") behind = end + 1;
    at = end + 1;
  }
  return std::min(behind, source.size());
}

}  // namespace

std::span<const MachineRule> machine_rules() { return kRules; }

const MachineRule* find_machine_rule(std::string_view name) {
  for (const MachineRule& rule : kRules) {
    if (name == rule.name) return &rule;
  }
  return nullptr;
}

std::optional<Scenario> under_rule(const Scenario& scenario, const MachineRule& rule) {
  Scenario world = scenario;
  if (rule.schedule) return world;
  if (replace_all(&world.source, rule.from, rule.to) == 0) return std::nullopt;
  world.source.insert(behind_imports(world.source), rule.prelude);
  return world;
}

}  // namespace grove
