package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.NoBrowser;
import workbook.checker.browser.Page;
import workbook.checker.files.TemporaryFolder;
import workbook.checker.finding.Finding;
import workbook.checker.finding.Measured;
import workbook.checker.finding.Report;
import workbook.checker.http.Bytes;
import workbook.checker.http.ResponseHead;
import workbook.checker.http.WireLimits;
import workbook.checker.scripted.Script;
import workbook.checker.scripted.Site;
import workbook.checker.server.Endings;
import workbook.checker.server.FreePort;
import workbook.checker.server.MachinePace;
import workbook.checker.server.Nginx;
import workbook.checker.server.ProcessFacts;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.text.Text;
import workbook.checker.wire.Certificate;
import workbook.checker.wire.IdleCutProxy;
import workbook.checker.wire.WireRequest;
import workbook.checker.wire.WireSeries;
import workbook.checker.workbook.ApplicationFile;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Home;

/** What a check holds in its hand: it sends requests to the server under test, and knows the clock and the seed. */
public final class Probe implements AutoCloseable {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    /** Bytes, twice what any task sends: a server that floods the checker is told so, and does not fill its memory. */
    private static final WireLimits LIMITS =
            WireLimits.DEFAULT.withTotal(20 << 20).withStored(20 << 20);

    private static final int SMALL_BUFFER = 4096;

    /** So many requests are answered between the two parts of another. */
    private static final int REFUSED = 3;

    private final TestedServer session;
    private final GradingOptions options;
    private final Patience patience;
    private final Draw draw;
    private final OpenConnections connections = new OpenConnections();

    private final Queue<Probe> others = new ConcurrentLinkedQueue<>();
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final Queue<Supplier<Optional<Throwable>>> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Page> tabs = new ConcurrentLinkedQueue<>();
    private final Queue<IdleCutProxy> proxies = new ConcurrentLinkedQueue<>();
    private final Queue<TemporaryFolder> folders = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> atEnd = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private final CheckRequests requests;
    private final Queue<Measured> shown = new ConcurrentLinkedQueue<>();

    public Probe(TestedServer session, GradingOptions options) {
        this(
                session,
                options,
                new Patience(
                        options,
                        () -> session.server().map(ServerUnderTest::pace).orElse(MachinePace.USUAL)),
                new Draw(options.seed()));
    }

    private Probe(TestedServer session, GradingOptions options, Patience patience, Draw draw) {
        this.session = session;
        this.options = options;
        this.patience = patience;
        this.draw = draw;
        this.requests =
                new CheckRequests(session.task().id(), options.home().work().resolve("try"));
    }

    private void add(Connection connection) {
        session.asked();
        connection.sentAmong(requests);
        connections.add(connection);
    }

    /** Notes that a check begins: its random payloads hang on its number and the seed, not on the checks before it. */
    public void begin(Check check) {
        draw.begin(check.number());
        String name = session.task().id() + "-" + check.number();
        requests.begin(name);
        others.forEach(other -> other.requests.begin(name)); // several checks may share a server of their own
    }

    /**
     * Starts a second server, with more settings, for the checks that share it. It ends with the probe.
     *
     * @param settings keys of {@code application.yaml} and their values
     * @throws CheckSkipped if the server is not the checker's to start
     */
    public Probe ownServer(Map<String, String> settings) {
        try {
            Probe other = new Probe(session.another(settings), options, patience, draw);
            other.requests.begin(requests.check());
            others.add(other);
            endLateStart();
            return other;
        } catch (ServerException e) {
            throw Expectations.noServer(e.trouble());
        }
    }

    /** Closes whatever is open: it would go on keeping what comes, and nobody looks at it any more. */
    public void closeAll() {
        connections.close();
    }

    /**
     * Stops the server, and starts it again on the same port. Connections of this probe are cut by it.
     *
     * @throws CheckSkipped if the server is not the checker's to start
     */
    public void restart() {
        try {
            session.restart();
            endLateStart();
        } catch (ServerException e) {
            throw Expectations.noServer(e.trouble());
        }
    }

    /**
     * Asks the server to end, as a system does that shuts down or deploys (SIGTERM), and returns at once.
     *
     * @throws CheckSkipped if the server is not the checker's to end, or the system knows no such signal
     */
    public void askToEnd() {
        session.askToEnd();
    }

    /**
     * Ends the server as a power cut does (SIGKILL), and returns when it has gone. {@link #restart} starts it again.
     *
     * @throws CheckSkipped if the server is not the checker's to end
     */
    public void kill() {
        session.kill();
    }

