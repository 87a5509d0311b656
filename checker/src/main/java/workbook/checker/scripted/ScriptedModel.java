package workbook.checker.scripted;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The endpoint: one script for each question, which is found by a word that is in no other question. */
public final class ScriptedModel implements AutoCloseable {

    private record Taken(String word, Asked asked) {}

    private final ServerSocket listener;
    private final Map<String, ModelScript> scripts = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Taken> taken = new ArrayList<>();

    private ScriptedModel(ServerSocket listener) {
        this.listener = listener;
    }

    public static ScriptedModel start() {
        try {
            ScriptedModel model = new ScriptedModel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("model").start(model::accept);
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server under test gets as {@code model.url}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    /** What happens when a question with this word in it comes. */
    public void script(String word, ModelScript script) {
        scripts.put(word, script);
    }

    /** The requests whose question had this word, in order. */
    public List<Asked> asked(String word) {
        return locked(() -> taken.stream()
                .filter(one -> one.word().equals(word))
                .map(Taken::asked)
                .toList());
    }

    /** The requests that had no word of any script. */
    public List<Asked> strangers() {
        return asked("");
    }

    /** Waits until a condition on what was asked and left holds; looked at after each request and each leaving. */
    public boolean await(BooleanSupplier condition, Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("answer").start(() -> serve(socket));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Asked asked = new RequestReader(in, socket.getOutputStream()).read();
            String word = wordIn(asked);
            locked(() -> taken.add(new Taken(word, asked)));
            Thread answering = Thread.currentThread();
            Thread watch = Thread.ofVirtual().name("watch").start(() -> watch(in, asked, answering));
            play(scripts.getOrDefault(word, ScriptedModel::notFound), asked, new ModelAnswer(socket));
            asked.end(); // from here on it is we who close
            watch.interrupt();
        } catch (IOException | InterruptedException | RuntimeException left) {
            // The asker has gone, or sent what is no request: what it asked so far is kept.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static void notFound(ModelAnswer answer) throws IOException {
        answer.refuse(404, "application/json", "{\"error\": {\"message\": \"this question is in no script\"}}");
    }

    private static void play(ModelScript script, Asked asked, ModelAnswer answer)
            throws IOException, InterruptedException {
        if (!asked.path().equals("/v1/chat/completions")) {
            answer.refuse(404, "application/json", "{\"error\": {\"message\": \"no such path\"}}");
        } else {
            script.play(answer);
        }
    }

    private String wordIn(Asked asked) {
        String body = asked.body().toString();
        return scripts.keySet().stream().filter(body::contains).findFirst().orElse("");
    }

    /** Reads on, which shows when the asker closes: nothing else is to come from it. */
    private void watch(InputStream in, Asked asked, Thread answering) {
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException broken) {
            // It has left all the same.
        }
        locked(asked::leave);
        answering.interrupt();
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
