package dev.drover.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** The arrows of docs/architecture.md, each with its reason. */
class ArchitectureTest {

    private static final List<String> FEATURES =
            List.of(
                    "mainwindow",
                    "processtable",
                    "logview",
                    "sendmessage",
                    "startprocess",
                    "why",
                    "metrics",
                    "details",
                    "palette",
                    "messages",
                    "signals",
                    "export",
                    "remotehome",
                    "alerts");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPath(Path.of(System.getProperty("drover.classes")));
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }

    @Test
    void noPackageIsInACycle() {
        check(
                slices().matching("dev.drover.(**)")
                        .should()
                        .beFreeOfCycles()
                        .because("a cycle of packages is one package with many names"));
    }

    @Test
    void javafxStaysInTheWindow() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.drover.ui..", "dev.drover.app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
                        .because("the supervisor and the libraries run without a display"));
    }

    @Test
    void theSupervisorsMainClassStartsWithoutJavafx() {
        check(
                noClasses()
                        .that()
                        .haveNameMatching("dev\\.drover\\.app\\.Supervisor.*")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx..", "dev.drover.ui..")
                        .because("the supervisor is started without the JavaFX modules"));
    }

    @Test
    void nativeCallsStayInTheirPackage() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.drover.childprocess.posix..")
                        .and()
                        .doNotHaveFullyQualifiedName("dev.drover.desktop.SharedBusConnection")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.lang.foreign..")
                        .because(
                                "one package owns the border to native code; what GLib does with"
                                        + " the session's bus only GLib can undo"));
    }

    @Test
    void theDesktopsBusStaysInItsPackage() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.drover.desktop..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.freedesktop..")
                        .because("tray and dock are one desktop's convenience"));
    }

    @Test
    void theDesktopsBusKnowsNothingOfDrover() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.desktop..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("dev.drover..")
                                        .and(resideOutsideOfPackages("dev.drover.desktop..")))
                        .because("it shows what it is given"));
    }

    @Test
    void domainDependsOnNothing() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.domain..")
                        .should()
                        .dependOnClassesThat()
                        .resideOutsideOfPackages("dev.drover.domain..", "java..", "org.jspecify..")
                        .because("it is the vocabulary of everyone"));
    }

    @Test
    void readingLogFilesKnowsNeitherSupervisorNorClient() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.logfile..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("dev.drover..")
                                        .and(
                                                resideOutsideOfPackages(
                                                        "dev.drover.logfile..",
                                                        "dev.drover.domain..")))
                        .because("both read with it: one for others, one for itself"));
    }

    @Test
    void childprocessIsALibraryOfItsOwn() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.childprocess..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.drover.supervisor..",
                                "dev.drover.daemon..",
                                "dev.drover.protocol..",
                                "dev.drover.client..",
                                "dev.drover.project..",
                                "dev.drover.ui..")
                        .because("people use it without the rest of Drover"));
    }

    @Test
    void theSupervisorKnowsNoWireAndNoWindow() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.supervisor..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.drover.daemon..",
                                "dev.drover.protocol..",
                                "dev.drover.client..",
                                "dev.drover.project..",
                                "dev.drover.ui..")
                        .because(
                                "the daemon puts it behind the protocol, not the other way round"));
    }

    @Test
    void theClusterPrimaryKnowsOnlyChildren() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.supervisor.cluster..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("dev.drover..")
                                        .and(
                                                resideOutsideOfPackages(
                                                        "dev.drover.supervisor.cluster",
                                                        "dev.drover.childprocess")))
                        .because("it serves any Node workers, not only entries of a table"));
    }

    @Test
    void anExportKnowsDefinitionsOnly() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("dev.drover.export..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("dev.drover..")
                                        .and(
                                                resideOutsideOfPackages(
                                                        "dev.drover.export",
                                                        "dev.drover.domain",
                                                        "dev.drover.project")))
                        .because("what is exported is the same whoever asks for it"));
    }

    @Test
    void theClientReachesTheSupervisorOnlyThroughTheProtocol() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.drover.client..", "dev.drover.protocol..", "dev.drover.ui..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("dev.drover.daemon..", "dev.drover.supervisor.log..")
                        .because("the window shows Drover's supervisor and PM2's daemon alike"));
    }

    @Test
    void featuresOfTheWindowDoNotKnowEachOther() {
        for (String feature : FEATURES) {
            String[] others =
                    FEATURES.stream()
                            .filter(f -> !f.equals(feature))
                            .map(f -> "dev.drover.ui." + f + "..")
                            .toArray(String[]::new);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage("dev.drover.ui." + feature + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .because("features meet in app, so each can be changed alone"));
        }
    }

    @Test
    void onlyTheHandOverPackagesPostToTheFxThread() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.drover.ui.model..", "dev.drover.ui.common..")
                        .should()
                        .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                        .because("many events, one hand-over"));
    }

    @Test
    void nobodyDependsOnTheCompositionRoot() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.drover.app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.drover.app..")
                        .because("app wires the parts; the parts do not know how"));
    }

    @Test
    void nothingIsDeserializedAsJavaObjects() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.io.ObjectInputStream")
                        .because("what comes over a wire is data, never classes (checklist S36)"));
    }

    @Test
    void jsonIsNotBoundToOurTypes() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("com.fasterxml.jackson.core.type.TypeReference")
                        .because(
                                "no package is open to Jackson: it would work in tests, and in no"
                                        + " installed program"));
    }
}