    /** The exit code of a server that was asked to end; nothing if it is still there at the limit. */
    public OptionalInt awaitEnd(Duration limit) {
        return session.awaitEnd(limit);
    }

    /** An empty folder of the check's own. It is deleted with all that is in it when the probe is closed. */
    public Path folder() {
        TemporaryFolder folder = TemporaryFolder.create();
        folders.add(folder);
        return folder.path();
    }

    /** Opens an event stream as a browser does. */
    public Connection get(String path) {
        return open(stream(path), limits());
    }

    /** Opens an event stream with one more header, for example {@code Last-Event-ID}; its value is sent as UTF-8. */
    public Connection get(String path, String name, String value) {
        return get(path, name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens an event stream with one more header, whose value need not be text. */
    public Connection get(String path, String name, byte[] value) {
        return open(stream(path).with(name, value), limits());
    }

    /** Opens an event stream at another place than the server under test, for example at a proxy in front of it. */
    public Connection getFrom(URI place) {
        return send(stream(place));
    }

    /** The same with small buffers, so that {@link Connection#stopReading()} is soon felt there. */
    public Connection getFromWithSmallBuffers(URI place) {
        return send(stream(place), limits().withReceiveBuffer(SMALL_BUFFER));
    }

    /** Sends a request as it is, to the server under test or to another place. */
    public Connection send(WireRequest request) {
        return send(request, limits());
    }

    private Connection send(WireRequest request, WireLimits limits) {
        int number = connections.next();
        Connection connection = Connection.open(
                text("connection %d", "连接 %d", number),
                request,
                repeatable(request),
                limits,
                patience,
                Optional.of(certificate().trust()));
        add(connection);
        return connection;
    }

    /** The key and certificate of this run, which the browser of {@link #tab} and {@link #getFrom} trust. */
    public Certificate certificate() {
        return OwnCertificate.get();
    }

    /**
     * Opens a page of a server in a browser that trusts the certificate of this run, without a script of the checker's in
     * between. The page ends with the check.
     *
     * @throws CheckSkipped if there is no browser
     */
    public Page tab(URI address) {
        try {
            Page page = Browsers.openTrusting(
                    options.pages().browser(), certificate().pin());
            tabs.add(page);
            page.open(address);
            return page;
        } catch (NoBrowser none) {
            throw CheckSkipped.missing(none.sentence());
        }
    }

    /** A URL of the server under test, by any scheme or host name for its port. */
    public URI at(String scheme, String host, String path) {
        return URI.create(scheme + "://" + host + ":" + session.base().getPort() + path);
    }

    /** The folder of the task, when it is a folder of the workbook that is graded. */
    public Optional<Path> files() {
        return options.tree().map(tree -> options.home().folder(tree, session.task()));
    }

    /** The texts of a list in the learner's {@code application.yaml}; empty where that is not known. */
    public List<String> configured(String key) {
        return files().map(
                        folder -> new ApplicationFile(folder.resolve("src/main/resources/application.yaml")).texts(key))
                .orElse(List.of());
    }

    /** A port on 127.0.0.1 for what a check starts by itself. */
    public int freePort() {
        return FreePort.pick();
    }

    /**
     * Starts nginx with a configuration file. It ends with the probe.
     *
     * @param conf in a folder where nginx may write
     * @param port on which that configuration makes it listen
     * @return what nginx complains of; empty when it listens
     * @throws CheckSkipped if nginx is not installed
     */
    public Optional<String> nginx(Path conf, int port) {
        Path program = Nginx.installed()
                .orElseThrow(() -> CheckSkipped.missing(text(
                        "nginx was not found: install it (apt install nginx-light, brew install nginx), and this is measured, too",
                        "没有找到 nginx：装上它（apt install nginx-light、brew install nginx），这一项就能实测了")));
        try {
            Nginx nginx = Nginx.start(program, conf, conf.getParent());
            atEnd.add(nginx::close);
            return nginx.awaitPort(port) ? Optional.empty() : Optional.of(nginx.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens an event stream with small buffers, so that {@link Connection#stopReading()} is soon felt by the server. */
    public Connection getWithSmallBuffers(String path) {
        return open(stream(path), limits().withReceiveBuffer(SMALL_BUFFER));
    }

    /**
     * Opens an event stream through a proxy that cuts it when the server has sent nothing for {@code idle}.
     *
     * @throws CheckSkipped over TLS, where the proxy would have to be the server
     */
    public Connection getThroughIdleCut(String path, Duration idle) {
        URI server = at(path);
        if (!server.getScheme().equalsIgnoreCase("http")) {
            throw new CheckSkipped(
                    text("this needs a server without TLS: give its http URL", "此项需要不带 TLS 的服务器：请给出 http 地址"));
        }
        IdleCutProxy proxy = IdleCutProxy.start(server.getHost(), server.getPort() < 0 ? 80 : server.getPort(), idle);
        proxies.add(proxy);
        WireRequest detour = new WireRequest(
                        "GET",
                        URI.create("http://127.0.0.1:" + proxy.port() + server.getRawPath()),
                        stream(path).headers(),
                        Bytes.EMPTY)
                .with("Host", server.getRawAuthority());
        Text name = text("connection %d, through a proxy", "连接 %d（经过代理）", connections.next());
        Connection connection = Connection.open(name, detour, repeatable(stream(path)), limits(), patience);
        add(connection);
        return connection;
    }

    /**
     * What the process of the server holds.
     *
     * @throws CheckFailure if the process has ended
     * @throws CheckSkipped if it is not a process of the learner's own code, or does not tell
     */
    public Held held() {
        if (!(options.target() instanceof Target.Folder)) {
            throw new CheckSkipped(text(
                    "threads and sockets can be counted only in a server of the workbook, not with --url or --exec",
                    "只有练习册自己的服务器才能清点线程和套接字，--url 和 --exec 不行"));
        }
        Optional<ProcessFacts> counted = session.server().flatMap(server -> ProcessFacts.of(server.pid()));
        if (counted.isEmpty() && session.ended().isPresent()) {
            throw Expectations.noServer(session.ended().get());
        }
        ProcessFacts facts = counted.orElseThrow(() ->
                new CheckSkipped(text("the JVM does not answer jcmd, so nothing can be counted", "JVM 不响应 jcmd，无法清点")));
        Map<Text, Integer> held = new LinkedHashMap<>();
        held.put(text("threads (ended ones that are still referred to count)", "线程（含已结束但仍被引用的）"), facts.threads());
        held.put(text("timers", "定时任务"), facts.timers());
        facts.sockets().ifPresent(sockets -> held.put(text("sockets", "套接字"), sockets));
        return new Held(held, facts.objects());
    }

    /**
     * Opens the page of the task in a browser, served with the learner's {@code app.js} by a server of the checker's. The
     * page ends with the check.
     *
     * @param script answers what is no file of the page
     * @throws CheckSkipped if there is no browser, or the target has no page
     */
    public Visit page(Script script) {
        PageFiles files = PageFiles.of(session, options, answer());
        try {
            Visit visit =
                    Visit.begin(Browsers.open(options.pages().browser()), Site.start(files::find, script), react());
            visits.add(visit);
            return visit.open();
        } catch (NoBrowser none) {
            throw CheckSkipped.missing(none.sentence());
        }
    }

    /**
     * An empty page in a browser, for what a browser does by itself, whatever the task; empty if there is no browser.
     *
     * @param script answers what the page asks for
     */
    public Optional<Visit> emptyPage(Script script) {
        try {
            Page page = Browsers.open(options.pages().browser());
            Visit visit = Visit.begin(page, Site.start(PageFiles.Nothing.PAGE::find, script), react());
            visits.add(visit);
            return Optional.of(visit.open());
        } catch (NoBrowser none) {
            return Optional.empty();
        }
    }

    /** Limit for a page to react to what came, or to a click. */
    public Duration react() {
        return patience.react();
    }

    /** Has the check break when this tells of an exception: for a script that a check runs beside the server. */
    public void atFault(Supplier<Optional<Throwable>> fault) {
        faults.add(fault);
    }

    /** What a script of the check threw by itself since the last call. What the check made of it counts no more. */
    public Optional<Throwable> takeFault() {
        return Stream.concat(
                        visits.stream().<Supplier<Optional<Throwable>>>map(visit -> visit::takeFault), faults.stream())
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .reduce((first, later) -> first);
    }

    public void closePages() {
        pages(new Endings()).rethrow();
    }

    private Endings pages(Endings endings) {
        return endings.drain(visits, Visit::close).drain(tabs, Page::close);
    }

    /** The finding about a page that no longer answers. */
    public Finding hanging() {
        Optional<Visit> last = visits.stream().reduce((one, other) -> other);
        return last.map(Visit.hangs()::on).orElse(Visit.hangs()).failure().finding();
    }

    /** What is said of a server that floods its clients; empty if none does. */
    public Optional<Text> flood() {
        return connections.flood();
    }

    /** Asks for a WebSocket (RFC 6455 4.1). Whether the server opens one is for the check to see. */
    public WebSocket webSocket(String path) {
        Text name = text("connection %d", "连接 %d", connections.next());
        WireRequest request = WireRequest.get(at(path));
        WebSocket socket = WebSocket.open(name, request, repeatable(request), word() + word(), limits(), patience);
        add(socket.connection());
        return socket;
    }

    /** Asks for JSON repeatedly, as a page does that polls. */
    public Polling polling(String path) {
        Polling polling = new Polling(jsonRequest(path), new WireSeries(limits()), answer());
        atEnd.add(polling::close);
        return polling;
    }

    /** Shows what was measured in the report of the task, beside its checks. */
    public void show(Measured table) {
        shown.add(table);
    }

    public List<Measured> shown() {
        return List.copyOf(shown);
    }

    /** Asks for a stream with a request that lacks the line end behind its headers, until {@link Connection#sendRest}. */
    public Connection getHeldBack(String path) {
        return open(stream(path).holdingBack(2), limits());
    }

    /** Posts plain text in UTF-8 without its last byte, until {@link Connection#sendRest}. */
    public Connection postTextHeldBack(String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return open(
                WireRequest.post(at(path), "text/plain; charset=utf-8", body).holdingBack(1), limits());
    }

    /**
     * What a server printed that the checker started; empty for one that was running already.
     *
     * @param words waited for up to the limit
     */
    public Optional<String> printed(Pattern words, Duration limit) {
        return session.server().map(server -> server.output(words, limit));
    }

    public Connection getJson(String path) {
        return open(jsonRequest(path), limits());
    }

    private WireRequest jsonRequest(String path) {
        return WireRequest.get(at(path)).with("Accept", "application/json");
    }

    /** Posts JSON and reads the answer as an event stream. */
    public Connection post(String path, byte[] json) {
        return open(WireRequest.post(at(path), "application/json", json).with("Accept", "text/event-stream"), limits());
    }

    /**
     * Posts what may well be refused: reads an event stream, or JSON that says why there is none. A framework that chooses
     * by Accept (RFC 9110 12.5.1) could not say it to a client that takes nothing but a stream.
     */
    public Connection postDoubtful(String path, byte[] body) {
        return open(
                WireRequest.post(at(path), "application/json", body)
                        .with("Accept", "text/event-stream, application/json"),
                limits());
    }

    /** Posts JSON and wants JSON. */
    public Connection postJson(String path, byte[] json) {
        return open(WireRequest.post(at(path), "application/json", json).with("Accept", "application/json"), limits());
    }

    /** Posts plain text in UTF-8. */
    public Connection postText(String path, String text) {
        return postText(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts what claims to be plain text in UTF-8. */
    public Connection postText(String path, byte[] body) {
        return open(WireRequest.post(at(path), "text/plain; charset=utf-8", body), limits());
    }

    /** {@link #postText}, in two parts that meet inside the last character of several bytes. */
    public Connection postTextInTwo(String path, String text) {
        return openInTwo(
                WireRequest.post(at(path), "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@link #postJson}, in two parts that meet inside the last character of several bytes. */
    public Connection postJsonInTwo(String path, byte[] json) {
        return openInTwo(WireRequest.post(at(path), "application/json", json).with("Accept", "application/json"));
    }

    /** {@link #post}, in two parts that meet inside the last character of several bytes. */
    public Connection postInTwo(String path, byte[] json) {
        return openInTwo(WireRequest.post(at(path), "application/json", json).with("Accept", "text/event-stream"));
    }

    /**
     * The second part follows when others have been answered, and refused, whose whole body is the first part: by then a
     * server has read that, and got as far with it as it can. The first of them may meet a server that is still cold.
     */
    private Connection openInTwo(WireRequest request) {
        WireRequest cut = request.cutInCharacter();
        Connection connection = open(cut, limits());
        for (int n = 0; n < REFUSED; n++) {
            Connection refused = open(cut.withoutRest(), limits());
            refused.awaitHead(answer());
            refused.close();
        }
        connection.sendRest();
        return connection;
    }

    private WireRequest stream(String path) {
        return stream(at(path));
    }

    private static WireRequest stream(URI place) {
        return WireRequest.get(place).with("Accept", "text/event-stream").with("Cache-Control", "no-cache");
    }

    private Connection open(WireRequest request, WireLimits limits) {
        int number = connections.next();
        Connection connection =
                Connection.open(text("connection %d", "连接 %d", number), request, repeatable(request), limits, patience);
        add(connection);
        return connection;
    }

    /** The server of a check is gone when its report is read, so what a person repeats goes to that of {@code sse run}. */
    private WireRequest repeatable(WireRequest request) {
        boolean ours = (options.tree().isPresent() || options.ownServer())
                && request.uri().getScheme().equals("http");
        boolean direct = request.uri().getPort() == session.base().getPort();
        return ours ? request.toPort(direct ? Report.RUN_PORT : Report.PROXY_PORT) : request;
    }

    /** What an exchange may cost. A machine that is busy takes longer to connect, too. */
    private WireLimits limits() {
        return LIMITS.withConnect(stretch(LIMITS.connect()));
    }

    private URI at(String path) {
        String base = session.base().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /**
     * Requires status and headers from a server that has nothing to wait for.
     *
     * @throws CheckFailure if none come within {@link #answer()}
     */
    public ResponseHead requireHead(Connection connection) {
        ResponseHead head = connection
                .awaitHead(answer())
                .orElseThrow(() -> Expectations.noAnswer(connection, answer(), connections.isStreamBeside(connection)));
        if (head.status() == 501) {
            throw ExerciseNotStarted.request(connection.request().method() + " "
                    + connection.request().uri().getPath());
        }
        return head;
    }

    /**
     * The answers that the learner wrote down.
     *
     * @throws CheckSkipped if it is not a folder of the workbook that is graded
     */
    public Answers answers() {
        Home home = options.home();
        Path file = options.tree()
                .map(tree -> home.folder(tree, session.task()).resolve(Answers.FILE))
                .orElseThrow(() -> new CheckSkipped(text(
                        "the questions are answered in the workbook, not with --url or --exec",
                        "问答题只在练习册里作答，--url 和 --exec 不检查")));
        return new Answers(file, home.relative(file));
    }

    /** Runs an action several times at once, and returns what each gave, in order. */
    public <T> List<T> atOnce(int count, IntFunction<T> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> calls = IntStream.range(0, count)
                    .<Callable<T>>mapToObj(n -> () -> action.apply(n))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case CheckFailure failure -> throw failure;
                case RuntimeException fault -> throw fault;
                case Throwable fault -> throw new IllegalStateException(fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The value that the server has for a key of {@code application.yaml}. */
    public String setting(String key) {
        return session.setting(key);
    }

    /** The duration that the server has for a key of {@code application.yaml}, on the clock of this run. */
    public Duration duration(String key) {
        return Duration.parse(setting(key));
    }

    /** How long the checks of this task wait for what may never come. */
    public Patience patience() {
        return patience;
    }

    /** Limit for an answer that the server can give at once. */
    public Duration answer() {
        return patience.answer();
    }

    /** A limit that a quiet machine is known to keep, as long as this machine needs now. */
    public Duration stretch(Duration limit) {
        return patience.stretch(limit);
    }

    /** What is added to a limit of time that is judged, more on a busy machine. */
    public Duration slack() {
        return patience.slack();
    }

    /** Whether the clock of the server is the clock of this machine. */
    public boolean sameMachine() {
        String host = session.base().getHost();
        return session.server().isPresent()
                || host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
    }

    public boolean tls() {
        return session.base().getScheme().equalsIgnoreCase("https");
    }

    public boolean fast() {
        return options.clock() == Clock.FAST;
    }

    /** A random number, from which a check may draw by itself. */
    public long draw() {
        return draw.seed();
    }

    /** How long random sequences were asked for; empty in a usual run. */
    public Optional<Duration> walk() {
        return options.walk();
    }

    /** A random word of ASCII letters. */
    public String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            word.append(LETTERS.charAt(draw.below(LETTERS.length())));
        }
        return word.toString();
    }

    /** A random line of letters, accents, CJK and emoji. */
    public String line() {
        String[] signs = {"a", "Z", "7", " ", "é", "ß", "Ж", "€", "中", "文", "カ", "한", "😀", "🎉", "𝄞"};
        StringBuilder line = new StringBuilder("~");
        for (int i = 0; i < 40; i++) {
            line.append(signs[draw.below(signs.length)]);
        }
        return line.append('~').toString();
    }

    /** Registers the end of something that a check started beside the server. It runs when the probe is closed. */
    public void atEnd(Runnable ending) {
        atEnd.add(ending);
    }

    /** A check that did not end in time may still start a server when the probe is closed, and nobody would end that. */
    private void endLateStart() {
        if (closed) {
            close();
            throw new IllegalStateException("the checks are over");
        }
    }

    /** Ends all that the checks began. Whatever throws on the way, the servers end. */
    @Override
    public void close() {
        closed = true;
        pages(new Endings().drain(atEnd, Runnable::run).end(connections::close))
                .drain(proxies, IdleCutProxy::close)
                .drain(others, Probe::close)
                .end(session::close)
                .drain(folders, TemporaryFolder::close)
                .rethrow();
    }
}
