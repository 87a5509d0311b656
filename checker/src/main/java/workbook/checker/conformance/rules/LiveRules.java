package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import workbook.checker.conformance.Crowd;
import workbook.checker.conformance.EventStreams;
import workbook.checker.conformance.HeadTranscript;
import workbook.checker.conformance.Leaving;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Rule;
import workbook.checker.conformance.Stall;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.Fault;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.wire.WireEntry;

/** The stream over time. */
final class LiveRules {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    /** What a busy machine may add to a silence. */
    private static final Duration SLACK = Duration.ofMillis(1500);

    /** No timeout of the field is shorter. */
    private static final Duration YOUNG = Duration.ofSeconds(25);

    private static final List<Integer> AGES = List.of(35, 65, 125);

    /** Where the field cuts silent connections, in seconds. */
    private static final List<Integer> KNOWN_LIMITS = List.of(10, 15, 30, 55, 60, 100);

    private static final Set<String> HEARTBEATS =
            Set.of("ping", "heartbeat", "keepalive", "keep-alive", "keep_alive", "hb", "pulse");

    private static final long MUCH = 256 << 10;
    private static final long MOST_INFLATED = 8 << 20;
    private static final int SHOWN = 120;

    /**
     * A time without a byte, since the request.
     *
     * @param goesOn whether the watch ended in it, so that nobody knows how long it would have been
     */
    private record Gap(Duration from, Duration to, boolean goesOn) {
        Duration length() {
            return to.minus(from);
        }
    }

    @Rule(
            id = "live/1",
            level = Level.SHOULD,
            en = "Never silent for more than 15 s",
            zh = "静默不超过 15 秒",
            source = "HTML 9.2.7",
            hurtsEn = "Proxies and phones cut silent connections; the page misses events until it is back.",
            hurtsZh = "代理和手机会切断静默的连接；页面在恢复之前会错过事件。")
    Text notSilent(Observation seen) {
        Connection main = seen.watched();
        Gap longest = longestGap(main, seen.watchEnds());
        Duration silence = seen.scale().told(longest.length());
        Text limits = limits(silence);
        if (silence.compareTo(SILENCE.plus(SLACK)) > 0) {
            throw Fault.expected(text("a byte every 15 s at least, such as a comment", "至少每 15 秒一个字节，例如一条注释"))
                    .received(text("%s without a byte%s", "%s没有任何字节%s", Seconds.of(silence), limits))
                    .why(text(
                            "a comment about every 15 s keeps proxies from cutting the connection",
                            "大约每 15 秒一条注释可防止代理切断连接"))
                    .likely(text("no heartbeat", "没有心跳"))
                    .on(main)
                    .failure();
        }
        if (seen.watchedFor().compareTo(SILENCE) < 0 || seen.plan().watch().compareTo(SILENCE) < 0) {
            Observation.requireOpen(main);
            throw new NotSeen(text("watched for less than 15 s: --for 30s", "观察时间不到 15 秒：--for 30s"));
        }
        if (longest.goesOn() && silence.compareTo(SILENCE) > 0) {
            throw new NotSeen(text(
                    "the watch ended in a silence of %s, which may have gone on: --for %ds",
                    "观察结束时已静默 %s，可能还会继续：--for %ds",
                    Seconds.of(silence),
                    seen.plan().watch().plus(SILENCE).toSeconds()));
        }
        return text("longest silence %s%s", "最长静默 %s%s", Seconds.of(silence), limits);
    }

    private static Text limits(Duration silence) {
        String broken = KNOWN_LIMITS.stream()
                .filter(limit -> silence.compareTo(Duration.ofSeconds(limit)) > 0)
                .map(limit -> limit + " s")
                .collect(Collectors.joining(", "));
        return broken.isEmpty() ? Text.NONE : text("; known limits that cut it: %s", "；会切断它的常见超时：%s", broken);
    }

    private static Gap longestGap(Connection main, long watchEnds) {
        Connection.Silence over = main.longestSilence();
        Gap longest = new Gap(over.from(), over.to(), false);
        List<WireEntry> log = main.exchange().log();
        if (main.end().isEmpty() && !log.isEmpty()) {
            Duration now = since(log.getFirst(), System.nanoTime());
            Duration end = since(log.getFirst(), watchEnds);
            longest = longer(longest, new Gap(main.lastByteAt(), now.compareTo(end) < 0 ? now : end, true));
        }
        return longest;
    }

