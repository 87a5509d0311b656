package workbook.checker.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import workbook.checker.grading.WorkPlace;

/**
 * Notices that a file below a folder was saved, by whatever editor: written in place, truncated and written, or
 * replaced by another file of the same name. It compares how the files look; the system's watch service only says
 * earlier that it is time to look. Where there is none, as on some network drives, looking often is enough.
 */
final class FileWatcher implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration STILL = Duration.ofMillis(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What learners write in. An editor's own files have names that begin with a dot or end with a tilde. */
    private static final Pattern SOURCE = Pattern.compile(
            "[^.#].*\\.(java|js|mjs|ts|py|go|rs|rb|php|cs|kt|ex|html|css|yaml|yml|properties|json|toml|conf|txt)");

    /** The look of a file. The key distinguishes it from another file of the same name. */
    private record FileState(long size, FileTime modified, String key) {}

    private final Path folder;
    private final Optional<WatchService> service;
    private Map<Path, FileState> seen;

    private FileWatcher(Path folder, Optional<WatchService> service) {
        this.folder = folder;
        this.service = service;
        this.seen = look();
    }

    static FileWatcher of(Path folder) {
        FileWatcher saves = new FileWatcher(folder, service());
        saves.register();
        return saves;
    }

    /** A watcher that does without the system's watch service. */
    static FileWatcher polling(Path folder) {
        return new FileWatcher(folder, Optional.empty());
    }

    private static Optional<WatchService> service() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException none) {
            return Optional.empty();
        }
    }

    boolean notified() {
        return service.isPresent();
    }

    /**
     * Waits for a save to come to rest.
     *
     * @return when the newest file was written; empty if nothing was saved within the limit
     */
    Optional<Instant> await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            pause(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            Map<Path, FileState> now = look();
            if (!now.equals(seen)) {
                seen = settled(now);
                register();
                return Optional.of(newest());
            }
        }
        return Optional.empty();
    }

    /** Waits until nothing changes: some editors empty a file before they write it, others rename two files. */
    private Map<Path, FileState> settled(Map<Path, FileState> first) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<Path, FileState> before = first;
        while (System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(STILL.toNanos());
            Map<Path, FileState> now = look();
            boolean lost = !now.keySet().containsAll(seen.keySet());
            boolean empty = now.values().stream().anyMatch(look -> look.size() == 0);
            boolean young = System.nanoTime() < deadline - PATIENCE.toNanos() * 3 / 4;
            if (now.equals(before) && !((lost || empty) && young)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private Instant newest() {
        return seen.values().stream()
                .map(look -> look.modified().toInstant())
                .max(Instant::compareTo)
                .orElseGet(Instant::now);
    }

    private void pause(Duration limit) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(limit.toNanos());
            return;
        }
        WatchKey key = service.get().poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.get().poll();
        }
    }

    private Map<Path, FileState> look() {
        Map<Path, FileState> files = new TreeMap<>();
        walk((file, attributes) -> {
            if (attributes.isRegularFile()
                    && SOURCE.matcher(file.getFileName().toString()).matches()) {
                files.put(
                        file,
                        new FileState(
                                attributes.size(),
                                attributes.lastModifiedTime(),
                                String.valueOf(attributes.fileKey())));
            }
        });
        return files;
    }

    /** Visits the folder and all below it, but for what is made or installed there. */
    private void walk(BiConsumer<Path, BasicFileAttributes> visitor) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    String name = each.getFileName().toString();
                    if (!each.equals(folder) && WorkPlace.isMade(name)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    visitor.accept(each, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    visitor.accept(file, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException moved) {
                    // It disappeared between the listing and the look; the next look is soon.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException moved) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException moved) {
            // The folder itself is not there at the moment; the next look is soon.
            return;
        }
    }

    private void register() {
        if (service.isEmpty()) {
            return;
        }
        List<Path> folders = new ArrayList<>();
        walk((each, attributes) -> {
            if (attributes.isDirectory()) {
                folders.add(each);
            }
        });
        try {
            for (Path each : folders) {
                each.register(
                        service.get(),
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_DELETE,
                        StandardWatchEventKinds.ENTRY_MODIFY);
            }
        } catch (IOException notWatched) {
            // The folder is looked at all the same, only less often.
            return;
        }
    }

    @Override
    public void close() {
        service.ifPresent(watch -> {
            try {
                watch.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
