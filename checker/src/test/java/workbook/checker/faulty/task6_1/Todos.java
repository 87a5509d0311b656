package workbook.checker.faulty.task6_1;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 6.1 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(1, "does not say that it is done", "Status.CREATED_201", "Status.ACCEPTED_202"),
                open(
                        2,
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
                        "what was read is thrown away",
                        "tail.add(found.subList(1, found.size()));",
                        "tail.add(List.of());"),
                open(
                        5,
                        "a new node begins at the end of the log",
                        """
                                    found = reading.fromStart();
                        """,
                        """
                                    found = reading.fromStart();
                                    found = last == null ? found.subList(found.size() - 1, found.size()) : found;
                        """),
                open(
                        6,
                        "a stream with nothing to say is silent",
                        """
                                    } else if (next.messages().isEmpty()) {
                                        out.write(COMMENT);
                                    }
                        """,
                        """
                                    }
                        """),
                open(
                        7,
                        "does not say when to come again",
                        """
                                    res.header(HeaderNames.RETRY_AFTER, "1");
                        """,
                        ""),
                open(
                        11,
                        "writes under the lock of all",
                        """
                                    for (Message message : next.messages()) {
                                        out.write(message.block());
                                    }
                                    out.flush();
                        """,
                        """
                                    synchronized (tail) {
                                        for (Message message : next.messages()) {
                                            out.write(message.block());
                                        }
                                        out.flush();
                                    }
                        """));
    }
}
