package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.checks.task5_1.NginxConf.Directive;
import workbook.checker.checks.task5_1.NginxConf.Unreadable;
import workbook.checker.checks.task5_1.NginxConf.Word;

/** Reads a configuration as nginx does: words, semicolons, braces, comments, two kinds of quotes. */
final class NginxReader {

    private final String text;
    private int at;
    private int line = 1;

    NginxReader(String text) {
        this.text = text;
    }

    Directive read() throws Unreadable {
        Directive root = new Directive(null, List.of(), 1, 0).endingAt(text.length());
        block(root);
        return root;
    }

    /** Reads directives up to the brace that closes the block, or the end of the file. */
    private void block(Directive parent) throws Unreadable {
        List<Word> words = new ArrayList<>();
        int begun = line;
        while (skip()) {
            char c = text.charAt(at);
            begun = words.isEmpty() ? line : begun;
            switch (c) {
                case ';' -> {
                    at++;
                    parent.add(new Directive(parent, named(words), begun, -1).endingAt(at));
                    words = new ArrayList<>();
                }
                case '{' -> {
                    at++;
                    Directive inner = new Directive(parent, named(words), begun, at);
                    parent.add(inner);
                    block(inner);
                    inner.endingAt(at);
                    words = new ArrayList<>();
                }
                case '}' -> {
                    requireNothing(words, begun);
                    if (parent.parent() == null) {
                        throw new Unreadable(line, text("\"}\" closes nothing", "\"}\" 没有可关闭的块"));
                    }
                    at++;
                    return;
                }
                default -> words.add(word());
            }
        }
        requireNothing(words, begun);
        if (parent.parent() != null) {
            throw new Unreadable(
                    parent.line(), text("\"%s {\" is never closed by \"}\"", "\"%s {\" 没有用 \"}\" 关闭", parent.name()));
        }
    }

    private List<Word> named(List<Word> words) throws Unreadable {
        if (words.isEmpty()) {
            throw new Unreadable(line, text("\"%s\" without a name before it", "\"%s\" 前面没有名字", text.charAt(at - 1)));
        }
        return List.copyOf(words);
    }

    private static void requireNothing(List<Word> words, int begun) throws Unreadable {
        if (!words.isEmpty()) {
            throw new Unreadable(
                    begun,
                    text(
                            "\"%s\" is not ended by \";\"",
                            "\"%s\" 没有用 \";\" 结束", words.getFirst().value()));
        }
    }

    /** Goes on to the next thing that means something; false at the end. */
    private boolean skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private Word word() throws Unreadable {
        int start = at;
        char quote = text.charAt(at);
        if (quote == '"' || quote == '\'') {
            at = text.indexOf(quote, at + 1) + 1;
            if (at == 0) {
                throw new Unreadable(line, text("a quote is never closed", "引号没有关闭"));
            }
            line += (int)
                    text.substring(start, at).chars().filter(c -> c == '\n').count();
            return new Word(text.substring(start + 1, at - 1), start, at);
        }
        while (at < text.length() && !ends(text.charAt(at))) {
            // ${name} is part of a word.
            at += text.startsWith("${", at) ? Math.max(1, text.indexOf('}', at) + 1 - at) : 1;
        }
        return new Word(text.substring(start, at), start, at);
    }

    private static boolean ends(char c) {
        return Character.isWhitespace(c) || c == ';' || c == '{' || c == '}';
    }
}
