// SPDX-License-Identifier: Apache-2.0
#include "tidy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <set>

namespace truce::tidy {
namespace {

using Names = std::set<std::string>;

/// The house's order (docs/architecture.md): which modules each module may use.
const std::map<std::string, Names>& allowed_uses() {
  static const Names before_pipeline = {"base", "record",  "agreement", "intake", "extract",
                                        "link", "monitor", "report",    "review", "store"};
  static const auto with = [](Names names, std::initializer_list<const char*> more) {
    names.insert(more.begin(), more.end());
    return names;
  };
  static const std::map<std::string, Names> allowed = {
      {"base", {}},
      {"record", {"base"}},
      {"agreement", {"base", "record"}},
      {"watch", {"base", "record", "agreement"}},
      {"editor", {"base", "record", "agreement"}},
      {"intake", {"base", "record"}},
      {"parse", {"base"}},
      {"extract", {"base", "record", "parse"}},
      {"score", {"base", "record"}},
      {"review", {"base", "record", "intake"}},
      {"plug", {"base", "record"}},
      {"link", {"base", "record"}},
      {"store", {"base", "record"}},
      {"monitor", {"base", "record", "agreement", "watch"}},
      {"story", {"base", "record", "agreement", "link", "monitor"}},
      {"report", {"base", "record", "agreement", "monitor"}},
      {"pipeline", before_pipeline},
      {"server", with(before_pipeline, {"pipeline"})},
      {"cli",
       with(before_pipeline, {"pipeline", "server", "story", "editor", "watch", "score", "parse", "plug"})},
  };
  return allowed;
}

std::string problem(std::string_view path, std::size_t line, std::string_view what,
                    std::string_view help) {
  return line == 0 ? fmt::format("{}: {}\nhelp: {}", path, what, help)
                   : fmt::format("{}:{}: {}\nhelp: {}", path, line, what, help);
}

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view end) { return path.ends_with(end); });
}

bool is_cpp(std::string_view path) { return ends_with_any(path, {".cpp", ".h"}); }
bool is_test(std::string_view path) {
  return path.starts_with("tests/") || path.find("_test.") != std::string_view::npos;
}
bool is_page(std::string_view path) {
  return path.starts_with("web/") && ends_with_any(path, {".ts", ".svelte"});
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return text;
}

struct Include {
  std::size_t line;
  std::string header;
  bool quoted;
};

std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> found;
  for (const Line& line : lines_of(text)) {
    std::string_view rest = trimmed(line.text);
    if (!rest.starts_with("#include")) continue;
    rest = trimmed(rest.substr(8));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '<')) continue;
    const bool quoted = rest.front() == '"';
    const auto end = rest.find(quoted ? '"' : '>', 1);
    if (end != std::string_view::npos)
      found.push_back({line.number, std::string(rest.substr(1, end - 1)), quoted});
  }
  return found;
}

/// A module as its CMakeLists.txt declares it. cli is a program, so its links stand for its USES.
struct Module {
  std::string name;
  Names uses;
};

