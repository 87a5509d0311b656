package workbook.checker.faulty.task2_2;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Faulty pages of task 2.2. */
final class PageFaults {

    private static final String ON_OPEN = "source.addEventListener(\"open\", showState);";
    private static final String ON_ERROR = "source.addEventListener(\"error\", showState);";
    private static final String ON_MESSAGE = "source.addEventListener(\"message\", (event) => add(event.data));";
    private static final String DISCONNECT = "  source.close();\n  showState();";

    private PageFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty(
                        "own",
                        "Connect makes a second one while the first is connecting",
                        "2.2/5",
                        edited(
                                        "source.readyState !== EventSource.CLOSED) {",
                                        "source.readyState === EventSource.OPEN) {")
                                .and(
                                        "  connectButton.disabled = source.readyState !== EventSource.CLOSED;\n  disconnectButton.disabled = !connectButton.disabled;\n",
                                        "")),
                faulty(
                        "own",
                        "open is told once only",
                        "2.2/5",
                        edited("\"open\", showState);", "\"open\", showState, { once: true });")),
                faulty(
                        "own",
                        "Connect does nothing after a refusal",
                        "2.2/7",
                        edited(
                                        "if (source !== null && source.readyState !== EventSource.CLOSED) {",
                                        "if (source !== null) {")
                                .and(
                                        "  source.close();\n  showState();\n",
                                        "  source.close();\n  showState();\n  source = null;\n")),
                faulty("own", "another path", "2.2/1", edited("EventSource(\"/events\")", "EventSource(\"/event\")")),
                faulty("own", "the call todo() of the stub is left", "2.2/1", forgotten()),
                faulty("own", "fetch instead of EventSource", "2.2/1", fetching()),
                faulty("own", "waits for the button", "2.2/1", edited("disconnect);\nconnect();", "disconnect);")),
                faulty(
                        "own",
                        "the last message replaces the log",
                        "2.2/2",
                        edited("log.append", "log.replaceChildren")),
                faulty("own", "nothing in the console", "2.2/2", edited("  console.log(text);\n", "")),
                faulty("own", "listens to a type that never comes", "2.2/2", edited("\"message\"", "\"data\"")),
                faulty(
                        "own",
                        "leaves out a message of no text",
                        "2.2/2",
                        edited(ON_MESSAGE, ON_MESSAGE.replace("add(", "event.data && add("))),
                faulty(
                        "own",
                        "leaves out a text that is there",
                        "2.2/2",
                        edited(
                                "  console.log(text);",
                                "  if (log.textContent.includes(text) && text) return;\n  console.log(text);")),
                faulty("own", "throws at each message", "2.2/2", edited("add(event.data)", "add(event.detail.text)")),
                faulty("own", "hangs at the first message", "2.2/2", edited("  console.log(text);", "  for (;;);")),
                faulty("S5", "innerHTML", "2.2/3", edited("item.textContent = text", "item.innerHTML = text")),
                faulty("own", "says open too soon", "2.2/4", edited("[\"connecting\",", "[\"open\",")),
                faulty(
                        "own",
                        "says open with the first message",
                        "2.2/4",
                        edited(ON_OPEN, "source.addEventListener(\"message\", showState);")),
                faulty(
                        "own",
                        "a new EventSource after a cut",
                        "2.2/5",
                        edited(
                                ON_ERROR,
                                """
                                source.addEventListener("error", () => {
                                  showState();
                                  if (source.readyState === EventSource.CONNECTING) {
                                    source = null;
                                    connect();
                                  }
                                });""")),
                faulty(
                        "own",
                        "a new EventSource some seconds after a cut",
                        "2.2/5",
                        reconnecting("=== 0", "setTimeout")),
                faulty("own", "a new EventSource when the cut lasts", "2.2/5", lasting()),
                faulty("own", "looks every few seconds, and connects again", "2.2/5", looking("=== 0")),
                faulty(
                        "own",
                        "a listener more at each connection",
                        "2.2/5",
                        edited(
                                ON_MESSAGE,
                                """
                                source.addEventListener("open", () =>
                                  source.addEventListener("message", (event) => add(event.data)));""")),
                faulty(
                        "own",
                        "closes at every error",
                        "2.2/5",
                        edited(
                                ON_ERROR,
                                """
                                source.addEventListener("error", () => {
                                  source.close();
                                  showState();
                                });""")),
                faulty(
                        "own",
                        "says connecting at every error",
                        "2.2/6",
                        edited(
                                ON_ERROR,
                                """
                                source.addEventListener("error", () => {
                                  status.textContent = "connecting";
                                });""")),
                faulty(
                        "own",
                        "comes back after 204",
                        "2.2/6",
                        edited(
                                ON_ERROR,
                                """
                                source.addEventListener("error", () => {
                                  showState();
                                  if (source.readyState === EventSource.CLOSED) {
                                    setTimeout(connect, 600);
                                  }
                                });""")),
                faulty("own", "comes back some seconds after a refusal", "2.2/6", reconnecting("=== 2", "setTimeout")),
                faulty("own", "comes back when the type was wrong", "2.2/6", afterAWrongType()),
                faulty("own", "connects again after Disconnect", "2.2/7", afterDisconnect()),
                faulty(
                        "own",
                        "disconnects in words only",
                        "2.2/7",
                        edited(DISCONNECT, "  status.textContent = \"closed\";")),
                faulty(
                        "own",
                        "Disconnect closes what is open, and not what connects",
                        "2.2/7",
                        edited(
                                DISCONNECT,
                                "  if (source.readyState === EventSource.OPEN) {\n    source.close();\n  }\n  showState();\n")),
                faulty("own", "closes and does not say so", "2.2/7", edited(DISCONNECT, "  source.close();")),
                faulty(
                        "own",
                        "Connect opens one more each time",
                        "2.2/7",
                        edited("source !== null && source.readyState !== EventSource.CLOSED", "false")
                                .and("connectButton.disabled = source.readyState !== EventSource.CLOSED", "")
                                .and("disconnectButton.disabled = !connectButton.disabled", "")));
    }

    /** The form that is found most often: a new EventSource by a timer, in a state that the browser mends by itself. */
    private static EditedPage reconnecting(String state, String timer) {
        return edited("source !== null && source.readyState !== EventSource.CLOSED", "false")
                .and(
                        ON_ERROR,
                        """
                        source.addEventListener("error", () => {
                          showState();
                          if (source.readyState %s) {
                            %s(connect, 3000);
                          }
                        });"""
                                .formatted(state, timer));
    }

    private static EditedPage lasting() {
        return edited("source !== null && source.readyState !== EventSource.CLOSED", "false")
                .and(
                        ON_ERROR,
                        """
                        source.addEventListener("error", () => {
                          showState();
                          setTimeout(() => source.readyState === 0 && connect(), 5000);
                        });""");
    }

    private static EditedPage looking(String state) {
        return edited("source !== null && source.readyState !== EventSource.CLOSED", "false")
                .and(
                        "\nconnect();\n",
                        "\nconnect();\nsetInterval(() => source.readyState %s && connect(), 4000);\n".formatted(state));
    }

    private static EditedPage afterAWrongType() {
        return edited(
                ON_ERROR,
                """
                let opened = false;
                source.addEventListener("open", () => { opened = true; });
                source.addEventListener("error", () => {
                  showState();
                  if (!opened && source.readyState === EventSource.CLOSED && log.children.length === 0) {
                    setTimeout(connect, 2000);
                  }
                });""");
    }

    private static EditedPage forgotten() {
        return edited("const STATES =", "import { todo } from \"./page.js\";\n\ntodo();\n\nconst STATES =");
    }

    private static EditedPage afterDisconnect() {
        return edited(DISCONNECT, "  source.close();\n  showState();\n  setTimeout(connect, 5000);");
    }

    private static EditedPage fetching() {
        return EditedPage.whole(
                """
                const log = document.querySelector("[data-log]");
                const response = await fetch("/events");
                for await (const bytes of response.body) {
                  const item = document.createElement("li");
                  item.textContent = new TextDecoder().decode(bytes);
                  log.append(item);
                }
                """);
    }

    private static EditedPage edited(String from, String to) {
        return EditedPage.of("2.2", from, to);
    }
}
