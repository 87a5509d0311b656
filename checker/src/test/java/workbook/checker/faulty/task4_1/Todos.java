package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 4.1 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "the headers wait for the first notification",
                        """
                                    out.write(retry);
                                    out.flush();
                        """,
                        """
                                    out.write(retry);
                        """),
                open(
                        4,
                        "no notification on the stream",
                        """
                                    out.write(notification.block());
                        """,
                        ""),
                open(
                                5,
                                "the place is taken when the headers have left",
                                """
                                long place = place(req); // before the headers are sent: a client that has them misses nothing
                        """,
                                "")
                        .and(
                                """
                                            out.flush();
                                            while (true) {\
                                """,
                                """
                                            out.flush();
                                            long place = place(req);
                                            while (true) {\
                                """),
                open(
                        7,
                        "any number is believed",
                        """
                                Matcher parts = ID.matcher(id);
                                if (!parts.matches() || !parts.group(1).equals(process)) {
                                    return NOWHERE;
                                }
                                long number = Long.parseLong(parts.group(2));
                                return number <= end() ? number : NOWHERE;\
                        """,
                        "        return Long.parseLong(id.substring(id.indexOf('-') + 1));"),
                open(
                        7,
                        "no reset",
                        """
                                    out.write(reset(next));
                        """,
                        ""),
                open(
                        8,
                        "replay under another lock than live",
                        """
                                    out.flush();
                                    while (true) {
                                        NotificationLog.Next next = log.awaitAfter(place, QUIET);\
                        """,
                        """
                                    out.flush();
                                    write(out, log.awaitAfter(place, Duration.ZERO));
                                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); // as when the line is slow
                                    place = log.end();
                                    while (true) {
                                        NotificationLog.Next next = log.awaitAfter(place, QUIET);\
                        """),
                open(10, "the ring is full for ever", "return (int) (number % ring.length);", "return (int) number;"),
                open(
                        11,
                        "all processes count alike",
                        "HexFormat.of().toHexDigits(new SecureRandom().nextInt())",
                        "\"00000000\""),
                open(
                        12,
                        "an unknown level is a success",
                        """
                                        .orElseThrow(
                                                () -> new IllegalArgumentException("level: got " + shown(value) + ", want one of " + LEVELS));\
                        """,
                        "                .orElse(Level.SUCCESS);"),
                open(
                        12,
                        "an empty title is let in",
                        "!value.isTextual() || value.textValue().isEmpty()",
                        "!value.isTextual()"),
                open(13, "names no field", "\"level: got \"", "\"got \"")
                        .and("\"title: got \"", "\"got \"")
                        .and("\"text: got \"", "\"got \""),
                open(
                        14,
                        "encoded for HTML",
                        ".put(\"text\", draft.text())",
                        ".put(\"text\", draft.text().replace(\"<\", \"&lt;\"))"),
                open(
                        15,
                        "no state",
                        """
                          status.textContent = STATES[source.readyState];
                        """,
                        ""),
                open(
                        15,
                        "does not subscribe",
                        "const source = new EventSource(\"/events\");",
                        "const source = Object.assign(new EventTarget(), { readyState: 0 });"),
                open(
                        16,
                        "nothing is shown",
                        """
                          list.prepend(entry.item);
                        """,
                        ""),
                open(16, "the newest at the end", "list.prepend(entry.item)", "list.append(entry.item)"),
                open(
                        17,
                        "no count",
                        """
                          count.textContent = unread;
                        """,
                        ""),
                open(
                        17,
                        "not in the title",
                        """
                          document.title = unread === 0 ? TITLE : `(${unread}) ${TITLE}`;
                        """,
                        ""),
                open(
                        18,
                        "no filter",
                        """
                            item.hidden = filter !== "all" && item.dataset.level !== filter;
                        """,
                        ""),
                open(
                        19,
                        "the form sends nothing",
                        """
                          event.preventDefault();
                          error.textContent = "";
                        """,
                        """
                          event.preventDefault();
                          return;
                        """),
                open(
                        20,
                        "text goes in as markup",
                        "item.querySelector(\"[data-text]\").textContent = text",
                        "item.querySelector(\"[data-text]\").innerHTML = text"),
                open(
                        21,
                        "no history",
                        """
                          loadHistory(live);
                        """,
                        ""),
                open(
                        21,
                        "what came live comes twice",
                        "const others = entries.filter((entry) => !ids.has(entry.id) && (joins || live.has(entry.id)));",
                        "const others = [...entries];"),
                open(
                        22,
                        "no history after a cut",
                        """
                          loadHistory(live);
                        """,
                        """
                          if (entries.length === 0) {
                            loadHistory(live);
                          }
                        """),
                open(
                        22,
                        "reset says nothing to it",
                        "source.addEventListener(\"reset\", () => {",
                        "source.addEventListener(\"other\", () => {"));
    }
}
