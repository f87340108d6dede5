#include "engine/machine/interpreter/binding.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// What both kinds of parameter list have in common, so that one binder serves both.
struct Shape {
  std::string_view qualname;
  int32_t positional = 0;       // parameters that positional arguments can fill
  int32_t positional_only = 0;  // of them
  int32_t keyword_only = 0;
  int32_t varargs = -1;      // where *args goes, or -1
  int32_t varkeywords = -1;  // where **kwargs goes, or -1
  int32_t unseen = 0;        // parameters, given, that only complaints count

  int32_t named() const { return positional + keyword_only; }
};

class Binder {
 public:
  Binder(Machine& machine, const Shape& shape, Value* slots)
      : m_(machine), heap_(machine.heap), shape_(shape), slots_(slots) {}
  virtual ~Binder() = default;

  bool bind(Value self, const CallArguments& args) {
    given_ = static_cast<int32_t>(args.positional.size()) + (self.is_null() ? 0 : 1);
    place_positional(self, args);
    return place_keywords(args) && check_too_many() && fill_missing();
  }

 protected:
  virtual std::string_view name(int32_t parameter) const = 0;
  // New reference; null if the parameter has no default.
  virtual Value default_of(int32_t parameter) = 0;
  virtual int32_t positional_defaults() const = 0;
  // An optional parameter without a default value stays null.
  virtual bool may_stay_unset(int32_t) const { return false; }

  Machine& m_;
  Heap& heap_;
  const Shape& shape_;

 private:
  void place_positional(Value self, const CallArguments& args);
  bool place_keywords(const CallArguments& args);
  bool place_unknown_keyword(const CallArguments& args, std::size_t i);
  bool check_too_many();
  bool fill_missing();
  bool missing(int32_t from, int32_t to, const char* kind);
  bool fail(const std::string& message) {
    m_.raise_error("TypeError", message);
    return false;
  }

  Value* slots_;
  int32_t given_ = 0;
};

void Binder::place_positional(Value self, const CallArguments& args) {
  int32_t next = 0;
  if (!self.is_null() && shape_.positional > 0) slots_[next++] = heap_.retain(self);
  std::size_t taken = 0;
  while (next < shape_.positional && taken < args.positional.size()) {
    slots_[next++] = heap_.retain(args.positional[taken++]);
  }
  if (shape_.varargs < 0) return;
  const std::span<const Value> rest = args.positional.subspan(taken);
  for (Value v : rest) heap_.retain(v);
  if (!self.is_null() && shape_.positional == 0) {
    std::vector<Value> all{heap_.retain(self)};
    all.insert(all.end(), rest.begin(), rest.end());
    slots_[shape_.varargs] = heap_.tuple_from(all);
  } else {
    slots_[shape_.varargs] = heap_.tuple_from(rest);
  }
}

bool Binder::place_keywords(const CallArguments& args) {
  if (shape_.varkeywords >= 0) slots_[shape_.varkeywords] = heap_.new_dict();
  for (std::size_t i = 0; i < args.keyword_names.size(); ++i) {
    if (!args.keyword_names[i].is(Type::kStr)) return fail("keywords must be strings");
    const std::string_view keyword = text_of(m_, args.keyword_names[i]);
    int32_t at = shape_.positional_only;
    while (at < shape_.named() && name(at) != keyword) ++at;
    if (at == shape_.named()) {
      if (!place_unknown_keyword(args, i)) return false;
    } else if (!slots_[at].is_null()) {
      return fail(
          fmt::format("{}() got multiple values for argument '{}'", shape_.qualname, keyword));
    } else {
      slots_[at] = heap_.retain(args.keyword_values[i]);
    }
  }
  return true;
}

bool Binder::place_unknown_keyword(const CallArguments& args, std::size_t i) {
  if (shape_.varkeywords >= 0) {
    return dict_set(m_, slots_[shape_.varkeywords], args.keyword_names[i], args.keyword_values[i]);
  }
  std::string wrong;
  for (int32_t p = 0; p < shape_.positional_only; ++p) {
    for (Value v : args.keyword_names) {
      if (text_of(m_, v) != name(p)) continue;
      if (!wrong.empty()) wrong += ", ";
      wrong += name(p);
    }
  }
  if (!wrong.empty()) {
    return fail(
        fmt::format("{}() got some positional-only arguments passed as keyword arguments: '{}'",
                    shape_.qualname, wrong));
  }
  return fail(fmt::format("{}() got an unexpected keyword argument '{}'", shape_.qualname,
                          text_of(m_, args.keyword_names[i])));
}

