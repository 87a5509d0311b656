package workbook.bench.doc;

import static workbook.checker.text.Text.text;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.text.Text;

/** Describes the machine in general words. */
public final class Machine {

    private Machine() {}

    /** @param cores all cores of the machine, not only those that this process may use */
    public static Text words(int cores) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long gibibytes = Math.round(system.getTotalMemorySize() / (double) (1L << 30));
        return text(
                "%d cores (%s), %d GiB of memory, %s %s, JDK %s",
                "%d 个核心（%s），%d GiB 内存，%s %s，JDK %s",
                cores,
                processor(),
                gibibytes,
                system.getName(),
                system.getVersion().replaceFirst("^(\\d+\\.\\d+).*", "$1"),
                Runtime.version().feature());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }

    /**
     * The number of threads that wanted a core just before, which is near 0 on a quiet machine; empty where the system
     * does not say.
     */
    public static Optional<String> load() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }
}
