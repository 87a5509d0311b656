package workbook.checker;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Each package imports only what its package-info allows. */
class LayersTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("workbook.checker");

    @Test
    void packagesImportOnlyTheLayersBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("workbook.checker.cli..")
                .layer("run")
                .definedBy("workbook.checker.run..")
                .layer("checks")
                .definedBy("workbook.checker.checks..")
                .layer("probe")
                .definedBy("workbook.checker.probe..")
                .layer("server")
                .definedBy("workbook.checker.server..")
                .layer("browser")
                .definedBy("workbook.checker.browser..")
                .layer("report")
                .definedBy("workbook.checker.report..")
                .layer("workbook")
                .definedBy("workbook.checker.workbook..")
                .layer("sse")
                .definedBy("workbook.checker.sse..")
                .layer("wire")
                .definedBy("workbook.checker.wire..")
                .layer("endpoint")
                .definedBy("workbook.checker.endpoint..")
                .layer("load")
                .definedBy("workbook.checker.load..")
                .layer("page")
                .definedBy("workbook.checker.page..")
                .layer("live")
                .definedBy("workbook.checker.live..")
                .layer("proxy")
                .definedBy("workbook.checker.proxy..")
                .layer("serving")
                .definedBy("workbook.checker.serving..")
                .layer("board")
                .definedBy("workbook.checker.board..")
                .layer("text")
                .definedBy("workbook.checker.text..")
                .whereLayer("cli")
                .mayOnlyAccessLayers(
                        "run", "report", "workbook", "probe", "server", "browser", "load", "board", "live", "text")
                .whereLayer("run")
                .mayOnlyAccessLayers("workbook", "report", "probe", "text")
                .whereLayer("checks")
                .mayOnlyAccessLayers("probe", "endpoint", "browser", "sse", "wire", "report", "text")
                .whereLayer("probe")
                .mayOnlyAccessLayers("sse", "wire", "server", "browser", "workbook", "report", "text")
                .whereLayer("browser")
                .mayOnlyAccessLayers("server", "text")
                .whereLayer("server")
                .mayOnlyAccessLayers("text")
                .whereLayer("report")
                .mayOnlyAccessLayers("workbook", "page", "text")
                .whereLayer("workbook")
                .mayOnlyAccessLayers("text")
                .whereLayer("load")
                .mayOnlyAccessLayers("sse", "page", "text")
                .whereLayer("board")
                .mayOnlyAccessLayers("serving", "workbook", "text")
                .whereLayer("live")
                .mayOnlyAccessLayers("serving", "proxy", "wire", "server", "workbook", "report", "text")
                .whereLayer("proxy")
                .mayOnlyAccessLayers("wire", "sse", "report", "text")
                .whereLayer("serving")
                .mayNotAccessAnyLayer()
                .whereLayer("sse")
                .mayNotAccessAnyLayer()
                .whereLayer("wire")
                .mayNotAccessAnyLayer()
                .whereLayer("endpoint")
                .mayNotAccessAnyLayer()
                .whereLayer("page")
                .mayNotAccessAnyLayer()
                .whereLayer("text")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void readerAndWireClientNeedTheJdkOnly() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAnyPackage("workbook.checker.sse..", "workbook.checker.wire..", "workbook.checker.text..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net..",
                        "workbook.checker.sse..",
                        "workbook.checker.wire..",
                        "workbook.checker.text..")
                .check(CLASSES);
    }

    @Test
    void theReaderKnowsNoInputAndNoClock() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("workbook.checker.sse..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.time..", "java.util.concurrent..")
                .check(CLASSES);
    }

    @Test
    void onlyTheBoardAndTheConsoleKnowHelidon() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages(
                        "workbook.checker.serving..", "workbook.checker.board..", "workbook.checker.live..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(CLASSES);
    }

    @Test
    void onlyOnePlaceEndsTheProcess() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName("workbook.checker.cli.Sse")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void checksDoNotSleep() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage("workbook.checker.checks..", "workbook.checker.probe..", "workbook.checker.run..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(CLASSES);
    }
}
