package workbook.checker;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each package imports only what its package-info allows. */
class LayersTest {

    private static final String ROOT = "workbook.checker.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("workbook.checker");

    /** The packages of the checker, and which others each may import. What is below a package counts as that package. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry("text", Set.of()),
            entry("files", Set.of()),
            entry("sse", Set.of()),
            entry("http", Set.of()),
            entry("vectors", Set.of()),
            entry("scripted", Set.of("http")),
            entry("html", Set.of("text")),
            entry("wire", Set.of("http")),
            entry("workbook", Set.of("text")),
            entry("server", Set.of("files", "text")),
            entry("redis", Set.of("files", "server")),
            entry("browser", Set.of("server", "files", "text")),
            entry("finding", Set.of("sse", "text")),
            entry("report", Set.of("finding", "html", "text")),
            entry(
                    "probe",
                    Set.of(
                            "sse",
                            "http",
                            "wire",
                            "server",
                            "browser",
                            "scripted",
                            "workbook",
                            "finding",
                            "files",
                            "text")),
            entry("grading", Set.of("probe", "server", "browser", "workbook", "finding", "report", "text")),
            entry("authoring", Set.of("workbook", "probe", "text")),
            entry("mutation", Set.of("grading", "probe", "server", "workbook", "finding", "files", "text")),
            entry("learner", Set.of("workbook", "finding", "grading", "files", "text")),
            entry(
                    "checks",
                    Set.of(
                            "grading",
                            "probe",
                            "scripted",
                            "browser",
                            "sse",
                            "http",
                            "wire",
                            "redis",
                            "vectors",
                            "finding",
                            "text")),
            entry("clients", Set.of("scripted", "vectors", "browser", "server", "sse", "finding", "text")),
            entry("bad", Set.of("probe", "vectors", "html", "text")),
            entry("recording", Set.of("scripted", "sse", "server", "text")),
            entry("load", Set.of("sse", "html", "text")),
            entry(
                    "conformance",
                    Set.of(
                            "probe",
                            "finding",
                            "report",
                            "html",
                            "wire",
                            "http",
                            "sse",
                            "server",
                            "browser",
                            "scripted",
                            "files",
                            "text")),
            entry("junit", Set.of("conformance", "finding", "http", "report", "text", "wire", "workbook")),
            entry(
                    "tail",
                    Set.of(
                            "conformance",
                            "probe",
                            "scripted",
                            "finding",
                            "report",
                            "server",
                            "wire",
                            "http",
                            "sse",
                            "text")),
            entry("classroom", Set.of("http", "wire", "sse", "server", "workbook", "finding", "files", "text")),
            entry(
                    "cli",
                    Set.of(
                            "grading",
                            "learner",
                            "authoring",
                            "finding",
                            "report",
                            "workbook",
                            "probe",
                            "server",
                            "redis",
                            "browser",
                            "load",
                            "clients",
                            "bad",
                            "recording",
                            "classroom",
                            "conformance",
                            "tail",
                            "http",
                            "wire",
                            "html",
                            "files",
                            "text")));

    @Test
    void packagesImportOnlyTheLayersBelowThem() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : MAY_IMPORT.keySet()) {
            layers = layers.layer(layer).definedBy(ROOT + layer + "..");
        }
        for (Map.Entry<String, Set<String>> layer : MAY_IMPORT.entrySet()) {
            layers = layer.getValue().isEmpty()
                    ? layers.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(layer.getKey())
                            .mayOnlyAccessLayers(layer.getValue().toArray(String[]::new));
        }
        layers.check(CLASSES);
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toSet());
        assertEquals(MAY_IMPORT.keySet(), packages);
    }

    @Test
    void noPackagesImportEachOther() {
        slices().matching("workbook.checker.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noTaskImportsAnother() {
        slices().matching("workbook.checker.checks.(task*)")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "workbook.checker.checks.fanout",
                        "workbook.checker.checks.resume",
                        "workbook.checker.checks.timing",
                        "workbook.checker.checks.walk")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("workbook.checker.checks.task*")
                .check(CLASSES);
    }

    @Test
    void noAppearanceOfAReportImportsAnother() {
        slices().matching("workbook.checker.report.(*)")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    /** Of the engine, a class of checks knows the annotation that says that it is one. */
    @Test
    void checksKnowNothingOfTheEngine() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("workbook.checker.checks..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("workbook.checker.grading..").and(not(simpleName("Checks"))))
                .check(CLASSES);
    }

