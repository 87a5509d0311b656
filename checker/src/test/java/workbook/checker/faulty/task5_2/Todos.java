package workbook.checker.faulty.task5_2;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 5.2 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "asks nothing",
                        """
                          let reader = new EventStreamReader();
                        """,
                        """
                          throw new Error("ask() is not written yet");
                          let reader = new EventStreamReader();
                        """),
                open(
                        2,
                        "no rows",
                        """
                          log.append(...events.slice(-ROWS).map(row));
                        """,
                        ""),
                open(2, "no status", "onStatus: (word) => (status.textContent = word)", "onStatus: (word) => {}"),
                open(3, "text goes in as markup", "span.textContent = text", "span.innerHTML = text"),
                open(
                        4,
                        "no event",
                        """
                                events.push(...this.#dispatch());
                        """,
                        ""),
                open(
                        5,
                        "no id",
                        """
                                  this.#id = value;
                        """,
                        ""),
                open(
                        5,
                        "no retry",
                        """
                                  this.retry = Number(value);
                        """,
                        ""),
                open(
                        6,
                        "the beginning of a line is lost",
                        """
                            lines[0] = this.#unfinished + lines[0];
                        """,
                        ""),
                open(
                        7,
                        "a decoder for each read",
                        "this.#decoder.decode(bytes, { stream: true })",
                        "new TextDecoder().decode(bytes)"),
                open(8, "LF only", "/\\r\\n|\\r|\\n/", "/\\n/"),
                open(8, "LF and CRLF", "/\\r\\n|\\r|\\n/", "/\\r?\\n/"),
                open(
                        9,
                        "takes every answer for a stream",
                        "if (response.status === 200 && essence(type) === \"text/event-stream\") {",
                        "if (response.body) {"),
                open(
                        9,
                        "the status is enough",
                        "response.status === 200 && essence(type) === \"text/event-stream\"",
                        "response.status === 200"),
                open(
                        9,
                        "the type is enough",
                        "response.status === 200 && essence(type) === \"text/event-stream\"",
                        "essence(type) === \"text/event-stream\""),
                open(
                        10,
                        "the signal of the stub",
                        "signal: controller.signal,",
                        "signal: AbortSignal.timeout(60_000),"),
                open(
                        11,
                        "comes back without an id",
                        """
                            headers["Last-Event-ID"] = utf8(lastEventId);
                        """,
                        ""),
                open(
                        11,
                        "does not come back",
                        """
                            if (failures < TRIES) {
                              onStatus("waiting");\
                        """,
                        """
                            return;
                            if (failures < TRIES) {
                              onStatus("waiting");\
                        """),
                open(
                        12,
                        "comes back at once",
                        "await pause(wait(reader.retry, failures), signal)",
                        "await pause(0, signal)"),
                open(13, "never gives up", "failures <= TRIES; failures++", "; failures++")
                        .and("if (failures < TRIES) {", "if (failures > 0) {"),
                open(
                        14,
                        "keeps all rows",
                        """
                          while (log.children.length > ROWS) {
                            log.firstElementChild.remove();
                          }
                        """,
                        ""));
    }
}
