package workbook.checker.bad;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import workbook.checker.probe.WebSocket;

/** One way to misbehave on a connection, whatever was asked for. */
@FunctionalInterface
public interface Misbehaviour {

    void begin(Talk talk) throws IOException;

    /** A misbehaviour that first lets the client ask. */
    @FunctionalInterface
    interface Reply {

        void answer(Talk talk, String request) throws IOException;

        default Misbehaviour afterRequest() {
            return talk -> {
                String request = talk.request();
                if (!request.isEmpty()) {
                    answer(talk, request);
                }
            };
        }
    }

    static Misbehaviour named(String mode) {
        Misbehaviour found = ALL.get(mode);
        if (found == null) {
            throw new IllegalArgumentException("no such mode: " + mode);
        }
        return found;
    }

    static Collection<String> modes() {
        return ALL.keySet();
    }

    Map<String, Misbehaviour> ALL = all();

    private static Map<String, Misbehaviour> all() {
        Map<String, Misbehaviour> all = new LinkedHashMap<>();
        all.put("accept_close", Talk::close);
        all.put("rst_now", Talk::reset);
        all.put("answer_first", talk -> talk.stream("data: early\n\n"));
        all.put("never_read", Talk::hold);
        all.put("read_slow", Talk::readSlowly);
        Stream.of(
                        Silences.replies(),
                        Heads.replies(),
                        Floods.replies(),
                        Framings.replies(),
                        Texts.replies(),
                        Frames.replies())
                .forEach(replies -> replies.forEach((mode, reply) -> all.put(mode, reply.afterRequest())));
        return all;
    }

    /** Answers that end too soon, or do not go on. */
    final class Silences {

        private Silences() {}

        static Map<String, Reply> replies() {
            Map<String, Reply> all = new LinkedHashMap<>();
            all.put("silent", (talk, request) -> talk.hold());
            all.put("close_after", (talk, request) -> talk.close());
            all.put("rst_head", (talk, request) -> {
                talk.send("HTTP/1.1 200 OK\r\nContent-Type: text/eve");
                talk.reset();
            });
            all.put("rst_event", (talk, request) -> {
                talk.chunks();
                talk.chunk("data: one\n\n");
                talk.send("20\r\ndata: tw");
                talk.reset();
            });
            all.put("half_status", (talk, request) -> {
                talk.send("HTTP/1.1 20");
                talk.hold();
            });
            all.put("half_head", (talk, request) -> {
                talk.head("");
                talk.hold();
            });
            all.put("head_silence", (talk, request) -> {
                talk.chunks();
                talk.hold();
            });
            all.put("byte_1s", (talk, request) -> drip(talk, 1000));
            all.put("byte_10ms", (talk, request) -> drip(talk, 10));
            all.put("trickle", (talk, request) -> {
                talk.chunks();
                talk.chunk("data: hello\n\n");
                talk.forEver(Talk.chunked(": x\n", ""), 1000);
            });
            all.put("trickle_ev", (talk, request) -> {
                talk.chunks();
                talk.forEver(Talk.chunked("id: 1\ndata: hello\n\n", ""), 1000);
            });
            return all;
        }

        private static void drip(Talk talk, int millis) throws IOException {
            String all = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + Talk.chunked("id: 1\ndata: hello\n\n", "").repeat(1000);
            for (String one : all.split("")) {
                talk.send(one);
                talk.hold(Duration.ofMillis(millis));
            }
        }
    }

    /** Status lines and headers. */
    final class Heads {

        private static final String INTERIM = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";

        private Heads() {}

