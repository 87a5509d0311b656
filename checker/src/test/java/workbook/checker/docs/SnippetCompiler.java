package workbook.checker.docs;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles pieces of Java in the sources of a task. A piece is put into each class there, as members or as statements
 * among the local variables of each of its methods; one place where it compiles is enough. Gaps are filled with a value.
 */
final class SnippetCompiler {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private static final Pattern GAP = Pattern.compile("/\\*(?:(?!\\*/).)*\\*/|…", Pattern.DOTALL);
    private static final Pattern EXPRESSION_BEFORE = Pattern.compile("([=(,+\\-*<>&|?:!]|\\breturn)\\s*$");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?!static)[\\w.]+;");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[a-z]\\w*");
    private static final Pattern RETURNS = Pattern.compile("\\breturn\\s+[^;\\s]");
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(?:public |abstract |final |sealed )*(class|record) (\\w+)[^{]*?(implements [^{]+|extends [^{]+)?\\{");

    private static final Pattern TRUTH_BEFORE = Pattern.compile("(\\|\\||&&|\\bif \\(|!)\\s*$");
    private static final Pattern NUMBER_BEFORE = Pattern.compile("[-+*/%<>]=?\\s*$");
    private static final Pattern LABEL = Pattern.compile("\\n\\s*\\n|\\n(?=/\\* [^*]*: \\*/)");
    private static final Pattern OWN_CONSTRUCTOR = Pattern.compile("(?m)^([A-Z]\\w*) ?(\\([^)\\n]*\\) )?\\{$");

    /** What the lesson leaves open by saying so: the pieces set no field. */
    private static final Set<String> UNFINISHED = Set.of(
            "compiler.err.var.might.not.have.been.initialized",
            "compiler.err.var.not.initialized.in.default.constructor",
            "compiler.err.does.not.override.abstract",
            "compiler.err.cant.assign.val.to.var",
            "compiler.err.override.weaker.access",
            "compiler.err.ref.ambiguous");

    private static final String GAP_CLASS =
            "package workbook; final class Gap { static <T> T any() { return null; } static void fails() throws Throwable {} static boolean yes() { return true; } }";

    private static final Pattern UNKNOWN = Pattern.compile("symbol: variable ([a-z]\\w*) ");

    private final List<String> options;

    /** Each variable of the task, wherever it is, with its type. Any other name is one that a learner may choose. */
    private final Map<String, String> variables = new TreeMap<>();

    private record Text(String name, String text) {
        JavaFileObject source() {
            return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    /** What a piece is when it parses: members of a class, statements, or both. */
    private record Form(boolean members, boolean statements) {}

    /** A class of a task, with the local variables and the result types of its methods. */
    private record Place(String name, String text, List<Map<String, String>> locals, Set<String> results) {}

    private record Range(String file, int from, int to, String piece) {}

    /** Of each of the folders its classes. */
    private final List<List<Place>> folders;

    /** How each piece of the lesson can be read, with its gaps filled. */
    private final Map<String, Form> forms;

    /** The pieces of the lesson, with their gaps filled, that are members. */
    private final List<String> members;

    private final String imports;

    /**
     * @param lesson all pieces of the lesson, whose imports and members the others may use
     * @param sources folders with the sources of the task, each a place of its own
     */
    SnippetCompiler(List<Path> libraries, List<String> lesson, List<Path> sources) {
        options = List.of(
                "-proc:none",
                "-Xlint:none",
                "-Xmaxerrs",
                "1000000",
                "-cp",
                libraries.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(System.getProperty("path.separator"))));
        List<String> pieces = Stream.concat(lesson.stream(), lesson.stream().flatMap(piece -> parts(piece).stream()))
                .distinct()
                .toList();
        List<String> filled =
                pieces.stream().map(SnippetCompiler::filled).distinct().toList();
        forms = forms(filled);
        members = filled.stream().filter(piece -> forms.get(piece).members()).toList();
        imports = pieces.stream()
                .flatMap(text -> IMPORT.matcher(text).results().map(MatchResult::group))
                .distinct()
                .collect(Collectors.joining());
        folders = places(sources);
    }

    /** Those that compile nowhere, each with what the compiler says of them in the place where it says least. */
    Map<String, List<String>> failing(List<String> pieces) {
        Map<String, List<String>> said = new TreeMap<>();
        if (pieces.isEmpty()) {
            return said;
        }
        Set<String> left = new LinkedHashSet<>(pieces);
        for (List<Place> places : folders) {
            if (left.isEmpty()) {
                break;
            }
            Map<String, List<String>> here = failingIn(new ArrayList<>(left), places);
            left.retainAll(here.keySet());
            here.forEach((piece, errors) ->
                    said.merge(piece, errors, (one, other) -> one.size() <= other.size() ? one : other));
        }
        said.keySet().retainAll(left);
        return said;
    }

    /** The parts of a piece that stand in different places: paragraphs, and what begins with a label. */
    static List<String> parts(String piece) {
        return Arrays.stream(LABEL.split(piece.strip()))
                .filter(part -> !part.strip().equals("}"))
                .map(part -> part + "\n")
                .toList();
    }

    // --- the places

    private List<List<Place>> places(List<Path> sources) {
        Map<String, List<Map<String, String>>> locals = new HashMap<>();
        Map<String, Set<String>> results = new HashMap<>();
        sources.forEach(folder -> look(folder, locals, results));
        return sources.stream()
                .map(folder -> files(folder).stream()
                        .map(file -> place(file, locals, results))
                        .toList())
                .toList();
    }

    private static Place place(
            Path file, Map<String, List<Map<String, String>>> locals, Map<String, Set<String>> results) {
        String name = file.getFileName().toString().replace(".java", "");
        return new Place(name, read(file), locals.getOrDefault(name, List.of()), results.getOrDefault(name, Set.of()));
    }

    private void look(Path folder, Map<String, List<Map<String, String>>> locals, Map<String, Set<String>> results) {
        List<JavaFileObject> units = files(folder).stream()
                .map(file -> new Text(file.getFileName().toString().replace(".java", ""), read(file)).source())
                .toList();
        JavacTask task = task(units, new DiagnosticCollector<>());
        try {
            Iterable<? extends CompilationUnitTree> parsed = task.parse();
            task.analyze();
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : parsed) {
                String name = unit.getSourceFile().getName().replaceAll(".*/|\\.java", "");
                new TreePathScanner<Void, Map<String, String>>() {
                    @Override
                    public Void visitMethod(MethodTree method, Map<String, String> outer) {
                        Map<String, String> mine = new LinkedHashMap<>();
                        locals.computeIfAbsent(name, none -> new ArrayList<>()).add(mine);
                        if (method.getReturnType() != null) {
                            results.computeIfAbsent(name, none -> new LinkedHashSet<>())
                                    .add(method.getReturnType().toString());
                        }
                        return super.visitMethod(method, mine);
                    }

                    @Override
                    public Void visitVariable(VariableTree variable, Map<String, String> mine) {
                        TypeMirror type = trees.getTypeMirror(getCurrentPath());
                        if (type != null && type.getKind() != TypeKind.ERROR) {
                            String words = type.toString().replaceAll("@\\S+ ", "");
                            if (!words.contains("capture") && !words.contains("&")) {
                                variables.putIfAbsent(variable.getName().toString(), words);
                                if (mine != null) {
                                    mine.putIfAbsent(variable.getName().toString(), words);
                                }
                            }
                        }
                        return super.visitVariable(variable, mine);
                    }
                }.scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- the pieces

    private Map<String, List<String>> failingIn(List<String> pieces, List<Place> places) {
        List<Range> ranges = new ArrayList<>();
        List<JavaFileObject> units = new ArrayList<>(List.of(new Text("Gap", GAP_CLASS).source()));
        for (Place place : places) {
            units.add(new Text(place.name(), withPieces(place, pieces, ranges)).source());
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try {
            task(units, said).analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return verdicts(pieces, ranges, said.getDiagnostics());
    }

    private Map<String, List<String>> verdicts(
            List<String> pieces, List<Range> ranges, List<Diagnostic<? extends JavaFileObject>> said) {
        Map<Range, List<String>> errors = new HashMap<>();
        for (Diagnostic<? extends JavaFileObject> one : said) {
            if (one.getKind() == Diagnostic.Kind.ERROR
                    && one.getSource() != null
                    && !UNFINISHED.contains(one.getCode())) {
                String words = one.getMessage(null).replaceAll("\\s+", " ");
                Matcher unknown = UNKNOWN.matcher(words);
                if (unknown.find() && !variables.containsKey(unknown.group(1))) {
                    continue;
                }
                String file = one.getSource().getName().replaceAll(".*/|\\.java", "");
                ranges.stream()
                        .filter(range -> range.file().equals(file)
                                && one.getPosition() >= range.from()
                                && one.getPosition() < range.to())
                        .forEach(range -> errors.computeIfAbsent(range, none -> new ArrayList<>())
                                .add(file + ": " + words));
            }
        }
        Map<String, List<String>> failing = new LinkedHashMap<>();
        for (String piece : pieces) {
            List<List<String>> tries = ranges.stream()
                    .filter(range -> range.piece().equals(piece))
                    .map(range -> errors.getOrDefault(range, List.of()))
                    .toList();
            if (tries.stream().noneMatch(List::isEmpty)) {
                failing.put(
                        piece,
                        tries.stream()
                                .min((one, other) -> one.size() - other.size())
                                .orElse(List.of("is no Java: neither members of a class nor statements")));
            }
        }
        return failing;
    }

    /** A class with all pieces in it, each in a class of its own, so that none hides what another needs. */
    private String withPieces(Place place, List<String> pieces, List<Range> ranges) {
        Matcher type = TYPE.matcher(place.text());
        if (!type.find()) {
            return place.text();
        }
        String like = type.group(3) == null || !type.group(3).startsWith("implements")
                ? ""
                : " " + type.group(3).strip();
        int end = place.text().lastIndexOf('}');
        int top = place.text().indexOf(';') + 1;
        StringBuilder text = new StringBuilder(place.text().substring(0, top));
        text.append(imports).append(place.text(), top, end);
        text.append("abstract class Lesson").append(like).append(" {\n");
        Set<String> known = new HashSet<>();
        for (String member : members) {
            String name = declared(member);
            if (!place.text().matches("(?s).*\\b" + Pattern.quote(name) + "\\b.*") && known.add(name)) {
                text.append(member).append('\n');
            }
        }
        for (String piece : pieces) {
            Form form = forms.get(filled(piece));
            if (form.members()) {
                text.append("abstract class M").append(ranges.size()).append(like);
                put(place, piece, " {\n", "}\n", text, ranges);
            }
            if (form.statements()) {
                asStatements(place, piece, text, ranges);
            }
        }
        return text.append("}\n").append(place.text().substring(end)).toString();
    }

    private void asStatements(Place place, String piece, StringBuilder text, List<Range> ranges) {
        for (String locals : locals(place, filled(piece))) {
            for (String result : results(place, filled(piece))) {
                text.append("class S").append(ranges.size()).append(" { ").append(result);
                String head = " m(" + locals + ") throws Throwable { if (Gap.yes()) {\n";
                put(place, piece, head, "} throw new Error(); } }\n", text, ranges);
            }
        }
    }

    /** Puts a piece between a head and a foot, and notes where it is. */
    private static void put(
            Place place, String piece, String head, String foot, StringBuilder text, List<Range> ranges) {
        int from = text.append(head).length();
        text.append(filled(piece)).append('\n');
        ranges.add(new Range(place.name(), from, text.length(), piece));
        text.append(foot);
    }

    /** The name of the first thing that members declare. */
    private static String declared(String members) {
        Matcher name =
                Pattern.compile("(?m)\\b(\\w+)\\s*(?:\\(|=|;|\\{)").matcher(members.replaceAll("@\\w+\\([^)]*\\)", ""));
        return name.find() ? name.group(1) : "";
    }

    /** The parameters that give a piece the names it uses and does not declare: those of each method, and of all together. */
    private Set<String> locals(Place place, String piece) {
        Set<String> used =
                NAME.matcher(piece).results().map(name -> name.group()).collect(Collectors.toSet());
        used.removeIf(name -> Pattern.compile("[\\w>\\])] " + name + "\\b(?= *[=;:,)])|[\\w>] " + name + " ->|\\("
                        + name + "\\b[^()]*\\) ->|\\b" + name + " ->")
                .matcher(piece.replaceAll("\\b(return|throw|else|case|instanceof) ", "$1_ "))
                .find());
        Map<String, String> union = new TreeMap<>();
        place.locals().forEach(locals -> locals.forEach(union::putIfAbsent));
        return Stream.concat(place.locals().stream(), Stream.of(union, Map.<String, String>of(), variables))
                .map(locals -> locals.entrySet().stream()
                        .filter(local -> used.contains(local.getKey()))
                        .map(local -> local.getValue() + " " + local.getKey())
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> results(Place place, String piece) {
        Set<String> results = new LinkedHashSet<>(Set.of("void"));
        if (RETURNS.matcher(piece).find()) {
            results.addAll(place.results());
        }
        return results;
    }

    /** The piece with a value in each of its gaps. */
    private static String filled(String piece) {
        String code = closed(piece);
        StringBuilder filled = new StringBuilder();
        Matcher gap = GAP.matcher(code);
        int from = 0;
        while (gap.find()) {
            filled.append(code, from, gap.start());
            filled.append(value(filled.toString(), code.substring(gap.end())));
            from = gap.end();
        }
        String whole = filled.append(code.substring(from)).toString();
        if (whole.strip().matches("(?s)(while|if|for) .*\\)")) {
            return whole.strip() + ";\n";
        }
        return isExpression(whole.replaceAll("//.*", "")) ? "Object value = " + whole.strip() + ";\n" : whole;
    }

    private static String value(String before, String behind) {
        if (before.endsWith("for (")) {
            return ";;";
        }
        if (before.endsWith("catch (")) {
            return "Throwable any";
        }
        if (before.endsWith(".")) {
            return behind.startsWith("(") ? "equals" : "toString()";
        }
        if (before.endsWith("-> ")) {
            return behind.startsWith("\n") ? "Gap.any();" : "Gap.any()";
        }
        if (TRUTH_BEFORE.matcher(before).find()) {
            return "true";
        }
        if (NUMBER_BEFORE.matcher(before).find()) {
            return before.endsWith("\" + ") ? "\"\"" : "0";
        }
        if (behind.matches("(?s) [%*/].*")) {
            return "1";
        }
        return EXPRESSION_BEFORE.matcher(before).find() ? "Gap.any()" : "";
    }

    /** Without imports, and with the braces that a piece leaves open. */
    private static String closed(String piece) {
        String code = OWN_CONSTRUCTOR
                .matcher(piece.replaceAll("(?m)^import .*;$", ""))
                .replaceAll(name -> "void constructor" + (name.group(2) == null ? "() " : name.group(2)) + "{");
        if (code.startsWith("} ")) {
            code = (code.startsWith("} while") ? "do {\n" : "try { Gap.fails();\n") + code;
        }
        if (code.startsWith("case ")) {
            code = "switch (Gap.<Object>any()) {\n" + code + "default -> {} }\n";
        }
        String plain = code.replaceAll("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])'|//.*", "");
        long open = plain.chars().filter(sign -> sign == '{').count()
                - plain.chars().filter(sign -> sign == '}').count();
        return code + "}".repeat((int) Math.max(0, open));
    }

    /** Whether it is a bare expression. */
    private static boolean isExpression(String code) {
        return !code.isBlank() && !code.strip().endsWith(";") && !code.strip().endsWith("}");
    }

    /** How pieces can be read; those that cannot are left out. */
    private Map<String, Form> forms(List<String> pieces) {
        List<JavaFileObject> units = new ArrayList<>();
        for (int number = 0; number < pieces.size(); number++) {
            units.add(new Text("M" + number, "class M" + number + " {\n" + pieces.get(number) + "\n}").source());
            units.add(new Text("S" + number, "class S" + number + " { void m() {\n" + pieces.get(number) + "\n} }")
                    .source());
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Set<String> sound = new HashSet<>();
        try {
            task(units, said).parse().forEach(unit -> {
                ClassTree only =
                        unit.getTypeDecls().size() == 1 && unit.getTypeDecls().getFirst() instanceof ClassTree type
                                ? type
                                : null;
                if (only != null && only.getMembers().stream().noneMatch(BlockTree.class::isInstance)) {
                    sound.add(only.getSimpleName().toString());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        said.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .forEach(one -> sound.remove(one.getSource().getName().replaceAll(".*/|\\.java", "")));
        Map<String, Form> forms = new HashMap<>();
        for (int number = 0; number < pieces.size(); number++) {
            forms.put(pieces.get(number), new Form(sound.contains("M" + number), sound.contains("S" + number)));
        }
        return forms;
    }

    private JavacTask task(List<JavaFileObject> units, DiagnosticCollector<JavaFileObject> said) {
        return (JavacTask) COMPILER.getTask(null, null, said, options, null, units);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.getParent().endsWith("scaled"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
