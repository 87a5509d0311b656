package workbook.checker.faulty.task4_2;

import static workbook.checker.faulty.Variant.legal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Odd but legal servers of task 4.2. */
final class LogOddities {

    private LogOddities() {}

    static List<Variant> all() {
        return List.of(
                atError(
                        "the page connects again by itself, from its place",
                        "source.close(); showState(); setTimeout(connect, 1000);"),
                atError(
                        "the page begins anew after a cut",
                        "source.close(); lastId = \"\"; waiting = []; log.replaceChildren(); connect();"),
                atError("the page waits for a person after a cut", "source.close(); showState();"),
                legal(
                        "4.2",
                        "the page draws when nothing has come for a moment",
                        page(
                                "timer ??= setTimeout(draw, 30);",
                                "clearTimeout(timer);\n  timer = setTimeout(draw, 150);")),
                legal(
                        "4.2",
                        "the page empties the list at a reset",
                        page("() => add({ gap: true })", "() => { waiting = []; log.replaceChildren(); draw(); }")),
                legal(
                        "4.2",
                        "the page draws in frames",
                        page("timer ??= setTimeout(draw, 30);", "timer ??= requestAnimationFrame(draw);")
                                .and("clearTimeout(timer)", "cancelAnimationFrame(timer)")),
                legal(
                        "4.2",
                        "the filter knows its own writing, as that of React does",
                        page(
                                        "filter.addEventListener(\"input\", applyFilter);",
                                        """
                                        const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
                                        let known = filter.value;
                                        Object.defineProperty(filter, "value", {
                                          get() { return get.call(filter); },
                                          set(value) { known = value; set.call(filter, value); },
                                        });
                                        filter.addEventListener("input", () => {
                                          if (filter.value !== known) {
                                            known = filter.value;
                                            applyFilter();
                                          }
                                        });
                                        """)
                                .only(22)),
                legal("4.2", "the page draws each line at once", page("timer ??= setTimeout(draw, 30);", "draw();")),
                legal(
                        "4.2",
                        "the page keeps the stream while it is paused",
                        page(
                                        "  source.close();\n  source = null;\n  draw();\n  showState();",
                                        "  paused = true;\n  draw();\n  pauseButton.disabled = true;\n  resumeButton.disabled = false;")
                                .and("function draw() {", "let paused = false;\n\nfunction draw() {")
                                .and(
                                        "  timer ??= setTimeout(draw, 30);",
                                        "  if (!paused) {\n    timer ??= setTimeout(draw, 30);\n  }")
                                .and(
                                        "resumeButton.addEventListener(\"click\", connect);",
                                        "resumeButton.addEventListener(\"click\", () => {\n  paused = false;\n  draw();\n  showState();\n});")),
                legal(
                        "4.2",
                        "the page filters when nobody has typed for a moment",
                        page(
                                "filter.addEventListener(\"input\", applyFilter);",
                                "let typing;\nfilter.addEventListener(\"input\", () => {\n  clearTimeout(typing);\n  typing = setTimeout(applyFilter, 150);\n});")),
                legal(
                        "4.2",
                        "the page filters by an escaped pattern, case and all",
                        page(
                                "text.toLowerCase().includes(filter.value.toLowerCase())",
                                "new RegExp(filter.value.replace(/[^\\w\\s]/g, \"\\\\$&\")).test(text)")),
                legal("4.2", "nothing odd", new LogServer()),
                legal("4.2", "the whole file is read for its last lines", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            long beforeLast(int lines) throws IOException {
                                Deque<Long> begins = new ArrayDeque<>(List.of(0L));
                                byte[] all = Files.readAllBytes(file);
                                for (int i = 0; i < all.length; i++) {
                                    if (all[i] == '\n') {
                                        begins.add(i + 1L);
                                        if (begins.size() > lines + 1) {
                                            begins.remove();
                                        }
                                    }
                                }
                                return begins.peek();
                            }
                        };
                    }
                }),
                legal("4.2", "all that is new is read in one go", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void drain() throws IOException {
                                take(read((int) Math.max(0, channel.size() - offset)));
                            }
                        };
                    }
                }),
                legal("4.2", "a comment tells of a line that has no end yet", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            private long told;

                            @Override
                            byte[] step() throws Exception {
                                byte[] events = super.step();
                                if (events.length > 0 || length == told) {
                                    return events;
                                }
                                told = length;
                                return (": " + length + " bytes\n\n").getBytes(StandardCharsets.UTF_8);
                            }
                        };
                    }
                }),
                legal("4.2", "looks three times a second", new LogServer() {
                    @Override
                    long poll() {
                        return 330;
                    }
                }),
                legal("4.2", "a type, CR line ends, comments, retry, unknown fields", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return ": a line\rretry: 500\rfoo\revent: line\rdata: " + text.replace("\r", "\rdata: ")
                                + "\rid: " + id + "\r\r\r";
                    }
                }),
                legal("4.2", "the whole file for an id of no use, without a reset", new LogServer() {
                    @Override
                    String reset() {
                        return ":\n\n";
                    }

                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            int backlogOfUselessId() {
                                return Integer.MAX_VALUE;
                            }
                        };
                    }
                }),
                legal("4.2", "400 for a malformed id in the address", new LogServer() {
                    @Override
                    void events(Map<String, String> headers, String query, Reply reply) throws Exception {
                        if (parameter(query, "after").matches("[0-9-]*")) {
                            super.events(headers, query, reply);
                        } else {
                            reply.json(400, "{\"error\": \"after\"}").cut();
                        }
                    }
                }),
                legal("4.2", "ids that say nothing", new LogServer() {
                    private final Map<String, String> ids = new ConcurrentHashMap<>();

                    @Override
                    String id(long offset, long sum) {
                        return ids.computeIfAbsent(
                                offset + "-" + sum, place -> UUID.randomUUID().toString());
                    }

                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            boolean resume(String id) throws IOException {
                                for (Map.Entry<String, String> entry : ids.entrySet()) {
                                    if (entry.getValue().equals(id)) {
                                        return resumeAt(entry.getKey());
                                    }
                                }
                                return false;
                            }

                            private boolean resumeAt(String place) throws IOException {
                                long wanted = Long.parseLong(place.split("-")[0]);
                                if (channel == null || wanted > channel.size()) {
                                    return false;
                                }
                                moveTo(wanted);
                                return place.equals(offset + "-" + sum.getValue());
                            }
                        };
                    }
                }),
                legal("4.2", "an unfinished last line is sent when the file is replaced", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void replaced(Object found) throws IOException {
                                if (length > 0) {
                                    finish();
                                }
                                super.replaced(found);
                            }
                        };
                    }
                }),
                legal("4.2", "cuts four bytes early, with another mark", new LogServer() {
                    @Override
                    int border(byte[] bytes, int cut) {
                        return super.border(bytes, cut - (bytes[cut - 1] > 0 ? 4 : 0));
                    }

                    @Override
                    String mark(long length) {
                        return " [truncated, " + length + " bytes in all]";
                    }
                }),
                legal("4.2", "a viewer that stands still is cut", new CuttingLogServer()));
    }

    /** No write may last longer than half a second. */
    private static final class CuttingLogServer extends LogServer {
        @Override
        void send(Reply reply, byte[] bytes) {
            Thread watchdog = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(500);
                    reply.reset();
                } catch (InterruptedException done) {
                    return;
                }
            });
            super.send(reply, bytes);
            watchdog.interrupt();
        }
    }

    private static Variant atError(String name, String deeds) {
        return legal(
                "4.2",
                name,
                page(
                        "source.addEventListener(\"error\", showState);",
                        "source.addEventListener(\"error\", () => { " + deeds + " });"));
    }

    private static EditedPage page(String from, String to) {
        return EditedPage.of("4.2", from, to).only(18, 19, 20, 21, 22, 23);
    }
}
