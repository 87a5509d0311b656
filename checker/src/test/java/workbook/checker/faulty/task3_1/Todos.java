package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 3.1 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "the headers wait for the first message",
                        """
                                    out.write(retry);
                                    out.flush();
                        """,
                        """
                                    out.write(retry);
                        """),
                open(
                        3,
                        "no message",
                        """
                                    out.write(message.block());
                        """,
                        ""),
                open(4, "no retry", "out.write(retry)", "out.write(COMMENT)"),
                open(
                        5,
                        "no id on the stream",
                        "new StringBuilder(\"id: \").append(id).append('\\n')",
                        "new StringBuilder()"),
                open(
                        7,
                        "no id is known",
                        """
                                long number = Long.parseLong(parts.group(2));
                                return number <= end() ? number : NOWHERE;\
                        """,
                        "        return NOWHERE;"),
                open(
                        8,
                        "no reset",
                        """
                                    out.write(reset(next));
                        """,
                        ""),
                open(
                        9,
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
                        9,
                        "a number that is still to come is believed",
                        "return number <= end() ? number : NOWHERE;",
                        "return number;"),
                open(
                        10,
                        "replay under another lock than live",
                        """
                                    out.flush();
                                    while (true) {
                                        MessageLog.Next next = log.awaitAfter(place, QUIET);\
                        """,
                        """
                                    out.flush();
                                    write(out, log.awaitAfter(place, Duration.ZERO));
                                    place = log.end();
                                    while (true) {
                                        MessageLog.Next next = log.awaitAfter(place, QUIET);\
                        """),
                open(11, "the ring is full for ever", "return (int) (number % ring.length);", "return (int) number;"),
                open(
                                12,
                                "writes under the lock of all",
                                """
                                        write(out, next);
                                        place\
                        """,
                                """
                                        synchronized (log) {
                                            write(out, next);
                                        }
                                        place\
                        """)
                        .and(
                                "        answer(res, Status.CREATED_201, \"id\", log.publish(text));",
                                """
                                        String id;
                                        synchronized (log) {
                                            id = log.publish(text);
                                        }
                                        answer(res, Status.CREATED_201, "id", id);\
                                """),
                open(
                        13,
                        "all processes count alike",
                        "HexFormat.of().toHexDigits(new SecureRandom().nextInt())",
                        "\"00000000\""));
    }
}
