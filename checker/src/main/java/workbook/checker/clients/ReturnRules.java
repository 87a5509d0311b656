package workbook.checker.clients;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import workbook.checker.clients.ClientRule.Judge;
import workbook.checker.finding.Severity;
import workbook.checker.finding.WireText;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** How a client comes back, what it forgets and what it keeps, and how it stops. */
final class ReturnRules {

    private static final Text COMES_BACK = text(
            "the end of a response is not the end of the stream: the client connects again", "响应结束并不等于流结束：客户端会重新连接");
    private static final Text REMEMBERS =
            text("a client comes back with the last id that it has stored", "客户端重连时带上它保存的最后一个 id");

    /** Longer than the default of a client, so that only one that obeys waits so long. */
    private static final Duration BEYOND = Duration.ofMillis(500);

    private static final Duration MOST_BEYOND = Duration.ofSeconds(2);

    /** How often a client waits that was told how long: one with delays of its own waits so long by chance once. */
    private static final int WAITS = 3;

    /** Clocks of two processes are read one after the other. */
    private static final Duration TOLERANCE = Duration.ofMillis(30);

    /** A pause that is shorter is none: so long takes a slow client that does not wait at all. */
    private static final Duration NO_PAUSE = Duration.ofMillis(40);

    /** What a client does that was sent away so often goes on: pauses that grow from nothing have grown by now. */
    private static final int STORM = 20;

    /** So many of the last pauses are looked at, of which the longer half may be the machine's. */
    private static final int LAST = 10;

    private ReturnRules() {}

    private static ClientRule must(String id, Text title, String source, Judge judge) {
        return new ClientRule(id, Severity.MUST, title, source, ifItReturns(judge));
    }

    private static Judge ifItReturns(Judge judge) {
        return bench -> {
            bench.requireReconnects();
            judge.judge(bench);
        };
    }