/// The words of a CMake list between its parentheses, comments left out.
std::vector<std::string> arguments_of(std::string_view text, std::string_view command) {
  const auto begin = text.find(command);
  if (begin == std::string_view::npos) return {};
  std::string inside;
  for (const Line& line : lines_of(text.substr(begin + command.size())))
    inside += std::string(line.text.substr(0, line.text.find('#'))) + "\n";
  std::vector<std::string> words(1);
  for (char c : inside.substr(0, inside.find(')'))) {
    if (!std::isspace(static_cast<unsigned char>(c)))
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::optional<Module> module_in(std::string_view cmake) {
  const auto words = arguments_of(cmake, "truce_module(");
  if (words.empty()) return std::nullopt;
  Module module{words.front(), {}};
  bool uses = false;
  for (const std::string& word : words) {
    if (word == "USES" || word == "SOURCES" || word == "TESTS" || word == "LIBRARIES")
      uses = word == "USES";
    else if (uses)
      module.uses.insert(word);
  }
  return module;
}

std::optional<Module> program_in(std::string_view cmake) {
  const auto words = arguments_of(cmake, "target_link_libraries(");
  if (words.empty()) return std::nullopt;
  Module module{words.front() == "truce" ? "cli" : words.front(), {}};
  for (const std::string& word : words)
    if (word.starts_with("truce_") && word != "truce_options") module.uses.insert(word.substr(6));
  return module;
}

std::map<std::string, Module> modules_of(const Tree& tree) {
  std::map<std::string, Module> modules;
  for (const auto& [path, text] : tree) {
    const std::string folder = module_of(path);
    if (folder.empty() || name_of(path) != "CMakeLists.txt") continue;
    auto module = module_in(text);
    if (!module) module = program_in(text);
    modules[folder] = module.value_or(Module{});
  }
  return modules;
}

/// What `name` reaches through the modules that it uses, itself included.
Names reach(const std::map<std::string, Module>& modules, const std::string& name) {
  Names reached;
  std::vector<std::string> open = {name};
  while (!open.empty()) {
    const std::string next = open.back();
    open.pop_back();
    if (!reached.insert(next).second) continue;
    if (const auto found = modules.find(next); found != modules.end())
      open.insert(open.end(), found->second.uses.begin(), found->second.uses.end());
  }
  return reached;
}

/// The headers that a module's public header shows, itself included. Four modules have
/// further faces: intake/csv.h takes tables apart; server.h carries requests, api.h answers them;
/// agreement.h is the agreement, sentences.h the language for texts beside it, outline.h what an
/// editor asks of one; watch.h runs rules over events, log.h reads logs of them, mfotl.h writes
/// both for other monitors.
Names shown_by(const Tree& tree, const std::string& module) {
  Names shown;
  std::vector<std::string> open = {module + "/" + module + ".h"};
  if (module == "server") open.push_back("server/api.h");
  if (module == "intake") open.push_back("intake/csv.h");
  if (module == "watch") open.insert(open.end(), {"watch/log.h", "watch/mfotl.h"});
  if (module == "agreement")
    open.insert(open.end(), {"agreement/sentences.h", "agreement/outline.h"});
  while (!open.empty()) {
    const std::string header = open.back();
    open.pop_back();
    const auto found = tree.find("src/" + header);
    if (found == tree.end() || !shown.insert(header).second) continue;
    for (const Include& include : includes_of(found->second))
      if (include.quoted && include.header.starts_with(module + "/"))
        open.push_back(include.header);
  }
  return shown;
}

bool of_no_field(const std::string& module) { return module == "base" || module == "record"; }

/// A rule of words.txt: "said regime name the party".
struct WordRule {
  std::string word;
  std::string help;
};

std::vector<WordRule> rules(std::string_view words, std::string_view what) {
  std::vector<WordRule> found;
  for (const Line& line : lines_of(words)) {
    std::string_view rest = trimmed(line.text);
    if (!rest.starts_with(what) || rest.size() <= what.size() || rest[what.size()] != ' ') continue;
    rest = trimmed(rest.substr(what.size()));
    if (what == "term" || what == "others") {
      found.push_back({std::string(rest), ""});
      continue;
    }
    const auto space = rest.find(' ');
    found.push_back(
        {std::string(rest.substr(0, space)),
         space == std::string_view::npos ? "" : std::string(trimmed(rest.substr(space)))});
  }
  return found;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

/// "IncidentSummary" → incident, summary; "as_known" → as, known.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts(1);
  for (char c : name) {
    const bool upper = std::isupper(static_cast<unsigned char>(c));
    if ((c == '_' || c == '-' || c == '.' || upper) && !parts.back().empty()) parts.emplace_back();
    if (c != '_' && c != '-' && c != '.')
      parts.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return parts;
}

/// Whether `word` stands in `text` with no letter on either side, in any case.
bool says(std::string_view text, std::string_view word) {
  const auto letter = [&](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at]));
  };
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
  return false;
}

/// The line without what stands in quotes, where `keep` is false, or only that, where it is true.
std::string quoted_parts(std::string_view line, bool keep) {
  std::string result;
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && inside) {
      ++i;
      continue;
    }
    if (c == '"') {
      inside = !inside;
      result += ' ';
    } else if (inside == keep) {
      result += c;
    }
  }
  return result;
}

std::string code_only(std::string_view line) {
  const std::string code = quoted_parts(line, false);
  return code.substr(0, code.find("//"));
}

}  // namespace

