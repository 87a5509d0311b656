package workbook.checker.classroom.proxy;

import java.util.Optional;

/** Files that the proxy serves by itself, so that a page of ours has the origin of the server behind it. */
public interface OwnFiles {

    /** The beginning of our paths. The server never sees a request for one. */
    String PREFIX = "/.live/";

    /**
     * A file of ours.
     *
     * @param policy the Content-Security-Policy of a page
     */
    record Content(String type, String policy, byte[] bytes) {}

    /** @param path such as {@code /.live/viewer.js} */
    Optional<Content> find(String path);
}
