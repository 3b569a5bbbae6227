# SPDX-License-Identifier: Apache-2.0
# truce_module(NAME SOURCES … TESTS … USES … LIBRARIES …)
#
# A module is a folder and a library of one name. USES names the modules that its sources may include, and
# is the architecture: tests/tidy holds every #include to it. LIBRARIES are packages from outside.
# TESTS become one program, NAME_test, in ctest.

add_library(truce_options INTERFACE)
target_include_directories(truce_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(truce_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -Werror
  # A statement expression, as in TRY, is the one extension in use.
  -Wno-gnu-statement-expression-from-macro-expansion -Wno-unknown-warning-option)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Statements in a list with designated initializers leave fields at their defaults on purpose.
  target_compile_options(truce_options INTERFACE -Wno-missing-field-initializers)
  # With -O2, GCC 12 takes a string's insert() and replace() for copies onto themselves (its bug 105651).
  target_compile_options(truce_options INTERFACE -Wno-restrict)
else()
  # clang sees GCC 12's std::stable_sort as a use of the deprecated std::get_temporary_buffer.
  target_compile_options(truce_options INTERFACE -Wno-deprecated-declarations -Wno-missing-field-initializers)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_options(truce_options INTERFACE -g1)
endif()
# Asserts stay on in every build: a wrong account is worse than a stopped program.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
if(TRUCE_SANITIZE)
  target_compile_options(truce_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(truce_options INTERFACE -fsanitize=address,undefined)
endif()
if(TRUCE_FUZZ)
  target_compile_options(truce_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize-recover=all)
  target_link_options(truce_options INTERFACE -fsanitize=address,undefined)
endif()
if(TRUCE_MOLD)
  target_link_options(truce_options INTERFACE -fuse-ld=mold)
endif()
target_link_libraries(truce_options INTERFACE tl::expected fmt::fmt)

function(truce_module name)
  cmake_parse_arguments(MODULE "" "" "SOURCES;TESTS;USES;LIBRARIES" ${ARGN})
  add_library(truce_${name} STATIC ${MODULE_SOURCES})
  target_link_libraries(truce_${name} PUBLIC truce_options)
  foreach(used ${MODULE_USES})
    target_link_libraries(truce_${name} PUBLIC truce_${used})
  endforeach()
  target_link_libraries(truce_${name} PRIVATE ${MODULE_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY TRUCE_MODULES "${name}:${MODULE_USES}")
  if(MODULE_TESTS AND NOT TRUCE_FUZZ)
    add_executable(${name}_test ${MODULE_TESTS})
    target_link_libraries(${name}_test PRIVATE truce_${name} GTest::gtest_main ${MODULE_LIBRARIES})
    target_compile_definitions(${name}_test PRIVATE
      TRUCE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" TRUCE_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
    add_test(NAME ${name} COMMAND ${name}_test)
    set_tests_properties(${name} PROPERTIES WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
endfunction()