Problems licence_lines(const Tree& tree) {
  Problems problems;
  for (const auto& [path, text] : tree) {
    const bool script = text.starts_with("#!");
    const bool source =
        script || ends_with_any(path, {".cpp", ".h", ".cmake", "CMakeLists.txt", ".ts", ".svelte",
                                       ".mjs", ".css", ".sh", ".awk"});
    if (!source) continue;
    const auto lines = lines_of(text);
    const std::size_t at = script ? 1 : 0;
    if (lines.size() <= at ||
        lines[at].text.find("SPDX-License-Identifier: Apache-2.0") == std::string_view::npos)
      problems.push_back(
          problem(path, at + 1, "the licence line is missing",
                  "open the file with a comment: SPDX-License-Identifier: Apache-2.0"));
  }
  return problems;
}

Problems uses_of_modules(const Tree& tree) {
  Problems problems;
  for (const auto& [folder, module] : modules_of(tree)) {
    const std::string path = "src/" + folder + "/CMakeLists.txt";
    if (module.name != folder) {
      problems.push_back(problem(path, 0, fmt::format("the module is named '{}'", module.name),
                                 fmt::format("a module has its folder's name: {}", folder)));
      continue;
    }
    const auto allowed = allowed_uses().find(folder);
    if (allowed == allowed_uses().end()) {
      problems.push_back(
          problem(path, 0, fmt::format("'{}' is no room of the house", folder),
                  "draw it in docs/architecture.md and in tests/tidy/tidy.cpp first"));
      continue;
    }
    for (const std::string& used : module.uses)
      if (!allowed->second.contains(used))
        problems.push_back(problem(path, 0, fmt::format("{} must not use {}", folder, used),
                                   "a stage depends on the nouns and on no other stage; "
                                   "let pipeline/ bring the two together"));
  }
  return problems;
}

Problems includes(const Tree& tree) {
  Problems problems;
  const auto modules = modules_of(tree);
  for (const auto& [path, text] : tree) {
    const std::string from = module_of(path);
    if (from.empty() || !is_cpp(path) || !modules.contains(from)) continue;
    const Names& uses = modules.at(from).uses;
    const Names reached = reach(modules, from);
    for (const Include& include : includes_of(text)) {
      if (!include.quoted) continue;
      const std::string to = module_of("src/" + include.header);
      const bool covered =
          to == from || uses.contains(to) || (of_no_field(to) && reached.contains(to));
      if (!tree.contains("src/" + include.header))
        problems.push_back(problem(path, include.line, fmt::format("no src/{}", include.header),
                                   "includes are written from src/: \"module/file.h\""));
      else if (!covered)
        problems.push_back(problem(
            path, include.line, fmt::format("{} does not use {}", from, to),
            fmt::format("name {} in USES of src/{}/CMakeLists.txt, if its room allows", to, from)));
      else if (to != from && !of_no_field(to) && !shown_by(tree, to).contains(include.header))
        problems.push_back(
            problem(path, include.line, fmt::format("{} is inside {}", include.header, to),
                    fmt::format("include {0}/{0}.h, or show there what is needed", to)));
    }
  }
  return problems;
}

Problems heavy_headers(const Tree& tree) {
  struct Room {
    std::string_view header;  // or how it begins
    std::string_view words;
    std::function<bool(std::string_view path)> open_to;
  };
  const auto in = [](std::string where) {
    return [where](std::string_view path) { return path.starts_with(where); };
  };
  const auto sources = [](std::string_view path) { return path.ends_with(".cpp"); };
  const std::vector<Room> rooms = {
      {"boost/asio/buffer.hpp", "src/server", in("src/server/")},
      {"boost/asio/", "src/server/net.cpp", in("src/server/net.cpp")},
      {"boost/beast/", "src/server/reader.cpp", in("src/server/reader.cpp")},
      {"boost/", "the parts of Asio and Beast that are used", [](auto) { return false; }},
      {"CLI/", "src/cli/main.cpp", in("src/cli/main.cpp")},
      {"date/", "src/base/zone.cpp", in("src/base/zone.cpp")},
      {"sqlite3.h", "src/store", in("src/store/")},
      {"libxml/", "src/intake", in("src/intake/")},
      {"zlib.h", "src/base/gzip.cpp", in("src/base/gzip.cpp")},
      {"simdjson.h", ".cpp files", sources},
      {"nlohmann/", ".cpp files and src/report/pieces.h",
       [&](auto path) { return sources(path) || path == "src/report/pieces.h"; }},
      {"regex", "nowhere: std::regex is slow and eats the stack", [](auto) { return false; }},
  };
  Problems problems;
  for (const auto& [path, text] : tree) {
    if (!path.starts_with("src/") || !is_cpp(path) || is_test(path)) continue;
    for (const Include& include : includes_of(text)) {
      if (include.quoted) continue;
      const auto room = std::ranges::find_if(
          rooms, [&](const Room& r) { return include.header.starts_with(r.header); });
      if (room != rooms.end() && !room->open_to(path))
        problems.push_back(problem(path, include.line,
                                   fmt::format("<{}> does not belong here", include.header),
                                   fmt::format("it is kept to {}", room->words)));
    }
  }
  return problems;
}