    static List<ClientRule> all() {
        return List.of(
                must("return/1", text("after a clean end", "正常结束后重连"), "HTML 9.2.3", bench -> {
                    returns(bench, (request, answer) -> new Reply(answer)
                            .stream().write(Bench.soon() + "data: x\n\n"));
                }),
                must("return/2", text("after a cut", "连接被切断后重连"), "HTML 9.2.3", bench -> {
                    returns(bench, (request, answer) -> {
                        new Reply(answer).streamToCut().write(Bench.soon() + "data: x\n\n");
                        answer.cut();
                    });
                }),
                id(3, text("with the last id", "带上最后的 id"), "id: a\ndata: 1\n\nid: b\ndata: 2\n\n", "b"),
                id(4, text("an emptied id is not sent", "清空的 id 不发送"), "id: a\ndata: 1\n\nid\ndata: 2\n\n", "")
                        .needing("return/3"),
                // By HTML 9.2.6 the buffer of the id is empty when a stream begins. The tests of browsers want it kept.
                new ClientRule(
                                "return/5",
                                Severity.SHOULD,
                                text("the id survives a stream without ids", "没有 id 的流不会清掉已有的 id"),
                                "WPT eventsource/format-field-id-2",
                                ifItReturns(ReturnRules::kept))
                        .needing("return/3"),
                id(
                                6,
                                text("the id of a block without data counts", "没有 data 的块中的 id 也算"),
                                "id: a\ndata: 1\n\nid: b\n\n",
                                "b")
                        .needing("return/3"),
                id(
                                7,
                                text("an id outside ASCII goes as UTF-8", "非 ASCII 的 id 以 UTF-8 发送"),
                                "id: 订单-7é\ndata: 1\n\n",
                                "订单-7é")
                        .needing("return/3"),
                must(
                                "return/8",
                                text("an id that was not finished does not count", "未完成的 id 不算"),
                                "HTML 9.2.3, 9.2.6",
                                bench -> unfinished(
                                        bench,
                                        bytes(Bench.soon() + "id: a\ndata: 1\n\nid: b\ndata: 2\n"),
                                        held("data: again\n\n"),
                                        stage -> requireId(stage, 1, "a")))
                        .needing("return/3"),
                must(
                        "return/9",
                        text("retry is a time to wait, at least", "retry 是至少要等待的时间"),
                        "HTML 9.2.3, 9.2.6",
                        bench -> {
                            Duration asked = longer(bench);
                            waits(bench, "retry: " + asked.toMillis() + "\n\n", asked);
                        }),
                must("return/10", text("an invalid retry is ignored", "无效的 retry 被忽略"), "HTML 9.2.6", bench -> {
                            String invalid =
                                    "retry: 1s\nretry: -1\nretry: 1.5\nretry: 0x1\nretry: +1\nretry: 1 \nretry:  1\n\n";
                            Duration asked = longer(bench);
                            waits(bench, "retry: " + asked.toMillis() + "\n" + invalid, asked);
                        })
                        .needing("return/9"),
                new ClientRule(
                        "return/11",
                        Severity.SHOULD,
                        text("not in a storm", "不要疯狂重连"),
                        "HTML 9.2.3",
                        ReturnRules::storm),
                must("cut/1", text("half an event is forgotten", "半个事件被丢弃"), "HTML 9.2.6", bench -> {
                    forgets(bench, "event: update\ndata: half\n", "data: whole\n\n");
                }),
                must("cut/2", text("half a line is forgotten", "半行被丢弃"), "HTML 9.2.6", bench -> {
                            forgets(bench, "data: first\nda", "ta: no\ndata: whole\n\n");
                        })
                        .needing("cut/1"),
                // What a client does with the byte behind a CR is no rule of the standard, but it warns of the delay.
                new ClientRule(
                                "cut/3",
                                Severity.SHOULD,
                                text("a CR ends its line at once", "CR 立即结束该行"),
                                "HTML 9.2.5",
                                ReturnRules::atOnce)
                        .needing("parse/3"),
                must("cut/4", text("half a character is forgotten", "半个字符被丢弃"), "HTML 9.2.6", bench -> {
                            byte[] half = {'d', 'a', 't', 'a', ':', ' ', (byte) 0xe2, (byte) 0x82};
                            forgets(bench, half, new byte[] {
                                (byte) 0xac, '\n', 'd', 'a', 't', 'a', ':', 'w', 'h', 'o', 'l', 'e', '\n', '\n'
                            });
                        })
                        .needing("cut/1"),
                new ClientRule(
                                "follow/7",
                                Severity.ADVICE,
                                text("after a redirect it begins at the first address again", "重定向之后仍从最初的地址重连"),
                                "RFC 9110 15.4.3",
                                ReturnRules::beginsAgain)
                        .needing("follow/1", "follow/2"),
                must(
                                "follow/8",
                                text("the id goes along with a redirect", "重定向后的请求也带上 id"),
                                "Fetch, HTTP-redirect fetch",
                                ReturnRules::goesAlong)
                        .needing("follow/1", "follow/2", "return/3"),
                new ClientRule(
                        "stop/1",
                        Severity.MUST,
                        text("a stopped client closes its connection", "停止的客户端会关闭连接"),
                        "HTML 9.2.2",
                        ReturnRules::stops),
                new ClientRule(
                        "stop/2",
                        Severity.MUST,
                        text("a stopped client does not come back", "停止的客户端不再重连"),
                        "HTML 9.2.2",
                        ReturnRules::staysAway));
    }

    private static Script held(String stream) {
        return (request, answer) -> new Reply(answer).stream().write(stream).hold();
    }

    private static void returns(Bench bench, Script first) {
        bench.stage(
                List.of(first, held("data: again\n\n")),
                stage -> bench.requireVisits(stage, 2, text("a second request", "第二个请求"), COMES_BACK));
    }

    private static ClientRule id(int number, Text title, String stream, String wanted) {
        return must(
                "return/" + number,
                title,
                "HTML 9.2.3, 9.2.6",
                bench -> bench.stage(List.of(bench.ending(Bench.soon() + stream), held("data: again\n\n")), stage -> {
                    bench.requireVisits(stage, 2, text("a second request", "第二个请求"), COMES_BACK);
                    requireId(stage, 1, wanted);
                }));
    }

