package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;

/** One server that replays, as in task 3.1, and what was posted to it, in order. */
public final class Channel {

    private static final BigInteger AHEAD = BigInteger.valueOf(1000);

    private final Probe probe;
    private final Posting posting;
    private final List<Posted> posted = new ArrayList<>();

    public Channel(Probe probe, Posting posting) {
        this.probe = probe;
        this.posting = posting;
    }

    /** The channel of another server, or of this one after a restart, to which nothing was posted yet. */
    Channel on(Probe other) {
        return new Channel(other, posting);
    }

    public Probe probe() {
        return probe;
    }

    /** Posts a message that differs from all others. */
    public Posted post() {
        return post("message " + (posted.size() + 1) + " " + probe.word());
    }

    public List<Posted> post(int count) {
        for (int i = 0; i < count; i++) {
            post();
        }
        return newest(count);
    }

    public Posted post(String text) {
        return accept(send(text), text);
    }

    /** Posts a message, and leaves the answer to be looked at later. */
    Connection send(String text) {
        return posting.send(probe, text);
    }

    Posted accept(Connection answer, String text) {
        Posted message = posting.accepted(probe, answer, text);
        keep(List.of(message));
        return message;
    }

    /** Posts several messages at once. They are kept in the order in which a stream brought them. */
    public List<Posted> postAtOnce(int count) {
        return postAtOnce(count, n -> "at once " + n + " " + probe.word());
    }

    List<Posted> postAtOnce(int count, IntFunction<String> texts) {
        return probe.atOnce(count, n -> {
            String text = texts.apply(n);
            return posting.accepted(probe, send(text), text);
        });
    }

    public void keep(List<Posted> inOrder) {
        synchronized (posted) {
            posted.addAll(inOrder);
        }
    }

    /** Bytes that are no text are refused, and reach no stream. */
    public void requireRefused(byte[] body) {
        Connection answer = probe.postText("/messages", body);
        ResponseHead head = probe.requireHead(answer);
        if (head.status() / 100 != 4) {
            throw Fault.expected(text("any 4xx for bytes that are not UTF-8", "不是 UTF-8 的字节应得到 4xx"))
                    .received(text("status %d", "状态码 %d", head.status()))
                    .why(text(
                            "an event stream is always UTF-8: what is taken in broken goes out broken to everyone",
                            "事件流永远是 UTF-8：坏的字节收进来，就会坏着发给所有人"))
                    .likely(text(
                            "as(String.class) and new String(bytes) replace what they cannot read; decode with a CharsetDecoder, which throws",
                            "as(String.class) 和 new String(bytes) 会替换读不懂的字节；用 CharsetDecoder 解码，它会抛出异常"))
                    .on(answer)
                    .failure();
        }
    }

    /** How many messages the server keeps at least. */
    public int room() {
        return Integer.parseInt(probe.setting(roomKey()));
    }

    /** The setting that holds the capacity of the buffer. */
    String roomKey() {
        return posting.roomKey();
    }

    /** An id ahead of every message so far, by adding to the digits at its end; empty where ids do not end in digits. */
    public Optional<String> ahead() {
        Matcher digits = Pattern.compile("[0-9]+$").matcher(all().getLast().id());
        return digits.find()
                ? Optional.of(digits.replaceFirst(
                        new BigInteger(digits.group()).add(AHEAD).toString()))
                : Optional.empty();
    }

    public List<Posted> all() {
        synchronized (posted) {
            return List.copyOf(posted);
        }
    }

    public List<Posted> newest(int count) {
        List<Posted> all = all();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** The messages that were posted after the one with this id. */
    public List<Posted> after(String id) {
        List<Posted> all = all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return all.subList(i + 1, all.size());
            }
        }
        throw new IllegalArgumentException("nothing was posted with the id " + id);
    }
}