    /** From the request, of which an entry tells when it was, to a moment of {@link System#nanoTime()}. */
    private static Duration since(WireEntry entry, long nanos) {
        return Duration.ofNanos(nanos - entry.nanos()).plus(entry.at());
    }

    private static Gap longer(Gap one, Gap other) {
        return other.length().compareTo(one.length()) > 0 ? other : one;
    }

    @Rule(
            id = "live/2",
            level = Level.ADVICE,
            en = "A heartbeat is a comment",
            zh = "心跳使用注释",
            source = "HTML 9.2.7",
            hurtsEn = "Every page is woken for nothing, or takes the heartbeat for news.",
            hurtsZh = "每个页面都被无谓地唤醒，或把心跳当成消息。")
    Text heartbeat(Observation seen) {
        Connection main = seen.watched();
        Optional<StreamItem.Event> event = main.events().stream()
                .map(ArrivedItem::item)
                .filter(LiveRules::isHeartbeat)
                .findFirst();
        if (event.isPresent()) {
            throw Fault.expected(text("a line that begins with a colon, and no id", "以冒号开头的一行，不带 id"))
                    .received(
                            same(WireText.event(event.get().type(), event.get().data(), "")))
                    .why(text("a comment keeps the connection, and no listener hears it", "注释能保持连接，又不会触发任何监听器"))
                    .likely(text("the library has no comments, or its heartbeat is an event", "库不支持注释，或者它的心跳就是事件"))
                    .at(main, event.get().start(), text("an event", "是事件"))
                    .failure();
        }
        int comments = main.items(StreamItem.Comment.class).size();
        if (comments == 0) {
            throw new NotSeen(text("no heartbeat was needed or sent", "没有发送心跳，也不需要"));
        }
        return text("%d comments", "%d 条注释", comments);
    }

    private static boolean isHeartbeat(StreamItem.Event event) {
        return HEARTBEATS.contains(event.type().toLowerCase(Locale.ROOT))
                || event.type().equals("message")
                        && HEARTBEATS.contains(event.data().strip().toLowerCase(Locale.ROOT));
    }

    @Rule(
            id = "live/3",
            level = Level.ADVICE,
            en = "The stream grows old: 35, 65, 125 s",
            zh = "流能长久存活：35、65、125 秒",
            source = "the field: timeouts of 30, 60 and 120 s",
            hurtsEn = "Every client is cut at the same age, and comes back at the same moment.",
            hurtsZh = "所有客户端都在同一时长被切断，又在同一时刻重连。")
    Text age(Observation seen) {
        Connection main = seen.watched();
        Duration age = seen.watchedFor();
        Optional<End> end = main.end().filter(how -> Observation.isEndedByServer(main));
        if (end.isPresent()) {
            if (!isCutOld(main, age)) {
                throw new NotSeen(text("the stream ended by itself after %s", "流在 %s后自行结束", Seconds.of(age)));
            }
            throw Fault.expected(text("a stream that stays open", "保持打开的流"))
                    .received(text("%s after %s", "%s（%s后）", ExchangeEnding.inWords(end.get()), Seconds.of(age)))
                    .why(text("a live stream ends when the server says so, not by a timeout", "流应由服务器主动结束，而不是被超时切断"))
                    .likely(text("a timeout of the server or of what stands in front of it", "服务器或其前面组件的超时"))
                    .on(main)
                    .failure();
        }
        int reached = AGES.stream()
                .filter(seconds -> age.toMillis() >= seconds * 1000L)
                .mapToInt(n -> n)
                .max()
                .orElse(0);
        if (reached == 0) {
            Observation.requireOpen(main);
            throw new NotSeen(text(
                    "it is still open after %s; --for 36s sees the first limit",
                    "%s后仍然打开；--for 36s 可以看到第一个界限", Seconds.of(age)));
        }
        return text("still open at %d s", "%d 秒时仍然打开", reached);
    }

    /** Cut, and so late that a timeout is likelier than a defect of the end. */
    private static boolean isCutOld(Connection stream, Duration age) {
        boolean cut = stream.end()
                .filter(end -> end instanceof End.Cut || end instanceof End.Reset)
                .isPresent();
        return cut && !isCutInLength(stream) && age.compareTo(YOUNG) >= 0;
    }

    /** That is a fault of the framing. */
    private static boolean isCutInLength(Connection stream) {
        return stream.end()
                .filter(end -> end instanceof End.Cut cut && cut.place() == End.Cut.Place.IN_LENGTH)
                .isPresent();
    }