    @Test
    void readersAndWireClientNeedTheJdkOnly() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAnyPackage(
                        "workbook.checker.sse..",
                        "workbook.checker.http..",
                        "workbook.checker.wire..",
                        "workbook.checker.text..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net..",
                        "workbook.checker.sse..",
                        "workbook.checker.http..",
                        "workbook.checker.wire..",
                        "workbook.checker.text..")
                .check(CLASSES);
    }

    @Test
    void theReadersKnowNoInputAndNoClock() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("workbook.checker.sse..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.time..", "java.util.concurrent..")
                .check(CLASSES);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("workbook.checker.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Socket.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheClassroomKnowsHelidon() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("workbook.checker.classroom..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(CLASSES);
    }

    @Test
    void onlyTheRedisOfThisJvmKnowsItsLibrary() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("workbook.checker.redis.MemoryRedis")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.fppt..")
                .check(CLASSES);
    }

    /** What the profile package of the checker's pom leaves out, and the libraries that it takes. */
    @Test
    void theJarNeedsNothingThatItLeavesOut() {
        Set<String> left = Set.of("authoring", "checks", "classroom", "grading", "learner", "redis");
        Set<JavaClass> reached = new HashSet<>(Set.of(
                CLASSES.get("workbook.checker.cli.AnyJava"), CLASSES.get("workbook.checker.junit.SseConformance")));
        Deque<JavaClass> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (Dependency dependency : next.remove().getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && reached.add(target)) {
                    next.add(target);
                }
            }
        }
        assertEquals(
                List.of(),
                reached.stream()
                        .map(JavaClass::getName)
                        .filter(name ->
                                left.contains(name.substring(ROOT.length()).split("\\.")[0]))
                        .toList());
        assertTrue(reached.size() > 400, () -> "it must be able to fail: " + reached.size());
        ArchRuleDefinition.classes()
                .that(DescribedPredicate.describe("are in the jar", reached::contains))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax..",
                        "com.sun.management..",
                        "com.sun.net.httpserver..",
                        "workbook.checker..",
                        "picocli..",
                        "org.snakeyaml..",
                        "com.fasterxml.jackson..",
                        "com.github.difflib..",
                        "org.junit.jupiter.api..", // brought along by whoever uses the package junit
                        "org.HdrHistogram..")
                .check(CLASSES);
    }

    /** And the first class of the jar, where the Java is too old for any other. */
    @Test
    void onlyOnePlaceEndsTheProcess() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("workbook.checker.cli.CommandRun")
                .and()
                .doNotHaveFullyQualifiedName("workbook.checker.cli.AnyJava")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    /** What makes a thread wait for time to pass, and for nothing else. */
    private static final Map<String, Set<String>> SLEEPS = Map.of(
            "java.lang.Thread", Set.of("sleep", "join", "onSpinWait", "yield"),
            "java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil"),
            "java.util.concurrent.TimeUnit", Set.of("sleep", "timedWait", "timedJoin"),
            "java.lang.Object", Set.of("wait"));

    /** Where time itself is what is waited for, or nobody could tell of the condition. */
    private static final Set<String> MAY_SLEEP = Set.of(
            ROOT + "probe.PolledCondition", // the condition is the answer to a request that must be sent again
            ROOT + "checks.task1_1.ComparedWays", // a poller polls by the clock
            ROOT + "checks.task5_1.Upstream", // wakes for each byte that is taken, and at its deadline
            ROOT + "clients.Sightings", // wakes for each thing seen, and at its deadline
            ROOT + "scripted.Arrivals", // wakes for each arrival, and at its deadline
            ROOT + "scripted.ScriptedServer"); // waits for its scripts to end, up to a limit

    private static final DescribedPredicate<JavaMethodCall> SLEEP = DescribedPredicate.describe(
            "sleep",
            call -> SLEEPS.getOrDefault(call.getTargetOwner().getName(), Set.of())
                            .contains(call.getName())
                    || call.getName().equals("wait")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(long.class)));

    @Test
    void checksDoNotSleep() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "workbook.checker.checks..",
                        "workbook.checker.probe..",
                        "workbook.checker.grading..",
                        "workbook.checker.clients..",
                        "workbook.checker.scripted..")
                .and(DescribedPredicate.describe("wait for a condition", type -> !MAY_SLEEP.contains(type.getName())))
                .should()
                .callMethodWhere(SLEEP)
                .check(CLASSES);
    }

    @Test
    void whoMaySleepDoes() {
        Set<String> sleepers = CLASSES.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream().anyMatch(SLEEP::test))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertEquals(
                MAY_SLEEP,
                MAY_SLEEP.stream().filter(sleepers::contains).collect(Collectors.toSet()),
                "an exemption that nobody needs hides the next sleep");
    }
}
