package workbook.checker.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether two documents say the same in two languages, as far as a machine can see: headings, blocks, links and commands
 * in the same order.
 */
final class Parity {

    /** The language of blocks that are words: what is said on the screen is said in Chinese to a Chinese reader. */
    private static final String WORDS = "text";

    private final Markdown english;
    private final Markdown chinese;
    private final List<String> problems = new ArrayList<>();

    private Parity(Markdown english, Markdown chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    static List<String> problems(Markdown english, Markdown chinese) {
        Parity parity = new Parity(english, chinese);
        parity.compare(
                "headings", document -> document.headings().stream().map(heading -> "#".repeat(heading.level())));
        parity.compare("blocks", document -> document.fences().stream()
                .map(fence -> fence.language()
                        + (fence.language().equals(WORDS) ? "" : "\n" + withoutLanguage(fence.body()))));
        parity.compare("links", document -> document.links().stream()
                .map(link -> withoutLanguage(link.target()).replaceFirst("#.*", "")));
        parity.compare("commands", document -> document.codes().stream()
                .map(Markdown.Code::body)
                .filter(CommandLines::isCommand)
                .map(Parity::withoutLanguage));
        return parity.problems;
    }

    private static String withoutLanguage(String text) {
        return text.replace(".zh-CN.md", ".md").replace("--lang zh", "--lang en");
    }

    private void compare(String what, Function<Markdown, Stream<String>> parts) {
        List<String> en = parts.apply(english).toList();
        List<String> zh = parts.apply(chinese).toList();
        int at = 0;
        while (at < en.size() && at < zh.size() && en.get(at).equals(zh.get(at))) {
            at++;
        }
        if (at < en.size() || at < zh.size()) {
            problems.add("%s differ at number %d: %s has %s, %s has %s"
                    .formatted(
                            what,
                            at + 1,
                            english.file().getFileName(),
                            at < en.size() ? en.get(at).strip() : "no more",
                            chinese.file().getFileName(),
                            at < zh.size() ? zh.get(at).strip() : "no more"));
        }
    }
}