Problems purity(const Tree& tree) {
  static const Names stages = {"record", "parse",   "agreement", "intake", "extract", "link",
                               "score",  "monitor", "report",    "story",  "editor",  "watch"};
  static const std::vector<std::string> reaches_out = {
      "ifstream",          "ofstream",          "fopen(",        "filesystem",
      "system_clock::now", "steady_clock::now", "time(nullptr)", "getenv(",
      "random_device",     "base/file.h",       "std::thread",   "std::cout"};
  Problems problems;
  for (const auto& [path, text] : tree) {
    // A program in a stage's folder makes the stage's tables when truce is built.
    const bool program = text.find("\nint main(") != std::string::npos;
    if (!stages.contains(module_of(path)) || !is_cpp(path) || is_test(path) || program) continue;
    for (const Line& line : lines_of(text)) {
      const std::string_view code = line.text.substr(0, line.text.find("//"));
      for (const std::string& what : reaches_out)
        if (code.find(what) != std::string_view::npos)
          problems.push_back(
              problem(path, line.number, fmt::format("a stage uses '{}'", what),
                      "stages are functions from values to values; take it as an argument"));
    }
  }
  return problems;
}

Problems file_names(const Tree& tree) {
  static const Names nameless = {"util", "utils", "common", "helper", "helpers", "manager", "misc"};
  Problems problems;
  for (const auto& [path, text] : tree) {
    std::string rest = path;
    std::ranges::replace(rest, '/', '.');
    for (const std::string& part : parts_of(rest))
      if (nameless.contains(part))
        problems.push_back(problem(path, 0, fmt::format("'{}' names nothing", part),
                                   "name the file for what it does or holds"));
  }
  return problems;
}

Problems opening_words(const Tree& tree) {
  Problems problems;
  for (const auto& [path, text] : tree) {
    const std::string module = module_of(path);
    if (module.empty() || path != fmt::format("src/{0}/{0}.h", module)) continue;
    const auto lines = lines_of(text);
    if (lines.size() < 2 || !lines[1].text.starts_with("// "))
      problems.push_back(problem(path, 2, "the module's header does not say what it is for",
                                 "write it in a sentence or two under the licence line"));
  }
  return problems;
}

namespace {

/// Whether one of the CMakeLists.txt from the file's folder upward names it.
bool is_built(const Tree& tree, const std::string& path) {
  for (std::string folder = folder_of(path);; folder = folder_of(folder)) {
    const auto found = tree.find(folder.empty() ? "CMakeLists.txt" : folder + "/CMakeLists.txt");
    const std::string from_here = folder.empty() ? path : path.substr(folder.size() + 1);
    if (found != tree.end()) {
      // A name ends where a blank or a parenthesis follows, so open.cpp is not found in reopen.cpp.
      const std::string words = " " + found->second + " ";
      for (auto at = words.find(from_here); at != std::string::npos;
           at = words.find(from_here, at + 1)) {
        const auto edge = [](char c) {
          return std::isspace(static_cast<unsigned char>(c)) || c == '(' || c == ')' || c == '/' ||
                 c == '"';
        };
        if (edge(words[at - 1]) && edge(words[at + from_here.size()])) return true;
      }
    }
    if (folder.empty()) return false;
  }
}

bool is_imported(const Tree& tree, const std::string& path) {
  const std::string name = name_of(path);
  const std::string without_ending = name.substr(0, name.rfind('.'));
  return std::ranges::any_of(tree, [&](const auto& file) {
    return file.first != path && is_page(file.first) &&
           (file.second.find("/" + name + "'") != std::string::npos ||
            file.second.find("/" + without_ending + "'") != std::string::npos);
  });
}

}  // namespace

