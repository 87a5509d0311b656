package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import workbook.checker.workbook.Home;

/** One word for one thing: no Chinese text of the workbook uses a word that {@code docs/glossary.md} rules out. */
class GlossaryTest {

    private static final Home HOME = Home.find();
    private static final Markdown CHINESE = page("docs/glossary.zh-CN.md");
    private static final Glossary GLOSSARY = Glossary.in(CHINESE);

    /** How many findings each source of the checker may still have. It only shrinks. */
    private static final String BACKLOG = "checker/src/test/resources/glossary/backlog.txt";

    private static final List<String> PLAIN = List.of(".yaml", ".txt", ".js", ".html", ".properties");

    @Test
    void bothPagesHaveTheSameTerms() {
        Markdown english = page("docs/glossary.md");
        assertEquals(List.of(), Parity.problems(english, CHINESE));
        assertEquals(terms(Glossary.in(english)), terms(GLOSSARY));
        assertTrue(GLOSSARY.terms().size() >= 60, "terms");
    }

    @Test
    void everyTermIsInUse() {
        String all = markdown().map(GlossaryTest::prose).collect(Collectors.joining("\n"));
        assertEquals(
                List.of(),
                GLOSSARY.terms().stream()
                        .map(Glossary.Term::chinese)
                        .filter(term -> !all.contains(term))
                        .toList());
    }

    @Test
    void lessonsAndDocsUseNoOtherWord() {
        assertEquals(Map.of(), findings(markdown(), GlossaryTest::prose, false));
    }

    @Test
    void pagesAndSettingsUseNoOtherWord() {
        assertEquals(Map.of(), findings(plain(), file -> Glossary.chineseLines(read(file)), true));
    }

    @Test
    void messagesUseNoOtherWordThanTheBacklogAllows() {
        Map<String, Long> allowed = backlog();
        Map<String, List<Glossary.Finding>> tooMany =
                new TreeMap<>(findings(java(), file -> Glossary.literals(read(file)), false));
        tooMany.entrySet().removeIf(file -> count(file.getValue()) <= allowed.getOrDefault(file.getKey(), 0L));
        assertEquals(Map.of(), tooMany, () -> "mend the message, rather than " + BACKLOG);
    }

    @Test
    void theBacklogNamesOnlyWhatIsThere() {
        assertEquals(
                List.of(),
                backlog().keySet().stream()
                        .filter(name -> !Files.exists(HOME.root().resolve(name)))
                        .toList());
    }

    @Test
    void aForbiddenWordIsNamed() {
        assertEquals("[1 × 打断 (write 中断)]", GLOSSARY.findings("它会打断循环").toString());
        assertEquals(List.of(), GLOSSARY.findings("负载均衡器和符号链接"));
        assertEquals("[1 × 均衡器 (write 负载均衡器)]", GLOSSARY.findings("均衡器").toString());
        assertEquals("a `\n", Glossary.prose(CHINESE.with("a `打断`\n```\n打断\n```\n")));
        assertEquals("打断\n", Glossary.literals("text(\"interrupts\", \"打断\") // 打断"));
    }

    private static List<String> terms(Glossary glossary) {
        return glossary.terms().stream()
                .map(term -> "%s = %s, not %s".formatted(term.english(), term.chinese(), term.variants()))
                .toList();
    }

    private interface Part {

        String of(Path file);
    }

    private static Map<String, List<Glossary.Finding>> findings(Stream<Path> files, Part part, boolean chineseWords) {
        Map<String, List<Glossary.Finding>> findings = new TreeMap<>();
        for (Path file : files.toList()) {
            List<Glossary.Finding> found = new ArrayList<>(GLOSSARY.findings(part.of(file)));
            found.removeIf(finding -> chineseWords && !Glossary.isChinese(finding.word()));
            if (!found.isEmpty()) {
                findings.put(HOME.relative(file), found);
            }
        }
        return findings;
    }

    private static long count(List<Glossary.Finding> findings) {
        return findings.stream().mapToLong(Glossary.Finding::times).sum();
    }

    private static Map<String, Long> backlog() {
        return read(HOME.root().resolve(BACKLOG))
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
    }

    private static Stream<Path> markdown() {
        return Stream.of(".", "docs", "exercises", "solutions", "checker/src/main/resources")
                .flatMap(folder -> files(folder, folder.equals(".") ? 1 : 16))
                .filter(file -> file.toString().endsWith(".zh-CN.md"))
                .filter(file -> !file.endsWith("glossary.zh-CN.md"));
    }

    private static Stream<Path> plain() {
        return Stream.of("config", "web", "exercises", "solutions", "checker/src/main/resources")
                .flatMap(folder -> files(folder, 16))
                .filter(file ->
                        PLAIN.stream().anyMatch(ending -> file.toString().endsWith(ending)));
    }

    private static Stream<Path> java() {
        return Stream.of("checker/src/main/java", "bench/src/main/java", "launcher")
                .flatMap(folder -> files(folder, 32))
                .filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> files(String folder, int depth) {
        try (Stream<Path> files = Files.walk(HOME.root().resolve(folder), depth)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !HOME.relative(file).contains("target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prose(Path file) {
        return Glossary.prose(Markdown.read(file));
    }

    private static Markdown page(String name) {
        return Markdown.read(HOME.root().resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
