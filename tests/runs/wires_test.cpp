// What a program's connections come to, read from the records of real runs.
#include "engine/picture/wires.h"

#include <fmt/format.h>

#include "engine/picture/explain.h"
#include "engine/picture/wait_words.h"
#include "engine/picture/words.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

constexpr std::size_t kAll = 100;

SimTime ms(int64_t milliseconds) { return {milliseconds * 1'000'000}; }

// How many events there are up to that time, that one included.
std::size_t position_at(const Record& record, SimTime time) {
  std::size_t position = 0;
  while (position < record.size() && record.at(position).t <= time) ++position;
  return position;
}

// "v6-a [2001:db8::1]:80 no answer: connect > 0.55", one a line.
std::string wires(const Record& record, SimTime now, std::size_t most = kAll) {
  const RecordIndex index(record);
  std::string text;
  std::size_t more = 0;
  for (const Wire& wire : wires_at(index, position_at(record, now), most, &more)) {
    text += fmt::format("{} {} {}", record.text(index.task(wire.task).label), wire.peer,
                        fate_words(wire));
    for (const WirePacket& packet : wire.packets) {
      text +=
          fmt::format(": {} {} {:.2f}", packet.what, packet.outward ? '>' : '<', packet.share(now));
    }
    text += '\n';
  }
  return more > 0 ? text + fmt::format("and {} more\n", more) : text;
}

Run run_with(const std::string& program, const std::string& network, const std::string& inputs) {
  const ScenarioResult result = read_scenario(
      "{\"grove\": 1, \"program\": \"p.py\", \"until\": 9, \"network\": {\"addresses\": " +
          network + "}, \"inputs\": " + inputs + "}",
      "s.json", &program);
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  return run_of(*result.scenario, result.scenario->inputs);
}

TEST_CASE("each connection tells what it has come to, and how far its packets are") {
  const Scenario scenario = shipped("happy_eyeballs");
  const Run run = run_of(scenario, scenario.inputs);
  CHECK(wires(run.record(), ms(0)) == "v6-a [2001:db8::1]:80 no answer: connect > 0.55\n");
  CHECK(wires(run.record(), ms(600)) ==
        "v6-a [2001:db8::1]:80 no answer: connect > 0.55\n"
        "v4-a 192.0.2.1:80 connecting: connect > 0.88\n"
        "v6-b [2001:db8::2]:80 refused\n"
        "v4-b 192.0.2.2:80 connecting: connect > 0.17\n");
  CHECK(wires(run.record(), ms(650)) ==
        "v6-a [2001:db8::1]:80 given up\n"
        "v4-a 192.0.2.1:80 closed: end > 0.00\n"
        "v6-b [2001:db8::2]:80 refused\n"
        "v4-b 192.0.2.2:80 given up\n");
  CHECK(wires(run.record(), ms(600), 2) ==
        "v4-a 192.0.2.1:80 connecting: connect > 0.88\n"
        "v4-b 192.0.2.2:80 connecting: connect > 0.17\n"
        "and 2 more\n");
}

TEST_CASE("what an address that begins to hang holds stays where it is, until it sets out again") {
  const Run run = run_with(
      "import trio\nasync def main():\n"
      "    stream = await trio.open_tcp_stream('192.0.2.1', 80)\n"
      "    await stream.send_all(b'hello')\n"
      "    print(await stream.receive_some())\ntrio.run(main)\n",
      "{\"192.0.2.1:80\": {\"latency\": 0.4, \"script\": [{\"echo\": true}]}}",
      "[{\"at\": 0.5, \"do\": \"network\", \"outcome\": \"hang\"},"
      " {\"at\": 2, \"do\": \"network\", \"outcome\": \"ok\"}]");
  const Record& record = run.record();
  const std::string to = "main 192.0.2.1:80 ", connected = to + "connected: bytes ";
  const RecordIndex index(record);
  std::size_t more = 0;
  REQUIRE(wires_at(index, record.size(), kAll, &more).size() == 1);
  CHECK(wires(record, ms(450)).find("connected: bytes > 0.12") != std::string::npos);
  CHECK(wires(record, ms(700)).find("connected: bytes > 0.25") != std::string::npos);
  CHECK(wires(record, ms(1'900)).find("connected: bytes > 0.25") != std::string::npos);
  CHECK(wires(record, ms(2'100)).find("connected: bytes > 0.25") != std::string::npos);
  CHECK(wires(record, ms(2'200)).find("connected: bytes > 0.50") != std::string::npos);
  CHECK(wires(record, ms(2'600)).find("connected: bytes < 0.50") != std::string::npos);
  std::string said;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const EventKind kind = record.at(i).kind();
    if (kind != EventKind::kPacketHeld && kind != EventKind::kInputApplied) continue;
    said += plain_text(describe(index, EventId{static_cast<int32_t>(i)})) + "\n";
  }
  CHECK(said ==
        "from outside: every address outside answers no more\n"
        "5 bytes get no further on the way to 192.0.2.1:80\n"
        "from outside: every address outside answers again\n");
}

TEST_CASE("a wait for the network says for which address, and sockets go by it") {
  const Scenario scenario = shipped("happy_eyeballs");
  const Run run = run_of(scenario, scenario.inputs);
  Model model(run.record());
  model.seek(position_at(run.record(), ms(500)));
  const RecordIndex index(run.record());
  CHECK(state_words(model, TaskId{2}, Length::kLong) == "waits for an answer from 192.0.2.1:80");
  CHECK(state_words(model, TaskId{2}, Length::kShort) == "for 192.0.2.1:80");
  std::string told;
  for (std::size_t i = 0; i < run.record().size(); ++i) {
    const auto* changed = run.record().at(i).get_if<ObjectChanged>();
    if (changed == nullptr || address_in(run.record().text(changed->type)).empty()) continue;
    told += plain_text(describe(index, EventId{static_cast<int32_t>(i)})) + "\n";
  }
  CHECK(told ==
        "v6-a wants a connection to [2001:db8::1]:80 at line 14\n"
        "v4-a wants a connection to 192.0.2.1:80 at line 14\n"
        "v6-b wants a connection to [2001:db8::2]:80 at line 14\n"
        "[2001:db8::2]:80 refuses the connection\n"
        "v6-b closes its connection to [2001:db8::2]:80 at line 16\n"
        "v4-b wants a connection to 192.0.2.2:80 at line 14\n"
        "192.0.2.1:80 has answered: the connection stands\n"
        "v6-a closes its connection to [2001:db8::1]:80 at line 14\n"
        "v4-b closes its connection to 192.0.2.2:80 at line 14\n"
        "main closes its connection to 192.0.2.1:80 at line 53\n");
}

}  // namespace
}  // namespace grove
