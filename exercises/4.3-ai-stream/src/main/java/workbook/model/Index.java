package workbook.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the passage that shares the rarest words with a question. */
final class Index {

    /**
     * A word of a question or passage. A name such as {@code io.helidon} is one word. Nothing is ever given back once it
     * matched, so a name of a thousand parts takes no more stack than one of two.
     */
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}&&[^\\p{IsHan}]]++(\\.[\\p{L}\\p{N}&&[^\\p{IsHan}]]++)*+|\\p{IsHan}++");

    private static final Pattern ENDING = Pattern.compile("(?<=\\w{3})(ing|ies|es|s|ed|e|y)$");

    private static final Pattern SSE = Pattern.compile("server-sent events?");
    private static final Pattern AGAIN = Pattern.compile("\\bre-?connect");

    /** The weight of a word in a heading, which says more about a passage than one in its text. */
    private static final double HEADING = 4;

    private static final double LESSON = 2;

    /** Words that stand in any question, whatever it is about. */
    private static final Set<String> ALWAYS = Set.of(
            "what", "why", "how", "when", "where", "which", "who", "do", "doe", "is", "are", "it", "the", "and", "to",
            "of", "in", "for", "my", "me", "you", "can", "should", "need", "use", "tell", "about", "explain", "an",
            "什么", "怎么", "为什", "么要", "么是", "如何", "怎样", "一个", "可以", "需要", "要用", "是什", "请问", "的时", "时候");

    private record Entry(Passage passage, Map<String, Double> weights, double length) {}

    private final List<Entry> entries;
    private final Map<String, Integer> passagesWith = new HashMap<>();

    Index(List<Passage> passages) {
        entries = passages.stream().map(Index::entry).toList();
        entries.forEach(entry -> entry.weights().keySet().forEach(word -> passagesWith.merge(word, 1, Integer::sum)));
    }

    private static Entry entry(Passage passage) {
        Map<String, Double> weights = new HashMap<>();
        words(passage.text()).forEach(word -> weights.merge(word, 1.0, Double::sum));
        double length =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        words(passage.heading()).forEach(word -> weights.merge(word, HEADING, Double::sum));
        words(passage.lesson()).forEach(word -> weights.merge(word, LESSON, Double::sum));
        return new Entry(passage, weights, length);
    }

    Optional<Passage> best(String question) {
        Set<String> asked = new HashSet<>(words(question));
        return entries.stream()
                .filter(entry -> score(entry, asked) > 0)
                .max(Comparator.comparingDouble(entry -> score(entry, asked)))
                .map(Entry::passage);
    }

    /** BM25, as search engines do it: rare words count more, repeated ones less and less, long passages less. */
    private double score(Entry entry, Set<String> asked) {
        double score = 0;
        for (String word : asked) {
            double weight = entry.weights().getOrDefault(word, 0.0);
            double rarity = Math.log(1 + entries.size() / (double) passagesWith.getOrDefault(word, 1));
            score += rarity * weight / (weight + 1 + entry.length() / 300);
        }
        return score;
    }

    /** Words without their endings. Chinese has no spaces: there, two neighbours make a word. */
    private static List<String> words(String text) {
        String lower = SSE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("sse");
        return WORD.matcher(AGAIN.matcher(lower).replaceAll("connect"))
                .results()
                .map(found -> found.group())
                .<String>mapMulti((word, words) -> {
                    if (Character.UnicodeScript.of(word.codePointAt(0)) != Character.UnicodeScript.HAN) {
                        words.accept(ENDING.matcher(word).replaceFirst(""));
                        return;
                    }
                    for (int i = 0; i + 2 <= word.length(); i++) {
                        words.accept(word.substring(i, i + 2));
                    }
                })
                .filter(word -> word.length() > 1 && !ALWAYS.contains(word))
                .toList();
    }
}
