package dev.drover.doctor;

import dev.drover.domain.Home;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Looks at everything in turn. Blocks for files, for the supervisor and for Node. */
public final class Doctor {

    private final Subject subject;

    /**
     * Who is examined.
     *
     * @param environment the user's
     * @param version of this program
     */
    public record Subject(
            Home home, Folders folders, Map<String, String> environment, String version) {}

    /**
     * Where the program keeps things.
     *
     * @param state the window's memory and its log
     * @param settings the user's own settings
     * @param libraries what was installed beside the modules
     */
    public record Folders(Path state, Path settings, Path libraries) {}

    public Doctor(Subject subject) {
        this.subject = subject;
    }

    /** The page. Takes some seconds at most, however broken things are. */
    public Report examine() {
        Sheet sheet = new Sheet();
        sheet.section(
                "drover %s, doctor's report of %s"
                        .formatted(
                                subject.version(), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        new ProgramExamination(subject).write(sheet);
        new SystemExamination(subject.environment()).write(sheet);
        new HomeExamination(subject.home()).write(sheet);
        new SupervisorExamination(subject.home()).write(sheet);
        new NodeExamination(subject.environment()).write(sheet);
        new LogExamination(subject.home(), subject.folders()).write(sheet);
        return sheet.finished(
                new Secrets(
                        subject.environment(), Home.userFolder(subject.environment()).toString()));
    }
}
