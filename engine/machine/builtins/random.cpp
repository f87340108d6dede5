// The module random: the functions that draw, of the module's own generator and of Random objects.
// What each does with the numbers drawn is CPython 3.11's, so that the stream stays in step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "engine/base/utf8.h"
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/sha512.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// --- Where the numbers come from ---

// A Random object holds its generator in `values`: two words in each integer, then the place of the
// next word. So it is copied and freed like any object.
constexpr std::size_t kPairs = MersenneTwister::kWords / 2;

MersenneTwister load(const ObjectBody& object) {
  MersenneTwister::State state{};
  for (std::size_t i = 0; i < kPairs; ++i) {
    const auto pair = static_cast<uint64_t>(object.values[i].integer);
    state.words[2 * i] = static_cast<uint32_t>(pair);
    state.words[2 * i + 1] = static_cast<uint32_t>(pair >> 32);
  }
  state.next = static_cast<int32_t>(object.values[kPairs].integer);
  MersenneTwister generator;
  generator.set_state(state);
  return generator;
}

void store(const MersenneTwister& generator, ObjectBody* object) {
  const MersenneTwister::State& state = generator.state();
  object->values.resize(kPairs + 1);
  for (std::size_t i = 0; i < kPairs; ++i) {
    const uint64_t pair = state.words[2 * i] | static_cast<uint64_t>(state.words[2 * i + 1]) << 32;
    object->values[i] = Value::of_int(static_cast<int64_t>(pair));
  }
  object->values[kPairs] = Value::of_int(state.next);
}

// A draw: what it is called in the record, its generator, and its arguments without self.
struct Draw {
  const char* name;
  MersenneTwister& generator;
  const Value* args;
};
using DrawFunction = Value (*)(Machine& machine, Draw& draw);

// A shuffled list may be long; the record shows as much as a person reads.
constexpr std::size_t kLongestShown = 200;

Value report(Machine& machine, const Draw& draw, Value result, Value shown) {
  if (!result) return result;
  const Machine::Description description(machine);
  std::string text = repr(machine, shown);
  if (text.size() > kLongestShown) text = std::string(first_bytes(text, kLongestShown)) + "…";
  machine.host().on_draw(draw.name, text, machine.current_line());
  return result;
}

// --- Drawing ---

Value draw_random(Machine&, Draw& draw) { return Value::of_float(draw.generator.next_double()); }

// a + (b - a) * random(), with whatever numbers a and b are.
Value draw_uniform(Machine& machine, Draw& draw) {
  const Value a = draw.args[0];
  const Value width = binary_op(machine, BinaryOperator::kSub, false, draw.args[1], a);
  if (!width) return Value{};
  const Value part = Value::of_float(draw.generator.next_double());
  const Value offset = binary_op(machine, BinaryOperator::kMul, false, width, part);
  return offset ? binary_op(machine, BinaryOperator::kAdd, false, a, offset) : Value{};
}

Value draw_expovariate(Machine& machine, Draw& draw) {
  const double drawn = -std::log(1.0 - draw.generator.next_double());
  return binary_op(machine, BinaryOperator::kTrueDiv, false, Value::of_float(drawn), draw.args[0]);
}

// A whole number, also as a float, as randrange takes it: new reference.
Value to_whole(Machine& machine, Value v, const char* what) {
  if (!v.is(Type::kFloat)) return to_int(machine, v);
  Owned whole = own(machine.heap, int_of_double(machine, v.real));
  if (!whole || int_order(machine.heap, whole.get(), v.real) == 0) return whole.release();
  return raise_value_error(machine, fmt::format("non-integer {} for randrange()", what));
}

// So many random bits, the lowest first, as CPython draws them.
BigInt draw_bits(MersenneTwister& generator, uint64_t count) {
  BigInt result;
  for (uint64_t left = count; left > 0;) {
    const uint64_t part = std::min<uint64_t>(left, 64);
    result.words.push_back(generator.bits(static_cast<int>(part)));
    left -= part;
  }
  while (!result.words.empty() && result.words.back() == 0) result.words.pop_back();
  return result;
}

// In [0, limit), each equally likely. REQUIRES: limit > 0.
BigInt draw_below(MersenneTwister& generator, const BigInt& limit) {
  int64_t small = 0;
  if (fits(limit, &small)) {
    return big_int_of_magnitude(generator.below(static_cast<uint64_t>(small)));
  }
  for (;;) {
    BigInt drawn = draw_bits(generator, bit_length(limit));
    if (compare(drawn, limit) < 0) return drawn;
  }
}

