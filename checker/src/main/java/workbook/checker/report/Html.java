package workbook.checker.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import workbook.checker.page.StandalonePage;

/** HTML as it is written: what is text stays text, and every element that was opened is closed in order. */
final class Html {
    private static final Set<String> INLINE = Set.of("a", "span", "code", "strong");
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element with these attributes, each a name and a value. */
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(StandalonePage.escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        open.push(element);
        return this;
    }

    /** An element that has no content and no end. */
    Html empty(String element, String... attributes) {
        open(element, attributes);
        open.pop();
        return this;
    }

    Html text(String text) {
        out.append(StandalonePage.escape(Visible.lines(text)));
        return this;
    }

    Html close() {
        String element = open.pop();
        out.append("</").append(element).append('>');
        if (!INLINE.contains(element)) {
            out.append('\n');
        }
        return this;
    }

    /** An element that holds text only. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Data for a script of the page: no character in it can end the element or the text around it. */
    Html json(String json) {
        open("script", "type", "application/json");
        out.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        return close();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
