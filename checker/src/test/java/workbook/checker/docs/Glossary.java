package workbook.checker.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of {@code docs/glossary.md}: which Chinese word is used for a thing, and which are not. */
record Glossary(List<Term> terms) {

    private static final Pattern VARIANT = Pattern.compile("([^（）、]+)(?:（([^）]+)）)?");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** One row; {@code meaning} is in the language of the page. */
    record Term(String english, String chinese, String meaning, List<Variant> variants) {}

    /** A word that must not be used, except as a part of those in {@code within}. */
    record Variant(String word, List<String> within) {

        long countIn(String text) {
            String rest = text;
            for (String allowed : within) {
                rest = rest.replace(allowed, "");
            }
            return Pattern.compile(word, Pattern.LITERAL)
                    .matcher(rest)
                    .results()
                    .count();
        }
    }

    static Glossary in(Markdown page) {
        return new Glossary(page.text()
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Term(cells[1].strip(), cells[2].strip(), cells[3].strip(), variants(cells[4])))
                .toList());
    }

    private static List<Variant> variants(String cell) {
        return VARIANT.matcher(cell.strip()).results().map(Glossary::variant).toList();
    }

    private static Variant variant(MatchResult found) {
        return new Variant(
                found.group(1),
                found.group(2) == null ? List.of() : List.of(found.group(2).split("、")));
    }

    /** A line for each forbidden word in the text, with how often it is there. */
    List<Finding> findings(String text) {
        return terms.stream()
                .flatMap(term -> term.variants().stream()
                        .map(variant -> new Finding(variant.word(), term.chinese(), variant.countIn(text))))
                .filter(finding -> finding.times() > 0)
                .toList();
    }

    /** A forbidden word, what to write instead, and how often it occurs. */
    record Finding(String word, String instead, long times) {

        @Override
        public String toString() {
            return "%d × %s (write %s)".formatted(times, word, instead);
        }
    }

    /** The prose of a Markdown file: no fenced block, and a backtick for each code within a line. */
    static String prose(Markdown page) {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : page.text().lines().toList()) {
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                prose.append(line.replaceAll("`[^`]*`", "`")).append('\n');
            }
        }
        return prose.toString();
    }

    /** The Chinese string literals of a Java source, one a line. */
    static String literals(String source) {
        return lines(LITERAL.matcher(source).results().map(literal -> literal.group(1)));
    }

    /** The lines with Chinese in them, of a file in which both languages stand side by side. */
    static String chineseLines(String text) {
        return lines(text.lines());
    }

    private static String lines(Stream<String> lines) {
        return lines.filter(line -> HAN.matcher(line).find()).reduce("", (all, line) -> all + line + "\n");
    }

    /** Whether a word is Chinese: in a file of both languages an English one may be the English. */
    static boolean isChinese(String word) {
        return HAN.matcher(word).find();
    }
}
