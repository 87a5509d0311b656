package workbook.checker.faulty.task4_2;

import static workbook.checker.faulty.Variant.faulty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;

/** Faulty servers of task 4.2, up to what an id means. */
final class LogFaults {

    private LogFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("H3", "may be cached", "4.2/1", new LogServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H1", "the log as text/plain", "4.2/1", new LogServer() {
                    @Override
                    void head(Reply reply) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: text/plain",
                                        "Cache-Control: no-cache",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty(
                        "H4",
                        "no headers before the first line",
                        "4.2/1",
                        new EditedSolution("next.lines().isEmpty() ? COMMENT : \"\"", "\"\"")),
                faulty("all", "the whole file comes first", "4.2/2", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            long beforeLast(int lines) {
                                return 0;
                            }
                        };
                    }
                }),
                faulty("nothing", "a new viewer begins at the end", "4.2/2", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            long beforeLast(int lines) throws IOException {
                                return super.beforeLast(0);
                            }
                        };
                    }
                }),
                faulty("off-by-one", "one line less than the backlog", "4.2/2", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            long beforeLast(int lines) throws IOException {
                                return super.beforeLast(lines - 1);
                            }
                        };
                    }
                }),
                faulty("one-block", "the backlog is looked for in the last block only", "4.2/2", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            long beforeLast(int lines) throws IOException {
                                long begin = super.beforeLast(lines);
                                return channel.size() - begin > BLOCK ? beforeLast(lines - 1) : begin;
                            }
                        };
                    }
                }),
                faulty("torn", "a line of the backlog ends where a block ends", "4.2/2", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void take(byte[] bytes) {
                                super.take(bytes);
                                if (length > 0 && bytes.length == BLOCK) {
                                    finish();
                                }
                            }
                        };
                    }
                }),
                faulty("slow", "looks every two seconds", "4.2/3", new LogServer() {
                    @Override
                    long poll() {
                        return 2000;
                    }
                }),
                faulty("R10", "each line goes to one viewer only", "4.2/3", oneForAll()),
                faulty("half", "what is there is sent, finished or not", "4.2/4", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void take(byte[] bytes) {
                                super.take(bytes);
                                if (length > 0 && bytes.length < 1000) {
                                    finish();
                                }
                            }
                        };
                    }
                }),
                faulty("W11", "the bytes of each read are decoded by themselves", "4.2/4", new LogServer() {
                    @Override
                    void keep(ByteArrayOutputStream line, byte[] bytes, int from, int length) {
                        byte[] decoded = decode(java.util.Arrays.copyOfRange(bytes, from, from + length), length)
                                .getBytes(StandardCharsets.UTF_8);
                        super.keep(line, decoded, 0, decoded.length);
                    }
                }),
                faulty("half-backlog", "the backlog ends with half a line", "4.2/4", new LogServer() {
                    @Override
                    void stream(LogTail tail, String lastId, Reply reply) throws Exception {
                        super.stream(
                                new LogTail(this) {
                                    private boolean begun;

                                    @Override
                                    void take(byte[] bytes) {
                                        super.take(bytes);
                                        if (length > 0 && !begun && bytes.length < BLOCK) {
                                            finish();
                                        }
                                        begun |= bytes.length < BLOCK;
                                    }
                                },
                                lastId,
                                reply);
                    }
                }),
                faulty("strip", "white space around a line is lost", "4.2/5", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return super.event(id, text.strip());
                    }
                }),
                faulty("W8", "a leading space is lost", "4.2/5", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return super.event(id, text).replace("data: ", "data:");
                    }
                }),
                faulty("T3", "an empty line has no data field", "4.2/5", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return text.isEmpty() ? "id: " + id + "\n\n" : super.event(id, text);
                    }
                }),
                faulty("W5", "splits where a reader does not", "4.2/5", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return super.event(id, String.join("\r", text.split("\\R", -1)));
                    }
                }),
                faulty("strict", "a line that is not UTF-8 is left out", "4.2/5", new LogServer() {
                    @Override
                    String event(String id, String text) {
                        return text.contains("\ufffd") ? "" : super.event(id, text);
                    }
                }),
                faulty("uncut", "a long line is not cut", "4.2/6", new LogServer() {
                    @Override
                    void keep(ByteArrayOutputStream line, byte[] bytes, int from, int length) {
                        line.write(bytes, from, length);
                    }

                    @Override
                    String text(byte[] begin, long length) {
                        boolean cr = begin.length > 0 && begin[begin.length - 1] == '\r';
                        return decode(begin, begin.length - (cr ? 1 : 0));
                    }
                }),
                faulty("border", "a character is cut in two", "4.2/6", new LogServer() {
                    @Override
                    int border(byte[] bytes, int cut) {
                        return cut;
                    }
                }),
                faulty("no-mark", "cut without a word", "4.2/6", new LogServer() {
                    @Override
                    String mark(long length) {
                        return "";
                    }
                }),
                faulty("rest", "the rest of a long line becomes lines", "4.2/6", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void take(byte[] bytes) {
                                for (int from = 0; from < bytes.length; from += maxLine / 2) {
                                    super.take(java.util.Arrays.copyOfRange(
                                            bytes, from, Math.min(bytes.length, from + maxLine / 2)));
                                    if (length > maxLine) {
                                        finish();
                                    }
                                }
                            }
                        };
                    }
                }),
                faulty("CRLF-limit", "the limit of a line counts the CR of its end", "4.2/6", new LogServer() {
                    @Override
                    String text(byte[] begin, long length) {
                        return length <= maxLine
                                ? super.text(begin, length)
                                : decode(begin, border(begin, maxLine)) + mark(length);
                    }
                }),
                faulty("early", "a long line is sent before it has its end", "4.2/6", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            private boolean sent;

                            @Override
                            void take(byte[] bytes) {
                                super.take(bytes);
                                if (length > maxLine && !sent) {
                                    batch.append(event(id(offset, sum.getValue()), text(line.toByteArray(), length)));
                                    sent = true;
                                }
                            }

                            @Override
                            void finish() {
                                if (sent) {
                                    forgetLine();
                                } else {
                                    super.finish();
                                }
                                sent = false;
                            }
                        };
                    }
                }),
                faulty("B5", "who is far behind jumps to the end", "4.2/15", new LogServer() {
                    @Override
                    LogTail tail() {
                        return new LogTail(this) {
                            @Override
                            void drain() throws IOException {
                                if (channel.size() - offset > 1_200_000) {
                                    moveTo(beforeLast(0));
                                }
                                super.drain();
                            }
                        };
                    }
                }),
                faulty("B3", "all viewers are written to under one lock", "4.2/16", new LogServer() {
                    private final ReentrantLock lock = new ReentrantLock();

                    @Override
                    void send(Reply reply, byte[] bytes) {
                        lock.lock();
                        try {
                            super.send(reply, bytes);
                        } finally {
                            lock.unlock();
                        }
                    }
                }));
    }

    /** Only the first viewer that looks sees what is new. */
    private static LogServer oneForAll() {
        return new LogServer() {
            private final AtomicReference<LogTail> owner = new AtomicReference<>();

            @Override
            LogTail tail() {
                return new LogTail(this) {
                    private boolean begun;

                    @Override
                    void drain() throws IOException {
                        if (begun && !owner.compareAndSet(null, this) && owner.get() != this) {
                            offset = channel.size();
                            return;
                        }
                        super.drain();
                        begun |= batch.isEmpty();
                    }
                };
            }
        };
    }
}
