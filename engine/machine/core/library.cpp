#include "engine/machine/core/library.h"

#include <algorithm>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/machine/core/machinery.h"

namespace grove {

namespace {

// Modules that are C in the real Python, so that wrong arguments get C's messages.
bool is_c_module(std::string_view name) {
  return name == "builtins" || name == "math" || name == "time" || name == "itertools" ||
         name == "_asyncio";
}

// For the modules that are written in Python only.
bool is_internal(const NativeModule& module) { return module.name[0] == '_'; }

// Null for text, which is an object of some heap.
Value value_of(const Constant& constant) {
  if (const bool* b = std::get_if<bool>(&constant.value)) return Value::boolean(*b);
  if (const int64_t* n = std::get_if<int64_t>(&constant.value)) return Value::of_int(*n);
  if (const double* d = std::get_if<double>(&constant.value)) return Value::of_float(*d);
  return std::holds_alternative<std::monostate>(constant.value) ? Value::none() : Value{};
}

// Sets `least` and `defaults`.
void prepare_direct_calls(Native* native) {
  for (const NativeParameter& p : native->parameters) {
    const bool by_position = p.kind == NativeParameter::Kind::kPositionalOnly ||
                             p.kind == NativeParameter::Kind::kPositional;
    const Value value = p.has_default ? value_of(p.default_value) : Value{};
    if (!by_position) native->least = native->parameters.size() + 1;
    native->defaults.push_back(value);
    const bool has_to_be_given = p.required || (p.has_default && value.is_null());
    if (by_position && has_to_be_given) {
      native->least = std::max(native->least, native->defaults.size());
    }
  }
}

Native make_native(const char* name, std::string qualname, const NativeModule& module,
                   Native::Kind kind) {
  Native native;
  native.name = name;
  native.qualname = std::move(qualname);
  native.module = module.shown;
  native.kind = kind;
  native.is_c_function = is_c_module(module.shown);
  return native;
}

}  // namespace

// --- ModuleBuilder ---

ModuleBuilder& ModuleBuilder::function(const char* name, const char* signature, PlainFunction fn) {
  Native native = make_native(name, name, library_->modules_[module_], Native::Kind::kPlain);
  native.plain = fn;
  library_->add_member(module_, {name,
                                 NativeModule::Member::Kind::kNative,
                                 library_->add_native(std::move(native), signature),
                                 {}});
  return *this;
}

ModuleBuilder& ModuleBuilder::turns(const char* name, const char* signature, TurnFunction fn) {
  Native native = make_native(name, name, library_->modules_[module_], Native::Kind::kTurns);
  native.turn = fn;
  library_->add_member(module_, {name,
                                 NativeModule::Member::Kind::kNative,
                                 library_->add_native(std::move(native), signature),
                                 {}});
  return *this;
}

ModuleBuilder& ModuleBuilder::in_python(const char* name, const char* signature,
                                        const char* module) {
  library_->homes_.push_back({name, module});
  return turns(name, signature, call_in_python);
}

ModuleBuilder& ModuleBuilder::coroutine(const char* name, const char* signature, TurnFunction fn) {
  Native native = make_native(name, name, library_->modules_[module_], Native::Kind::kCoroutine);
  native.turn = fn;
  library_->add_member(module_, {name,
                                 NativeModule::Member::Kind::kNative,
                                 library_->add_native(std::move(native), signature),
                                 {}});
  return *this;
}

ModuleBuilder& ModuleBuilder::constant(const char* name, Constant value) {
  library_->add_member(module_,
                       {name, NativeModule::Member::Kind::kConstant, -1, std::move(value)});
  return *this;
}

ModuleBuilder& ModuleBuilder::not_implemented() {
  NativeModule::Member member;
  member.name = "NotImplemented";
  member.kind = NativeModule::Member::Kind::kNotImplemented;
  library_->add_member(module_, std::move(member));
  return *this;
}

ModuleBuilder& ModuleBuilder::source(std::string_view text, std::string_view part) {
  NativeModule& module = library_->modules_[module_];
  ModuleSource& source = module.sources.emplace_back();
  source.text = text;
  source.part = part;
  const bool internal = is_internal(module);
  if (internal && part.empty()) return *this;
  constexpr std::string_view kBegin = "__all__ = [";
  const std::size_t begin = text.find(kBegin);
  ENSURE(begin != std::string_view::npos, "a module in Python says not what is public in it");
  std::string_view list = text.substr(begin, text.find(']', begin) - begin);
  for (std::size_t open = list.find('"'); open != std::string_view::npos; open = list.find('"')) {
    list.remove_prefix(open + 1);
    const std::size_t close = list.find('"');
    source.names.emplace_back(list.substr(0, close));
    list.remove_prefix(close + 1);
  }
  if (!internal) library_->add_names(module_, source.names);
  return *this;
}

ModuleBuilder& ModuleBuilder::generic() {
  const NativeModule::Member& last = library_->modules_[module_].members.back();
  Native& native = library_->natives_[static_cast<std::size_t>(last.index)];
  native.is_generic = true;
  native.called = native.qualname + ".__new__";  // Trio makes a class of it
  return *this;
}

ModuleBuilder& ModuleBuilder::instance(const char* name, const char* klass, int32_t id) {
  const int32_t index = library_->find_class(klass);
  ENSURE(index >= 0, "a module has an instance of a class that was not added");
  library_->add_member(module_, {name, NativeModule::Member::Kind::kInstance, index, {}, id});
  return *this;
}

ModuleBuilder& ModuleBuilder::submodule(const char* name) {
  const std::string full = library_->modules_[module_].name + "." + name;
  library_->module(full.c_str());
  library_->add_member(
      module_, {name, NativeModule::Member::Kind::kModule, library_->find_module(full), {}});
  return *this;
}

ModuleBuilder& ModuleBuilder::alias(const char* name, const char* module, const char* original) {
  const int32_t source = library_->find_module(module);
  ENSURE(source >= 0, "an alias names a module that was not added");
  for (const NativeModule::Member& m : library_->modules_[source].members) {
    if (m.name != original) continue;
    NativeModule::Member copy = m;
    copy.name = name;
    library_->add_member(module_, std::move(copy));
    return *this;
  }
  ENSURE(false, "an alias names something that its module does not have");
  return *this;
}

ModuleBuilder& ModuleBuilder::known_as(const char* name, const char* klass) {
  const int32_t index = library_->find_class(klass);
  ENSURE(index >= 0, "a second name is given to a class that was not added");
  library_->add_member(module_, {name, NativeModule::Member::Kind::kClass, index, Constant{}});
  return *this;
}

ModuleBuilder& ModuleBuilder::shown_as(const char* module) {
  library_->modules_[module_].shown = module;
  return *this;
}

// --- ClassBuilder ---

namespace {

// Signatures of methods are written without self, which no caller can pass by name.
std::string with_self(const char* signature) {
  const std::string_view rest = signature;
  if (rest.empty()) return "self, /";
  // A "/" of its own makes self positional-only too.
  const bool has_slash = rest.find('/') != std::string_view::npos;
  return (has_slash ? "self, " : "self, /, ") + std::string(rest);
}

}  // namespace

// Adds a native that is no method yet; whoever asks for it says what it runs.
Native& ClassBuilder::add_method(const char* name, Native::Kind kind, const char* signature) {
  const NativeClass& klass = library_->classes_[class_];
  Native native;
  native.name = name;
  native.qualname = klass.name + "." + name;
  native.module = klass.module;
  native.kind = kind;
  native.is_method = true;
  native.is_c_function = is_c_module(klass.module);
  native.owner = class_;
  const int32_t index = library_->add_native(std::move(native), with_self(signature).c_str());
  library_->classes_[class_].methods.push_back(index);
  return library_->natives_.back();
}

ClassBuilder& ClassBuilder::constructor(const char* signature, PlainFunction fn) {
  add_constructor(Native::Kind::kPlain, signature).plain = fn;
  return *this;
}

ClassBuilder& ClassBuilder::initializer(const char* signature, PlainFunction fn,
                                        std::vector<Value> bare) {
  method("__init__", signature, fn);
  library_->classes_[class_].has_initializer = true;
  library_->classes_[class_].bare_arguments = std::move(bare);
  return *this;
}

ClassBuilder& ClassBuilder::constructor_turns(const char* signature, TurnFunction fn) {
  add_constructor(Native::Kind::kTurns, signature).turn = fn;
  return *this;
}

// No attribute of the class: it runs when the class is called, which is its self.
Native& ClassBuilder::add_constructor(Native::Kind kind, const char* signature) {
  Native& native = add_method("__new__", kind, signature);
  NativeClass& klass = library_->classes_[class_];
  klass.constructor = klass.methods.back();
  klass.methods.pop_back();
  native.name = native.qualname = klass.name;
  if (!native.is_c_function) native.qualname += ".__init__";
  native.owner = -1;
  return native;
}

ClassBuilder& ClassBuilder::method(const char* name, const char* signature, PlainFunction fn) {
  add_method(name, Native::Kind::kPlain, signature).plain = fn;
  return *this;
}

ClassBuilder& ClassBuilder::method_turns(const char* name, const char* signature, TurnFunction fn) {
  add_method(name, Native::Kind::kTurns, signature).turn = fn;
  return *this;
}

ClassBuilder& ClassBuilder::method_in_python(const char* name, const char* signature,
                                             const char* module) {
  library_->homes_.push_back({name, module});
  return method_turns(name, signature, call_in_python);
}

ClassBuilder& ClassBuilder::method_coroutine(const char* name, const char* signature,
                                             TurnFunction fn) {
  add_method(name, Native::Kind::kCoroutine, signature).turn = fn;
  return *this;
}

ClassBuilder& ClassBuilder::class_method(const char* name, const char* signature,
                                         PlainFunction fn) {
  Native& native = add_method(name, Native::Kind::kPlain, signature);
  native.plain = fn;
  native.is_method = false;
  native.is_class_method = true;
  native.owner = -1;
  return *this;
}

ClassBuilder& ClassBuilder::static_turns(const char* name, const char* signature, TurnFunction fn) {
  const NativeClass& klass = library_->classes_[class_];
  Native native;
  native.name = name;
  native.qualname = klass.name + "." + name;
  native.module = klass.module;
  native.kind = Native::Kind::kTurns;
  native.turn = fn;
  native.is_c_function = is_c_module(klass.module);
  const int32_t index = library_->add_native(std::move(native), signature);
  library_->classes_[class_].methods.push_back(index);
  return *this;
}

ClassBuilder& ClassBuilder::property(const char* name, PlainFunction get, PlainFunction set) {
  Native& native = add_method(name, Native::Kind::kProperty, "");
  native.plain = get;
  native.setter = set;
  return *this;
}

ClassBuilder& ClassBuilder::constant(const char* name, Constant value) {
  library_->symbols_.intern(name);
  library_->classes_[class_].constants.emplace_back(name, std::move(value));
  return *this;
}

ClassBuilder& ClassBuilder::instance(const char* name, int32_t id) {
  library_->symbols_.intern(name);
  library_->classes_[class_].instances.emplace_back(name, id);
  return *this;
}

ClassBuilder& ClassBuilder::generic() {
  library_->classes_[class_].is_generic = true;
  return *this;
}

ClassBuilder& ClassBuilder::open() {
  library_->classes_[class_].is_open = true;
  return *this;
}

ClassBuilder& ClassBuilder::frozen() {
  library_->classes_[class_].is_frozen = true;
  return *this;
}

ClassBuilder& ClassBuilder::called(const char* qualname) {
  const int32_t constructor = library_->classes_[class_].constructor;
  library_->natives_[static_cast<std::size_t>(constructor)].called = qualname;
  return *this;
}

ClassBuilder& ClassBuilder::cancellation() {
  library_->classes_[class_].is_cancellation = true;
  return *this;
}

// --- Library ---

Library::Library() {
  constexpr std::size_t kRoom = 4096;  // for all there are, so that none is moved
  natives_.reserve(kRoom);
  for (const char* name : {
#define X(id, text) text,
           GROVE_KNOWN_NAMES(X)
#undef X
       }) {
    symbols_.intern(name);
  }
  ENSURE(symbols_.size() == static_cast<std::size_t>(Known::kCount),
         "a known name stands twice in the list, so that numbers no longer match");
  klass("builtins", "object", Type::kInstance);
  klass("builtins", "type", Type::kClass);
  add_machinery(*this);
}

ModuleBuilder Library::module(const char* name) {
  int32_t index = find_module(name);
  if (index < 0) {
    index = static_cast<int32_t>(modules_.size());
    modules_.push_back({name, name, {}});
    names_.emplace_back();
  }
  return ModuleBuilder(*this, index);
}

ClassBuilder Library::klass(const char* module_name, const char* name, Type instance_type,
                            const char* base) {
  const int32_t there = find_class(module_name, name);
  if (there >= 0) return ClassBuilder(*this, there);
  const int32_t index = add_class(module_name, name, instance_type, base);
  add_member(find_module(module_name), {name, NativeModule::Member::Kind::kClass, index, {}});
  const std::string module_text = module_name;
  class_by_name_.emplace(module_text == "builtins" ? name : module_text + "." + name, index);
  return ClassBuilder(*this, index);
}

ClassBuilder Library::exception(const char* module_name, const char* name, const char* base) {
  ClassBuilder builder = klass(module_name, name, Type::kException, base);
  const int32_t index = find_class(module_name, name);
  classes_[index].is_exception = true;
  return builder;
}

ClassBuilder Library::unlisted_class(const char* module_name, const char* name, const char* base) {
  const int32_t index = add_class("builtins", name, Type::kObject, base);
  NativeClass& klass = classes_[index];
  klass.module = module_name;
  klass.is_exception = classes_[klass.bases.front()].is_exception;
  if (klass.is_exception) klass.instance_type = Type::kException;
  class_by_name_.emplace(std::string(module_name) + "." + name, index);
  return ClassBuilder(*this, index);
}

ClassBuilder Library::hidden_class(const char* name, Type instance_type) {
  for (std::size_t i = 0; i < classes_.size(); ++i) {
    if (classes_[i].name == name && classes_[i].instance_type == instance_type) {
      return ClassBuilder(*this, static_cast<int32_t>(i));
    }
  }
  return ClassBuilder(*this, add_class("builtins", name, instance_type, ""));
}

int32_t Library::internal(const char* name, const char* signature, TurnFunction fn,
                          Native::Kind kind) {
  Native native;
  native.name = native.qualname = name;
  native.kind = kind;
  native.turn = fn;
  return add_native(std::move(native), signature);
}

int32_t Library::internal_plain(const char* name, const char* signature, PlainFunction fn) {
  Native native;
  native.name = native.qualname = name;
  native.plain = fn;
  return add_native(std::move(native), signature);
}

int32_t Library::add_native(Native&& native, const char* signature) {
  native.parameters = parse_signature(signature);
  prepare_direct_calls(&native);
  symbols_.intern(native.name);
  for (const NativeParameter& p : native.parameters) symbols_.intern(p.name);
  natives_.push_back(std::move(native));
  return static_cast<int32_t>(natives_.size()) - 1;
}

int32_t Library::add_class(const char* module_name, const char* name, Type instance_type,
                           const char* base) {
  module(module_name);
  NativeClass klass;
  klass.name = name;
  klass.module = modules_[find_module(module_name)].shown;
  klass.instance_type = instance_type;
  klass.bases = find_bases(module_name, base);
  if (klass.bases.empty() && !classes_.empty()) klass.bases.push_back(0);
  symbols_.intern(name);
  classes_.push_back(std::move(klass));
  return static_cast<int32_t>(classes_.size()) - 1;
}

void Library::add_name(int32_t module, const std::string& name) {
  symbols_.intern(name);
  std::vector<std::string>& names = names_[module];
  const auto at = std::lower_bound(names.begin(), names.end(), name);
  ENSURE(at == names.end() || *at != name, "a module was given the same name twice");
  names.insert(at, name);
}

void Library::add_names(int32_t module, const std::vector<std::string>& more) {
  for (const std::string& name : more) symbols_.intern(name);
  std::vector<std::string>& names = names_[module];
  const auto old_size = static_cast<std::ptrdiff_t>(names.size());
  names.insert(names.end(), more.begin(), more.end());
  std::sort(names.begin() + old_size, names.end());
  std::inplace_merge(names.begin(), names.begin() + old_size, names.end());
  ENSURE(std::adjacent_find(names.begin(), names.end()) == names.end(),
         "a module was given the same name twice");
}

void Library::add_member(int32_t module, NativeModule::Member member) {
  add_name(module, member.name);
  modules_[module].members.push_back(std::move(member));
}

std::vector<int32_t> Library::find_bases(std::string_view module, std::string_view list) const {
  std::vector<int32_t> bases;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view name = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
    int32_t base = find_class(module, name);
    if (base < 0) base = find_class(name);
    ENSURE(base >= 0, "a class has a base that was not added before it");
    bases.push_back(base);
  }
  return bases;
}