// Takes the references over.
Value draw_between(Machine& machine, Draw& draw, Owned start, Owned stop, Owned step) {
  if (!start || !stop || !step) return Value{};
  Heap& heap = machine.heap;
  const int direction = sign_of(heap, step.get());
  if (direction == 0) return raise_value_error(machine, "zero step for randrange()");
  const Whole first(heap, start.get()), last(heap, stop.get()), stride(heap, step.get());
  const BigInt width = subtract(*last, *first), one = big_int_of(int64_t{1});
  const bool by_one = compare(*stride, one) == 0;
  // As many as there are steps in the width, rounded up.
  const Owned count = own(heap, computed(machine, [&](const Work& work) {
                            const BigInt more =
                                direction > 0 ? subtract(*stride, one) : add(*stride, one);
                            return divide(add(width, more), *stride, work).quotient;
                          }));
  if (!count) return Value{};
  if (sign_of(heap, count.get()) <= 0) {
    if (!by_one) return raise_value_error(machine, "empty range for randrange()");
    const Owned size = own(heap, heap.new_int(width));
    return raise_value_error(
        machine, fmt::format("empty range for randrange() ({}, {}, {})", repr(machine, start.get()),
                             repr(machine, stop.get()), repr(machine, size.get())));
  }
  const Whole limit(heap, count.get());
  if (!machine.afford_items((*limit).words.size())) return Value{};
  const BigInt index = draw_below(draw.generator, *limit);
  return computed(machine,
                  [&](const Work& work) { return add(*first, multiply(*stride, index, work)); });
}

Value draw_randrange(Machine& machine, Draw& draw) {
  Heap& heap = machine.heap;
  Owned start = own(heap, to_whole(machine, draw.args[0], "arg 1"));
  if (!start) return Value{};
  const auto number = [&](int64_t i) { return own(heap, Value::of_int(i)); };
  if (draw.args[1].is_none()) {
    if (!draw.args[2].is_null()) {
      return raise_type_error(machine, "Missing a non-None stop argument");
    }
    if (sign_of(heap, start.get()) <= 0) {
      return raise_value_error(machine, "empty range for randrange()");
    }
    return draw_between(machine, draw, number(0), std::move(start), number(1));
  }
  Owned stop = own(heap, to_whole(machine, draw.args[1], "stop"));
  if (!stop) return Value{};
  Owned step =
      draw.args[2].is_null() ? number(1) : own(heap, to_whole(machine, draw.args[2], "step"));
  return draw_between(machine, draw, std::move(start), std::move(stop), std::move(step));
}

Value draw_randint(Machine& machine, Draw& draw) {
  Heap& heap = machine.heap;
  const Owned after =
      own(heap, binary_op(machine, BinaryOperator::kAdd, false, draw.args[1], Value::of_int(1)));
  if (!after) return Value{};
  Owned start = own(heap, to_whole(machine, draw.args[0], "arg 1"));
  if (!start) return Value{};
  return draw_between(machine, draw, std::move(start),
                      own(heap, to_whole(machine, after.get(), "stop")),
                      own(heap, Value::of_int(1)));
}

Value draw_getrandbits(Machine& machine, Draw& draw) {
  int64_t count = 0;
  if (!to_index(machine, draw.args[0], &count)) return Value{};
  if (count < 0) return raise_value_error(machine, "number of bits must be non-negative");
  machine.heap.reserve(static_cast<uint64_t>(count) / 8 * 2);
  if (!machine.afford_items(static_cast<std::size_t>(count / 64))) return Value{};
  return machine.heap.new_int(draw_bits(draw.generator, static_cast<uint64_t>(count)));
}

int64_t length_for_draw(Machine& machine, Value v) {
  const int64_t length = length_of(machine, v);
  if (length < 0) {
    raise_type_error(machine,
                     fmt::format("object of type '{}' has no len()", machine.type_name(v)));
  }
  return length;
}

Value draw_choice(Machine& machine, Draw& draw) {
  const int64_t length = length_for_draw(machine, draw.args[0]);
  if (length < 0) return Value{};
  if (length == 0) {
    return machine.raise_error("IndexError", "Cannot choose from an empty sequence");
  }
  const auto index = static_cast<int64_t>(draw.generator.below(static_cast<uint64_t>(length)));
  return get_item(machine, draw.args[0], Value::of_int(index));
}

