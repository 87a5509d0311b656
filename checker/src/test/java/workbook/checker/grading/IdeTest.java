package workbook.checker.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import workbook.checker.SmallWorkbook;
import workbook.checker.workbook.Home;

/** A check class that an IDE starts: with the launcher of JUnit, and nothing that the command line would say before. */
@Isolated("the folder of the workbook and the console belong to the whole process")
class IdeTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private SmallWorkbook workbook;
    private PrintStream console;
    private Locale locale;
    private String home;

    @BeforeEach
    void begin() {
        workbook = SmallWorkbook.in(folder);
        home = System.getProperty(Home.PROPERTY);
        locale = Locale.getDefault();
        console = System.out;
        System.setProperty(Home.PROPERTY, workbook.root().toString());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void end() {
        System.setOut(console);
        Locale.setDefault(locale);
        if (home == null) {
            System.clearProperty(Home.PROPERTY);
        } else {
            System.setProperty(Home.PROPERTY, home);
        }
    }

    @Test
    void itGradesTheExercise() throws ClassNotFoundException {
        TestExecutionSummary summary = run();
        assertEquals(5, summary.getTestsSucceededCount());
        assertTrue(said().contains("✓ 8.1 Verdicts"), this::said);
    }

    @Test
    void itSaysInTheConsoleWhatTheCommandLineSays() throws ClassNotFoundException {
        String main = "exercises/8.1-verdicts/src/main/java/workbook/Main.java";
        workbook.replace(main, "exchange.sendResponseHeaders(200", "exchange.sendResponseHeaders(404");
        TestExecutionSummary summary = run();
        assertEquals(3, summary.getTestsFailedCount());
        assertTrue(said().contains("✗ 8.1/1 one"), this::said);
        assertTrue(said().contains("  Received status 404\n"), this::said);
    }

    private TestExecutionSummary run() throws ClassNotFoundException {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Class<?> checks = Class.forName("workbook.checker.checks.task8_1.VerdictsChecks");
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(checks))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
