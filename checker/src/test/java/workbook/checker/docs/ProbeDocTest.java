package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import workbook.checker.conformance.rules.AllRules;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;

/** {@code docs/probe.md} lists the rules that the probe has. */
class ProbeDocTest {

    private static final Home HOME = Home.find();

    @ParameterizedTest
    @EnumSource
    void theTableIsThatOfTheRules(Language language) {
        String head = language == Language.EN
                ? "| id | level | rule | source | who suffers |"
                : "| 编号 | 级别 | 规则 | 出处 | 谁受影响 |";
        String rows = AllRules.CARDS.stream()
                .map(rule -> "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                                rule.id(),
                                rule.level(),
                                rule.title().in(language),
                                rule.source(),
                                rule.hurts().in(language)))
                .collect(Collectors.joining("\n"));
        new Recorded(page(language).file(), "rules").verify(head + "\n|---|---|---|---|---|\n" + rows);
    }

    /** That it compiles, and passes, is for the test of the jar. */
    @ParameterizedTest
    @EnumSource
    void theTestOfAnotherProjectIsTheOneOfTheTests(Language language) throws IOException {
        String source = Files.readString(HOME.root().resolve("checker/src/test/resources/standalone/EventsTest.java"));
        new Recorded(page(language).file(), "junit").verify("```java\n" + source + "```");
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(List.of(), Parity.problems(page(Language.EN), page(Language.ZH)));
    }

    private static Markdown page(Language language) {
        String name = language == Language.EN ? "docs/probe.md" : "docs/probe.zh-CN.md";
        return Markdown.read(HOME.root().resolve(name));
    }
}
