package workbook.checker.faulty.task2_2;

import static workbook.checker.faulty.Variant.legal;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Pages of task 2.2 in other styles, which are right. */
final class PageOddities {

    private PageOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("2.2", "a class with onopen, onmessage and onerror", inAClass()),
                legal(
                        "2.2",
                        "newest first, with the time, out of a template",
                        EditedPage.of("2.2", "  log.append(item);", "  log.prepend(item);")
                                .and("document.createElement(\"li\")", "template.content.firstElementChild.cloneNode()")
                                .and("item.textContent = text", "item.append(new Date().toISOString(), \" \", text)")
                                .and(
                                        "let source = null;",
                                        """
                                        let source = null;
                                        const template = document.createElement("template");
                                        template.innerHTML = "<li></li>";""")),
                legal(
                        "2.2",
                        "closes and connects again by hand",
                        EditedPage.of(
                                "2.2",
                                "source.addEventListener(\"error\", showState);",
                                """
                                source.addEventListener("error", () => {
                                  showState();
                                  if (source.readyState === EventSource.CONNECTING) {
                                    source.close();
                                    setTimeout(connect, 300);
                                    status.textContent = "connecting";
                                  }
                                });""")),
                legal(
                        "2.2",
                        "a watchdog that closes the old one before it makes another",
                        EditedPage.of(
                                "2.2",
                                "source.addEventListener(\"error\", showState);",
                                """
                                let watchdog;
                                source.addEventListener("open", () => clearTimeout(watchdog));
                                source.addEventListener("error", () => {
                                  showState();
                                  clearTimeout(watchdog);
                                  if (source.readyState === EventSource.CONNECTING) {
                                    watchdog = setTimeout(() => {
                                      source.close();
                                      connect();
                                    }, 10000);
                                  }
                                });""")),
                legal(
                        "2.2",
                        "draws by timers, and tells the time every second",
                        EditedPage.of(
                                        "2.2",
                                        "(event) => add(event.data)",
                                        "(event) => setTimeout(() => add(event.data), 20)")
                                .and(
                                        "\nconnect();\n",
                                        "\nconnect();\nsetInterval(() => { document.title = new Date().toISOString(); }, 1000);\n")),
                legal(
                        "2.2",
                        "logs whole events, and a line break as an element",
                        EditedPage.of("2.2", "  console.log(text);\n", "")
                                .and("add(event.data)", "{ console.log(event); add(event.data); }")
                                .and(
                                        "item.textContent = text;",
                                        """
                                        text.split("\\n").forEach((line) => {
                                            const row = document.createElement("span");
                                            row.textContent = line;
                                            item.append(row, document.createElement("br"));
                                          });""")));
    }

    private static EditedPage inAClass() {
        return EditedPage.whole(
                """
                class Stream {
                  constructor(find) {
                    this.log = find("[data-log]");
                    this.status = find("[data-status]");
                    find("[data-connect]").onclick = () => this.connect();
                    find("[data-disconnect]").onclick = () => this.disconnect();
                  }
                  connect() {
                    this.source?.close();
                    this.source = new EventSource(new URL("events", location.href));
                    this.source.onopen = () => this.show("open");
                    this.source.onerror = () => this.show(this.source.readyState === 2 ? "closed" : "connecting");
                    this.source.onmessage = ({ data }) => {
                      console.info("message", data);
                      this.log.insertAdjacentElement("beforeend", document.createElement("p")).innerText = data;
                    };
                    this.show("connecting");
                  }
                  disconnect() {
                    this.source.close();
                    this.show("closed");
                  }
                  show(state) {
                    this.status.replaceChildren(state);
                  }
                }
                new Stream((hook) => document.querySelector(hook)).connect();
                """);
    }
}
