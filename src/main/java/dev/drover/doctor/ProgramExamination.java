package dev.drover.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was installed, and what runs it. */
final class ProgramExamination {

    private static final List<String> CACHES = List.of("drover.aot", "drover-supervisor.aot");
    private static final String NONE = "none";

    private final Doctor.Subject subject;

    ProgramExamination(Doctor.Subject subject) {
        this.subject = subject;
    }

    void write(Sheet sheet) {
        sheet.section("program");
        sheet.line("version", subject.version());
        sheet.line(
                "Java", "%s, %s".formatted(property("java.vm.version"), property("java.vendor")));
        sheet.line("runtime", property("java.home"));
        for (String cache : CACHES) {
            sheet.line(cache, size(subject.folders().libraries().resolve(cache)));
        }
        sheet.line("settings", existing(subject.folders().settings()));
        sheet.line("state", existing(subject.folders().state()));
    }

    private static String size(Path file) {
        try {
            return Files.isRegularFile(file) ? (Files.size(file) >> 20) + " MB" : NONE;
        } catch (IOException e) {
            return "cannot be read (%s)".formatted(e.getMessage());
        }
    }

    private static String existing(Path folder) {
        return folder + (Files.isDirectory(folder) ? "" : " (not there)");
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