    @Rule(
            id = "live/4",
            level = Level.ADVICE,
            en = "An old stream is not deaf",
            zh = "旧的流仍能收到事件",
            source = "the field: subscriptions that get lost",
            hurtsEn = "The page looks connected, and shows nothing new until it is loaded again.",
            hurtsZh = "页面看似已连接，却不再更新，直到重新加载。")
    void notDeaf(Observation seen) {
        Observation.Pair pair = seen.oldAndNew();
        if (!pair.ofOld().isEmpty()) {
            return;
        }
        Observation.requireOpen(pair.old());
        if (pair.ofNew().isEmpty()) {
            throw new NotSeen(seen.noEvent());
        }
        if (pair.ofNew().size() < 2 && seen.plan().post().isEmpty()) {
            throw new NotSeen(text(
                    "one event came on a new stream, and it may be meant for that one alone; --post URL tells the probe how to"
                            + " cause one for both",
                    "新流上只收到一个事件，它可能只发给新流；用 --post URL 告诉探测如何触发一个两者都应收到的事件"));
        }
        throw Fault.expected(text("what a new stream gets, on the old one, too", "新流收到的事件，旧流也能收到"))
                .received(text(
                        "%d events on the new stream, none on the old one",
                        "新流收到 %d 个事件，旧流一个也没有", pair.ofNew().size()))
                .why(text("both streams belong to the same endpoint", "两个流属于同一个端点"))
                .likely(text(
                        "the subscription of the old stream was replaced, dropped or has ended, and its connection stayed",
                        "旧流的订阅被替换、丢弃或已结束，而连接还在"))
                .on(pair.old())
                .on(pair.fresh())
                .failure();
    }

    @Rule(
            id = "live/5",
            level = Level.MUST,
            en = "What Content-Encoding declares can be decoded",
            zh = "Content-Encoding 声明的内容可以解码",
            source = "RFC 9110 8.4",
            hurtsEn = "Clients get a network error in place of events.",
            hurtsZh = "客户端得到的是网络错误，而不是事件。")
    void decodes(Observation seen) {
        Connection compressed = requireCompressed(seen);
        Decoded decoded = Decoded.of(compressed);
        if (decoded.fault().isEmpty()) {
            if (decoded.bytes() == 0) {
                throw new NotSeen(text(
                        "too little came of the compressed stream to decode anything of it", "压缩的流到达的内容太少，一个字节也解不出来"));
            }
            return;
        }
        throw Fault.expected(text("a body in the coding that the head declares", "响应体使用响应头声明的编码"))
                .received(text(
                        "%s, and %s",
                        "%s，而且 %s",
                        HeadTranscript.shown(compressed.exchange().head().orElseThrow(), "Content-Encoding"),
                        WireText.escape(Clip.characters(decoded.fault().get(), SHOWN))))
                .why(text("the field says how the body is to be decoded", "该字段说明如何解码响应体"))
                .likely(text(
                        "a filter sets the field, and another one removes the compression", "一个过滤器设置了该字段，另一个去掉了压缩"))
                .on(compressed)
                .failure();
    }

    @Rule(
            id = "live/5b",
            level = Level.ADVICE,
            en = "Compressed events are sent as soon as others",
            zh = "压缩后的事件同样及时发送",
            source = "the field: compression without a flush",
            hurtsEn = "Events come in bursts, long after they were sent.",
            hurtsZh = "事件成批到达，远晚于发送时间。")
    void compressedInTime(Observation seen) {
        Connection compressed = requireCompressed(seen);
        Decoded decoded = Decoded.of(compressed);
        long from = compressed.exchange().log().getFirst().nanos();
        long until = compressed.exchange().log().getLast().nanos();
        long plain = seen.main().events().stream()
                .filter(event -> event.nanos() > from && event.nanos() < until)
                .count();
        if (plain < 2 && decoded.events() == 0) {
            throw new NotSeen(seen.noEvent());
        }
        if (decoded.events() > 0 || decoded.fault().isPresent()) {
            return;
        }
        throw Fault.expected(text("the events of the plain stream, compressed", "与未压缩的流相同的事件"))
                .received(text("none, while the plain stream got %d", "一个也没有，同时未压缩的流收到 %d 个", plain))
                .why(text("a compressor holds back what it is not told to flush", "压缩器会保留没有 flush 的内容"))
                .likely(text(
                        "no flush of the compressor behind each event, or a middleware that waits",
                        "没有在每个事件之后 flush 压缩器，或中间件在等待"))
                .on(compressed)
                .failure();
    }