    private static void requireId(Stage stage, int visit, String wanted) {
        requireId(
                stage, visit, wanted, text("the id is stored at another moment than the blank line", "保存 id 的时机不是空行处"));
    }

    private static void requireId(Stage stage, int visit, String wanted, Text likely) {
        Optional<String> got = stage.visits().get(visit).request().header("last-event-id");
        // A field without a value is not the same as none.
        if (got.equals(wanted.isEmpty() ? Optional.empty() : Optional.of(wanted))) {
            return;
        }
        boolean latin = got.map(id -> new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .orElse("")
                .equals(wanted);
        throw Broken.of(
                wanted.isEmpty()
                        ? text("no Last-Event-ID", "没有 Last-Event-ID")
                        : same("Last-Event-ID: " + WireText.escape(wanted)),
                got.isEmpty()
                        ? text("no Last-Event-ID", "没有 Last-Event-ID")
                        : same("Last-Event-ID: " + WireText.escape(got.get())),
                REMEMBERS,
                latin ? text("the bytes of the id were encoded twice", "id 的字节被编码了两次") : likely,
                stage.conversations());
    }

    private static void kept(Bench bench) {
        bench.stage(
                List.of(
                        bench.ending(Bench.soon() + "id: a\ndata: 1\n\n"),
                        bench.ending(Bench.soon() + "data: 2\n\n"),
                        held("data: again\n\n")),
                stage -> {
                    bench.requireVisits(stage, 3, text("a third request", "第三个请求"), COMES_BACK);
                    requireId(stage, 2, "a");
                });
    }

    private static Script elsewhere() {
        return (request, answer) -> new Reply(answer)
                .head("302 Found", "Location: /stream/there", "Content-Length: 0")
                .end();
    }

    /** Where a redirect leads may be another place the next time: a server that balances its load lives by that. */
    private static void beginsAgain(Bench bench) {
        bench.requireReconnects();
        Script there = bench.ending(Bench.soon() + "data: there\n\n");
        Script script =
                (request, answer) -> (request.path().equals("/stream") ? elsewhere() : there).answer(request, answer);
        bench.stage(List.of(script), stage -> {
            bench.requireVisits(
                    stage, 3, text("a request after the stream behind the redirect", "重定向之后的流结束后的请求"), COMES_BACK);
            String path = stage.visits().get(2).request().path();
            if (!path.equals("/stream")) {
                throw Broken.of(
                        same("/stream"),
                        same(path),
                        text(
                                "302 is no new address: future requests go to the one that the client was given",
                                "302 不是新地址：以后的请求仍应发往最初给出的地址"),
                        text("the address behind the redirect is kept for the next attempt", "把重定向后的地址留给了下一次尝试"),
                        stage.conversations());
            }
        });
    }

    private static void goesAlong(Bench bench) {
        Script first = bench.ending(Bench.soon() + "id: a\ndata: 1\n\n");
        bench.stage(List.of(first, elsewhere(), held("data: there\n\n")), stage -> {
            bench.requireVisits(stage, 3, text("a third request", "第三个请求"), COMES_BACK);
            requireId(
                    stage,
                    2,
                    "a",
                    text("the fields of the request are not those of the redirected one", "重定向后的请求没有沿用原请求的字段"));
        });
    }

    /** More than a client waits by itself, also one whose delays are uneven; but a browser's are long, and one has to wait. */
    private static Duration longer(Bench bench) {
        Duration own = bench.habits().delay();
        Duration more = own.multipliedBy(2).plus(BEYOND);
        return own.plus(more.compareTo(MOST_BEYOND) < 0 ? more : MOST_BEYOND);
    }

    private static void waits(Bench bench, String stream, Duration asked) {
        List<Script> scripts = new ArrayList<>(Collections.nCopies(WAITS, bench.ending(stream + "data: x\n\n")));
        scripts.add(held("data: again\n\n"));
        bench.stage(scripts, stage -> {
            for (int returns = 1; returns <= WAITS; returns++) {
                requireWait(stage, returns, asked);
            }
        });
    }

    private static void requireWait(Stage stage, int returns, Duration asked) {
        if (!stage.awaitVisits(returns + 1, asked.multipliedBy(4))) {
            throw Broken.of(
                    text("request %d", "第 %d 个请求", returns + 1),
                    text("none", "没有"),
                    COMES_BACK,
                    Text.NONE,
                    stage.conversations());
        }
        Duration pause = stage.pauseBefore(returns);
        if (pause.plus(TOLERANCE).compareTo(asked) < 0) {
            throw Broken.of(
                    text("at least %d ms", "至少 %d 毫秒", asked.toMillis()),
                    text("%d ms", "%d 毫秒", pause.toMillis()),
                    text(
                            "a valid retry sets the time that the client waits before it connects again",
                            "有效的 retry 决定客户端重连前等待的时间"),
                    text(
                            "retry is not read, or something that is no number was taken for one",
                            "没有读取 retry，或者把不是数字的内容当成了数字"),
                    stage.conversations());
        }
    }

    /** A server that is down breaks every connection, so that nothing but the client's own patience slows it down. */
    private static void storm(Bench bench) {
        bench.requireReconnects();
        List<Runnable> servers = new ArrayList<>();
        servers.add(() -> calm(
                bench,
                (request, answer) -> answer.reset(),
                text("a server that is down is kept down by clients that hammer it", "不停重试的客户端会让已经宕机的服务器无法恢复"),
                text("no delay behind an error", "出错之后没有等待")));
        if (bench.habits().afterEnd()) {
            servers.add(() -> calm(
                    bench,
                    (request, answer) -> new Reply(answer).stream().write("data: x\n\n"),
                    text(
                            "a server that ends its streams is hammered by clients that come back at once",
                            "客户端立即重连会冲击每次都结束流的服务器"),
                    text("no delay behind the end of a stream, where no retry was sent", "没有收到 retry 时，流结束之后没有等待")));
        }
        Bench.atOnce(servers);
    }

    private static void calm(Bench bench, Script server, Text why, Text likely) {
        bench.stage(List.of(server), stage -> {
            watch(bench, stage);
            if (isStorm(stage)) {
                throw Broken.of(
                        text("a pause before each attempt", "每次尝试之前都有停顿"),
                        text(
                                "%d requests, the last of them after pauses of %d ms (median)",
                                "%d 个请求，最后几次之前只停顿 %d 毫秒（中位数）",
                                stage.visits().size(),
                                lastPauses(stage, LAST).get(LAST / 2).toMillis()),
                        why,
                        likely,
                        stage.conversations());
            }
        });
    }

    /** Watches a client until it is known for a storm or for none, or stays away, or time is up. */
    private static void watch(Bench bench, Stage stage) {
        Duration still = bench.times().quietFor(bench.times().quiet());
        long up = System.nanoTime() + bench.times().limit(Duration.ZERO).toNanos();
        for (int before = 0; before < stage.visits().size() && System.nanoTime() - up < 0; ) {
            if (isStorm(stage) || isCalm(stage)) {
                return;
            }
            before = stage.visits().size();
            stage.awaitEndOrVisits(before + 1, still);
        }
    }

    private static boolean isStorm(Stage stage) {
        return stage.visits().size() > STORM
                && lastPauses(stage, LAST).get(LAST / 2).compareTo(NO_PAUSE) < 0;
    }

    private static boolean isCalm(Stage stage) {
        return stage.visits().size() > STORM
                && lastPauses(stage, STORM).getFirst().compareTo(NO_PAUSE) >= 0;
    }

    /** The shortest first. */
    private static List<Duration> lastPauses(Stage stage, int count) {
        int visits = stage.visits().size();
        return IntStream.range(visits - count, visits)
                .mapToObj(stage::pauseBefore)
                .sorted()
                .toList();
    }

    private static void forgets(Bench bench, String half, String whole) {
        forgets(bench, bytes(half), bytes(whole));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A stream that ends before it is finished, and is cut there: some clients go on from the two in different ways. */
    private static void unfinished(Bench bench, byte[] stream, Script next, Consumer<Stage> judge) {
        bench.stage(List.of(bench.ending(stream), next), stage -> {
            bench.requireVisits(stage, 2, text("a second request", "第二个请求"), COMES_BACK);
            judge.accept(stage);
        });
        if (bench.habits().afterEnd()) {
            bench.stage(List.of(Bench.cut(stream), next), stage -> {
                // Whether it comes back at all then is asked by return/2.
                if (stage.awaitVisits(2, bench.away())) {
                    judge.accept(stage);
                }
            });
        }
    }

    /** Streams are read each for itself: nothing of the first is left when the second begins. */
    private static void forgets(Bench bench, byte[] half, byte[] whole) {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.writeBytes(bytes(Bench.soon()));
        first.writeBytes(half);
        Script second =
                (request, answer) -> new Reply(answer).stream().write(whole).hold();
        unfinished(bench, first.toByteArray(), second, stage -> {
            stage.awaitEvent(event -> event.data().contains("whole"));
            // Whether the half itself was dispatched is asked by parse/13.
            boolean right = stage.events().stream()
                    .anyMatch(event ->
                            event.data().equals("whole") && event.type().equals("message"));
            if (!right) {
                throw Broken.of(
                        same("message \"whole\""),
                        stage.events().isEmpty()
                                ? text("no event", "没有事件")
                                : same(String.join(
                                        " · ",
                                        stage.events().stream().map(Seen::shown).toList())),
                        text(
                                "what was not finished when a stream ended is thrown away: the next one begins anew",
                                "流结束时未完成的内容被丢弃：下一个流重新开始"),
                        text("the parser is kept from one connection to the next", "解析器从一个连接保留到了下一个"),
                        stage.conversations());
            }
        });
    }

    /** The server says nothing more, so only a client that does not wait for another byte dispatches. */
    private static void atOnce(Bench bench) {
        bench.stage(List.of(held("data: now\r\r")), stage -> {
            if (stage.awaitEvent(event -> event.data().equals("now"))) {
                return;
            }
            throw Broken.of(
                    same("message \"now\""),
                    text("nothing while the stream is open", "流打开期间什么也没有"),
                    text(
                            "CR ends a line; whether an LF follows is seen later, and it is ignored then",
                            "CR 结束一行；后面是否有 LF 到时再看，有则忽略"),
                    text("the parser waits for the byte after a CR", "解析器在等待 CR 之后的字节"),
                    stage.conversations());
        });
    }

    private static void stops(Bench bench) {
        bench.stage(List.of(held("data: x\n\n")), stage -> {
            opened(stage);
            stage.client().stop();
            boolean closed = stage.sightings()
                    .await(
                            () -> !stage.visits().getFirst().answer().open(),
                            bench.times().limit(Duration.ZERO));
            if (!closed) {
                throw Broken.of(
                        text("the connection closed", "连接已关闭"),
                        text("it is still open", "连接仍然打开"),
                        text("close() aborts the request", "close() 会中止请求"),
                        Text.NONE,
                        stage.conversations());
            }
        });
    }

    private static void staysAway(Bench bench) {
        bench.stage(List.of(held(Bench.soon() + "data: x\n\n")), stage -> {
            opened(stage);
            int before = stage.visits().size();
            stage.client().stop();
            if (!stage.noVisitBeyond(before, bench.habits())) {
                throw Broken.of(
                        text("no request after it was stopped", "停止后不再有请求"),
                        text("it came back", "它又来了"),
                        text("a closed client is closed for good", "关闭的客户端不再重连"),
                        text("a timer was left running", "定时器没有取消"),
                        stage.conversations());
            }
        });
    }

    private static void opened(Stage stage) {
        if (!stage.awaitEvent(event -> event.data().equals("x"))) {
            throw new NotClaimed(text("not seen: it read no event before it was stopped", "未观察到：停止之前没有读到事件"));
        }
    }
}
