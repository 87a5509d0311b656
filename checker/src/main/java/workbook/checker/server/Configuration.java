package workbook.checker.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of configuration as its lines stand: which key is where. It is read as far as a person reads it, by indents, so
 * that a file that no parser takes can be shown, too.
 *
 * @param name as a person finds it, for example {@code exercises/3.1-replay/src/main/resources/application.yaml}
 */
record Configuration(String name, List<String> lines) {

    private static final Pattern KEY = Pattern.compile("( *)([\\w.-]+):(?: +(.*))?");

    /**
     * A line that gives a key.
     *
     * @param number from 1
     * @param key with all that it stands under, for example {@code replay.capacity}
     * @param value without quotes and comment; empty where there is none
     */
    record Line(int number, String key, String value, String text) {

        /** The line without indent and comment. */
        String shown() {
            return (key.substring(key.lastIndexOf('.') + 1) + ": " + value).strip();
        }

        private String parent() {
            return key.contains(".") ? key.substring(0, key.lastIndexOf('.')) : "";
        }
    }

    /** Those of a program, the one that is read without a profile first. */
    static List<Configuration> of(Path folder) {
        Path resources = folder.resolve("src/main/resources");
        List<Configuration> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(resources)) {
            files.filter(file -> file.getFileName().toString().matches("application.*\\.yaml"))
                    .sorted(Comparator.comparing(
                            file -> file.getFileName().toString().length()))
                    .forEach(file -> read(folder, file).ifPresent(all::add));
        } catch (IOException e) {
            return List.of(); // where there is nothing to read, there is no line to show
        }
        return all;
    }

    private static Optional<Configuration> read(Path folder, Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            Path tree = Optional.ofNullable(folder.toAbsolutePath().getParent())
                    .flatMap(parent -> Optional.ofNullable(parent.getParent()))
                    .orElse(folder);
            String name = tree.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
            return Optional.of(new Configuration(name, text.lines().toList()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** All lines that give a key. */
    List<Line> keys() {
        List<Line> keys = new ArrayList<>();
        List<Line> open = new ArrayList<>();
        List<Integer> indents = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (key.matches()) {
                int indent = key.group(1).length();
                while (!indents.isEmpty() && indents.getLast() >= indent) {
                    indents.removeLast();
                    open.removeLast();
                }
                String above = open.isEmpty() ? "" : open.getLast().key() + ".";
                Line line = new Line(i + 1, above + key.group(2), value(key.group(3)), lines.get(i));
                keys.add(line);
                open.add(line);
                indents.add(indent);
            }
        }
        return keys;
    }

    private static String value(String text) {
        String value = text == null ? "" : text.replaceFirst("(^| +)#.*", "").strip();
        return value.replaceFirst("^(['\"])(.*)\\1$", "$2");
    }

    Optional<Line> key(String key) {
        return keys().stream().filter(line -> line.key().equals(key)).findFirst();
    }

    /** The line that a person meant for a key: the one beside it whose name is nearest. */
    Optional<Line> meant(String key) {
        Line wanted = new Line(0, key, "", "");
        return keys().stream()
                .filter(line -> line.parent().equals(wanted.parent()))
                .filter(line -> distance(line.key(), key) <= 2)
                .min(Comparator.comparingInt(line -> distance(line.key(), key)));
    }

    /** The nearest line above a key that is there. */
    Optional<Line> above(String key) {
        String parent = new Line(0, key, "", "").parent();
        return parent.isEmpty() ? Optional.empty() : key(parent).or(() -> above(parent));
    }

    /** How many letters are to be put in, taken out, changed or exchanged with their neighbour. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(int[][] cost, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean turned =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return turned ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
