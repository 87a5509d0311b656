package workbook.checker.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process prints: the last of it, how much it was, and the port it names. Bounded, however much is printed.
 */
final class OutputTail {

    private static final int KEPT = 64 * 1024;
    private static final int LAST = 4096;

    /** The line of the given {@code Main}, and Helidon's own line for a {@code Main} that lost it. */
    private static final Pattern LISTENING = Pattern.compile(
            "listening on https?://[^\\s:]+:(\\d{1,5})\\s|https?://[^\\s]+:(\\d{1,5}) bound for socket '@default'");

    private static final Pattern PORT_LIKE = Pattern.compile("(?<!\\d)(\\d{4,5})(?!\\d)");

    private final byte[] ring = new byte[KEPT];
    private final OutputStream echo;
    private final CountDownLatch closed;
    private long total;
    private int port;
    private boolean secure;

    /** @param echo gets all that the process prints; its failures are ignored */
    OutputTail(OutputStream echo) {
        this(echo, 1);
    }

    /** @param streams how many streams of the process are read into it */
    OutputTail(OutputStream echo, int streams) {
        this.echo = echo;
        this.closed = new CountDownLatch(streams);
    }

    /** Reads until the process closes its output. */
    void drain(InputStream output) {
        drain(output, List.of());
    }

    /** The same for a stream that is also kept by itself. */
    void drain(InputStream output, OutputTail itself) {
        drain(output, List.of(itself));
    }

    private void drain(InputStream output, List<OutputTail> also) {
        byte[] buffer = new byte[8192];
        List<OutputTail> tails = new ArrayList<>(also);
        tails.add(this);
        try (output) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                for (OutputTail tail : tails) {
                    tail.add(buffer, n);
                }
                echo.write(buffer, 0, n);
                echo.flush();
            }
        } catch (IOException ended) {
            // The process was killed, or nobody reads the echo any more: there is nothing left to keep.
            return;
        } finally {
            tails.forEach(tail -> tail.closed.countDown());
        }
    }

    /** Waits until the process has closed its output, at most until the limit. */
    void awaitClose(Duration limit) {
        try {
            closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(byte[] bytes, int length) {
        int at = (int) (total % KEPT);
        int untilEnd = Math.min(length, KEPT - at);
        System.arraycopy(bytes, 0, ring, at, untilEnd);
        System.arraycopy(bytes, untilEnd, ring, 0, length - untilEnd);
        total += length;
        notifyAll();
        if (port == 0) {
            LISTENING
                    .matcher(text(Math.min(KEPT, length + 512)))
                    .results()
                    .filter(said -> number(said) < 65536)
                    .findFirst()
                    .ifPresent(said -> {
                        port = number(said);
                        secure = said.group().contains("https://");
                    });
        }
    }

    private static int number(MatchResult match) {
        return Integer.parseInt(match.group(1) == null ? match.group(2) : match.group(1));
    }

    /** The port that the program says it listens on. */
    synchronized OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Whether it says that it listens there with TLS. */
    synchronized boolean secure() {
        return secure;
    }

    /** Numbers in the output that may be ports, the last first. */
    synchronized Stream<Integer> portLike() {
        return PORT_LIKE
                .matcher(text(KEPT))
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .filter(number -> number > 1023 && number < 65536)
                .toList()
                .reversed()
                .stream()
                .distinct()
                .limit(8);
    }

    /** Bytes printed so far. */
    synchronized long total() {
        return total;
    }

    /** The last lines printed, at most {@code lines} of them and 4 KiB; what is cut begins with an ellipsis. */
    synchronized String last(int lines) {
        String[] all = text(LAST).stripTrailing().split("\\R");
        if (total > LAST) {
            // The cut may be in the middle of a character.
            all[0] = "…" + all[0].replaceFirst("^\uFFFD+", "");
        }
        int from = Math.max(0, all.length - lines);
        return String.join("\n", Arrays.asList(all).subList(from, all.length));
    }

    /** All the output that is kept, as soon as it holds the words, at the latest at the limit. */
    String awaitWords(Pattern words, Duration limit) {
        return awaitWords(words, limit, 0);
    }

    /** The same of what was printed behind the first so many bytes. */
    synchronized String awaitWords(Pattern words, Duration limit, long behind) {
        long deadline = System.nanoTime() + limit.toNanos();
        String kept = since(behind);
        while (!words.matcher(kept).find()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return kept;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return kept;
            }
            kept = since(behind);
        }
        return kept;
    }

    /** All the output that is kept. */
    synchronized String kept() {
        return text(KEPT);
    }

    synchronized boolean contains(String words) {
        return text(KEPT).contains(words);
    }

    private String since(long behind) {
        return text(Math.clamp(total - behind, 0, KEPT));
    }

    private String text(int length) {
        int kept = (int) Math.min(total, Math.min(length, KEPT));
        byte[] bytes = new byte[kept];
        for (int i = 0; i < kept; i++) {
            bytes[i] = ring[(int) ((total - kept + i) % KEPT)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
