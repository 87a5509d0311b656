package workbook.checker.bad;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import workbook.checker.html.Html;
import workbook.checker.text.Language;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/** Answers each request by the sin in its path, and is right in all else. */
public final class BadServer implements AutoCloseable {

    private static final int MOST_OPEN = 200;
    private static final Duration PIECE = Duration.ofMillis(5);

    private final ServerSocket listening;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore free = new Semaphore(MOST_OPEN);
    private final Set<Talk> talks = ConcurrentHashMap.newKeySet();
    private final Language language;

    private BadServer(ServerSocket listening, Language language) {
        this.listening = listening;
        this.language = language;
    }

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     * @param everywhere whether other machines may come, too
     * @param language of its page
     */
    public static BadServer start(int port, boolean everywhere, Language language) {
        try {
            ServerSocket listening = new ServerSocket(port, 100, everywhere ? null : InetAddress.getLoopbackAddress());
            BadServer server = new BadServer(listening, language);
            Thread.ofPlatform().daemon().name("bad server").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                free.acquire();
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> answer(new Talk(socket, ended)));
            }
        } catch (IOException | InterruptedException closed) {
            return;
        }
    }

    private void answer(Talk talk) {
        talks.add(talk);
        try (talk) {
            String[] line = talk.request().lines().findFirst().orElse("").split(" ");
            if (line.length == 3) {
                sin(talk, line[1]);
            }
        } catch (IOException left) {
            // The client has had enough.
        } finally {
            talks.remove(talk);
            free.release();
        }
    }

    private void sin(Talk talk, String target) throws IOException {
        String path = target.split("\\?", 2)[0].substring(1);
        Optional<Sin> found =
                Sins.all().stream().filter(sin -> sin.path().equals(path)).findFirst();
        Optional<StreamVector> vector = Vectors.streams().stream()
                .filter(one -> path.equals("vector/" + one.id()))
                .findFirst();
        Optional<String> mode = Misbehaviour.modes().stream()
                .filter(name -> path.equals("hostile/" + name))
                .findFirst();
        if (found.isPresent()) {
            found.get().act().answer(talk, Query.of(target));
        } else if (vector.isPresent()) {
            vector(talk, vector.get(), Query.of(target).has("cut"));
        } else if (mode.isPresent()) {
            Misbehaviour.named(mode.get()).begin(talk);
        } else if (path.isEmpty()) {
            page(
                    talk,
                    "200 OK",
                    page(
                            target.contains("lang=zh")
                                    ? Language.ZH
                                    : target.contains("lang=en") ? Language.EN : language));
        } else {
            page(
                    talk,
                    "404 Not Found",
                    new Html()
                            .element(
                                    "p",
                                    text(
                                                    "There is no sin \"%s\". Wanted: one of those at /, such as /W4 or /cut?after=3",
                                                    "没有 \"%s\"。应为 / 页面列出的路径之一，例如 /W4 或 /cut?after=3", path)
                                            .in(language))
                            .toString());
        }
    }

    private static void vector(Talk talk, StreamVector vector, boolean cut) throws IOException {
        talk.stream("");
        List<byte[]> pieces = cut ? bytes(vector.bytes()) : vector.chunks();
        for (byte[] piece : pieces) {
            talk.send(piece);
            talk.hold(PIECE);
        }
    }

    private static List<byte[]> bytes(byte[] all) {
        byte[][] pieces = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            pieces[i] = new byte[] {all[i]};
        }
        return Arrays.asList(pieces);
    }

    private static void page(Talk talk, String status, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        talk.send("HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n");
        talk.send(bytes);
    }

    private static String page(Language language) {
        Html body = new Html();
        body.element(
                "h1", text("A bad server of event streams", "一个行为不端的事件流服务器").in(language));
        body.open("table");
        for (Sin sin : Sins.all()) {
            body.open("tr")
                    .open("td")
                    .element("a", "/" + sin.example(), "href", "/" + sin.example())
                    .close();
            body.element("td", sin.what().in(language));
            body.element("td", sin.right().in(language));
            body.close();
        }
        body.close();
        body.element(
                "p",
                text(
                                "Besides: /vector/ID for each of the %d vectors, with ?cut=1 byte by byte, and /hostile/MODE for what breaks protocol, memory or patience: %s",
                                "此外：/vector/ID 对应 %d 个测试向量（加 ?cut=1 逐字节发送），/hostile/MODE 会破坏协议、内存或耐心：%s",
                                Vectors.streams().size(),
                                String.join(", ", Misbehaviour.modes()))
                        .in(language));
        return "<!doctype html><html lang=\"" + language.code() + "\"><meta charset=\"utf-8\"><title>sse bad</title>"
                + "<style>body{font:16px/1.5 system-ui;margin:2em;max-width:70em}td{padding:.2em 1em;vertical-align:top}</style>"
                + body + "</html>\n";
    }

    /** Waits until the server is closed. */
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            listening.close();
            for (Talk talk : talks) {
                talk.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
