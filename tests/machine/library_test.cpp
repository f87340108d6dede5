#include "engine/machine/core/library.h"

#include <catch2/catch.hpp>

namespace grove {
namespace {

using Kind = NativeParameter::Kind;

TEST_CASE("a signature is read as Python writes it") {
  const auto p = parse_signature("a, /, b, c=1.5, *args, d, e='x, y', f=?, **rest");
  REQUIRE(p.size() == 8);
  CHECK(p[0].kind == Kind::kPositionalOnly);
  CHECK(p[1].kind == Kind::kPositional);
  CHECK(p[1].required);
  CHECK(std::get<double>(p[2].default_value.value) == 1.5);
  CHECK_FALSE(p[2].required);
  CHECK(p[3].kind == Kind::kVarArgs);
  CHECK(p[3].name == "args");
  CHECK(p[4].kind == Kind::kKeywordOnly);
  CHECK(p[4].required);
  CHECK(std::get<std::string>(p[5].default_value.value) == "x, y");
  CHECK_FALSE(p[6].required);
  CHECK_FALSE(p[6].has_default);
  CHECK(p[7].kind == Kind::kVarKeywords);
}

TEST_CASE("a bare star makes what follows keyword-only, and literals become values") {
  const auto p = parse_signature("x=None, *, y=True, z=-3, w=inf");
  REQUIRE(p.size() == 4);
  CHECK(std::holds_alternative<std::monostate>(p[0].default_value.value));
  CHECK(p[0].has_default);
  CHECK(p[1].kind == Kind::kKeywordOnly);
  CHECK(std::get<bool>(p[1].default_value.value));
  CHECK(std::get<int64_t>(p[2].default_value.value) == -3);
  CHECK(std::get<double>(p[3].default_value.value) > 1e308);
  CHECK(parse_signature("").empty());
}

Value nothing(Machine&, Args) { return Value::none(); }

TEST_CASE("a library lists its modules and their names, sorted") {
  Library library;
  library.module("zoo").function("b", "", nothing).function("a", "x, /", nothing).submodule("pit");
  library.klass("zoo", "Cage").method("open", "", nothing);
  library.module("zoo.pit").alias("Box", "zoo", "Cage");
  CHECK(library.modules() == std::vector<std::string>{"zoo", "zoo.pit"});
  REQUIRE(library.names_in("zoo") != nullptr);
  CHECK(*library.names_in("zoo") == std::vector<std::string>{"Cage", "a", "b", "pit"});
  CHECK(library.names_in("ark") == nullptr);
  CHECK(library.find_class("zoo.Cage") == library.find_class("zoo.pit", "Box"));
  CHECK(library.find_class("zoo.pit.Box") == library.find_class("zoo.Cage"));
  CHECK(library.find_class("zoo.Cat") == -1);
}

TEST_CASE("a class is made once, and its bases are found in its module, in builtins or by path") {
  Library library;
  library.klass("a", "Base");
  library.klass("a", "One", Type::kObject, "Base");
  library.klass("b", "Two", Type::kObject, "a.One, type");
  const int32_t one = library.find_class("a.One");
  const int32_t two = library.find_class("b.Two");
  const auto& classes = library.classes();
  CHECK(classes[static_cast<std::size_t>(one)].bases ==
        std::vector<int32_t>{library.find_class("a.Base")});
  CHECK(classes[static_cast<std::size_t>(two)].bases ==
        std::vector<int32_t>{one, library.find_class("type")});
  const std::size_t before = classes.size();
  library.klass("a", "One");
  CHECK(classes.size() == before);
}

TEST_CASE("a method takes self first, which callers cannot name") {
  Library library;
  library.klass("a", "C").method("m", "x, y=2", nothing);
  const Native& native = library.natives().back();
  CHECK(native.qualname == "C.m");
  REQUIRE(native.parameters.size() == 3);
  CHECK(native.parameters[0].kind == Kind::kPositionalOnly);
  CHECK(native.parameters[1].kind == Kind::kPositional);
}

}  // namespace
}  // namespace grove
