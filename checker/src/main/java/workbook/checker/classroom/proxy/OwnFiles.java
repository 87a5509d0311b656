package workbook.checker.classroom.proxy;

import java.util.Optional;

/** What the proxy answers by itself, so that a page of ours has the origin of the server behind it. */
public interface OwnFiles {

    /** Paths that begin so are ours, and no server sees them. */
    String PREFIX = "/.live/";

    /**
     * A file of ours.
     *
     * @param policy what a page may do, as a Content-Security-Policy
     */
    record Content(String type, String policy, byte[] bytes) {}

    /** @param path such as {@code /.live/viewer.js} */
    Optional<Content> find(String path);
}
