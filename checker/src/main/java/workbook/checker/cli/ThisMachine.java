package workbook.checker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.Properties;
import workbook.checker.report.Origin;

/** The machine as a report describes it: without anything that names a person, a folder or a host. */
final class ThisMachine {
    private static final String HELIDON = "/META-INF/maven/io.helidon.webserver/helidon-webserver/pom.properties";

    private ThisMachine() {}

    static Origin now() {
        String system = "%s %s (%s)"
                .formatted(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
        return new Origin(OffsetDateTime.now(), system, Runtime.version().toString(), helidon());
    }

    /** The version of Helidon, which checker and exercises take from the same place. */
    private static String helidon() {
        try (InputStream in = ThisMachine.class.getResourceAsStream(HELIDON)) {
            if (in == null) {
                return "";
            }
            Properties jar = new Properties();
            jar.load(in);
            return jar.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(HELIDON, e);
        }
    }
}
