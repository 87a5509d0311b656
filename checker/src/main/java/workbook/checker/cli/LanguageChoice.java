package workbook.checker.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import workbook.checker.text.Language;

/**
 * The language and the charset that a person wants. The environment knows them better than the JVM, which falls back to
 * English and ASCII where the system knows the locale by name only, as in many containers.
 */
final class LanguageChoice {

    private LanguageChoice() {}

    /** The value of {@code --lang} among the arguments, otherwise the language of the locale. */
    static Language language(List<String> args, Map<String, String> environment) {
        Iterator<String> words = args.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.startsWith("--lang=")) {
                return Language.of(Locale.of(word.substring("--lang=".length())));
            }
            if (word.equals("--lang") && words.hasNext()) {
                return Language.of(Locale.of(words.next()));
            }
        }
        String locale = first(environment, "LC_ALL", "LC_MESSAGES", "LANG");
        return Language.of(locale.isEmpty() ? Locale.getDefault() : Locale.of(locale.split("[_.@]", 2)[0]));
    }

    /** The charset of standard output. */
    static Charset charset(Map<String, String> environment) {
        Charset system = Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        String locale = first(environment, "LC_ALL", "LC_CTYPE", "LANG").toLowerCase(Locale.ROOT);
        boolean unknownToTheSystem = system.equals(StandardCharsets.US_ASCII) && locale.matches(".*\\.utf-?8(@.*)?");
        return unknownToTheSystem ? StandardCharsets.UTF_8 : system;
    }

    private static String first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }
}
