package workbook.checker.scripted;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A server on 127.0.0.1 for one page: it has the files of the page, and answers all else as a script says. It keeps every
 * request for the script with what it answered.
 */
public final class Site implements AutoCloseable {

    /** The content of a file, and its type. */
    public record Content(String type, byte[] bytes) {}

    private final ServerSocket listener;
    private final Function<String, Optional<Content>> files;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    private Site(ServerSocket listener, Function<String, Optional<Content>> files, Script script) {
        this.listener = listener;
        this.files = files;
        this.script = script;
    }

    /** @param files the file for a path such as {@code /app.js} */
    public static Site start(Function<String, Optional<Content>> files, Script script) {
        try {
            Site site = new Site(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), files, script);
            Thread.ofVirtual().name("site").start(site::accept);
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** The requests for the script so far, each with its answer, in order. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Waits until that many requests have come which suit; the answers to all that did. */
    public List<Answer> await(Predicate<Received> suits, int count, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (answers) {
            while (true) {
                List<Answer> found = answers.stream()
                        .filter(answer -> suits.test(answer.request()))
                        .toList();
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (found.size() >= count || left <= 0) {
                    return found;
                }
                try {
                    answers.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return found;
                }
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Optional<Received> request = read(new BufferedInputStream(socket.getInputStream()));
            if (request.isPresent()) {
                answer(request.get(), new Answer(request.get(), socket));
            }
        } catch (Exception left) {
            // The page has gone, which is its right.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private void answer(Received request, Answer answer) throws Exception {
        // A browser says what it wants a resource for; what code asks for, with fetch or EventSource, is "empty".
        boolean forCode = request.header("sec-fetch-dest").orElse("").equals("empty");
        Optional<Content> file = forCode ? Optional.empty() : files.apply(request.path());
        if (file.isPresent()) {
            byte[] bytes = file.get().bytes();
            answer.head("200 OK", "Content-Type: " + file.get().type(), "Content-Length: " + bytes.length);
            answer.write(bytes).end();
            return;
        }
        synchronized (answers) {
            answers.add(answer);
            answers.notifyAll();
        }
        answer.watch();
        script.answer(request, answer);
        answer.end();
    }

    private static Optional<Received> read(InputStream in) throws IOException {
        String first = line(in);
        String[] words = first.split(" ");
        if (words.length < 2) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] field = line.split(":", 2);
            headers.put(field[0].toLowerCase(Locale.ROOT), field.length < 2 ? "" : field[1].strip());
        }
        String[] target = words[1].split("\\?", 2);
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return Optional.of(new Received(
                Instant.now(), words[0], target[0], target.length < 2 ? "" : target[1], Map.copyOf(headers), body));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return new String(line.toString().strip().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
