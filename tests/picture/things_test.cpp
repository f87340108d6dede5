#include "engine/picture/things.h"

#include <catch2/catch.hpp>

#include "engine/model/thing_names.h"
#include "engine/picture/explain.h"
#include "engine/picture/thing_shelf.h"
#include "engine/picture/words.h"
#include "tests/model/story.h"

namespace grove {
namespace {

// Main's nursery with tasks a, b, c, and things that they use.
struct Meeting : test::Story {
  TaskId main, a, b, c;

  Meeting() {
    record.header.program = {
        "gate = trio.Event()",     "send, receive = trio.open_memory_channel(2)",
        "till = trio.Lock()",      "pans = trio.CapacityLimiter(2)",
        "bell = trio.Condition()", "await trio.to_thread.run_sync(f)"};
    main = spawn("main");
    const NurseryId nursery = open_nursery(main, open_scope(main, {}));
    a = spawn("a", nursery, main);
    b = spawn("b", nursery, main);
    c = spawn("c", nursery, main);
  }

  ObjectId make(const std::string& type, int32_t line, const std::string& state = "") {
    const ObjectId object{objects_++};
    tell(ObjectCreated{.object = object,
                       .type = record.add_text(type),
                       .task = main,
                       .line = line,
                       .op = {},
                       .state = state.empty() ? RawJson{} : record.add_json(state)});
    return object;
  }
  EventId change(ObjectId object, const std::string& type, TaskId by, const std::string& op,
                 const std::string& state = "") {
    return tell(ObjectChanged{.object = object,
                              .type = record.add_text(type),
                              .task = by,
                              .line = 9,
                              .op = record.add_text(op),
                              .state = state.empty() ? RawJson{} : record.add_json(state)});
  }
  void wait(TaskId task, WaitKind on, ObjectId object) {
    tell(TaskBlocked{
        .task = task, .on = on, .object = object, .nursery = {}, .other = {}, .until = {}});
  }
  void wake(TaskId task, EventId cause) { tell(TaskScheduled{task}, cause); }

  ThingsShown shown(EventId event = {}, std::vector<TaskId> spoken = {}, std::size_t most = 6) {
    const Model model = test::at_end(*this);
    ThingLog log(record);
    log.extend();
    return things_at(log, model, {.event = event, .spoken = std::move(spoken), .most = most});
  }
  Thing only() {
    ThingsShown all = shown();
    REQUIRE(all.shown.size() == 1);
    return all.shown[0];
  }

