package workbook.checker.faulty.task2_3;

import static workbook.checker.faulty.Variant.faulty;
import static workbook.checker.faulty.Variant.legal;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Pages of task 2.3: faulty ones, and others that are right. */
final class PageFaults {

    private static final String LISTENERS =
            """
            for (const [type, list] of Object.entries(lists)) {
              source.addEventListener(type, (event) => add(list, JSON.parse(event.data)));
            }
            """;

    private PageFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty(
                        "T2",
                        "the page has onmessage for a type of its own",
                        "2.3/9",
                        edited(
                                LISTENERS,
                                """
                        source.onmessage = (event) => {
                          const item = JSON.parse(event.data);
                          add(item.n % 2 === 1 ? lists.notification : lists.update, item);
                        };
                        """)),
                faulty(
                        "own",
                        "the page fills both lists with all",
                        "2.3/9",
                        edited(
                                LISTENERS,
                                """
                        for (const type of ["notification", "update"]) {
                          source.addEventListener(type, (event) => {
                            add(lists.notification, JSON.parse(event.data));
                            add(lists.update, JSON.parse(event.data));
                          });
                        }
                        """)),
                faulty(
                        "own",
                        "the page changes the lists about",
                        "2.3/9",
                        edited(
                                LISTENERS,
                                """
                        source.addEventListener("notification", (event) => add(lists.update, JSON.parse(event.data)));
                        source.addEventListener("update", (event) => add(lists.notification, JSON.parse(event.data)));
                        """)),
                faulty(
                        "own",
                        "the page takes a message for an update",
                        "2.3/10",
                        edited(
                                LISTENERS,
                                LISTENERS
                                        + """
                        source.onmessage = (event) => add(lists.update, JSON.parse(event.data));
                        """)),
                faulty(
                        "own",
                        "the page listens to an alarm, too",
                        "2.3/10",
                        edited(
                                LISTENERS,
                                LISTENERS
                                        + """
                        source.addEventListener("alarm", (event) => add(lists.notification, JSON.parse(event.data)));
                        """)),
                faulty(
                        "own",
                        "the page adds its listeners at each connection",
                        "2.3/9",
                        edited(LISTENERS, "source.onopen = () => {\n" + LISTENERS + "};\n")),
                faulty(
                        "own",
                        "the page closes its EventSource at a cut",
                        "2.3/9",
                        edited(LISTENERS, LISTENERS + "source.onerror = () => source.close();\n")),
                faulty(
                        "own",
                        "the page makes a new EventSource some seconds after a cut",
                        "2.3/9",
                        edited(
                                "const source = new EventSource(\"/events\");\n" + LISTENERS,
                                """
                        let source;
                        function connect() {
                          source = new EventSource("/events");
                          for (const [type, list] of Object.entries(lists)) {
                            source.addEventListener(type, (event) => add(list, JSON.parse(event.data)));
                          }
                          source.onerror = () => {
                            if (source.readyState === 0) {
                              setTimeout(connect, 3000);
                            }
                          };
                        }
                        connect();
                        """)),
                faulty("S5", "the page has innerHTML", "2.3/11", edited("item.textContent =", "item.innerHTML =")),
                legal(
                        "2.3",
                        "a page with a listener that looks at event.type",
                        edited(
                                LISTENERS,
                                """
                        function receive({ type, data }) {
                          add(lists[type], JSON.parse(data));
                        }
                        source.addEventListener("notification", receive);
                        source.addEventListener("update", receive);
                        """)),
                legal(
                        "2.3",
                        "a page that closes the old EventSource before it makes another",
                        edited(
                                "const source = new EventSource(\"/events\");\n" + LISTENERS,
                                """
                        let source;
                        function connect() {
                          source?.close();
                          source = new EventSource("/events");
                          for (const [type, list] of Object.entries(lists)) {
                            source.addEventListener(type, (event) => add(list, JSON.parse(event.data)));
                          }
                          source.onerror = () => setTimeout(connect, 3000);
                        }
                        connect();
                        """)),
                legal(
                        "2.3",
                        "a page with the newest first, and an object as listener",
                        edited(
                                        LISTENERS,
                                        """
                        const feed = {
                          handleEvent(event) {
                            add(lists[event.type], JSON.parse(event.data));
                          },
                        };
                        Object.keys(lists).forEach((type) => source.addEventListener(type, feed));
                        """)
                                .and("list.append(item)", "list.prepend(item)")));
    }

    private static EditedPage edited(String from, String to) {
        return EditedPage.of("2.3", from, to).only(9, 10, 11);
    }
}
