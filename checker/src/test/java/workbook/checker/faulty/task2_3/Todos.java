package workbook.checker.faulty.task2_3;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 2.3 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "no sink",
                        """
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """,
                        """
                                if (interval > 0) {
                                    res.status(io.helidon.http.Status.NOT_IMPLEMENTED_501).send("not written yet\\n");
                                    return;
                                }
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """),
                open(
                        2,
                        "waits first",
                        """
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """,
                        """
                                try {
                                    sleepUntil(System.nanoTime() + interval);
                                } catch (InterruptedException e) {
                                    return;
                                }
                                try (SseSink sink = res.sink(SseSink.TYPE)) {
                        """),
                open(
                        3,
                        "no types",
                        """
                                        .name(inTurn(TYPES, n))
                        """,
                        ""),
                open(
                        4,
                        "JSON by concatenation",
                        """
                                return JsonNodeFactory.instance
                                        .objectNode()
                                        .put("n", n)
                                        .put("text", text)
                                        .toString();\
                        """,
                        "        return \"{\\\"n\\\": \" + n + \", \\\"text\\\": \\\"\" + text + \"\\\"}\";"),
                open(5, "no count", ".put(\"n\", n)", ".put(\"n\", 1)"),
                open(6, "no wait", "                sleepUntil(due);", "                Thread.sleep(0);"),
                open(6, "three times and no more", "for (long n = 1; ; n++)", "for (long n = 1; n <= 3; n++)"),
                open(7, "the first text only", "inTurn(items, n)", "items.getFirst()"),
                open(
                        7,
                        "no turn: the last text is the end",
                        "inTurn(items, n)",
                        "items.get((int) Math.min(n, items.size()) - 1)"),
                open(
                                8,
                                "one count for all",
                                "    private void events(",
                                """
                            private long n;

                            private void events(\
                        """)
                        .and("for (long n = 1;", "for (n = 1;"),
                open(
                        9,
                        "listens to no type",
                        """
                          source.addEventListener(type, (event) => add(list, JSON.parse(event.data)));
                        """,
                        ""),
                open(
                        10,
                        "takes messages without a type for notifications",
                        "/** Adds text as text",
                        """
                        source.addEventListener("message", (event) => add(lists.notification, JSON.parse(event.data)));

                        /** Adds text as text\
                        """),
                open(11, "text goes in as markup", "item.textContent =", "item.innerHTML ="));
    }
}