Problems dead_files(const Tree& tree) {
  Names included;
  for (const auto& [path, text] : tree)
    if (is_cpp(path))
      for (const Include& include : includes_of(text))
        if (include.quoted) {
          included.insert("src/" + include.header);
          included.insert(folder_of(path) + "/" + include.header);
        }
  Problems problems;
  for (const auto& [path, text] : tree) {
    if (path.ends_with(".cpp") && !is_built(tree, path))
      problems.push_back(problem(path, 0, "no CMakeLists.txt names it", "build it or remove it"));
    if (path.ends_with(".h") && !included.contains(path))
      problems.push_back(problem(path, 0, "nobody includes it", "use it or remove it"));
    const bool page = is_page(path) && path.starts_with("web/src/") && name_of(path) != "main.ts" &&
                      path.find(".test.") == std::string::npos && !path.ends_with(".d.ts");
    if (page && !is_imported(tree, path))
      problems.push_back(problem(path, 0, "nobody imports it", "use it or remove it"));
  }
  return problems;
}

Problems unfinished(const Tree& tree, std::string_view words) {
  const auto marks = rules(words, "mark");
  Problems problems;
  for (const auto& [path, text] : tree) {
    if (!is_cpp(path) && !is_page(path)) continue;
    for (const Line& line : lines_of(text))
      for (const WordRule& mark : marks) {
        const bool whole_words =
            std::ranges::all_of(mark.word, [](unsigned char c) { return std::isalpha(c); });
        const bool there = whole_words ? says(line.text, mark.word)
                                       : line.text.find(mark.word) != std::string_view::npos;
        if (there)
          problems.push_back(problem(path, line.number, fmt::format("'{}'", mark.word), mark.help));
      }
  }
  return problems;
}

namespace {

/// The names of the types that a line of C++ or TypeScript declares.
std::vector<std::string_view> types_declared(std::string_view line) {
  static const Names keywords = {"struct", "class", "enum", "interface", "type", "using"};
  std::vector<std::string_view> declared;
  const auto words = words_in(line);
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (keywords.contains(std::string(words[i])) &&
        std::isupper(static_cast<unsigned char>(words[i + 1].front())))
      declared.push_back(words[i + 1]);
  return declared;
}

void types_in(const std::string& path, const Line& line, const std::vector<WordRule>& types,
              Problems& problems) {
  const std::string code = code_only(line.text);
  for (std::string_view type : types_declared(code))
    for (const std::string& part : parts_of(type))
      for (const WordRule& rule : types)
        if (part == lower(rule.word))
          problems.push_back(
              problem(path, line.number, fmt::format("a type is named '{}'", type), rule.help));
}

void names_in(const std::string& path, const Line& line, const std::vector<WordRule>& names,
              Problems& problems) {
  const std::string code = code_only(line.text);
  const std::string in_lower_case = lower(code);
  for (const WordRule& rule : names) {
    if (in_lower_case.find(rule.word) == std::string::npos) continue;
    for (std::string_view name : words_in(code))
      if (std::ranges::count(parts_of(name), rule.word) > 0)
        problems.push_back(
            problem(path, line.number, fmt::format("the name '{}'", name), rule.help));
  }
}

/// Where the program speaks in its own words. The reader's lexicons and the tests hold words of
/// others.
bool speaks(const std::string& path) {
  static const Names speakers = {"agreement", "monitor", "report", "pipeline",
                                 "server",    "cli",     "store"};
  if (is_test(path) || path.find(".test.") != std::string::npos) return false;
  return speakers.contains(module_of(path)) || path.starts_with("web/src/") ||
         path.ends_with(".md") || path.ends_with(".scd");
}

void said_in(const std::string& path, const Line& line, const std::vector<WordRule>& said,
             Problems& problems) {
  const std::string words = lower(is_cpp(path) ? quoted_parts(line.text, true) : line.text);
  for (const WordRule& rule : said)
    if (says(words, rule.word))
      problems.push_back(
          problem(path, line.number, fmt::format("it says '{}'", rule.word), rule.help));
}

}  // namespace

