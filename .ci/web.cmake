# The page: what differs where the compiler is Emscripten. It has an old standard library and no
# system's libraries, and what it makes travels over a wire, so that every byte counts.

# Emscripten's compiler is a script that starts slowly: without this it runs twice for each source,
# once to see what is cached.
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_DEPEND=true ${CCACHE})
endif()

# Small before fast; what a run's and a frame's time goes into is named below.
set(CMAKE_CXX_FLAGS_RELEASE "-Oz")
set(CMAKE_EXECUTABLE_SUFFIX .js)
# All of these are in every browser that has exceptions of WebAssembly's own, which cost half of
# what those by way of JavaScript do.
add_compile_options(-fwasm-exceptions -mnontrapping-fptoint -msign-ext -mbulk-memory)
add_link_options(-fwasm-exceptions)

# grove_fast(REGEX…): the sources whose path matches are made for speed.
function(grove_fast)
  file(GLOB_RECURSE all RELATIVE ${PROJECT_SOURCE_DIR} engine/*.cpp viewer/*.cpp)
  foreach(regex IN LISTS ARGN)
    set(fast ${all})
    list(FILTER fast INCLUDE REGEX ${regex})
    set_property(SOURCE ${fast} APPEND PROPERTY COMPILE_OPTIONS -O2)
  endforeach()
endfunction()
grove_fast("^engine/machine/(core|interpreter|types|builtins/(dict|int|list_tuple|iterators))"
           "^engine/(record|model|runtime/kernel)/")

# lighten_fonts(FILES): the fonts with the characters that programs and texts are likely to hold, and
# without what ImGui does not read: a fifth of their bytes. What is left out is drawn as a box with
# its number, as in the window what no font has.
set(page_characters U+20-17F,U+2C6-2DD,U+391-3C9,U+400-45F,U+2010-2044,U+20AC,U+2100-2122,U+2190-21FF
                    U+2200-22FF,U+2500-25FF,U+2600-27BF,U+FFFD)
list(JOIN page_characters "," page_characters)
find_program(GROVE_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(GROVE_PYTHON python3 NO_CMAKE_FIND_ROOT_PATH)
function(lighten_fonts files)
  set(light)
  foreach(file IN LISTS ${files})
    get_filename_component(name ${file} NAME)
    set(out ${PROJECT_BINARY_DIR}/fonts/${name})
    add_custom_command(
      OUTPUT ${out}
      COMMAND ${GROVE_PYTHON} -m fontTools.subset ${file} --unicodes=${page_characters}
              --output-file=${out} --no-hinting --desubroutinize --notdef-outline
              --layout-features= --drop-tables+=GSUB,GPOS,GDEF,DSIG,STAT,meta,kern,gasp
              --name-IDs=0,13
      DEPENDS ${file} .ci/web.cmake
      COMMENT "Lightening ${name}"
      VERBATIM)
    list(APPEND light ${out})
  endforeach()
  set(${files} ${light} PARENT_SCOPE)
endfunction()
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/fonts)
