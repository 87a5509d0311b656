package workbook.checker.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Help in which a word that somebody may copy, such as an address or the ending of a file, stays on its line.
 *
 * <p>picocli breaks lines wherever Unicode allows it, also within {@code http://127.0.0.1:8080}. So the marks in such words are
 * other characters, which nobody has a use for, until the lines are laid out.
 */
final class HelpText {

    private static final Pattern WORD = Pattern.compile("[!-~]+");
    private static final Pattern MARK = Pattern.compile("[-/:.?|]");
    private static final Pattern STAND_IN = Pattern.compile("[\\ue000-\\ue07f]");
    private static final char FIRST = '\ue000';

    private HelpText() {}

    static Help of(CommandSpec spec, Help.ColorScheme colours) {
        if (spec.resourceBundle() != null && !(spec.resourceBundle() instanceof Held)) {
            spec.resourceBundle(new Held(spec.resourceBundle()));
            CommandLine line = spec.commandLine();
            Map<String, IHelpSectionRenderer> sections = new LinkedHashMap<>();
            line.getHelpSectionMap()
                    .forEach((name, section) -> sections.put(name, help -> released(section.render(help))));
            line.setHelpSectionMap(sections);
        }
        return new Help(spec, colours);
    }

    /** The words with stand-ins for the marks in them. */
    static String held(String text) {
        return WORD.matcher(text).replaceAll(word -> MARK.matcher(word.group())
                .replaceAll(mark -> String.valueOf((char) (FIRST + mark.group().charAt(0))))
                .replace("\\", "\\\\")
                .replace("$", "\\$"));
    }

    static String released(String text) {
        return STAND_IN.matcher(text)
                .replaceAll(mark -> String.valueOf((char) (mark.group().charAt(0) - FIRST)));
    }

    /** The messages of a command, with their words held together. */
    private static final class Held extends ResourceBundle {

        private final Map<String, String> messages;

        Held(ResourceBundle bundle) {
            messages =
                    bundle.keySet().stream().collect(Collectors.toMap(key -> key, key -> held(bundle.getString(key))));
        }

        @Override
        protected Object handleGetObject(String key) {
            return messages.get(key);
        }

        @Override
        public Enumeration<String> getKeys() {
            return Collections.enumeration(messages.keySet());
        }
    }
}