bool Binder::check_too_many() {
  if (given_ <= shape_.positional || shape_.varargs >= 0) return true;
  int32_t keyword_only_given = 0;
  for (int32_t i = shape_.positional; i < shape_.named(); ++i) {
    if (!slots_[i].is_null()) ++keyword_only_given;
  }
  const int32_t defaults = positional_defaults();
  const int32_t most = shape_.positional + shape_.unseen;
  const int32_t given = given_ + shape_.unseen;
  const bool plural = defaults > 0 || most != 1;
  const std::string takes =
      defaults > 0 ? fmt::format("from {} to {}", most - defaults, most) : fmt::format("{}", most);
  std::string also;
  if (keyword_only_given > 0) {
    also =
        fmt::format(" positional argument{} (and {} keyword-only argument{})",
                    given != 1 ? "s" : "", keyword_only_given, keyword_only_given != 1 ? "s" : "");
  }
  return fail(fmt::format("{}() takes {} positional argument{} but {}{} {} given", shape_.qualname,
                          takes, plural ? "s" : "", given, also,
                          given == 1 && keyword_only_given == 0 ? "was" : "were"));
}

bool Binder::fill_missing() {
  for (int32_t i = 0; i < shape_.named(); ++i) {
    if (!slots_[i].is_null()) continue;
    slots_[i] = default_of(i);
    if (i + 1 == shape_.positional && !missing(0, shape_.positional, "positional")) return false;
  }
  return missing(0, shape_.positional, "positional") &&
         missing(shape_.positional, shape_.named(), "keyword-only");
}

bool Binder::missing(int32_t from, int32_t to, const char* kind) {
  std::vector<std::string> names;
  for (int32_t i = from; i < to; ++i) {
    if (slots_[i].is_null() && !may_stay_unset(i)) names.emplace_back(name(i));
  }
  if (names.empty()) return true;
  return fail(fmt::format("{}() missing {} required {} argument{}: {}", shape_.qualname,
                          names.size(), kind, names.size() == 1 ? "" : "s", join_names(names)));
}

class FunctionBinder : public Binder {
 public:
  FunctionBinder(Machine& machine, const Shape& shape, Value* slots, const Code& code,
                 const FunctionBody& function)
      : Binder(machine, shape, slots), code_(code), function_(function) {}

 private:
  std::string_view name(int32_t parameter) const override {
    return code_.slot_names[static_cast<std::size_t>(parameter)];
  }
  Value default_of(int32_t parameter) override {
    if (parameter >= shape_.positional) {
      if (function_.keyword_defaults.is_null()) return Value{};
      return heap_.retain(dict_find_text(m_, function_.keyword_defaults, name(parameter)));
    }
    const int32_t from = shape_.positional - positional_defaults();
    if (parameter < from) return Value{};
    return heap_.retain(
        heap_.tuple(function_.defaults).items[static_cast<std::size_t>(parameter - from)]);
  }
  int32_t positional_defaults() const override {
    if (function_.defaults.is_null()) return 0;
    return static_cast<int32_t>(heap_.tuple(function_.defaults).items.size());
  }

  const Code& code_;
  const FunctionBody& function_;
};

class NativeBinder : public Binder {
 public:
  NativeBinder(Machine& machine, const Shape& shape, Value* slots, const Native& native)
      : Binder(machine, shape, slots), native_(native) {}

