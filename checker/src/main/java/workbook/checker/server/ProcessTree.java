package workbook.checker.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process with all that it starts. A child that outlives its parent is no longer its descendant, so on Linux the tree
 * is also known by a mark in the environment, which every child inherits.
 */
public final class ProcessTree {

    /** The environment variable that marks a tree. */
    static final String MARK = "SSE_WORKBOOK_SERVER";

    /** A mark with the number of the process that started the tree. */
    private static final Pattern OWNED = Pattern.compile("of-(\\d{1,18})-.*");

    private static final Path PROC = Path.of("/proc");

    private static final Set<ProcessTree> LIVING = ConcurrentHashMap.newKeySet();

    /** Held while a process starts, so that {@link #killAll} misses none. */
    private static final Object STARTING = new Object();

    /** Milliseconds between two looks whether a process listens. */
    private static final int LOOK_AGAIN = 10;

    private static boolean ending;

    static {
        Interruption.expect();
        Runtime.getRuntime().addShutdownHook(new Thread(ProcessTree::killAll, "end servers under test"));
        Thread.ofVirtual().name("end orphans").start(ProcessTree::killOrphans);
    }

    private final Process process;
    private final String mark;

    private ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    /**
     * Starts a process that ends with this JVM at the latest.
     *
     * @throws IOException if the system cannot start it, or the checker is about to end
     */
    public static ProcessTree start(ProcessBuilder builder) throws IOException {
        String mark = newMark(ProcessHandle.current().pid());
        builder.environment().put(MARK, mark);
        synchronized (STARTING) {
            if (ending) {
                throw new IOException("the checker is ending");
            }
            ProcessTree tree = new ProcessTree(builder.start(), mark);
            LIVING.add(tree);
            return tree;
        }
    }

    /** A new mark for what this process starts. */
    static String newMark(long owner) {
        return "of-" + owner + "-" + UUID.randomUUID();
    }

    public Process root() {
        return process;
    }

    /**
     * Waits until somebody listens on a port of this machine.
     *
     * @return false if the root has ended, or nobody listens in time
     */
    public boolean awaitPort(int port, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!Reachability.accepts(port)) {
                if (process.waitFor(LOOK_AGAIN, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Every living process of the tree, the root too. */
    List<ProcessHandle> members() {
        return Stream.of(Stream.of(process.toHandle()), process.descendants(), marked())
                .flatMap(handles -> handles)
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    /** Asks every member to end (SIGTERM), and returns at once. */
    public void askToEnd() {
        members().forEach(ProcessHandle::destroy);
    }

    /** Waits until no member is left; false if one is at the limit. */
    boolean awaitEnd(Duration limit) {
        awaitEnd(members(), limit);
        return members().isEmpty();
    }

    /** Asks every member to end (SIGTERM), and kills what is left after the grace. Returns when none is left. */
    public void end(Duration grace) {
        List<ProcessHandle> members = members();
        members.forEach(ProcessHandle::destroy);
        awaitEnd(members, grace);
        kill();
    }

    /** Kills every member (SIGKILL). Returns when none is left. */
    void kill() {
        // A process may fork while its siblings are killed, so look again until no member is left.
        for (int round = 0; round < 20; round++) {
            List<ProcessHandle> left = members();
            if (left.isEmpty()) {
                break;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(left, Duration.ofSeconds(1));
        }
        LIVING.remove(this);
    }

    private static void awaitEnd(List<ProcessHandle> handles, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (ProcessHandle handle : handles) {
            try {
                handle.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException stillThere) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void killAll() {
        Interruption.begin();
        synchronized (STARTING) {
            ending = true;
        }
        new Endings().endEach(LIVING, tree -> tree.end(Duration.ofMillis(500))).rethrow();
    }

    private Stream<ProcessHandle> marked() {
        return processes(entry -> markOf(entry).equals(Optional.of(mark)));
    }

    /** Kills what a JVM has left behind that was killed itself and could not do it (SIGKILL). On Linux only. */
    static void killOrphans() {
        processes(ProcessTree::isOrphan).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isOrphan(Path entry) {
        return markOf(entry)
                .map(OWNED::matcher)
                .filter(Matcher::matches)
                .filter(owner ->
                        ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty())
                .filter(owner -> isOfThisNamespace(entry))
                .isPresent();
    }

    /** Whether numbers of processes mean the same there: in a container they are others. */
    private static boolean isOfThisNamespace(Path entry) {
        try {
            return Files.readSymbolicLink(entry.resolve("ns/pid"))
                    .equals(Files.readSymbolicLink(PROC.resolve("self/ns/pid")));
        } catch (IOException | UnsupportedOperationException foreignOrGone) {
            return false;
        }
    }

    private static Stream<ProcessHandle> processes(Predicate<Path> wanted) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries
                    .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(wanted)
                    .flatMap(entry ->
                            ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).stream())
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }

    /** The mark in the environment of a process; empty if it has none, or may not be looked at. */
    private static Optional<String> markOf(Path entry) {
        try {
            String environment = Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(environment.split("\0"))
                    .filter(variable -> variable.startsWith(MARK + "="))
                    .map(variable -> variable.substring(MARK.length() + 1))
                    .findFirst();
        } catch (IOException | UncheckedIOException foreignOrGone) {
            return Optional.empty();
        }
    }
}
