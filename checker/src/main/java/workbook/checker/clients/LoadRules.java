package workbook.checker.clients;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import workbook.checker.clients.Seen.Event;
import workbook.checker.finding.Severity;
import workbook.checker.scripted.Script;
import workbook.checker.text.Clip;

/** Whether a client reads what is large, and what is compressed. */
final class LoadRules {

    private static final int LINE = 5_000_000;
    private static final int EVENTS = 100_000;
    private static final int BLOCK = 1000;
    private static final int SHOWN = 120;

    /** More, all together, than the buffers of both systems and of a pipe hold. */
    private static final int LARGE_EVENTS = 4000;

    private static final String FILLER = "x".repeat(4000);

    /** What a slow machine needs for as much. */
    private static final Duration BULK = Duration.ofSeconds(15);

    private LoadRules() {}

    static List<ClientRule> all() {
        return List.of(
                // The standard lets user agents set limits of their own.
                new ClientRule(
                        "bulk/1",
                        Severity.SHOULD,
                        text("a line of 5 MB", "5 MB 的一行"),
                        "HTML 9.2.6",
                        LoadRules::longLine),
                new ClientRule(
                        "bulk/2",
                        Severity.MUST,
                        text("100 000 events, each once and in order", "十万个事件，次序不变，不多不少"),
                        "HTML 9.2.6",
                        LoadRules::manyEvents),
                new ClientRule(
                                "bulk/3",
                                Severity.MUST,
                                text("a consumer that is slow for a while misses nothing", "消费者一时变慢也不丢事件"),
                                "HTML 9.2.6",
                                LoadRules::slowConsumer)
                        .needing("bulk/2"),
                new ClientRule(
                        "gzip/1",
                        Severity.MUST,
                        text("who asks for gzip reads it", "请求了 gzip 就要能解"),
                        "RFC 9110 12.5.3",
                        bench -> compressed(bench, false)),
                new ClientRule(
                                "gzip/2",
                                Severity.ADVICE,
                                text("a compressed event arrives when it is sent", "压缩的事件发出时即可收到"),
                                "RFC 9110 8.4",
                                bench -> compressed(bench, true))
                        .needing("gzip/1"));
    }

    private static void longLine(Bench bench) {
        Script stream = (request, answer) -> new Reply(answer)
                .stream().write("data: " + "x".repeat(LINE) + "\n\n").hold();
        bench.stage(List.of(stream), stage -> {
            boolean came = stage.sightings()
                    .await(
                            () -> stage.clientEnded() || !stage.events().isEmpty(),
                            bench.times().limit(BULK));
            List<Event> events = stage.events();
            if (!came || events.isEmpty() || events.getFirst().data().length() != LINE) {
                throw Broken.of(
                        text("one event of %d characters", "一个 %d 字符的事件", LINE),
                        events.isEmpty()
                                ? text("no event", "没有事件")
                                : text(
                                        "one of %d characters",
                                        "一个 %d 字符的事件", events.getFirst().data().length()),
                        text("the format sets no limit to a line", "格式没有限制行的长度"),
                        text("a line buffer of a fixed size", "行缓冲区大小固定"),
                        List.of());
            }
        });
    }

    private static void manyEvents(Bench bench) {
        Script stream = (request, answer) -> {
            Reply reply = new Reply(answer).stream();
            for (int from = 0; from < EVENTS; from += BLOCK) {
                StringBuilder block = new StringBuilder();
                for (int i = from; i < from + BLOCK; i++) {
                    block.append("data: ").append(i).append("\n\n");
                }
                reply.write(block.toString());
            }
            reply.hold();
        };
        bench.stage(List.of(stream), stage -> {
            stage.awaitEvents(EVENTS, BULK);
            requireAll(stage, EVENTS, "");
        });
    }

    private static void requireAll(Stage stage, int count, String filler) {
        List<Event> events = stage.events();
        for (int i = 0; i < count; i++) {
            if (i >= events.size() || !events.get(i).data().equals(i + filler)) {
                throw Broken.of(
                        text("event %d", "第 %d 个事件", i),
                        i >= events.size()
                                ? text("the events end there", "事件到此为止")
                                : same(Clip.characters(events.get(i).shown(), SHOWN)),
                        text("every event is dispatched once, in order", "每个事件按次序派发一次"),
                        text("a queue between reader and consumer that drops", "读取与消费之间的队列丢弃了事件"),
                        List.of());
            }
        }
    }

    /** What the client tells is not taken for a while, until it reads no more or has read all: it may do either. */
    private static void slowConsumer(Bench bench) {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger written = new AtomicInteger();
        Script stream = (request, answer) -> {
            Reply reply = new Reply(answer).stream().write("data: 0" + FILLER + "\n\n");
            while (!slow.await(1, TimeUnit.SECONDS)) {
                if (!answer.open()) {
                    return;
                }
            }
            for (int i = 1; i < LARGE_EVENTS; i++) {
                reply.write("data: " + i + FILLER + "\n\n");
                written.set(i);
            }
            reply.hold();
        };
        bench.stage(List.of(stream), stage -> {
            stage.awaitEvent(event -> event.data().startsWith("0"));
            stage.sightings().refuse();
            slow.countDown();
            for (int before = -1; before < written.get() && written.get() < LARGE_EVENTS - 1; ) {
                before = written.get();
                stage.awaitEndOr(Duration.ZERO);
            }
            stage.sightings().take();
            stage.awaitEvents(LARGE_EVENTS, BULK);
            requireAll(stage, LARGE_EVENTS, FILLER);
        });
    }

    /** @param flushed whether the stream goes on behind the event, so that only a client that decodes as it reads has it */
    private static void compressed(Bench bench, boolean flushed) {
        if (!bench.habits().gzip()) {
            throw new NotClaimed(text("not claimed: it does not ask for gzip", "未声明：它没有请求 gzip"));
        }
        Script stream = (request, answer) -> {
            Reply reply = new Reply(answer).stream("Content-Encoding: gzip", "Vary: Accept-Encoding");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            GZIPOutputStream gzip = new GZIPOutputStream(bytes, true);
            gzip.write("data: squeezed\n\n".getBytes(StandardCharsets.UTF_8));
            gzip.flush();
            if (flushed) {
                reply.write(bytes.toByteArray()).hold();
            } else {
                gzip.close();
                reply.write(bytes.toByteArray());
            }
        };
        bench.stage(List.of(stream), stage -> {
            if (stage.awaitEvent(event -> event.data().equals("squeezed"))) {
                return;
            }
            throw Broken.of(
                    same("message \"squeezed\""),
                    text("no event", "没有事件"),
                    text(
                            "a client that says it takes gzip gets it, and has to decode it",
                            "声明接受 gzip 的客户端会收到 gzip，必须能够解压"),
                    text("the decoder waits for the end of the stream", "解压器在等待流结束"),
                    stage.conversations());
        });
    }
}