 private:
  // Slots follow the order of a code's, so that one Shape fits: *args and **kwargs stand last.
  const NativeParameter& parameter(int32_t i) const {
    return *std::find_if(native_.parameters.begin(), native_.parameters.end(),
                         [&i](const NativeParameter& p) { return is_named(p) && i-- == 0; });
  }
  static bool is_named(const NativeParameter& p) {
    return p.kind != NativeParameter::Kind::kVarArgs &&
           p.kind != NativeParameter::Kind::kVarKeywords;
  }
  std::string_view name(int32_t i) const override { return parameter(i).name; }
  Value default_of(int32_t i) override {
    const NativeParameter& p = parameter(i);
    if (p.required || !p.has_default) return Value{};
    const auto& constant = p.default_value.value;
    if (const bool* b = std::get_if<bool>(&constant)) return Value::boolean(*b);
    if (const int64_t* n = std::get_if<int64_t>(&constant)) return Value::of_int(*n);
    if (const double* d = std::get_if<double>(&constant)) return Value::of_float(*d);
    if (const std::string* s = std::get_if<std::string>(&constant)) return heap_.new_str(*s);
    return Value::none();
  }
  int32_t positional_defaults() const override {
    int32_t count = 0;
    for (int32_t i = 0; i < shape_.positional; ++i) count += parameter(i).required ? 0 : 1;
    return count;
  }
  bool may_stay_unset(int32_t i) const override { return !parameter(i).required; }

  const Native& native_;
};

Shape shape_of(const Native& native) {
  Shape shape;
  shape.qualname = native.called.empty() ? native.qualname : native.called;
  shape.unseen = native.is_generic ? 1 : 0;
  int32_t last = 0;
  for (const NativeParameter& p : native.parameters) {
    switch (p.kind) {
      case NativeParameter::Kind::kPositionalOnly:
        ++shape.positional_only, ++shape.positional;
        break;
      case NativeParameter::Kind::kPositional:
        ++shape.positional;
        break;
      case NativeParameter::Kind::kKeywordOnly:
        ++shape.keyword_only;
        break;
      case NativeParameter::Kind::kVarArgs:
        shape.varargs = 0;
        break;
      case NativeParameter::Kind::kVarKeywords:
        shape.varkeywords = 0;
        break;
    }
  }
  last = shape.named();
  if (shape.varargs == 0) shape.varargs = last++;
  if (shape.varkeywords == 0) shape.varkeywords = last;
  return shape;
}

// Functions that are C in CPython count their arguments without self and complain in other words;
// which ones depends on whether they take any by keyword.
class CCheck {
 public:
  CCheck(Machine& machine, const Native& native, const Shape& shape, int32_t given,
         const CallArguments& args)
      : m_(machine),
        native_(native),
        shape_(shape),
        args_(args),
        self_(native.is_method || native.is_class_method ? 1 : 0),
        given_(given - self_) {}

  bool check() {
    const bool takes_keywords = shape_.named() > shape_.positional_only || shape_.varkeywords >= 0;
    if (shape_.varargs >= 0 || shape_.varkeywords >= 0) {
      return check_keywords() && (shape_.varargs >= 0 || check_count());
    }
    if (takes_keywords) return check_keywords() && check_clinic();
    if (!args_.keyword_names.empty()) return fail("{}() takes no keyword arguments", full_name());
    return check_count();
  }

 private:
  template <class... T>
  bool fail(fmt::format_string<T...> text, T&&... parts) {
    m_.raise_error("TypeError", fmt::format(text, std::forward<T>(parts)...));
    return false;
  }
  static const char* plural(int32_t n) { return n == 1 ? "" : "s"; }
  std::string full_name() const {
    const bool is_bare = native_.module == "builtins" || native_.is_method;
    return is_bare ? native_.qualname : native_.module + "." + native_.qualname;
  }
  bool is_given_by_keyword(const NativeParameter& p) const {
    return std::any_of(args_.keyword_names.begin(), args_.keyword_names.end(), [&](Value keyword) {
      return keyword.is(Type::kStr) && p.name == text_of(m_, keyword) &&
             p.kind != NativeParameter::Kind::kPositionalOnly;
    });
  }

  bool check_keywords() {
    if (shape_.varkeywords >= 0) return true;
    for (Value keyword : args_.keyword_names) {
      const bool known = std::any_of(
          native_.parameters.begin(), native_.parameters.end(), [&](const NativeParameter& p) {
            return keyword.is(Type::kStr) && p.name == text_of(m_, keyword) &&
                   p.kind != NativeParameter::Kind::kPositionalOnly;
          });
      if (known) continue;
      if (!keyword.is(Type::kStr)) return fail("keywords must be strings");
      return fail("'{}' is an invalid keyword argument for {}()", m_.str_of(keyword), native_.name);
    }
    return true;
  }

