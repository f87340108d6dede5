// The `network` of a scenario: what is read, and what an author hears of its faults.
#include <catch2/catch.hpp>
#include <string>

#include "engine/scenario/scenario.h"

using namespace grove;

namespace {

ScenarioResult read(const std::string& network) {
  return read_scenario(
      "{\"grove\": 1, \"program\": [\"import trio\"],\n\"network\": " + network + "}", "s.json");
}

// The first line of each fault.
std::string faults(const std::string& network) {
  std::string text;
  for (const Problem& problem : read(network).problems) {
    text += problem.pointer + ": " + problem.message + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a network is read with its hosts, addresses and scripts") {
  const ScenarioResult result = read(
      "{\"hosts\": {\"debian.example\": [\"2001:DB8::1\", \"192.0.2.1\"], \"empty.example\": []}, "
      "\"addresses\": {\"192.0.2.1:80\": {\"latency\": 0.4, \"bandwidth\": 1000, \"window\": 64}, "
      "\"[2001:db8::1]:80\": {\"outcome\": \"hang\"}, \"2001:db8::1\": {\"outcome\": \"refused\", "
      "\"script\": [{\"after\": 0.5, \"send\": \"hi\"}, {\"receive\": \"?\"}, {\"at\": 2, \"end\": "
      "true}]}}}");
  REQUIRE(result.problems.empty());
  const NetworkTable& table = result.scenario->inputs.network;
  REQUIRE(table.hosts.size() == 2);
  CHECK(table.hosts[0].name == "debian.example");
  CHECK(text_of(table.hosts[0].addresses.at(0)) == "2001:db8::1");
  REQUIRE(table.addresses.size() == 3);
  CHECK(table.addresses[0].port == 80);
  CHECK(table.addresses[0].latency == SimTime{400'000'000});
  CHECK(table.addresses[0].bandwidth == 1'000);
  CHECK(table.addresses[0].window == 64);
  CHECK(table.addresses[1].outcome == NetworkOutcome::kHang);
  CHECK_FALSE(table.addresses[1].latency.has_value());
  CHECK_FALSE(table.addresses[2].port.has_value());
  REQUIRE(table.addresses[2].script.size() == 3);
  CHECK(table.addresses[2].script[0].after == SimTime{500'000'000});
  CHECK(table.addresses[2].script[2].kind == PeerAct::Kind::kEnd);
  CHECK(table.addresses[2].script[2].at == SimTime{2'000'000'000});
}

TEST_CASE("all that is faulty in a network is told at once") {
  CHECK(faults("[]") == "/network: expected an object, got a list\n");
  CHECK(faults("{\"host\": {}}") == "/network/host: `host` is no key of the network\n");
  CHECK(faults("{\"hosts\": {\"a\": [\"1.2.3\", 4], \"192.0.2.1\": [], \"b\": {}}, "
               "\"addresses\": {\"here:80\": {}, \"192.0.2.1:0\": {}, \"::1\": {}, \"[::1]\": {}, "
               "\"1.2.3.4\": 5}}") ==
        "/network/hosts/a/0: \"1.2.3\" is no address\n"
        "/network/hosts/a/1: expected a string, got a number\n"
        "/network/hosts/192.0.2.1: \"192.0.2.1\" is no name of a host\n"
        "/network/hosts/b: expected a list, got an object\n"
        "/network/addresses/here:80: \"here:80\" is no address\n"
        "/network/addresses/192.0.2.1:0: \"192.0.2.1:0\" is no address\n"
        "/network/addresses/[::1]: \"[::1]\" is given twice\n"
        "/network/addresses/1.2.3.4: expected an object, got a number\n");
  CHECK(faults("{\"addresses\": {\"1.2.3.4\": {\"latency\": -1, \"bandwidth\": 0.5, \"window\": 0, "
               "\"outcome\": \"hangs\", \"delay\": 1, \"script\": [{}, {\"send\": \"a\", \"end\": "
               "true}, {\"send\": 1}, {\"echo\": false}, {\"after\": 1, \"at\": 1, \"end\": true}, "
               "7]}}}") ==
        "/network/addresses/1.2.3.4/latency: `-1` is out of range: write simulated seconds from 0 "
        "to 9000000000, such as 2.5\n"
        "/network/addresses/1.2.3.4/bandwidth: `0.5` is not a whole number: write one from 1 to "
        "1000000000000\n"
        "/network/addresses/1.2.3.4/window: `0` is out of range: write one from 1 to "
        "1000000000000\n"
        "/network/addresses/1.2.3.4/outcome: \"hangs\" is no outcome\n"
        "/network/addresses/1.2.3.4/delay: `delay` is no key of an address\n"
        "/network/addresses/1.2.3.4/script/0: the line does not say what the peer does\n"
        "/network/addresses/1.2.3.4/script/1: the line says more than one thing that the peer "
        "does\n"
        "/network/addresses/1.2.3.4/script/2/send: expected a string, got a number\n"
        "/network/addresses/1.2.3.4/script/3/echo: false says nothing here\n"
        "/network/addresses/1.2.3.4/script/4: the line says in two ways when\n"
        "/network/addresses/1.2.3.4/script/5: expected an object, got a number\n");
}
