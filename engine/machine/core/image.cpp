#include "engine/machine/core/image.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "engine/machine/core/machinery.h"
#include "engine/machine/core/mro.h"

namespace grove {

namespace {

class Maker {
 public:
  Maker(const Program& program, const Library& library, Heap& heap, Symbols& symbols)
      : program_(program), library_(library), heap_(heap), symbols_(symbols) {}

  Image make() {
    make_classes();
    make_methods();
    make_modules();
    make_names();
    for (const Code& code : program_.codes) {
      std::vector<Value> values;
      for (const Constant& c : code.constants) values.push_back(value_of(c));
      image_.constants.push_back(std::move(values));
    }
    image_.base_exception = library_.find_class("BaseException");
    image_.exception = library_.find_class("Exception");
    image_.base_exception_group = library_.find_class("BaseExceptionGroup");
    image_.exception_group = library_.find_class("ExceptionGroup");
    image_.stop_iteration = library_.find_class("StopIteration");
    image_.stop_async_iteration = library_.find_class("StopAsyncIteration");
    return std::move(image_);
  }

 private:
  void make_classes();
  void make_methods();
  void make_modules();
  void make_names();
  struct Stretch {
    std::size_t begin = 0, end = 0;
  };
  int32_t parent_of(std::string_view module);
  void make_names_of(int32_t linked, Stretch names, Stretch globals);
  Value instance(int32_t klass, int32_t id);
  Value value_of(const Constant& constant);
  Value text(const std::string& utf8);
  Value builtin(const std::string& name, int32_t linked);

  const Program& program_;
  const Library& library_;
  Heap& heap_;
  Symbols& symbols_;
  Image image_;
  // Equal texts share an object, as constants and names do in CPython.
  std::map<std::string, Value> texts_;
};

void Maker::make_classes() {
  image_.class_of_type.fill(-1);
  image_.class_of_coroutine = {kCoroutineClass, kGeneratorClass, kAsyncGeneratorClass,
                               kAsyncSendClass, kAsyncThrowClass};
  const std::vector<NativeClass>& classes = library_.classes();
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const Value v = heap_.allocate(Type::kClass);
    ENSURE(v.index == i, "classes of the library must come first in the heap");
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const NativeClass& native = classes[i];
    ClassBody& body = heap_.klass(Value::of(Type::kClass, static_cast<uint32_t>(i)));
    body.name = body.qualname = native.name;
    body.module = native.module;
    body.native_class = static_cast<int32_t>(i);
    body.instance_type = native.instance_type;
    body.layout = native.is_exception                       ? Layout::kException
                  : native.instance_type == Type::kInstance ? Layout::kPlain
                                                            : Layout::kBuiltin;
    body.has_dict = native.instance_type != Type::kObject || native.is_open;
    for (int32_t base : native.bases) {
      body.bases.push_back(Value::of(Type::kClass, static_cast<uint32_t>(base)));
    }
    if (!body.bases.empty()) body.base = body.bases.front();
    ENSURE(linearize(heap_, body.bases, &body.mro), "the bases of a built-in class contradict");
    for (int32_t method : native.methods) {
      body.attributes.set(symbols_.intern(library_.natives()[method].name),
                          Value::of(Type::kNative, static_cast<uint32_t>(method)));
    }
    for (const auto& [name, constant] : native.constants) {
      body.attributes.set(symbols_.intern(name), value_of(constant));
    }
    for (const auto& [name, id] : native.instances) {
      body.attributes.set(symbols_.intern(name), instance(static_cast<int32_t>(i), id));
    }
    int32_t& of_type = image_.class_of_type[static_cast<std::size_t>(native.instance_type)];
    // Types that stand for many classes are told apart by the object.
    const bool many = native.is_exception || native.instance_type == Type::kObject ||
                      native.instance_type == Type::kInstance ||
                      native.instance_type == Type::kCoroutine;
    if (!many && of_type < 0) of_type = static_cast<int32_t>(i);
  }
  const auto of = [&](Type type) -> int32_t& {
    return image_.class_of_type[static_cast<std::size_t>(type)];
  };
  of(Type::kBigInt) = of(Type::kInt);
}

void Maker::make_methods() {
  for (Type type : {Type::kStr, Type::kTuple, Type::kList, Type::kDict, Type::kSet,
                    Type::kFrozenSet, Type::kBytes, Type::kByteArray}) {
    std::vector<Value>& methods = image_.methods[static_cast<std::size_t>(type)];
    methods.resize(symbols_.size());
    const int32_t index = image_.class_of_type[static_cast<std::size_t>(type)];
    const Value klass = Value::of(Type::kClass, static_cast<uint32_t>(index));
    std::vector<Value> order = {klass};
    order.insert(order.end(), heap_.klass(klass).mro.begin(), heap_.klass(klass).mro.end());
    // From the last one, so that what a nearer class has under the name replaces it.
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      for (const Namespace::Entry& entry : heap_.klass(*at).attributes.entries()) {
        const bool is_method =
            entry.value.is(Type::kNative) && library_.natives()[entry.value.index].binds_self();
        methods[entry.symbol.index()] = is_method ? entry.value : Value{};
      }
    }
  }
}