Problems banned_words(const Tree& tree, std::string_view words) {
  const auto types = rules(words, "type");
  const auto names = rules(words, "name");
  const auto said = rules(words, "said");
  const auto others = rules(words, "others");
  Problems problems;
  for (const auto& [path, text] : tree) {
    const bool code = (path.starts_with("src/") && is_cpp(path)) || path.starts_with("web/src/");
    const bool quotes = std::ranges::count(others, path, &WordRule::word) > 0;
    for (const Line& line : lines_of(text)) {
      if (code) types_in(path, line, types, problems);
      if (code) names_in(path, line, names, problems);
      if (speaks(path) && !quotes) said_in(path, line, said, problems);
    }
  }
  return problems;
}

Problems glossary(const Tree& tree, std::string_view words) {
  const std::string path = "docs/glossary.md";
  const auto found = tree.find(path);
  const std::string text = found == tree.end() ? "" : found->second;
  Problems problems;
  for (const WordRule& term : rules(words, "term")) {
    const bool there = std::ranges::any_of(lines_of(text), [&](const Line& line) {
      return line.text.starts_with("| **" + term.word + "** |");
    });
    if (!there)
      problems.push_back(problem(path, 0, fmt::format("'{}' has no line", term.word),
                                 fmt::format("add: | **{}** | what it means |", term.word)));
  }
  return problems;
}

namespace {

/// The command that a line defines by command("NAME", …); the name may stand on the next line.
std::string command_named(std::string_view text, const Line& line) {
  for (auto at = line.text.find("command("); at != std::string_view::npos;
       at = line.text.find("command(", at + 1)) {
    if (at == 0 || (line.text[at - 1] != ' ' && line.text[at - 1] != '(')) continue;
    const auto offset = static_cast<std::size_t>(line.text.data() - text.data()) + at + 8;
    const std::string_view rest = trimmed(text.substr(offset, 200));
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
  }
  return "";
}

}  // namespace

Problems manual_pages(const Tree& tree) {
  Names commands;
  for (const auto& [path, text] : tree)
    if (module_of(path) == "cli")
      for (const Line& line : lines_of(text))
        if (const auto name = command_named(text, line); !name.empty()) commands.insert(name);
  const auto first_page = tree.find("docs/man/truce.1.scd");
  const std::string_view overview =
      first_page == tree.end() ? std::string_view() : first_page->second;
  Problems problems;
  for (const std::string& command : commands) {
    const std::string page = fmt::format("docs/man/truce-{}.1.scd", command);
    if (!tree.contains(page))
      problems.push_back(
          problem(page, 0, "the command has no manual page", "write it, see docs/man"));
    if (overview.find(fmt::format("*truce-{}*", command)) == std::string_view::npos)
      problems.push_back(problem("docs/man/truce.1.scd", 0,
                                 fmt::format("truce-{} is not listed", command),
                                 fmt::format("list it as *truce-{}*(1)", command)));
  }
  for (const auto& [path, text] : tree)
    if (path.starts_with("docs/man/truce-") && !commands.empty() &&
        !commands.contains(stem_of(path).substr(6)))
      problems.push_back(
          problem(path, 0, "there is no such command", "remove the page, or build the command"));
  return problems;
}

Problems links(const Tree& tree, bool (*exists)(const std::string& path)) {
  Problems problems;
  for (const auto& [path, text] : tree) {
    if (!path.ends_with(".md")) continue;
    for (const Line& line : lines_of(text))
      for (auto at = line.text.find("]("); at != std::string_view::npos;
           at = line.text.find("](", at + 1)) {
        std::string target(line.text.substr(at + 2, line.text.find(')', at) - at - 2));
        target = target.substr(0, target.find('#'));
        if (target.empty() || target.find(':') != std::string::npos) continue;
        const std::string folder = folder_of(path);
        if (!exists(folder.empty() ? target : folder + "/" + target))
          problems.push_back(
              problem(path, line.number, fmt::format("no '{}'", target),
                      "point to a file of the repository, from the document's own folder"));
      }
  }
  return problems;
}

}  // namespace truce::tidy