        static Map<String, Reply> replies() {
            Map<String, Reply> all = new LinkedHashMap<>();
            all.put("inf_headers", (talk, request) -> {
                talk.head("");
                talk.forEver("X-A: " + "b".repeat(60) + "\r\n");
            });
            all.put("inf_header_nolf", (talk, request) -> {
                talk.head("X-A: ");
                talk.forEver("b".repeat(64 << 10));
            });
            all.put("header_50mb", (talk, request) -> {
                talk.head("X-A: ");
                for (int i = 0; i < 50; i++) {
                    talk.send("b".repeat(1 << 20));
                }
                talk.send("\r\n\r\ndata: x\n\n");
            });
            all.put("headers_100k", (talk, request) -> {
                StringBuilder fields = new StringBuilder();
                for (int i = 0; i < 100_000; i++) {
                    fields.append("X-").append(i).append(": y\r\n");
                }
                talk.head(fields + "\r\ndata: x\n\n");
            });
            all.put("s100", (talk, request) -> talk.forEver("HTTP/1.1 100 Continue\r\n\r\n"));
            all.put("s103", (talk, request) -> talk.forEver(INTERIM.repeat(500)));
            all.put("s103_slow", (talk, request) -> talk.forEver(INTERIM, 100));
            all.put("s103_1", (talk, request) -> {
                talk.send(INTERIM.repeat(3));
                talk.stream("id: 1\ndata: x\n\n");
            });
            all.put("s204", whole("HTTP/1.1 204 No Content\r\n\r\n"));
            all.put("s301", whole("HTTP/1.1 301 Moved\r\nLocation: /events\r\nContent-Length: 0\r\n\r\n"));
            all.put(
                    "s401",
                    whole(
                            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 3\r\n\r\nno\n"));
            all.put(
                    "s407",
                    whole("HTTP/1.1 407 Proxy Auth\r\nProxy-Authenticate: NTLM\r\nContent-Length: 3\r\n\r\nno\n"));
            all.put("s500", whole("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 3\r\n\r\nno\n"));
            all.put("s501", whole("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n"));
            all.put("s999", whole("HTTP/1.1 999 \r\nContent-Length: 3\r\n\r\nno\n"));
            all.put("http10", whole("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 1\ndata: x\n\n"));
            all.put("http09", whole("data: hello\n\n"));
            all.put("h2", held("\0\0\u0012\4\0\0\0\0\0\0\3\0\0\0\u0064\0\4\0\u0040\0\0\0\2\0\0\0\0"));
            all.put("h2pri", held("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
            all.put("tls", held("\u0015\3\1\0\2\2\u0046"));
            all.put("ssh", held("SSH-2.0-OpenSSH_9.6\r\n"));
            return all;
        }

        private static Reply whole(String answer) {
            return (talk, request) -> talk.send(answer);
        }

        private static Reply held(String bytes) {
            return (talk, request) -> {
                talk.send(bytes);
                talk.hold();
            };
        }
    }

    /** Streams that never stop to bring something. */
    final class Floods {

        private static final int BLOCKS = 8000;

        private Floods() {}

        static Map<String, Reply> replies() {
            Map<String, Reply> all = new LinkedHashMap<>();
            all.put("inf_body", stream("data: ", "x".repeat(64 << 10)));
            all.put("inf_body_chunked", (talk, request) -> {
                talk.chunks();
                talk.chunk("data: ");
                talk.forEver(Talk.chunked("x".repeat(64 << 10), ""));
            });
            all.put("inf_comments", chunks(": hi\n".repeat(3000)));
            all.put("inf_empty", stream("", "\n".repeat(64 << 10)));
            all.put("flood", chunks("id: 7\ndata: x\n\n".repeat(3000)));
            all.put("flood1", (talk, request) -> {
                talk.chunks();
                talk.forEver(Talk.chunked("data:\n\n", "").repeat(4000));
            });
            all.put("flood_chunk1", (talk, request) -> {
                talk.chunks();
                talk.forEver(Talk.chunked("\n", "").repeat(8000));
            });
            all.put("flood_unknown", stream("", "x\n".repeat(30_000)));
            all.put("flood_datalines", stream("", "data\n".repeat(13_000)));
            all.put("flood_ff", (talk, request) -> {
                talk.stream("");
                byte[] block = new byte[65_007];
                Arrays.fill(block, (byte) 0xff);
                System.arraycopy("data: ".getBytes(StandardCharsets.US_ASCII), 0, block, 0, 6);
                block[block.length - 1] = '\n';
                talk.forEver(block);
            });
            all.put("flood_formfeed", stream("", "\f\n".repeat(30_000)));
            all.put("flood_colon", stream("", ":\n".repeat(30_000)));
            all.put("flood_after_one", (talk, request) -> {
                talk.chunks();
                talk.chunk("id: 1\ndata: one\n\n");
                talk.forEver(Talk.chunked("id: 2\ndata: x\n\n".repeat(3000), ""));
            });
            all.put("inf_ids", stream("", "id: 12345\n".repeat(6000)));
            all.put("event_500mb", (talk, request) -> {
                talk.stream("data: ");
                for (int i = 0; i < BLOCKS; i++) {
                    talk.send("x".repeat(64 << 10));
                }
                talk.send("\n\n");
                talk.hold();
            });
            all.put("event_500mb_lines", (talk, request) -> {
                talk.stream("");
                for (int i = 0; i < BLOCKS; i++) {
                    talk.send(("data: " + "x".repeat(1000) + "\n").repeat(64));
                }
                talk.send("\n\n");
                talk.hold();
            });
            all.put("ids_10mb", (talk, request) -> {
                talk.stream("retry: 10\n");
                for (int i = 0; i < 20; i++) {
                    talk.send("id: " + "i".repeat(10 << 20) + "\nevent: " + "e".repeat(10 << 20) + "\ndata: x\n\n");
                }
                talk.hold();
            });
            for (int events : List.of(2000, 5000, 100_000)) {
                all.put("burst_" + events, (talk, request) -> talk.stream("data: x\n\n".repeat(events)));
            }
            return all;
        }

        private static Reply stream(String begin, String repeated) {
            return (talk, request) -> {
                talk.stream(begin);
                talk.forEver(repeated);
            };
        }

        private static Reply chunks(String repeated) {
            return (talk, request) -> {
                talk.chunks();
                talk.forEver(Talk.chunked(repeated, ""));
            };
        }
    }

    /** Lies about how long an answer is. */
    final class Framings {

        private static final String EVENT = "data: x\n\n";

        private Framings() {}

        static Map<String, Reply> replies() {
            Map<String, Reply> all = new LinkedHashMap<>();
            all.put("chunk_big", chunksThen("ff\r\ndata: x\n\n\r\n0\r\n\r\n"));
            all.put("chunk_neg", (talk, request) -> {
                talk.chunks();
                talk.send("-5\r\ndata: x\n\n\r\n0\r\n\r\n");
            });
            all.put("chunk_ffff", chunksForEver("ffffffffffffffff\r\n", EVENT.repeat(7000)));
            all.put("chunk_7fff", chunksForEver("7fffffffffffffff\r\n", EVENT.repeat(7000)));
            all.put("chunk_zeros", chunksForEver("", "0".repeat(64 << 10)));
            all.put("chunk_ext", chunksThen("9;" + "e".repeat(20 << 20) + "\r\ndata: x\n\n\r\n"));
            all.put("chunk_ext_many", chunksForEver("", Talk.chunked(EVENT, ";" + "e".repeat(60_000))));
            all.put("chunk_nocrlf", chunksThen("9\r\ndata: x\n\n9\r\ndata: x\n\n"));
            all.put("inf_trailers", chunksForEver(Talk.chunked(EVENT, "") + "0\r\n", "X-T: y\r\n".repeat(5000)));
            all.put("gzip", (talk, request) -> gzip(talk));
            all.put("gzip_any", (talk, request) -> gzip(talk));
            all.put("cl_more", head("Content-Length: 9\r\n\r\n" + EVENT.repeat(1000), false));
            all.put("cl_less", head("Content-Length: 99999\r\n\r\n" + EVENT, true));
            all.put("cl_neg", head("Content-Length: -1\r\n\r\n" + EVENT, false));
            all.put("cl_huge", head("Content-Length: 99999999999999999999\r\n\r\n" + EVENT, true));
            all.put(
                    "both",
                    head(
                            "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n" + Talk.chunked(EVENT, "")
                                    + "0\r\n\r\n",
                            false));
            all.put(
                    "te_many",
                    head(
                            "Transfer-Encoding: gzip, chunked, identity\r\n\r\n" + Talk.chunked(EVENT, "")
                                    + "0\r\n\r\n",
                            false));
            return all;
        }

        private static Reply head(String rest, boolean held) {
            return (talk, request) -> {
                talk.head(rest);
                if (held) {
                    talk.hold();
                }
            };
        }

        private static Reply chunksThen(String bytes) {
            return (talk, request) -> {
                talk.chunks();
                talk.send(bytes);
                talk.hold();
            };
        }

        private static Reply chunksForEver(String begin, String repeated) {
            return (talk, request) -> {
                talk.chunks();
                talk.send(begin);
                talk.forEver(repeated);
            };
        }

        /** A quarter of a megabyte that becomes 270 of them. */
        private static void gzip(Talk talk) throws IOException {
            byte[] bomb = Bomb.BYTES;
            talk.head("Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            talk.send(bomb);
        }

        private static final class Bomb {
            static final byte[] BYTES = make();

            private static byte[] make() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                byte[] block = EVENT.repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                    for (int i = 0; i < 300; i++) {
                        out.write(block);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return bytes.toByteArray();
            }
        }
    }

    /** What a text may do to whoever shows it. */
    final class Texts {

        private static final String ODD = "\u001b[31mRED\u001b[0m\u001b]8;;http://evil/\u0007link\u001b]8;;\u0007"
                + "\u001b]52;c;ZXZpbA==\u0007\u001b]0;TITLE\u0007\u001b[2J\u009b31m\u009d0;x\u009c"
                + "\u202eRLO\u202c\u2066iso\u2069\u200b\u2028\u2029\0\u0007\b\u007f <script>alert(1)</script>"
                + "<img src=x onerror=alert(1)> \"'&amp; ]]> \ufffe\uffff \u000b\f\u0001\u001f"
                + " ::set-output name=x::y ::error file=a::boo %0A::error::two ";

        private static final String COMMAND = " ::error::pwn".repeat(12);

        private Texts() {}

        static Map<String, Reply> replies() {
            Map<String, Reply> all = new LinkedHashMap<>();
            all.put("wf", stream("event: " + COMMAND + "\ndata: " + COMMAND + "\n\n\n"));
            all.put(
                    "wf_reason",
                    (talk, request) -> talk.send("HTTP/1.1 500" + COMMAND + "\r\nContent-Length: 0\r\n\r\n"));
            all.put("retry_big", stream("retry: 99999999999999999999\nid: 1\ndata: x\n\n".repeat(20)));
            all.put("nul_id", stream("id: a\0b\ndata: x\n\n".repeat(20)));
            all.put("bad_utf8", (talk, request) -> {
                talk.stream("");
                byte[] block = {
                    'i',
                    'd',
                    ':',
                    (byte) 0xff,
                    (byte) 0xfe,
                    '\n',
                    'd',
                    'a',
                    't',
                    'a',
                    ':',
                    (byte) 0xf0,
                    '(',
                    (byte) 0x8c,
                    '(',
                    (byte) 0xed,
                    (byte) 0xa0,
                    (byte) 0x80,
                    (byte) 0xc0,
                    (byte) 0xaf,
                    '\n',
                    '\n'
                };
                for (int i = 0; i < 20; i++) {
                    talk.send(block);
                }
            });
            all.put("bom_mid", stream("\ufeff\ufeffdata: x\n\n\ufeffdata: y\n\n".repeat(5)));
            all.put(
                    "esc_data",
                    stream(("id: " + ODD + "\nevent: " + ODD + "\ndata: " + ODD + "\n: " + ODD + "\n" + ODD
                                    + ": 1\nretry: " + ODD + "\n\n")
                            .repeat(5)));
            all.put("esc_head", (talk, request) -> {
                String odd = ODD.replace("\0", "");
                talk.send("HTTP/1.1 200 " + odd + "\r\nX-\u001b[31m<b>: 1\r\nX-V: " + odd
                        + "\r\nContent-Type: text/plain;" + odd + "\r\n" + odd.replace(":", "") + ": v\r\n\r\n" + odd);
            });
            all.put(
                    "esc_500",
                    (talk, request) -> talk.send("HTTP/1.1 500 \u001b[31mRED\u0007<script>alert(1)</script>\r\n"
                            + "Content-Type: text/html\r\n\r\n" + ODD + "\n::error file=a,line=1::hacked\r\n"));
            all.put(
                    "esc_status",
                    (talk, request) -> talk.send("HTTP/1.1 \u001b[31m \u001b]52;c;ZXZpbA==\u0007\r\n\r\n"));
            all.put("esc_json", json("{\"time\":\"" + ODD + "\",\"x\":\"\\u001b[31m\\u009b<script>\\ud800\"}"));
            all.put("json_deep", json("[".repeat(5_000_000)));
            all.put("json_deep_obj", json("{\"a\":".repeat(100_000)));
            all.put("json_num", json("{\"id\":1e999999999,\"a\":" + "9".repeat(1_000_000) + "}"));
            return all;
        }

        private static Reply stream(String body) {
            return (talk, request) -> talk.stream(body);
        }

        private static Reply json(String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return (talk, request) -> {
                talk.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n");
                talk.send(bytes);
            };
        }
    }

    /** Frames of a WebSocket; a slow stream of events for whoever asks for no WebSocket. */
    final class Frames {

        private Frames() {}

        static Map<String, Reply> replies() {
            Map<String, Reply> all = new LinkedHashMap<>();
            all.put("ws_inf", frames(talk -> {
                talk.send(new byte[] {(byte) 0x81, 0x7f, 0x7f, -1, -1, -1, -1, -1, -1, -1});
                talk.forEver("x".repeat(64 << 10));
            }));
            all.put("ws_mib", frames(talk -> {
                byte[] frame = new byte[10 + (1 << 20)];
                frame[0] = (byte) 0x81;
                frame[1] = 0x7f;
                frame[7] = 0x10;
                talk.forEver(frame);
            }));
            all.put("ws_ping", frames(repeated(0x89)));
            all.put("ws_tiny", frames(repeated(0x81)));
            all.put("ws_one", frames(talk -> {
                for (int n = 1; n > 0; n++) {
                    String number = Integer.toString(n);
                    talk.send(new byte[] {(byte) 0x81, (byte) number.length()});
                    talk.send(number);
                }
            }));
            return all;
        }

        private static Misbehaviour repeated(int opcode) {
            byte[] frames = new byte[64 << 10];
            for (int i = 0; i < frames.length; i += 2) {
                frames[i] = (byte) opcode;
            }
            return talk -> talk.forEver(frames);
        }

        private static Reply frames(Misbehaviour after) {
            return (talk, request) -> {
                var key = Talk.field(request, "sec-websocket-key");
                if (key.isPresent()) {
                    talk.send("HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + WebSocket.accept(key.get()) + "\r\n\r\n");
                    after.begin(talk);
                } else {
                    talk.chunks();
                    talk.forEver(Talk.chunked("data: 1\n\n", ""), 50);
                }
            };
        }
    }
}