int32_t Library::find_module(std::string_view name) const {
  for (std::size_t i = 0; i < modules_.size(); ++i) {
    if (modules_[i].name == name) return static_cast<int32_t>(i);
  }
  return -1;
}

int32_t Library::find_class(std::string_view module_name, std::string_view name) const {
  const int32_t module = find_module(module_name);
  if (module < 0) return -1;
  for (const NativeModule::Member& m : modules_[module].members) {
    if (m.kind == NativeModule::Member::Kind::kClass && m.name == name) return m.index;
  }
  return -1;
}

int32_t Library::find_class(std::string_view dotted_name) const {
  const auto at = class_by_name_.find(dotted_name);
  if (at != class_by_name_.end()) return at->second;
  // Under a name that it has by an alias.
  const std::size_t dot = dotted_name.rfind('.');
  if (dot == std::string_view::npos) return find_class("builtins", dotted_name);
  return find_class(dotted_name.substr(0, dot), dotted_name.substr(dot + 1));
}

int32_t Library::find_native(TurnFunction fn) const {
  for (std::size_t i = 0; i < natives_.size(); ++i) {
    if (natives_[i].turn == fn) return static_cast<int32_t>(i);
  }
  return -1;
}

const std::vector<std::string>* Library::names_in(std::string_view module) const {
  const int32_t index = find_module(module);
  return index < 0 || is_internal(modules_[index]) ? nullptr : &names_[index];
}

std::vector<std::string> Library::submodules_of(std::string_view module) const {
  std::vector<std::string> found;
  const int32_t index = find_module(module);
  if (index < 0) return found;
  for (const NativeModule::Member& m : modules_[index].members) {
    if (m.kind != NativeModule::Member::Kind::kModule) continue;
    if (!modules_[m.index].sources.empty()) found.push_back(modules_[m.index].name);
  }
  return found;
}

std::vector<ModuleSource> Library::sources_of(std::string_view module) const {
  const int32_t index = find_module(module);
  return index < 0 ? std::vector<ModuleSource>() : modules_[index].sources;
}

std::vector<std::string> Library::modules() const {
  std::vector<std::string> all;
  for (const NativeModule& m : modules_) {
    if (m.name != "builtins" && !is_internal(m)) all.push_back(m.name);
  }
  std::sort(all.begin(), all.end());
  return all;
}

const std::vector<std::string>& Library::builtins() const {
  return names_[find_module("builtins")];
}

}  // namespace grove