 private:
  int32_t objects_ = 0;
};

using Names = std::vector<TaskId>;

TEST_CASE("a thing is called as the line that makes it calls it") {
  CHECK(name_in_line("    gate = trio.Event()  # opens", "Event", 0) == "gate");
  CHECK(name_in_line("a, b = asyncio.Lock(), asyncio.Event()", "Event", 0) == "b");
  CHECK(name_in_line("a, b = Event(), Event()", "Event", 1) == "b");
  CHECK(name_in_line("self.gate: Event = Event()", "Event", 0) == "self.gate");
  CHECK(name_in_line("failed = [trio.Event() for _ in hosts]", "Event", 2) == "failed[2]");
  CHECK(name_in_line("start(trio.Event())", "Event", 0).empty());
  CHECK(name_in_line("x = make(trio.Event())", "Event", 0).empty());
  CHECK(name_in_line("x = MyEvent()", "Event", 0).empty());
  CHECK(ends_in_line("tx, rx = trio.open_memory_channel(0)", "open_memory_channel") ==
        std::pair<std::string, std::string>{"tx", "rx"});
  CHECK(ends_in_line("ends = trio.open_memory_channel(0)", "open_memory_channel").first.empty());
}

TEST_CASE("a thing is there from its first use until all who used it are over") {
  Meeting meeting;
  const ObjectId gate = meeting.make("Event", 1);
  CHECK(meeting.shown().shown.empty());
  meeting.wait(meeting.a, WaitKind::kEvent, gate);
  CHECK(meeting.only().name == "gate");
  meeting.exit(meeting.a, Outcome::kCancelled);
  CHECK(meeting.shown().shown.empty());
}

TEST_CASE("a thread bears the name of what it calls, outlives its task, and nobody can stop it") {
  using Words = std::vector<std::string>;
  Meeting meeting;
  const ObjectId thread = meeting.make("thread", 6, R"({"name":"crunch from __main__.worker"})");
  meeting.change(thread, "thread", meeting.a, "start", R"({"state":"running"})");
  meeting.wait(meeting.a, WaitKind::kThread, thread);
  CHECK(meeting.only().name == "crunch");
  CHECK(meeting.only().words(test::at_end(meeting)) == Words{"runs for a", "nobody can stop it"});
  const Model waiting = test::at_end(meeting);
  CHECK(name_of(waiting, waiting.task(meeting.a).block) == "crunch");
  // What it asks of its task, it waits for.
  meeting.change(thread, "thread", {}, "ask", R"({"state":"waiting"})");
  CHECK(meeting.only().on);
  meeting.exit(meeting.a, Outcome::kCancelled);
  CHECK(meeting.only().words(test::at_end(meeting)) ==
        Words{"a is over, it runs on", "nobody can stop it"});
  meeting.change(thread, "thread", {}, "end", R"({"state":"done"})");
  CHECK(meeting.shown().shown.empty());
}

TEST_CASE("a file bears its path") {
  Meeting meeting;
  const ObjectId file = meeting.make("file", 6, R"({"name":"logs/big.log"})");
  meeting.change(file, "file", meeting.a, "open", R"({"latency":2})");
  CHECK(meeting.only().name == "logs/big.log");
}

TEST_CASE("who waits stands in the order of service, and an event tells who set it and who woke") {
  Meeting meeting;
  const ObjectId gate = meeting.make("Event", 1);
  meeting.wait(meeting.b, WaitKind::kEvent, gate);
  meeting.wait(meeting.a, WaitKind::kEvent, gate);
  Thing thing = meeting.only();
  CHECK_FALSE(thing.on);
  REQUIRE(thing.waiting.size() == 2);
  CHECK(thing.waiting[0].task == meeting.b);
  CHECK(thing.words(test::at_end(meeting)) == std::vector<std::string>{"not set", "b, a wait"});
  const EventId set = meeting.change(gate, "Event", meeting.c, "set");
  meeting.wake(meeting.b, set);
  meeting.wake(meeting.a, set);
  thing = meeting.only();
  CHECK(thing.on);
  CHECK(thing.waiting.empty());
  REQUIRE(thing.passes.size() == 1);
  CHECK(thing.passes[0].from == meeting.c);
  CHECK(thing.passes[0].to == Names{meeting.b, meeting.a});
  CHECK(thing.words(test::at_end(meeting)) ==
        std::vector<std::string>{"set by c at 0.00", "woke b, a"});
}

TEST_CASE("who stopped waiting because of a deadline gave up, and whoever was served did not") {
  Meeting meeting;
  const ObjectId gate = meeting.make("Event", 1);
  const ScopeId scope = meeting.open_scope(meeting.a, {}, ScopeKind::kMoveOnAfter);
  meeting.wait(meeting.a, WaitKind::kEvent, gate);
  meeting.wait(meeting.b, WaitKind::kEvent, gate);
  const EventId fired = meeting.cancel(scope, CancelReason::kDeadline, EventId{0});
  meeting.wake(meeting.a, meeting.request(meeting.a, scope, true, fired));
  Thing thing = meeting.only();
  REQUIRE(thing.given_up.size() == 1);
  CHECK(thing.given_up[0].task == meeting.a);
  CHECK(thing.given_up[0].timed_out);
  meeting.wake(meeting.b, meeting.change(gate, "Event", meeting.c, "set"));
  CHECK(meeting.only().given_up.size() == 1);
}

TEST_CASE("a channel holds its items in order, and what went through it last is remembered") {
  Meeting meeting;
  const ObjectId channel = meeting.make("memory channel", 2);
  std::vector<EventId> sent;
  for (int i = 0; i < 4; ++i) {
    const std::string item = std::to_string(i);
    meeting.wait(meeting.b, WaitKind::kChannelReceive, channel);
    sent.push_back(meeting.change(
        channel, "memory channel", meeting.a, "send",
        R"({"buffered":0,"max":2,"senders":1,"receivers":1,"item":")" + item + "\"}"));
    meeting.wake(meeting.b, sent.back());
  }
  const EventId last = meeting.change(
      channel, "memory channel", meeting.a, "send",
      R"({"buffered":2,"max":2,"senders":0,"receivers":1,"item":"5","items":["4","5"]})");
  const Thing thing = meeting.shown(last).shown.at(0);
  CHECK(thing.held == 2);
  CHECK(thing.most == 2);
  CHECK(thing.items == std::vector<std::string>{"4", "5"});
  CHECK_FALSE(thing.ends_open[0]);
  CHECK(thing.ends_open[1]);
  CHECK(thing.ends[0] == "send");
  REQUIRE(thing.passes.size() == 3);
  CHECK(thing.passes[0].now);
  CHECK(thing.passes[0].item == "5");
  CHECK(thing.passes[0].to.empty());
  CHECK(thing.passes[1].item == "3");
  CHECK(thing.passes[1].to == Names{meeting.b});
  CHECK_FALSE(thing.passes[1].now);
}

TEST_CASE("a lock that is released with somebody waiting is held by that one") {
  Meeting meeting;
  const ObjectId till = meeting.make("Lock", 3);
  meeting.change(till, "Lock", meeting.a, "acquire");
  meeting.wait(meeting.b, WaitKind::kLock, till);
  meeting.wait(meeting.c, WaitKind::kLock, till);
  Thing thing = meeting.only();
  CHECK(thing.holders == Names{meeting.a});
  CHECK(thing.words(test::at_end(meeting)) == std::vector<std::string>{"held by a", "next: b, c"});
  const EventId released = meeting.change(till, "Lock", meeting.a, "release");
  meeting.wake(meeting.b, released);
  thing = meeting.only();
  CHECK(thing.holders == Names{meeting.b});
  CHECK(thing.on);
}

TEST_CASE("who holds a semaphore is not said once somebody gave back what he did not take") {
  Meeting meeting;
  const ObjectId permits = meeting.make("Semaphore", 3);
  meeting.change(permits, "Semaphore", meeting.a, "acquire", R"({"value":1})");
  CHECK(meeting.only().holders == Names{meeting.a});
  meeting.change(permits, "Semaphore", meeting.b, "release", R"({"value":2})");
  CHECK(meeting.only().holders.empty());
}

TEST_CASE("a condition and its own lock are one thing, and what a library makes is left out") {
  Meeting meeting;
  const ObjectId lock = meeting.make("Lock", 5), bell = meeting.make("Condition", 5);
  meeting.change(lock, "Lock", meeting.a, "acquire");
  meeting.wait(meeting.b, WaitKind::kCondition, bell);
  const ObjectId limiter = meeting.make("CapacityLimiter", 6);
  meeting.change(limiter, "CapacityLimiter", meeting.a, "acquire");
  const Thing thing = meeting.only();
  CHECK(thing.kind == ThingKind::kCondition);
  CHECK(thing.name == "bell");
  CHECK(thing.holders == Names{meeting.a});
  CHECK(thing.waiting.size() == 1);
}

TEST_CASE(
    "of many things those stay that are waited for, spoken of or happen; others are counted") {
  Meeting meeting;
  std::vector<ObjectId> events;
  for (int i = 0; i < 9; ++i) {
    events.push_back(meeting.make("Event", 1));
    meeting.change(events.back(), "Event", i == 4 ? meeting.b : meeting.a, "set");
  }
  meeting.wait(meeting.c, WaitKind::kEvent, events[1]);
  const EventId cleared = meeting.change(events[7], "Event", meeting.a, "clear");
  const ThingsShown some = meeting.shown(cleared, {meeting.b});
  std::vector<ObjectId> shown;
  for (const Thing& thing : some.shown) shown.push_back(thing.id);
  CHECK(shown == std::vector<ObjectId>{events[1], events[4], events[7]});
  CHECK(some.folded == 6);
  CHECK(meeting.shown(cleared, {meeting.b}, 9).folded == 0);
}

TEST_CASE("what is done with a thing is told by its name, and with what comes of it") {
  Meeting meeting;
  const ObjectId gate = meeting.make("Event", 1), channel = meeting.make("memory channel", 2),
                 till = meeting.make("Lock", 3);
  const auto told = [&](EventId event) {
    return plain_text(describe(RecordIndex(meeting.record), event));
  };
  const EventId blocked = meeting.tell(TaskBlocked{.task = meeting.a,
                                                   .on = WaitKind::kEvent,
                                                   .object = gate,
                                                   .nursery = {},
                                                   .other = {},
                                                   .until = {}});
  CHECK(told(blocked) == "a waits for gate");
  const EventId set = meeting.change(gate, "Event", meeting.b, "set");
  meeting.wake(meeting.a, set);
  CHECK(told(set) == "b sets gate at line 9: a wakes");
  const EventId sent =
      meeting.change(channel, "memory channel", meeting.a, "send", R"({"item":"'x'"})");
  CHECK(told(sent) == "a sends 'x' at line 9, and nobody takes it yet");
  meeting.wake(meeting.c, sent);
  CHECK(told(sent) == "a hands 'x' to c at line 9");
  const EventId released = meeting.change(till, "Lock", meeting.a, "release");
  meeting.wake(meeting.b, released);
  CHECK(told(released) == "a gives up till at line 9: b has it now");
}

// --- The shelf ---

struct Shelf {
  Meeting meeting;
  TreeShape shape;
  std::vector<Box> nodes;
  ThingsShown things;
  ThingShelf shelf;
  std::vector<ThingWire> wires;