void Maker::make_modules() {
  for (const NativeModule& module : library_.native_modules()) {
    Namespace members;
    for (const NativeModule::Member& m : module.members) {
      Value v;
      switch (m.kind) {
        case NativeModule::Member::Kind::kNative:
          v = Value::of(Type::kNative, static_cast<uint32_t>(m.index));
          break;
        case NativeModule::Member::Kind::kClass:
          v = Value::of(Type::kClass, static_cast<uint32_t>(m.index));
          break;
        case NativeModule::Member::Kind::kModule:
          v = Value::of(Type::kModule, static_cast<uint32_t>(m.index));
          break;
        case NativeModule::Member::Kind::kConstant:
          v = value_of(m.constant);
          break;
        case NativeModule::Member::Kind::kNotImplemented:
          v = Value::of(Type::kNotImplemented, 0);
          break;
        case NativeModule::Member::Kind::kInstance:
          v = instance(m.index, m.id);
          break;
      }
      members.set(symbols_.intern(m.name), v);
    }
    image_.modules.push_back(std::move(members));
  }
}

// What a global name means that no statement has set: in a linked module, a native of it too.
Value Maker::builtin(const std::string& name, int32_t linked) {
  const std::string module =
      linked < 0 ? "__main__" : program_.linked[static_cast<std::size_t>(linked)].name;
  if (name == "__name__") return text(module);
  const Symbol symbol = symbols_.find(name);
  if (!symbol) return Value{};
  for (const std::string& place : {module, std::string("builtins")}) {
    const int32_t index = library_.find_module(place);
    const Value v =
        index < 0 ? Value{} : image_.modules[static_cast<std::size_t>(index)].find(symbol);
    if (!v.is_null()) return v;
  }
  return Value{};
}

void Maker::make_names() {
  make_names_of(-1, {0, program_.own_names()}, {0, program_.own_globals()});
  for (std::size_t i = 0; i < program_.linked.size(); ++i) {
    const LinkedModule& module = program_.linked[i];
    const Stretch globals{module.globals_begin, module.globals_end};
    make_names_of(static_cast<int32_t>(i), {module.names_begin, module.names_end}, globals);
    LinkedGlobals& linked = image_.linked.emplace_back();
    linked.module = library_.find_module(module.name);
    linked.parent = parent_of(module.name);
    // What is private to the module nobody else finds. A module that is for others of ours has no
    // list of what is public.
    const std::vector<std::string>* names = library_.names_in(module.name);
    for (std::size_t g = globals.begin; g < globals.end; ++g) {
      const std::string& name = program_.globals[g];
      if (names && !std::binary_search(names->begin(), names->end(), name)) continue;
      linked.globals.emplace_back(symbols_.intern(name), static_cast<int32_t>(g));
    }
    std::sort(linked.globals.begin(), linked.globals.end());
  }
}

// Of "trio.to_thread" it is "trio", if that has it as a member.
int32_t Maker::parent_of(std::string_view module) {
  const std::size_t dot = module.rfind('.');
  if (dot == std::string_view::npos) return -1;
  const std::string_view parent = module.substr(0, dot);
  for (const std::string& part : library_.submodules_of(parent)) {
    if (part == module) return library_.find_module(parent);
  }
  return -1;
}

// The stretches follow one another.
void Maker::make_names_of(int32_t linked, Stretch names, Stretch globals) {
  std::map<std::string_view, int32_t> places;
  for (std::size_t i = globals.begin; i < globals.end; ++i) {
    places.emplace(program_.globals[i], static_cast<int32_t>(i));
    image_.builtin_of_global.push_back(builtin(program_.globals[i], linked));
  }
  for (std::size_t i = names.begin; i < names.end; ++i) {
    const std::string& name = program_.names[i];
    image_.names.push_back(symbols_.intern(name));
    const auto at = places.find(name);
    image_.global_of_name.push_back(at == places.end() ? -1 : at->second);
    image_.builtin_of_name.push_back(builtin(name, linked));
  }
}

Value Maker::instance(int32_t klass, int32_t id) {
  const Value v = heap_.allocate(Type::kObject);
  ObjectBody& body = heap_.object(v);
  body.klass = Value::of(Type::kClass, static_cast<uint32_t>(klass));
  body.id = id;
  return v;
}

Value Maker::text(const std::string& utf8) {
  const auto [at, fresh] = texts_.try_emplace(utf8);
  if (fresh) at->second = heap_.new_str(utf8);
  return at->second;
}

Value Maker::value_of(const Constant& constant) {
  struct Visitor {
    Maker& maker;
    Value operator()(std::monostate) const { return Value::none(); }
    Value operator()(bool b) const { return Value::boolean(b); }
    Value operator()(int64_t i) const { return Value::of_int(i); }
    Value operator()(double d) const { return Value::of_float(d); }
    Value operator()(const std::string& s) const { return maker.text(s); }
    Value operator()(const TupleConstant& t) const {
      std::vector<Value> items;
      for (const Constant& c : t.items) items.push_back(maker.heap_.retain(maker.value_of(c)));
      return maker.heap_.new_tuple(std::move(items));
    }
    Value operator()(Ellipsis) const { return Value::of(Type::kEllipsis, 0); }
    Value operator()(const BigIntConstant& i) const {
      return maker.heap_.new_int(big_int_of_digits(i.digits, i.base));
    }
    Value operator()(ImaginaryConstant c) const { return maker.heap_.new_complex(0, c.value); }
    Value operator()(const BytesConstant& b) const { return maker.heap_.new_bytes(b.bytes); }
    Value operator()(CodeRef c) const {
      return Value::of(Type::kCode, static_cast<uint32_t>(c.index));
    }
  };
  return std::visit(Visitor{*this}, constant.value);
}

}  // namespace

Image make_image(const Program& program, const Library& library, Heap& heap, Symbols& symbols) {
  return Maker(program, library, heap, symbols).make();
}

}  // namespace grove