    private static Connection requireCompressed(Observation seen) {
        Connection compressed = seen.compressed();
        Optional<String> coding = EventStreams.encoding(compressed);
        if (coding.isEmpty()) {
            throw new NotSeen(text("the stream is not compressed for anybody", "流不会被压缩"));
        }
        if (!Set.of("gzip", "x-gzip", "deflate").contains(coding.get())) {
            throw new NotSeen(text(
                    "the probe cannot decode %s", "探测无法解码 %s", WireText.escape(Clip.characters(coding.get(), SHOWN))));
        }
        return compressed;
    }

    /**
     * What a compressed body holds so far.
     *
     * @param bytes that could be decoded
     * @param fault what is wrong with the coding; empty if nothing is
     */
    private record Decoded(int events, long bytes, Optional<String> fault) {

        static Decoded of(Connection compressed) {
            byte[] body = compressed.body();
            int[] events = {0};
            EventStreamReader reader = new EventStreamReader();
            byte[] buffer = new byte[8192];
            long total = 0;
            boolean gzip = EventStreams.encoding(compressed)
                    .filter(coding -> coding.endsWith("gzip"))
                    .isPresent();
            try (InputStream bytes = new ByteArrayInputStream(body);
                    InputStream in = gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes)) {
                for (int n = in.read(buffer); n >= 0 && total < MOST_INFLATED; n = in.read(buffer)) {
                    total += n;
                    reader.read(buffer, 0, n, item -> events[0] += item instanceof StreamItem.Event ? 1 : 0);
                }
            } catch (EOFException soFar) {
                return new Decoded(events[0], total, Optional.empty());
            } catch (ZipException broken) {
                return new Decoded(events[0], total, Optional.of(String.valueOf(broken.getMessage())));
            } catch (IOException broken) {
                return new Decoded(events[0], total, Optional.of(String.valueOf(broken.getMessage())));
            }
            return new Decoded(events[0], total, Optional.empty());
        }
    }

    @Rule(
            id = "live/6",
            level = Level.ADVICE,
            en = "A stream that ends, ends cleanly",
            zh = "流结束时要正常结束",
            source = "RFC 9112 7.1, 8",
            hurtsEn = "Logs and proxies report a broken connection each time.",
            hurtsZh = "日志和代理每次都会报告连接中断。")
    void cleanEnd(Observation seen) {
        List<Connection> ended = seen.streams().stream()
                .filter(Observation::isEndedByServer)
                .filter(stream -> !(stream.end().get() instanceof End.Malformed))
                .toList();
        if (ended.isEmpty()) {
            throw new NotSeen(text("no stream ended by itself", "没有流自行结束"));
        }
        for (Connection stream : ended) {
            boolean told = isCutInLength(stream)
                    || isCutOld(stream, seen.scale().told(stream.endedAt().orElse(Duration.ZERO)));
            if (!(stream.end().get() instanceof End.Complete) && !told) {
                throw Fault.expected(text("the last chunk, then the end of the connection", "先发送最后一个分块，再关闭连接"))
                        .received(ExchangeEnding.inWords(stream.end().get()))
                        .why(text(
                                "without the last chunk a client cannot tell the end from a failure",
                                "没有最后一个分块，客户端无法区分结束和故障"))
                        .likely(text("the socket is closed, and not the response", "关闭了套接字，而不是响应"))
                        .on(stream)
                        .failure();
            }
        }
    }

    @Rule(
            id = "live/7",
            level = Level.ADVICE,
            en = "Nothing stays of clients that have left",
            zh = "客户端离开后不留下任何东西",
            source = "the field: leaks of sockets",
            hurtsEn = "The server runs out of sockets after some days.",
            hurtsZh = "几天之后，服务器的套接字就会耗尽。")
    void leaves(Observation seen) {
        Leaving leaving = seen.leaving();
        OptionalInt left = leaving.left();
        if (left.isEmpty()) {
            throw new NotSeen(
                    text("this system does not tell the sockets of process %d", "系统没有给出进程 %d 的套接字", leaving.pid()));
        }
        if (left.getAsInt() <= 0) {
            return;
        }
        throw Fault.expected(text("as many sockets as before", "套接字数量与之前相同"))
                .received(text(
                        "%d of %d sockets stayed open, though the stream has sent twice since",
                        "%2$d 个中有 %1$d 个套接字没有关闭，而流此后已发送两次", left.getAsInt(), leaving.clients()))
                .why(text(
                        "the second write to a client that has left fails, and tells the server",
                        "向已离开的客户端第二次写入会失败，服务器由此得知"))
                .likely(text(
                        "the exception of the write is swallowed, or the response is never closed", "写入异常被忽略，或响应从未关闭"))
                .on(leaving.first())
                .failure();
    }

    @Rule(
            id = "live/8",
            level = Level.ADVICE,
            en = "A client that does not read delays no other",
            zh = "不读取的客户端不会拖慢其他客户端",
            source = "the field: one writer for all clients",
            hurtsEn = "One phone in a tunnel stops the stream of everybody.",
            hurtsZh = "一部进了隧道的手机会让所有人的流停下来。")
    void slowClient(Observation seen) {
        Stall stall = seen.stall();
        Duration silence = seen.scale().told(stall.silence());
        if (stall.isSuspicious(seen.scale())) {
            throw Fault.expected(text("events on the main stream all the while", "主流一直有事件"))
                    .received(text(
                            "%s without a byte, until the client that did not read had left",
                            "%s没有任何字节，直到不读取的客户端离开", Seconds.of(silence)))
                    .why(text("each client has its own pace", "每个客户端都有自己的速度"))
                    .likely(text(
                            "one thread writes to all clients, and waits for the slowest", "由一个线程向所有客户端写入，会等待最慢的那个"))
                    .on(stall.main())
                    .failure();
        }
        if (stall.bytes() < MUCH) {
            Observation.requireOpen(stall.main());
            throw new NotSeen(
                    text("too little was sent to fill the buffers (%d bytes)", "发送的数据太少，填不满缓冲区（%d 字节）", stall.bytes()));
        }
    }

    /** Whether events came that are no greeting. */
    private static boolean isGoingOn(Connection stream, Observation seen) {
        Duration greeted =
                stream.headAt().orElse(Duration.ZERO).plus(seen.scale().of(Observation.GREETING));
        return stream.events().stream().anyMatch(event -> event.at().compareTo(greeted) > 0);
    }

    @Rule(
            id = "live/9",
            level = Level.ADVICE,
            en = "8 streams at once all live",
            zh = "同时打开的 8 个流都有事件",
            source = "the field: small pools",
            hurtsEn = "The ninth reader waits for ever, or takes the place of the first.",
            hurtsZh = "后来的读者永远等待，或者顶替了先来的读者。")
    void crowd(Observation seen) {
        Crowd crowd = seen.crowd();
        for (Connection stream : crowd.streams()) {
            boolean opened =
                    stream.exchange().head().filter(EventStreams::isOne).isPresent();
            if (!opened || crowd.isStarved(stream)) {
                throw Fault.expected(text("a head and events on each of the 8", "8 个流都有响应头和事件"))
                        .received(opened ? starved(stream) : unopened(stream))
                        .why(text("every reader gets the stream", "每个读者都能得到流"))
                        .likely(text(
                                "a pool with fewer threads than readers, or one queue for all", "线程池比读者少，或所有读者共用一个队列"))
                        .on(stream)
                        .failure();
            }
        }
        boolean mainLives = crowd.mainLives();
        if (!mainLives
                && crowd.streams().stream().allMatch(stream -> stream.items().isEmpty())) {
            throw new NotSeen(seen.noEvent());
        }
        boolean wentOn = crowd.streams().stream().anyMatch(stream -> isGoingOn(stream, seen));
        if (!mainLives && wentOn && seen.main().end().isEmpty()) {
            throw Fault.expected(text("events on each of the 8", "8 个流都有事件"))
                    .received(text("nothing more on the first of them", "最早的那个流不再有事件"))
                    .why(text("a new reader takes nothing from an old one", "新读者不应影响旧读者"))
                    .likely(text(
                            "one queue for all readers, or a field that holds the last one",
                            "所有读者共用一个队列，或用一个字段保存最后一个读者"))
                    .on(seen.main())
                    .failure();
        }
    }

    private static Text starved(Connection stream) {
        return Observation.isEndedByServer(stream)
                ? text("one of them ended with nothing, while others went on", "其中一个没有内容就结束了，而其他流仍在继续")
                : text("nothing on one of them, while others got events", "其中一个什么也没有，而其他流收到了事件");
    }

    private static Text unopened(Connection stream) {
        return text(
                "no stream on one of them (%s)",
                "其中一个没有打开（%s）", stream.end().map(ExchangeEnding::inWords).orElse(text("no answer", "没有响应")));
    }
}