Value draw_shuffle(Machine& machine, Draw& draw) {
  const Value sequence = draw.args[0];
  if (sequence.is(Type::kList)) {
    if (!machine.afford_items(machine.heap.list(sequence).items.size())) return Value{};
    draw.generator.shuffle(machine.heap.list(sequence).items);
    return Value::none();
  }
  const int64_t length = length_for_draw(machine, sequence);
  if (length < 0) return Value{};
  if (length < 2) return Value::none();
  // What is no list fails at the first exchange, which comes after its draw.
  draw.generator.below(static_cast<uint64_t>(length));
  const Owned item = own(machine.heap, get_item(machine, sequence, Value::of_int(length - 1)));
  if (item) set_item(machine, sequence, Value::of_int(length - 1), item.get());
  return Value{};
}

// The size below which CPython keeps a list of what is left rather than a set of what is taken.
int64_t sample_by_list_up_to(int64_t count) {
  int64_t size = 21;
  if (count > 5) {
    const auto needed = static_cast<double>(count * 3);
    size += static_cast<int64_t>(std::pow(4, std::ceil(std::log(needed) / std::log(4.0))));
  }
  return size;
}

std::vector<int64_t> sample_positions(MersenneTwister& generator, int64_t length, int64_t count) {
  std::vector<int64_t> picked;
  if (length <= sample_by_list_up_to(count)) {
    std::vector<int64_t> left(static_cast<std::size_t>(length));
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<int64_t>(i);
    for (int64_t i = 0; i < count; ++i) {
      const std::size_t j = generator.below(left.size());
      picked.push_back(left[j]);
      left[j] = left.back();
      left.pop_back();
    }
    return picked;
  }
  std::unordered_set<int64_t> taken;  // looked up, never iterated
  while (static_cast<int64_t>(picked.size()) < count) {
    const auto j = static_cast<int64_t>(generator.below(static_cast<uint64_t>(length)));
    if (taken.insert(j).second) picked.push_back(j);
  }
  return picked;
}

Value draw_sample(Machine& machine, Draw& draw) {
  const Value population = draw.args[0];
  if (!population.is(Type::kList) && !population.is(Type::kTuple) && !population.is(Type::kStr) &&
      !population.is(Type::kRange)) {
    return raise_type_error(machine,
                            "Population must be a sequence.  For dicts or sets, use sorted(d).");
  }
  int64_t count = 0;
  if (!to_index(machine, draw.args[1], &count)) return Value{};
  const int64_t length = length_of(machine, population);
  if (count < 0 || count > length) {
    return raise_value_error(machine, "Sample larger than population or is negative");
  }
  const bool by_list = length <= sample_by_list_up_to(count);
  if (!machine.afford_items(static_cast<std::size_t>(by_list ? length : count))) return Value{};
  // The items, and what picks them: positions, and a table of all or of twice as many.
  constexpr uint64_t kBytesOfPick = 128;
  machine.heap.reserve(static_cast<uint64_t>(std::min(count, int64_t{1} << 48)) * kBytesOfPick);
  std::vector<Value> items;
  for (const int64_t position : sample_positions(draw.generator, length, count)) {
    items.push_back(get_item(machine, population, Value::of_int(position)));
  }
  return machine.heap.new_list(std::move(items));
}

// mu + z * sigma, by the ratio of uniforms (Kinderman and Monahan 1977), as CPython does.
Value draw_normalvariate(Machine& machine, Draw& draw) {
  const double constant = 4 * std::exp(-0.5) / std::sqrt(2.0);
  double z = 0;
  for (bool accepted = false; !accepted;) {
    const double u1 = draw.generator.next_double();
    const double u2 = 1.0 - draw.generator.next_double();
    z = constant * (u1 - 0.5) / u2;
    accepted = z * z / 4.0 <= -std::log(u2);
  }
  const Value offset =
      binary_op(machine, BinaryOperator::kMul, false, Value::of_float(z), draw.args[1]);
  return offset ? binary_op(machine, BinaryOperator::kAdd, false, draw.args[0], offset) : Value{};
}

// The running sums of the weights: a list. Null: pending.
Value summed(Machine& machine, Value weights) {
  if (weights.is(Type::kInt)) {
    return raise_type_error(
        machine,
        fmt::format("The number of choices must be a keyword argument: k={}", weights.integer));
  }
  std::vector<Value> sums;
  if (!collect(machine, weights, &sums)) return Value{};
  Owned list = own(machine.heap, machine.heap.new_list(std::move(sums)));
  std::vector<Value>& items = machine.heap.list(list.get()).items;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Value sum = binary_op(machine, BinaryOperator::kAdd, false, items[i - 1], items[i]);
    if (!sum) return Value{};
    machine.heap.assign(items[i], sum);
  }
  return list.release();
}