  // Only positional arguments.
  bool check_count() {
    int32_t least = -self_;
    for (const NativeParameter& p : native_.parameters) least += p.required ? 1 : 0;
    const int32_t most = shape_.positional - self_;
    if (given_ >= least && given_ <= most) return true;
    if (most == 0) return fail("{}() takes no arguments ({} given)", full_name(), given_);
    if (least == 1 && most == 1) {
      return fail("{}() takes exactly one argument ({} given)", full_name(), given_);
    }
    const int32_t bound = given_ < least ? least : most;
    const char* how = least == most ? "" : given_ < least ? "at least " : "at most ";
    // str's searching methods, and only they, are read by the older parser of C functions.
    if (native_.parameters.back().name == "end") {
      return fail("{}() takes {}{} argument{} ({} given)", native_.name, how, bound, plural(bound),
                  given_);
    }
    return fail("{} expected {}{} argument{}, got {}", native_.name, how, bound, plural(bound),
                given_);
  }

  // Arguments by keyword too, as CPython's generated parsers read them.
  bool check_clinic() {
    const int32_t all = shape_.named() - self_;
    const int32_t most = shape_.positional - self_;
    const auto keywords = static_cast<int32_t>(args_.keyword_names.size());
    if (given_ + keywords > all) {
      return fail("{}() takes at most {} {}argument{} ({} given)", native_.name, all,
                  given_ == 0 ? "keyword " : "", plural(all), given_ + keywords);
    }
    int32_t least = -self_;
    for (const NativeParameter& p : native_.parameters) {
      least += p.required && p.kind == NativeParameter::Kind::kPositionalOnly ? 1 : 0;
    }
    if (given_ > most && most == 0) {
      return fail("{}() takes no positional arguments", native_.name);
    }
    if (given_ > most || given_ < least) {
      const bool few = given_ < least;
      const int32_t bound = few ? least : most;
      return fail("{}() takes {} {} positional argument{} ({} given)", native_.name,
                  least == most ? "exactly"
                  : few         ? "at least"
                                : "at most",
                  bound, plural(bound), given_);
    }
    int32_t position = -self_;
    for (const NativeParameter& p : native_.parameters) {
      if (p.required && position >= given_ && !is_given_by_keyword(p)) {
        return fail("{}() missing required argument '{}' (pos {})", native_.name, p.name,
                    position + 1);
      }
      ++position;
    }
    return true;
  }

  Machine& m_;
  const Native& native_;
  const Shape& shape_;
  const CallArguments& args_;
  const int32_t self_;
  const int32_t given_;
};

// The slots of a bound call stand in the order of the signature in Args.
void put_in_signature_order(const Native& native, const Shape& shape, std::vector<Value>* out,
                            std::size_t start) {
  if (shape.varargs < 0) return;
  std::size_t at = 0;
  while (native.parameters[at].kind != NativeParameter::Kind::kVarArgs) ++at;
  const auto first = out->begin() + static_cast<std::ptrdiff_t>(start);
  const auto from = first + shape.varargs;
  std::rotate(first + static_cast<std::ptrdiff_t>(at), from, from + 1);
}

}  // namespace

std::string join_names(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

bool bind_function(Machine& machine, const Code& code, const FunctionBody& function, Value self,
                   const CallArguments& args, std::vector<Value>& slots) {
  Shape shape;
  shape.qualname = code.qualname;
  shape.positional = code.parameter_count;
  shape.positional_only = code.positional_only_count;
  shape.keyword_only = code.keyword_only_count;
  int32_t last = shape.named();
  if (code.has_varargs) shape.varargs = last++;
  if (code.has_varkeywords) shape.varkeywords = last;
  return FunctionBinder(machine, shape, slots.data(), code, function).bind(self, args);
}

bool bind_native(Machine& machine, const Native& native, Value self, const CallArguments& args,
                 std::vector<Value>* out) {
  const Shape shape = shape_of(native);
  const auto given = static_cast<int32_t>(args.positional.size()) + (self.is_null() ? 0 : 1);
  if (native.is_c_function && !CCheck(machine, native, shape, given, args).check()) return false;
  const std::size_t start = out->size();
  out->resize(start + native.parameters.size());
  if (NativeBinder(machine, shape, out->data() + start, native).bind(self, args)) {
    put_in_signature_order(native, shape, out, start);
    return true;
  }
  for (std::size_t i = start; i < out->size(); ++i) machine.heap.release((*out)[i]);
  out->resize(start);
  return false;
}

}  // namespace grove
