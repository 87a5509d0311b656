package workbook.checker.checks.resume;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;
import workbook.checker.sse.StreamItem;

/** One server that replays, as in task 3.1, and what was posted to it, in order. */
public final class Channel {

    private static final BigInteger AHEAD = BigInteger.valueOf(1000);

    private final Probe probe;
    private final Posting posting;
    private final List<Posted> posted;

    /** When each of them was known to be accepted, by System.nanoTime(). */
    private final List<Long> moments;

    public Channel(Probe probe, Posting posting) {
        this(probe, posting, new ArrayList<>(), new ArrayList<>());
    }

    private Channel(Probe probe, Posting posting, List<Posted> posted, List<Long> moments) {
        this.probe = probe;
        this.posting = posting;
        this.posted = posted;
        this.moments = moments;
    }

    /** The same messages at another node, as in task 6.1: what is posted to either of them is posted to both. */
    public Channel at(Probe node) {
        return new Channel(node, posting, posted, moments);
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

    /** Posts a text that ends in a character of several bytes, in two parts that meet inside of it. */
    public Posted postInTwo() {
        String text = "message " + (posted.size() + 1) + " in two parts 豆腐";
        return accept(posting.sendInTwo(probe, text), text);
    }

    /** Posts a message, and leaves the answer to be looked at later. */
    public Connection send(String text) {
        return posting.send(probe, text);
    }

    public Posted accept(Connection answer, String text) {
        Posted message = accepted(answer, text);
        keep(List.of(message));
        return message;
    }

    /** The message as the answer names it. It is not kept: its place among the others is not known yet. */
    public Posted accepted(Connection answer, String text) {
        return posting.accepted(probe, answer, text);
    }

    boolean isStray(StreamItem.Event event) {
        return posting.isStray(event);
    }

    /** Posts several messages at once. They are kept in the order in which a stream brought them. */
    public List<Posted> postAtOnce(int count) {
        return postAtOnce(count, n -> "at once " + n + " " + probe.word());
    }

    List<Posted> postAtOnce(int count, IntFunction<String> texts) {
        return probe.atOnce(count, n -> {
            String text = texts.apply(n);
            return accepted(send(text), text);
        });
    }

    public void keep(List<Posted> inOrder) {
        synchronized (posted) {
            posted.addAll(inOrder);
            moments.addAll(Collections.nCopies(inOrder.size(), System.nanoTime()));
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

    /** How long ago a message was accepted, at least. */
    Duration age(Posted message) {
        synchronized (posted) {
            return Duration.ofNanos(System.nanoTime() - moments.get(posted.indexOf(message)));
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