// What cumulative weights come to, as a float; 0 with an exception pending if they cannot be used.
double total_of_weights(Machine& machine, Value sums, int64_t count) {
  if (length_for_draw(machine, sums) != count) {
    if (!machine.has_pending()) {
      raise_value_error(machine, "The number of weights does not match the population");
    }
    return 0;
  }
  const Owned last = own(machine.heap, get_item(machine, sums, Value::of_int(-1)));
  if (!last) return 0;
  const Value total =
      binary_op(machine, BinaryOperator::kAdd, false, last.get(), Value::of_float(0.0));
  if (!total) return 0;
  if (total.real <= 0) {
    raise_value_error(machine, "Total of weights must be greater than zero");
    return 0;
  }
  if (std::isfinite(total.real)) return total.real;
  raise_value_error(machine, "Total of weights must be finite");
  return 0;
}

// The first of the sums that `drawn` lies below, or the last one. Negative: pending.
int64_t place_among(Machine& machine, Value sums, double drawn, int64_t count) {
  int64_t low = 0;
  for (int64_t high = count - 1; low < high;) {
    const int64_t middle = (low + high) / 2;
    const Owned sum = own(machine.heap, get_item(machine, sums, Value::of_int(middle)));
    if (!sum) return -1;
    const Value less = compare(machine, CompareOperator::kLt, Value::of_float(drawn), sum.get());
    if (!less) return -1;
    (less.integer != 0 ? high : low) = less.integer != 0 ? middle : middle + 1;
  }
  return low;
}

Value draw_choices(Machine& machine, Draw& draw) {
  const Value population = draw.args[0], weights = draw.args[1];
  Owned sums = hold(machine.heap, draw.args[2]);
  const int64_t length = length_for_draw(machine, population);
  if (length < 0) return Value{};
  const bool weighted = !weights.is_none() || !sums.get().is_none();
  double total = static_cast<double>(length);
  if (weighted) {
    if (sums.get().is_none()) {
      sums = own(machine.heap, summed(machine, weights));
      if (!sums) return Value{};
    } else if (!weights.is_none()) {
      return raise_type_error(machine, "Cannot specify both weights and cumulative weights");
    }
    total = total_of_weights(machine, sums.get(), length);
    if (machine.has_pending()) return Value{};
  }
  int64_t count = 0;
  if (!to_index(machine, draw.args[3], &count)) return Value{};
  const Value drawn = machine.heap.new_list({});
  for (int64_t i = 0; i < count; ++i) {
    const double at = draw.generator.next_double() * total;
    const int64_t place = weighted ? place_among(machine, sums.get(), at, length)
                                   : static_cast<int64_t>(std::floor(at));
    const Value item = place < 0 || !machine.afford_item()
                           ? Value{}
                           : get_item(machine, population, Value::of_int(place));
    if (!item) return machine.heap.release(drawn), Value{};
    machine.heap.append(drawn, item);
  }
  return drawn;
}

// --- Seeding ---

// As Python does with a text: its bytes and their SHA-512 are one big number.
void seed_by_text(MersenneTwister& generator, std::string_view text) {
  std::string bytes(text);
  for (const uint8_t byte : sha512(text)) bytes.push_back(static_cast<char>(byte));
  std::vector<uint32_t> digits((bytes.size() + 3) / 4, 0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - 1 - i]);
    digits[i / 4] |= static_cast<uint32_t>(byte) << (8 * (i % 4));
  }
  while (digits.size() > 1 && digits.back() == 0) digits.pop_back();
  generator.seed_words(digits);
}

void seed_by_int(MersenneTwister& generator, const BigInt& number) {
  std::vector<uint32_t> digits;
  for (const uint64_t word : number.words) {
    digits.push_back(static_cast<uint32_t>(word));
    digits.push_back(static_cast<uint32_t>(word >> 32));
  }
  if (digits.back() == 0) digits.pop_back();
  generator.seed_words(digits);
}

