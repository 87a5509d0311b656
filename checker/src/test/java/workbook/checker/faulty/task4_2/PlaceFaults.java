package workbook.checker.faulty.task4_2;

import static workbook.checker.faulty.Variant.faulty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Spelling;
import workbook.checker.faulty.Variant;
import workbook.checker.scripted.Request;

/** Faulty servers of task 4.2 that lose their place: in an id, in a file, between two files. */
final class PlaceFaults {

    private PlaceFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("R1", "no ids", "4.2/7", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return super.event(id, text).replaceFirst("id: .*\n", "");
                    }
                }),
                faulty("R2", "Last-Event-ID is not read", "4.2/7", new LogServer() {
                    @Override
                    String lastId(String header, String after) {
                        return after;
                    }
                }),
                faulty("case", "the name of the header is taken as it is written", "4.2/7", new LogServer() {
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        super.answer(Spelling.only("Last-Event-ID", request), reply);
                    }
                }),
                faulty("R3", "the last line comes again", "4.2/7", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            boolean resume(String id) throws IOException {
                                boolean known = super.resume(id);
                                if (known) {
                                    moveTo(Math.max(0, offset - 1));
                                    moveTo(lineBefore(offset));
                                }
                                return known;
                            }

                            private long lineBefore(long place) throws IOException {
                                byte[] all = java.util.Arrays.copyOf(Files.readAllBytes(file), (int) place);
                                return new String(all, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1L;
                            }
                        };
                    }
                }),
                faulty("R12", "one id for all lines", "4.2/7", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return super.event("log", text);
                    }
                }),
                faulty("CRLF", "ids do not count the CR", "4.2/7", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void finish() {
                                byte[] all = line.toByteArray();
                                boolean crlf = all.length > 0 && all[all.length - 1] == '\r';
                                offset -= crlf ? 1 : 0;
                                super.finish();
                                offset += crlf ? 1 : 0;
                            }
                        };
                    }
                }),
                faulty("bytes", "ids count the bytes of the text", "4.2/7", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void finish() {
                                String text = new String(line.toByteArray(), StandardCharsets.UTF_8);
                                long wrong = text.getBytes(StandardCharsets.UTF_8).length - line.size();
                                offset += wrong;
                                super.finish();
                                offset -= wrong;
                            }
                        };
                    }
                }),
                faulty("chars", "ids count characters", "4.2/7", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void finish() {
                                String text = new String(line.toByteArray(), StandardCharsets.ISO_8859_1);
                                long wrong = text.chars()
                                        .filter(one -> one >= 0x80 && one < 0xc0)
                                        .count();
                                offset -= wrong;
                                super.finish();
                                offset += wrong;
                            }
                        };
                    }
                }),
                faulty("cut-id", "the id of a cut line is the place of the cut", "4.2/7", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void finish() {
                                long rest = Math.max(0, length - maxLine);
                                offset -= rest;
                                super.finish();
                                offset += rest;
                            }
                        };
                    }
                }),
                faulty("block-id", "the id of a long line is the end of its first block", "4.2/7", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void finish() {
                                long rest = Math.max(0, length - BLOCK);
                                offset -= rest;
                                super.finish();
                                offset += rest;
                            }
                        };
                    }
                }),
                faulty("R15", "the id in the address is not read", "4.2/8", new LogServer() {
                    @Override
                    String lastId(String header, String after) {
                        return header;
                    }
                }),
                faulty("R15b", "the address wins over the header", "4.2/8", new LogServer() {
                    @Override
                    String lastId(String header, String after) {
                        return after.isEmpty() ? header : after;
                    }
                }),
                faulty("S8", "a malformed id is answered 500", "4.2/9", new LogServer() {
                    @Override
                    void events(Map<String, String> headers, String query, Reply reply) throws Exception {
                        String id = lastId(headers.getOrDefault("last-event-id", ""), parameter(query, "after"));
                        if (id.isEmpty() || id.matches("[0-9]+-[0-9]+")) {
                            super.events(headers, query, reply);
                        } else {
                            reply.json(500, "{\"error\": \"NumberFormatException\"}")
                                    .cut();
                        }
                    }
                }),
                faulty("R9", "an id beyond the end waits for the file to get there", "4.2/9", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            private boolean waiting;

                            @Override
                            boolean resume(String id) throws IOException {
                                waiting = !super.resume(id) && id.matches("[0-9]{1,15}-[0-9]+");
                                return waiting || super.resume(id);
                            }

                            @Override
                            byte[] step() throws Exception {
                                return waiting ? new byte[0] : super.step();
                            }
                        };
                    }
                }),
                faulty("R8", "an id of no use gets what is new, without a word", "4.2/9", new LogServer() {
                    @Override
                    String reset() {
                        return ":\n\n";
                    }

                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            int backlogOfUselessId() {
                                return 0;
                            }
                        };
                    }
                }),
                faulty("R8-after", "an id of no use in the address gets what is new", "4.2/9", new LogServer() {
                    @Override
                    void events(Map<String, String> headers, String query, Reply reply) throws Exception {
                        String after = parameter(query, "after");
                        if (after.isEmpty() || headers.containsKey("last-event-id")) {
                            super.events(headers, query, reply);
                            return;
                        }
                        LogTail fromEnd = new LogTail(this) {
                            @Override
                            int backlogOfUselessId() {
                                return 0;
                            }
                        };
                        stream(fromEnd, after, reply);
                    }
                }),
                faulty("R4", "between old lines and new ones it jumps to the end", "4.2/10", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            private boolean old;

                            @Override
                            boolean resume(String id) throws IOException {
                                old = super.resume(id);
                                return old;
                            }

                            @Override
                            void drain() throws IOException {
                                super.drain();
                                if (old && !batch.isEmpty()) {
                                    LockSupport.parkNanos(20_000_000);
                                    moveTo(channel.size());
                                }
                                old = false;
                            }
                        };
                    }
                }),
                faulty("cut", "a file that was cut short is waited for", "4.2/11", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            boolean isCutShort() {
                                return false;
                            }
                        };
                    }
                }),
                faulty("cut-end", "after a cut it goes on at the end", "4.2/11", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            boolean isCutShort() throws IOException {
                                if (super.isCutShort()) {
                                    moveTo(channel.size());
                                }
                                return false;
                            }
                        };
                    }
                }),
                faulty("handle", "holds on to the file that was renamed away", "4.2/12", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void replaced(Object found) throws IOException {
                                if (key == null || channel.size() == 0) {
                                    super.replaced(found);
                                }
                            }
                        };
                    }
                }),
                faulty("old", "the rest of the old file is lost", "4.2/12", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            byte[] step() throws Exception {
                                Object found = server.key();
                                if (found != null && key != null && !found.equals(key)) {
                                    open(found);
                                }
                                return super.step();
                            }
                        };
                    }
                }),
                faulty("one-read", "the rest of the old file is read once", "4.2/12", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            byte[] step() throws Exception {
                                Object found = server.key();
                                byte[] rest = super.step();
                                if (found != null && key != null && !found.equals(key)) {
                                    open(found);
                                }
                                return rest;
                            }
                        };
                    }
                }),
                faulty("size", "another file is told by its size", "4.2/12", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void replaced(Object found) throws IOException {
                                long before = offset;
                                boolean first = key == null;
                                open(found);
                                if (!first && channel != null && channel.size() >= before) {
                                    moveTo(before);
                                }
                            }
                        };
                    }
                }),
                faulty("glue", "half a line of the old file is glued to the new one", "4.2/12", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            private boolean replacing;

                            @Override
                            void replaced(Object found) throws IOException {
                                replacing = true;
                                super.replaced(found);
                                replacing = false;
                            }

                            @Override
                            void forgetLine() {
                                if (!replacing) {
                                    super.forgetLine();
                                }
                            }
                        };
                    }
                }),
                faulty(
                        "dead",
                        "the watcher ends with the first NoSuchFileException",
                        "4.2/13",
                        new EditedSolution(
                                        "        } catch (NoSuchFileException e) {\n            return null;",
                                        "        } catch (NoSuchFileException e) {\n            throw e;")
                                .and(
                                        "                look();\n                Thread.sleep(LOOK);",
                                        "                look();\n                if (!trouble.isEmpty()) {\n                    return;\n                }\n                Thread.sleep(LOOK);")),
                faulty(
                        "dead-later",
                        "the watcher ends when there is no file any more",
                        "4.2/13",
                        new EditedSolution(
                                        "        } catch (NoSuchFileException e) {\n            return null;",
                                        "        } catch (NoSuchFileException e) {\n            throw e;")
                                .and(
                                        "                look();\n                Thread.sleep(LOOK);",
                                        "                look();\n                if (!trouble.isEmpty() && !generations.current().is(\"none\")) {\n                    return;\n                }\n                Thread.sleep(LOOK);")),
                faulty("late", "a file that appears is followed from its end", "4.2/13", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void replaced(Object found) throws IOException {
                                boolean appeared = key == null;
                                super.replaced(found);
                                if (appeared && channel != null) {
                                    moveTo(channel.size());
                                }
                            }
                        };
                    }
                }),
                faulty("offset", "an id is an offset, in whatever file", "4.2/14", new LogServer() {
                    @Override
                    String id(long offset, long sum) {
                        return Long.toString(offset);
                    }

                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            boolean resume(String id) throws IOException {
                                if (!id.matches("[0-9]{1,15}")
                                        || channel == null
                                        || Long.parseLong(id) > channel.size()) {
                                    return false;
                                }
                                moveTo(Long.parseLong(id));
                                return true;
                            }
                        };
                    }
                }),
                faulty(
                        "offset-after",
                        "an id in the address is an offset, in whatever file",
                        "4.2/14",
                        new LogServer() {
                            @Override
                            String id(long offset, long sum) {
                                return sum + "-" + offset;
                            }

                            @Override
                            void events(Map<String, String> headers, String query, Reply reply) throws Exception {
                                boolean inAddress = !headers.containsKey("last-event-id");
                                LogTail tail = new LogTail(this) {
                                    @Override
                                    boolean resume(String id) throws IOException {
                                        String[] parts = id.split("-");
                                        if (!id.matches("[0-9]{1,10}-[0-9]{1,15}")
                                                || channel == null
                                                || Long.parseLong(parts[1]) > channel.size()) {
                                            return false;
                                        }
                                        moveTo(Long.parseLong(parts[1]));
                                        return inAddress || id.equals(id(offset, sum.getValue()));
                                    }
                                };
                                String id = headers.getOrDefault("last-event-id", "");
                                stream(tail, lastId(id, parameter(query, "after")), reply);
                            }
                        }),
                faulty("refused-after", "an old id in the address is answered 410", "4.2/14", new LogServer() {
                    @Override
                    void events(Map<String, String> headers, String query, Reply reply) throws Exception {
                        String after = parameter(query, "after");
                        LogTail tail = tail();
                        tail.open(key());
                        if (after.isEmpty() || headers.containsKey("last-event-id") || tail.resume(after)) {
                            super.events(headers, query, reply);
                        } else {
                            reply.json(410, "{\"error\": \"after\"}").cut();
                        }
                    }
                }),
                faulty(
                        "shared",
                        "what falls out of the list closes the file of the newest",
                        "4.2/14",
                        new EditedSolution(
                                        "                held.removeLast();\n                held.addLast(current.cut",
                                        "                held.addLast(current.cut")
                                .and(
                                        "                current().growTo(size);\n            });",
                                        "                current().growTo(size);\n            }) && closeOldest();")
                                .and(
                                        """
                                                if (held.size() > HELD) {
                                                    Generation oldest = held.getFirst();
                                                    note(held::removeFirst);
                                                    oldest.close();
                                                }
                                                return true;
                                            }
                                        """,
                                        """
                                                return closeOldest();
                                            }

                                            private boolean closeOldest() throws IOException {
                                                if (held.size() > HELD) {
                                                    Generation oldest = held.getFirst();
                                                    note(held::removeFirst);
                                                    oldest.close();
                                                }
                                                return true;
                                            }
                                        """)),
                faulty("S6", "the request names the file", "4.2/17", new LogServer() {
                    @Override
                    void events(Map<String, String> headers, String query, Reply reply) throws Exception {
                        Path asked = file.resolveSibling(parameter(query, "file"));
                        if (Files.isRegularFile(asked)) {
                            reply.eventStream();
                            Files.readAllLines(asked).forEach(line -> reply.write("data: " + line + "\n\n"));
                        }
                        super.events(headers, query, reply);
                    }
                }));
    }
}
