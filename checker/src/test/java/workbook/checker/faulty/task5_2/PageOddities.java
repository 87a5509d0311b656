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
                        "done makes no row",
                        edited(
                                "log.append(...events.slice",
                                "log.append(...events.filter((event) => event.type !== \"done\").slice")));
    }

    private static Variant odd(String name, EditedPage page) {
        return legal("5.2", name, page);
    }
}