// False: pending.
bool seed_by_value(Machine& machine, MersenneTwister& generator, Value v) {
  switch (v.type) {
    case Type::kNull:
    case Type::kNone:
      // CPython asks the system; here the run's own generator is what chance there is.
      generator.seed(static_cast<uint64_t>(machine.random.next_word()) << 32 |
                     machine.random.next_word());
      return true;
    case Type::kBool:
    case Type::kInt:
      generator.seed(v.integer < 0 ? 0 - static_cast<uint64_t>(v.integer)
                                   : static_cast<uint64_t>(v.integer));
      return true;
    case Type::kFloat:
      generator.seed(static_cast<uint64_t>(hash_of_double(v.real)));
      return true;
    case Type::kBigInt:
      if (!machine.afford_items(machine.heap.big_int(v).words.size() * 2)) return false;
      seed_by_int(generator, machine.heap.big_int(v));
      return true;
    case Type::kStr:
    case Type::kBytes:
    case Type::kByteArray: {
      const std::string_view text =
          v.is(Type::kStr) ? text_of(machine, v) : std::string_view(machine.heap.bytes(v).bytes);
      // SHA-512 is slow: a byte is as much work as an item.
      if (!machine.afford_items(text.size())) return false;
      seed_by_text(generator, text);
      return true;
    }
    default:
      raise_type_error(machine,
                       "The only supported seed types are: None,\n"
                       "int, float, str, bytes, and bytearray.");
      return false;
  }
}

Value seed_module(Machine& machine, Args args) {
  MersenneTwister generator;
  if (!seed_by_value(machine, generator, args[0])) return Value{};
  machine.random = generator;
  return Value::none();
}

Value seed_object(Machine& machine, Args args) {
  MersenneTwister generator;
  if (!seed_by_value(machine, generator, args[1])) return Value{};
  store(generator, &machine.heap.object(args[0]));
  return Value::none();
}

Value make_random(Machine& machine, Args args) {
  MersenneTwister generator;
  if (!seed_by_value(machine, generator, args[1])) return Value{};
  const Value v = machine.new_object(args[0], -1);
  store(generator, &machine.heap.object(v));
  return v;
}

// --- As functions of the module and methods of Random ---

Value shown_result(const Draw& draw, Value result) {
  return result.is_none() ? draw.args[0] : result;  // shuffle: the list
}

template <DrawFunction kFunction, const char* kName>
Value from_module(Machine& machine, Args args) {
  Draw draw{kName, machine.random, args.values};
  const Value result = kFunction(machine, draw);
  return report(machine, draw, result, shown_result(draw, result));
}

template <DrawFunction kFunction, const char* kName>
Value from_object(Machine& machine, Args args) {
  ObjectBody& object = machine.heap.object(args[0]);
  MersenneTwister generator = load(object);
  Draw draw{kName, generator, args.values + 1};
  const Value result = kFunction(machine, draw);
  store(generator, &object);
  return report(machine, draw, result, shown_result(draw, result));
}

template <DrawFunction kFunction, const char* kName>
void add_draw(Library& library, const char* signature) {
  library.module("random").function(kName, signature, from_module<kFunction, kName>);
  library.klass("random", "Random").method(kName, signature, from_object<kFunction, kName>);
}

constexpr char kRandom[] = "random";
constexpr char kUniform[] = "uniform";
constexpr char kExpovariate[] = "expovariate";
constexpr char kRandrange[] = "randrange";
constexpr char kRandint[] = "randint";
constexpr char kGetrandbits[] = "getrandbits";
constexpr char kChoice[] = "choice";
constexpr char kChoices[] = "choices";
constexpr char kNormalvariate[] = "normalvariate";
constexpr char kShuffle[] = "shuffle";
constexpr char kSample[] = "sample";

}  // namespace

void add_random(Library& library) {
  library.klass("random", "Random")
      .constructor("x=None", make_random)
      .method("seed", "a=None", seed_object);
  library.module("random").function("seed", "a=None", seed_module);
  add_draw<draw_random, kRandom>(library, "");
  add_draw<draw_uniform, kUniform>(library, "a, b");
  add_draw<draw_expovariate, kExpovariate>(library, "lambd");
  add_draw<draw_randrange, kRandrange>(library, "start, stop=None, step=?");
  add_draw<draw_randint, kRandint>(library, "a, b");
  add_draw<draw_getrandbits, kGetrandbits>(library, "k, /");
  add_draw<draw_choice, kChoice>(library, "seq");
  add_draw<draw_choices, kChoices>(library, "population, weights=None, *, cum_weights=None, k=1");
  add_draw<draw_normalvariate, kNormalvariate>(library, "mu=0.0, sigma=1.0");
  add_draw<draw_shuffle, kShuffle>(library, "x");
  add_draw<draw_sample, kSample>(library, "population, k");
}

}  // namespace grove
