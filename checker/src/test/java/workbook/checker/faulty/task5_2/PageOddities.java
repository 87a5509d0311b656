package workbook.checker.faulty.task5_2;

import static workbook.checker.faulty.Variant.legal;
import static workbook.checker.faulty.task5_2.FetchStreamPage.edited;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Pages of task 5.2 that are written in another way, and right. */
final class PageOddities {

    private PageOddities() {}

    static List<Variant> all() {
        return List.of(
                odd("another page altogether", OtherFetchPage.page()),
                odd(
                        "async iteration",
                        edited(
                                """
                          const source = body.getReader();
                        """
                                        .indent(0),
                                """
                          const source = body[Symbol.asyncIterator]();
                        """,
                                "await source.read();",
                                "await source.next();",
                                "source.cancel().catch(() => {})",
                                "source.return().catch(() => {})")),
                odd(
                        "a random pause",
                        edited(
                                "wait(reader.retry, failures)",
                                "wait(reader.retry, failures) * (1 + Math.random() * 0.9)")),
                odd(
                        "each pause behind a failure is three times the one before",
                        edited("retry * 2 ** Math.max(0, failures - 1)", "retry * 3 ** Math.max(0, failures)")),
                odd(
                        "three quarters of a minute behind each failure",
                        edited("wait(reader.retry, failures)", "failures > 0 ? 45_000 : wait(reader.retry, failures)")),
                odd(
                        "the status is a text node of its own, as React makes it",
                        edited(
                                "const message = ",
                                "const word = document.createTextNode(\"\");\nstatus.replaceChildren(word);\nconst message = ",
                                "(word) => (status.textContent = word)",
                                "(next) => (word.data = next)",
                                "function end(controller, word, reason)",
                                "function end(controller, next, reason)",
                                "    status.textContent = word;\n    message.textContent = word === ",
                                "    word.data = next;\n    message.textContent = next === ")),
                odd(
                        "a cell has elements of its own",
                        edited(
                                "  span.textContent = text;\n",
                                "  const mark = document.createElement(\"mark\");\n  mark.textContent = text;\n  span.append(mark);\n")),
                odd("patient, six attempts", edited("const TRIES = 5;", "const TRIES = 6;")),
                odd("three attempts", edited("const TRIES = 5;", "const TRIES = 3;")),
                odd(
                        "half a second before each request",
                        edited(
                                        "    const body = await open(",
                                        "    await pause(500, signal);\n    const body = await open(")
                                .only(4)),
                odd("a thousand rows", edited("const ROWS = 200;", "const ROWS = 1000;")),
                odd(
                        "rows are drawn with the next frame",
                        edited(
                                        """
                                          log.append(...events.slice(-ROWS).map(row));
                                          while (log.children.length > ROWS) {
                                            log.firstElementChild.remove();
                                          }
                                        """,
                                        """
                                          drawn.push(...events);
                                          drawn.splice(0, Math.max(0, drawn.length - ROWS));
                                          requestAnimationFrame(() => {
                                            log.append(...drawn.splice(0).map(row));
                                            while (log.children.length > ROWS) {
                                              log.firstElementChild.remove();
                                            }
                                          });
                                        """,
                                        "function clear() {\n",
                                        "const drawn = [];\n\nfunction clear() {\n  drawn.length = 0;\n")
                                // A browser draws no frames of a tab behind others, and several are graded at a time
                                // here.
                                .only(2, 14)),
                odd(
                        "the message comes behind its word",
                        edited(
                                "    message.textContent = word === \"failed\" ? sentence(reason) : \"\";\n",
                                "    const words = word === \"failed\" ? sentence(reason) : \"\";\n    setTimeout(() => running === null && (message.textContent = words), 30);\n")),
                odd(
                        "everything is drawn a moment later",
                        edited(
                                "/** Takes all events of a chunk at once: of ten thousand, only those that stay on the page become rows. */\nfunction show(events, reader) {",
                                "function show(events, reader) {\n  const of = running;\n  setTimeout(() => of === (running ?? of) && draw(events, reader), 20);\n}\n\nfunction draw(events, reader) {")),
                odd(
                        "all rows go when the list is full",
                        edited(
                                """
                                  log.append(...events.slice(-ROWS).map(row));
                                  while (log.children.length > ROWS) {
                                    log.firstElementChild.remove();
                                  }
                                """,
                                """
                                  const fresh = events.slice(-ROWS).map(row);
                                  if (log.children.length + fresh.length > ROWS) {
                                    log.replaceChildren();
                                  }
                                  log.append(...fresh);
                                """)),
                odd(
                        "a refusal is told in the words of the server, and the status is compared as text",
                        edited(
                                "response.status === 200 && essence",
                                "String(response.status) === \"200\" && essence",
                                "essence(type) === \"application/json\"",
                                "false",
                                "  await response.body?.cancel();\n  return \"\";",
                                "  return response.text();")),
                odd(
                        "done makes no row",
                        edited(
                                "log.append(...events.slice",
                                "log.append(...events.filter((event) => event.type !== \"done\").slice")));
    }

    private static Variant odd(String name, EditedPage page) {
        return legal("5.2", name, page);
    }
}
