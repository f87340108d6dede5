#include "engine/machine/core/heap.h"
#include "engine/machine/core/text_builder.h"

#include <catch2/catch.hpp>

namespace grove {
namespace {

Value list_of(Heap& heap, std::vector<Value> items) { return heap.new_list(std::move(items)); }

TEST_CASE("an object goes when its last reference goes") {
  Heap heap;
  const Value text = heap.new_str("r0");
  const Value list = list_of(heap, {heap.retain(text)});
  CHECK(heap.reference_count(text) == 2);
  heap.release(text);
  CHECK(heap.objects() == 2);
  CHECK(heap.str(text).utf8 == "r0");
  heap.release(list);
  CHECK(heap.objects() == 0);
}

TEST_CASE("a chain of a million objects is dropped without recursion") {
  Heap heap;
  Value chain = heap.new_list({});
  for (int i = 0; i < 1'000'000; ++i) chain = list_of(heap, {chain});
  CHECK(heap.objects() == 1'000'001);
  heap.release(chain);
  CHECK(heap.objects() == 0);
}

TEST_CASE("bytes return to where they were when everything is dropped") {
  Heap heap;
  const uint64_t before = heap.bytes();
  const Value text = heap.new_str(std::string(10'000, 'x'));
  CHECK(heap.bytes() >= before + 10'000);
  const Value list = list_of(heap, {text});
  for (int i = 0; i < 1000; ++i) heap.append(list, Value::of_int(i));
  CHECK(heap.bytes() >= before + 26'000);
  heap.release(heap.new_tuple({heap.retain(list), Value::of_int(1)}));
  heap.release(list);
  CHECK(heap.bytes() == before);
}

TEST_CASE("what would be beyond the limit is refused before it is made") {
  Heap heap;
  const Owned list = own(heap, list_of(heap, {Value::of_int(1)}));
  heap.bytes_limit = heap.bytes() + 1'000;
  CHECK_THROWS_AS(heap.new_str(std::string(1'001, 'x')), OutOfBytes);
  CHECK_THROWS_AS(heap.make_room(list.get(), 100), OutOfBytes);
  TextBuilder text(heap);
  CHECK_THROWS_AS(text.append(uint64_t{1} << 63, "four"), OutOfBytes);
  CHECK(text.view().empty());
  // Up to the limit there is room, to the last byte.
  text.append(500, "x");
  heap.release(text.finish());
  heap.reserve(1'000);
  CHECK_THROWS_AS(heap.reserve(1'001), OutOfBytes);
}

TEST_CASE("a copied heap goes on by itself") {
  Heap heap;
  const Value text = heap.new_str("shared");
  Heap copy = heap;
  heap.release(text);
  CHECK(heap.objects() == 0);
  CHECK(copy.objects() == 1);
  CHECK(copy.str(text).utf8 == "shared");
  // Both give out the same places from here on: indices depend on what was done, nothing else.
  copy.release(text);
  CHECK(heap.new_str("a").index == copy.new_str("b").index);
}

TEST_CASE("a freed place is used again, with nothing left of its last user") {
  Heap heap;
  const Value list = list_of(heap, {Value::of_int(1), Value::of_int(2)});
  heap.release(list);
  const Value again = heap.allocate(Type::kList);
  CHECK(again.index == list.index);
  CHECK(heap.list(again).items.empty());
  const Value frame = heap.new_frame(0, 0);
  heap.frame(frame).native = 3;
  heap.frame(frame).slots = {heap.new_str("x")};
  heap.release(frame);
  const Value next = heap.new_frame(0, 0);
  CHECK(next.index == frame.index);
  CHECK(heap.frame(next).native == -1);
  CHECK(heap.frame(next).slots.empty());
  CHECK(heap.objects() == 2);
}

TEST_CASE("deaths are told of unawaited coroutines and numbered objects, in their order") {
  Heap heap;
  const Value klass = heap.allocate(Type::kClass);
  const auto coroutine = [&](int32_t code, bool started) {
    const Value v = heap.allocate(Type::kCoroutine);
    heap.coroutine(v).code = code;
    heap.coroutine(v).started = started;
    return v;
  };
  const auto object = [&](int32_t id) {
    const Value v = heap.allocate(Type::kObject);
    heap.object(v).klass = heap.retain(klass);
    heap.object(v).id = id;
    return v;
  };
  const Value all = list_of(
      heap, {coroutine(3, false), object(7), coroutine(4, true), object(-1), coroutine(5, false)});
  heap.release(all);
  REQUIRE(heap.deaths.size() == 3);
  CHECK(heap.deaths[0].code == 3);
  CHECK(heap.deaths[1].id == 7);
  CHECK(same(heap.deaths[1].klass, klass));
  CHECK(heap.deaths[2].code == 5);
}

TEST_CASE("Owned releases at the end of its scope unless the reference was given away") {
  Heap heap;
  {
    const Owned gone = own(heap, heap.new_str("gone"));
    CHECK(heap.objects() == 1);
  }
  CHECK(heap.objects() == 0);
  Owned kept = own(heap, heap.new_str("kept"));
  const Value v = kept.release();
  kept.reset();
  CHECK(heap.objects() == 1);
  {
    const Owned more = hold(heap, v);
    CHECK(heap.reference_count(v) == 2);
  }
  CHECK(heap.reference_count(v) == 1);
}

}  // namespace
}  // namespace grove
