package workbook.checker.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import workbook.checker.text.Visible;

/** Writes HTML: what is text stays text, and every element that is opened gets closed in order. */
public final class Html {
    private static final Set<String> INLINE = Set.of("a", "span", "code", "strong");
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    public Html open(String element, String... attributes) {
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

    /** Writes an element that has neither content nor an end tag. */
    public Html empty(String element, String... attributes) {
        open(element, attributes);
        open.pop();
        return this;
    }

    public Html text(String text) {
        out.append(StandalonePage.escape(Visible.lines(text)));
        return this;
    }

    public Html close() {
        String element = open.pop();
        out.append("</").append(element).append('>');
        if (!INLINE.contains(element)) {
            out.append('\n');
        }
        return this;
    }

    /** Writes an element that holds only text. */
    public Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Writes data for a script of the page: no character in it can end the element or the text around it. */
    public Html json(String json) {
        open("script", "type", "application/json");
        out.append(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        return close();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
