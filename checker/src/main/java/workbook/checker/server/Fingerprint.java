package workbook.checker.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name made from its inputs, so that what was built of the same inputs is found again, and nothing else. */
final class Fingerprint {

    private static final int BYTES = 8;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Fingerprint add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** 16 hexadecimal digits. */
    String name() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
