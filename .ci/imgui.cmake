# Dear ImGui and the fonts, compiled in.

# Debian 12's ImGui, 1.86, has neither the event queue for input nor crisp text at any size, so
# `.ci/setup` unpacks a newer source package into build/deps.
set(GROVE_IMGUI_SOURCE "" CACHE PATH
    "Source folder of Dear ImGui 1.92 or newer; empty: build/deps/imgui, else a pinned release")
set(imgui_source ${GROVE_IMGUI_SOURCE})
if(NOT imgui_source AND EXISTS ${PROJECT_SOURCE_DIR}/build/deps/imgui/imgui.h)
  set(imgui_source ${PROJECT_SOURCE_DIR}/build/deps/imgui)
endif()
if(NOT imgui_source)
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v1.92.2b)
  FetchContent_MakeAvailable(imgui)
  set(imgui_source ${imgui_SOURCE_DIR})
endif()
if(NOT EXISTS ${imgui_source}/imgui.h)
  message(FATAL_ERROR "No imgui.h in ${imgui_source}. Give the source folder of Dear ImGui 1.92 or "
                      "newer: -DGROVE_IMGUI_SOURCE=DIR")
endif()
file(STRINGS ${imgui_source}/imgui.h imgui_version REGEX "define IMGUI_VERSION_NUM")
string(REGEX MATCH "[0-9]+" imgui_version "${imgui_version}")
if(imgui_version LESS 19200)
  message(FATAL_ERROR "Dear ImGui in ${imgui_source} is ${imgui_version}; Grove needs 19200 "
                      "(1.92) or newer: -DGROVE_IMGUI_SOURCE=DIR")
endif()

add_library(imgui STATIC
  ${imgui_source}/imgui.cpp ${imgui_source}/imgui_draw.cpp ${imgui_source}/imgui_tables.cpp
  ${imgui_source}/imgui_widgets.cpp ${imgui_source}/misc/cpp/imgui_stdlib.cpp
  ${imgui_source}/backends/imgui_impl_opengl3.cpp viewer/platform/item_probe.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_source} ${imgui_source}/backends)
target_include_directories(imgui PUBLIC ${PROJECT_SOURCE_DIR})
target_compile_definitions(imgui PUBLIC
  "IMGUI_USER_CONFIG=\"viewer/platform/imconfig_grove.h\"")
if(EMSCRIPTEN)
  target_compile_definitions(imgui PRIVATE IMGUI_IMPL_OPENGL_ES3)
else()
  target_sources(imgui PRIVATE ${imgui_source}/backends/imgui_impl_glfw.cpp)
  target_link_libraries(imgui PRIVATE glfw PUBLIC ${CMAKE_DL_LIBS})
endif()

# Every weight that the visual language uses, and nothing lighter.
find_path(GROVE_INTER_DIR Inter-Medium.otf
          PATHS /usr/share/fonts /usr/local/share/fonts
          PATH_SUFFIXES opentype/inter truetype/inter inter rsms-inter-fonts
          NO_CMAKE_FIND_ROOT_PATH)
find_path(GROVE_JETBRAINS_MONO_DIR JetBrainsMono-Medium.ttf
          PATHS /usr/share/fonts /usr/local/share/fonts
          PATH_SUFFIXES truetype/jetbrains-mono jetbrains-mono TTF jetbrains-mono-fonts
          NO_CMAKE_FIND_ROOT_PATH)
if(NOT GROVE_INTER_DIR OR NOT GROVE_JETBRAINS_MONO_DIR)
  message(FATAL_ERROR "The fonts Inter and JetBrains Mono are missing. Install them (.ci/packages "
                      "names Debian's packages), or give the folders that hold Inter-Medium.otf "
                      "and JetBrainsMono-Medium.ttf: -DGROVE_INTER_DIR=DIR "
                      "-DGROVE_JETBRAINS_MONO_DIR=DIR")
endif()
set(font_files)
foreach(weight Medium SemiBold Bold ExtraBold)
  list(APPEND font_files ${GROVE_INTER_DIR}/Inter-${weight}.otf
                         ${GROVE_JETBRAINS_MONO_DIR}/JetBrainsMono-${weight}.ttf)
endforeach()
if(EMSCRIPTEN)
  lighten_fonts(font_files)
endif()
embed_files(embedded_fonts viewer/platform/embedded.h "Embedding the fonts" ${font_files})
