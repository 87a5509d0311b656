package workbook.checker.faulty;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.WorkbookReader;

/**
 * Runs one variant in a process of its own, which the checker starts with the settings that it wants, as often as it
 * wants.
 */
public final class Standalone {

    /** A server that takes its settings from the environment, so that it can run in a process of its own. */
    public interface Server extends TinyServer.Handler {}

    /** Lets a process of its own have the server that runs in this one otherwise. */
    public record Alone(TinyServer.Handler handler) implements Subject {
        @Override
        public Report grade(Variant variant, Task task, GradingOptions options) {
            return Grader.grade(List.of(task), Subject.at(command(variant), options), GradingListener.NONE);
        }
    }

    private Standalone() {}

    private static Target.Command command(Variant variant) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String line = "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s '%s'"
                .formatted(java, classPath(), Standalone.class.getName(), variant);
        return new Target.Command(line, Path.of("").toAbsolutePath());
    }

    /** The classes of the tests, those of the checker, which name the tasks, and what both need. */
    private static String classPath() {
        return Stream.of(
                        Standalone.class,
                        Home.class,
                        Load.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class)
                .map(type -> place(type).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        String id = args[0].substring(0, args[0].indexOf(' '));
        Variant wanted = TaskVariants.of(
                        WorkbookReader.workbook(Home.find()).task(id).orElseThrow())
                .stream()
                .filter(variant -> variant.toString().equals(args[0]))
                .findFirst()
                .orElseThrow();
        if (wanted.subject() instanceof Alone(TinyServer.Handler handler)) {
            TinyServer.start(Integer.parseInt(System.getenv("PORT")), handler);
        }
        new CountDownLatch(1).await();
    }
}
