# The program that is the page, and the page that holds it.

file(GLOB course_files CONFIGURE_DEPENDS scenarios/*.json scenarios/*.py scenarios/course.txt)
embed_files(embedded_course viewer/platform/embedded.h "Embedding the course" ${course_files})

# page_program(NAME): Emscripten's options for it. No file system, threads or evaluated text: what
# the page may do is written into it, and is little.
function(page_program name)
  set(library ${PROJECT_SOURCE_DIR}/viewer/platform/page_library.js)
  target_link_options(${name} PRIVATE
    -Os --js-library ${library}
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=8388608
    -sMODULARIZE=1 -sEXPORT_NAME=startGrove -sENVIRONMENT=web
    -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sINCOMING_MODULE_JS_API=wasmBinary,print,printErr
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=UTF8ToString,stringToUTF8,lengthBytesUTF8)
  set_target_properties(${name} PROPERTIES LINK_DEPENDS ${library}
                        # Debian's Node finds what Emscripten needs of it only so.
                        RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
  set(platform ${PROJECT_SOURCE_DIR}/viewer/platform)
  set(scripts)
  foreach(part page page_input page_address page_mirror page_embed)
    list(APPEND scripts ${platform}/${part}.js)
  endforeach()
  set(page ${PROJECT_BINARY_DIR}/grove.html)
  add_custom_command(
    OUTPUT ${page}
    COMMAND ${GROVE_PYTHON} ${platform}/assemble_page ${platform}/page.html --style ${platform}/page.css
            --script $<TARGET_FILE:${name}> ${scripts}
            --module ${PROJECT_BINARY_DIR}/${name}.wasm --out ${page}
    DEPENDS ${name} ${platform}/assemble_page ${platform}/page.html ${platform}/page.css
            ${scripts}
    COMMENT "Assembling grove.html"
    VERBATIM)
  add_custom_target(page ALL DEPENDS ${page})
endfunction()