  explicit Shelf(int locks) {
    for (int i = 0; i < locks; ++i) {
      const ObjectId lock = meeting.make("Lock", 3);
      meeting.change(lock, "Lock", i % 2 == 0 ? meeting.a : meeting.b, "acquire");
      meeting.wait(meeting.c, WaitKind::kLock, lock);
    }
    const Model model = test::at_end(meeting);
    shape = shape_tree(model, {});
    nodes = lay_out_tree(shape, model, {}).nodes;
    things = meeting.shown();
    shelf = place_things(things, shape, model, nodes, 900, {});
    wires = wires_of(things, shape);
    route_wires(shelf.places, shape, nodes, 1, &wires);
  }
};

bool is_between(float x, float a, float b) { return x > std::min(a, b) && x < std::max(a, b); }

// Two straight pieces that cross in their middles.
bool cross(Point a, Point b, Point p, Point q) {
  const bool flat = a.y == b.y, other_flat = p.y == q.y;
  if (flat == other_flat) return false;
  if (!flat) return cross(p, q, a, b);
  return is_between(p.x, a.x, b.x) && is_between(a.y, p.y, q.y);
}

TEST_CASE("things stand under the tree, side by side, with room for their words") {
  for (const int locks : {1, 2, 4, 6}) {
    const Shelf shelf(locks);
    REQUIRE(shelf.shelf.places.size() == static_cast<std::size_t>(locks));
    for (std::size_t i = 0; i < shelf.shelf.places.size(); ++i) {
      const Box& icon = shelf.shelf.places[i].icon;
      for (const Box& node : shelf.nodes) CHECK(icon.y > node.bottom());
      CHECK(united(shelf.shelf.bounds, shelf.shelf.places[i].room) == shelf.shelf.bounds);
      for (std::size_t j = 0; j < i; ++j) {
        CHECK_FALSE(shelf.shelf.places[i].room.overlaps(shelf.shelf.places[j].room));
      }
    }
  }
}

TEST_CASE("every wire goes from its thing to its task, and those of one thing do not cross") {
  const Shelf shelf(4);
  // A holder and one who waits.
  REQUIRE(shelf.wires.size() == 8);
  for (const ThingWire& wire : shelf.wires) {
    const Box& icon = shelf.shelf.places[static_cast<std::size_t>(wire.thing)].icon;
    const Box& node = shelf.nodes[static_cast<std::size_t>(shelf.shape.node_of(wire.task))];
    CHECK(is_between(wire.way.front().x, icon.x, icon.right()));
    CHECK(is_between(wire.way.back().x, node.x, node.right()));
    CHECK(wire.way.back().y > node.bottom());
    for (const ThingWire& other : shelf.wires) {
      if (&other == &wire || other.thing != wire.thing) continue;
      for (std::size_t i = 1; i < wire.way.size(); ++i) {
        for (std::size_t j = 1; j < other.way.size(); ++j) {
          CHECK_FALSE(cross(wire.way[i - 1], wire.way[i], other.way[j - 1], other.way[j]));
        }
      }
    }
  }
}

TEST_CASE("where it is narrow, things give up words before they give up their places") {
  Meeting meeting;
  for (int i = 0; i < 6; ++i) {
    meeting.change(meeting.make("Lock", 3), "Lock", meeting.a, "acquire");
  }
  const Model model = test::at_end(meeting);
  const TreeShape shape = shape_tree(model, {});
  const std::vector<Box> nodes(shape.nodes.size(), Box{0, 0, 200, 70});
  const ThingsShown things = meeting.shown();
  CHECK(place_things(things, shape, model, nodes, 2000, {}).look.lines == 2);
  const ThingShelf narrow = place_things(things, shape, model, nodes, 420, {});
  CHECK(narrow.look.lines == 0);
  CHECK_FALSE(narrow.look.names);
  CHECK(narrow.places.size() == 6);
}

TEST_CASE("a long item is cut at six signs") {
  CHECK(short_item("12345") == "12345");
  CHECK(short_item("'a long one'") == "'a lon…");
  CHECK(short_item("äöüäöü") == "äöüäöü");
}

}  // namespace
}  // namespace grove
