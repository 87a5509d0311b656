package workbook.checker.checks.task5_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.text.Text;

/**
 * A configuration of nginx as a tree. It knows where each word stands, so that words can be changed and every line keeps
 * its number: what nginx says of line 12 is true of line 12 of the learner's file.
 */
record NginxConf(String text, Directive root) {

    /** A word and its place in the text, quotes included. */
    record Word(String value, int start, int end) {}

    /** A directive, with what stands in its block. The reader adds to the block, and says where the directive ends. */
    static final class Directive {

        private final Directive parent;
        private final List<Word> words;
        private final int line;
        private final int open;
        private final List<Directive> block = new ArrayList<>();
        private int end;

        /**
         * @param parent null for the file as a whole
         * @param words its name and arguments
         * @param open offset behind the brace that opens its block; -1 if it has none
         */
        Directive(Directive parent, List<Word> words, int line, int open) {
            this.parent = parent;
            this.words = words;
            this.line = line;
            this.open = open;
        }

        Directive parent() {
            return parent;
        }

        List<Word> words() {
            return words;
        }

        int line() {
            return line;
        }

        int open() {
            return open;
        }

        void add(Directive inner) {
            block.add(inner);
        }

        /** Offset behind the semicolon or the closing brace. */
        int end() {
            return end;
        }

        Directive endingAt(int offset) {
            end = offset;
            return this;
        }

        String name() {
            return words.isEmpty() ? "" : words.getFirst().value();
        }

        List<Word> arguments() {
            return words.subList(Math.min(1, words.size()), words.size());
        }

        String argument() {
            return words.size() < 2 ? "" : words.get(1).value();
        }

        boolean has(String argument) {
            return arguments().stream().anyMatch(word -> word.value().equals(argument));
        }

        /** The directives of this name in its own block. */
        List<Directive> children(String name) {
            return block.stream().filter(child -> child.name().equals(name)).toList();
        }

        /** This directive and all below it. */
        Stream<Directive> all() {
            return Stream.concat(Stream.of(this), block.stream().flatMap(Directive::all));
        }

        /** The directive that holds here: it stands in this block, or in one around it. */
        Optional<Directive> inForce(String name) {
            List<Directive> here = children(name);
            if (!here.isEmpty()) {
                return Optional.of(here.getLast());
            }
            return parent == null ? Optional.empty() : parent.inForce(name);
        }

        Optional<Directive> around(String name) {
            return name().equals(name)
                    ? Optional.of(this)
                    : Optional.ofNullable(parent).flatMap(outer -> outer.around(name));
        }
    }

    /** The file cannot be read. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Text complaint;

        Unreadable(int line, Text what) {
            super(what.en());
            complaint = Text.text("line %d: %s", "第 %d 行：%s", line, what);
        }

        Text complaint() {
            return complaint;
        }
    }

    static NginxConf read(String text) throws Unreadable {
        return new NginxConf(text, new NginxReader(text).read());
    }

    Stream<Directive> all(String name) {
        return root.all().filter(directive -> directive.name().equals(name));
    }

    /** The block that passes requests on: the first with a proxy_pass in the file. */
    Optional<Directive> proxy() {
        return proxies().findFirst();
    }

    /** The directive that holds in the block that passes requests on. */
    Optional<Directive> inForce(String name) {
        return proxy().flatMap(place -> place.inForce(name));
    }

    /** Every block that passes requests on; there may be a server of its own for TLS. */
    Stream<Directive> proxies() {
        return all("proxy_pass").map(Directive::parent);
    }

    /** The listen directives of the servers that pass requests on. */
    List<Directive> listens() {
        return proxies()
                .flatMap(place -> place.around("server").stream())
                .distinct()
                .flatMap(server -> server.children("listen").stream())
                .toList();
    }
}
