# The libraries: the system's where it has them, else a pinned upstream release. Debian 12 has all
# of them but a new enough ImGui, which .ci/imgui.cmake looks after.
include(FetchContent)
# Some of the pinned releases ask for policies so old that CMake 4 refuses them.
set(CMAKE_POLICY_VERSION_MINIMUM 3.5)

# pinned(NAME VERSION REPOSITORY TAG): find_package(NAME VERSION), else the source at TAG.
macro(pinned name version repository tag)
  FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${tag}
                       GIT_SUBMODULES ""  # what their own tests need
                       FIND_PACKAGE_ARGS ${version})
  FetchContent_MakeAvailable(${name})
  string(TOLOWER ${name} lower)
  if(${lower}_SOURCE_DIR)
    # No warnings from its headers. FetchContent's own SYSTEM breaks the tag in CMake 3.25.1.
    get_property(fetched DIRECTORY ${${lower}_SOURCE_DIR} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS fetched)
      set_target_properties(${target} PROPERTIES SYSTEM ON)
    endforeach()
  endif()
endmacro()

# own_include(FILE OUT): of a header of this system's, a folder that holds its own folder alone. The
# system's includes as a whole are not for another processor's standard library.
function(own_include file out)
  get_filename_component(name ${file} DIRECTORY)
  string(REGEX REPLACE "/.*" "" name "${name}")
  find_path(system_${name} ${file} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
  if(NOT system_${name})
    set(${out} "" PARENT_SCOPE)
    return()
  endif()
  set(folder ${PROJECT_BINARY_DIR}/include)
  file(MAKE_DIRECTORY ${folder})
  file(CREATE_LINK ${system_${name}}/${name} ${folder}/${name} SYMBOLIC)
  set(${out} ${folder} PARENT_SCOPE)
endfunction()

# pinned_headers(TARGET FILE REPOSITORY TAG [FOLDER]): the same for headers without a CMake package;
# FOLDER is where in the repository the include path begins.
function(pinned_headers target file repository tag)
  if(EMSCRIPTEN)
    own_include(${file} include)
  else()
    find_path(${target}_DIR ${file})
    set(include ${${target}_DIR})
  endif()
  if(NOT include)
    # Cloned into a folder of the headers' own name, for repositories that have no such folder.
    get_filename_component(name ${file} DIRECTORY)
    set(clone ${FETCHCONTENT_BASE_DIR}/${target}/${name})
    FetchContent_Declare(${target} GIT_REPOSITORY ${repository} GIT_TAG ${tag} SOURCE_DIR ${clone}
                         # Their own build files, if any, are not wanted.
                         SOURCE_SUBDIR none)
    FetchContent_MakeAvailable(${target})
    cmake_path(SET include NORMALIZE ${clone}/${ARGV4})
  endif()
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${include})
endfunction()

if(EMSCRIPTEN)
  # Headers are the same for every processor; what Debian has compiled is not.
  pinned_headers(grove_fmt fmt/format.h https://github.com/fmtlib/fmt.git 9.1.0 ../include)
  # Its templates that headers only declare.
  set(fmt_source ${PROJECT_BINARY_DIR}/generated/fmt.cpp)
  file(CONFIGURE OUTPUT ${fmt_source} CONTENT "#include <fmt/format-inl.h>
FMT_BEGIN_NAMESPACE
namespace detail {
template dragonbox::decimal_fp<float> dragonbox::to_decimal(float) noexcept;
template dragonbox::decimal_fp<double> dragonbox::to_decimal(double) noexcept;
template thousands_sep_result<char> thousands_sep_impl(locale_ref);
template thousands_sep_result<wchar_t> thousands_sep_impl(locale_ref);
template char decimal_point_impl(locale_ref);
template wchar_t decimal_point_impl(locale_ref);
}
FMT_END_NAMESPACE
")
  add_library(grove_fmt_compiled STATIC ${fmt_source})
  target_link_libraries(grove_fmt_compiled PUBLIC grove_fmt)
  add_library(fmt::fmt ALIAS grove_fmt_compiled)
  pinned_headers(grove_json nlohmann/json.hpp https://github.com/nlohmann/json.git v3.11.2
                 ../include)
  add_library(nlohmann_json::nlohmann_json ALIAS grove_json)
  pinned_headers(grove_cli11 CLI/CLI.hpp https://github.com/CLIUtils/CLI11.git v2.1.2 ../include)
  add_library(CLI11::CLI11 ALIAS grove_cli11)
else()
  # Compiled, not header-only, which would take every source that formats from 3 s to 7 s.
  pinned(fmt 9 https://github.com/fmtlib/fmt.git 9.1.0)
  pinned(nlohmann_json 3.11 https://github.com/nlohmann/json.git v3.11.2)
  pinned(CLI11 2.1 https://github.com/CLIUtils/CLI11.git v2.1.2)
endif()
pinned_headers(grove_fast_float fast_float/fast_float.h
               https://github.com/fastfloat/fast_float.git v3.9.0 include)
# Of Boost, Multiprecision alone, which can do without the rest of it.
pinned_headers(grove_multiprecision boost/multiprecision/cpp_int.hpp
               https://github.com/boostorg/multiprecision.git boost-1.83.0 include)

if(GROVE_VIEWER AND NOT EMSCRIPTEN)
  set(GLFW_BUILD_DOCS OFF)
  set(GLFW_INSTALL OFF)
  pinned(glfw3 3.3 https://github.com/glfw/glfw.git 3.3.8)
  # libOpenGL, not libGL, which would bring X11 along where only EGL is used.
  find_package(OpenGL REQUIRED COMPONENTS OpenGL EGL)
  pinned_headers(grove_stb stb/stb_image_write.h https://github.com/nothings/stb.git
                 31c1ad37456438565541f4919958214b6e762fb4 ..)
endif()

if(GROVE_TESTS)
  # Catch2 2, not the newest: Debian 12 has it, and 3 includes by other paths.
  pinned(Catch2 2.13 https://github.com/catchorg/Catch2.git v2.13.10)
  set(RC_INSTALL_ALL_EXTRAS ON)  # rapidcheck/catch.h, without the Catch2 of its own
  pinned(rapidcheck "" https://github.com/emil-e/rapidcheck.git
         ff6af6fc683159deb51c543b065eba14dfcf329b)
endif()
