package dev.drover.doctor;

import dev.drover.client.ConnectionException;
import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whether a supervisor answers, which one, and what it has; and its keeper. */
final class SupervisorExamination {

    private static final int PATIENCE_SECONDS = 10;

    /** Of the time that Linux tells for the start of a process. */
    private static final Duration UNCERTAINTY = Duration.ofSeconds(2);

    private final Home home;

    SupervisorExamination(Home home) {
        this.home = home;
    }

    void write(Sheet sheet) {
        sheet.section("supervisor");
        if (!Files.exists(home.rpcSocket(), LinkOption.NOFOLLOW_LINKS)) {
            sheet.line("state", "none runs");
        } else {
            ask(sheet);
        }
        keeper(sheet);
    }

    private void ask(Sheet sheet) {
        try (ProcessManager manager = await(ProcessManagers.connect(home, "drover doctor"))) {
            sheet.line("state", "answers" + pid());
            program(sheet);
            sheet.line(
                    "version",
                    manager.isDrover()
                            ? "Drover, %d extra methods; PM2's protocol %s"
                                    .formatted(manager.features().size(), manager.version())
                            : "PM2 " + manager.version());
            sheet.line("processes", count(await(manager.list())));
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            sheet.line("state", "does not answer");
            sheet.problem(
                    cause instanceof ConnectionException
                            ? "%s If none runs, the next start replaces the socket that was left behind."
                                    .formatted(cause.getMessage())
                            : "The supervisor of %s does not answer in order (%s)."
                                    .formatted(home.root(), cause.getMessage()));
        }
    }

    private String pid() {
        try {
            return ", pid " + Files.readString(home.pidFile()).strip();
        } catch (IOException e) {
            return ", %s cannot be read".formatted(home.pidFile().getFileName());
        }
    }

    /** An update puts another program in its place and lets the supervisor run on. */
    private void program(Sheet sheet) {
        try {
            long pid = Long.parseLong(Files.readString(home.pidFile()).strip());
            Path java = Path.of(program(pid));
            sheet.line("program", java);
            Optional<Instant> started = ProcessHandle.of(pid).flatMap(p -> p.info().startInstant());
            Path modules = java.resolve("../../lib/modules").normalize();
            if (started.isPresent()
                    && Files.isRegularFile(modules)
                    && changed(modules).isAfter(started.get().plus(UNCERTAINTY))) {
                sheet.problem(
                        "The supervisor still runs the program of before an update; run \"drover"
                                + " upgrade\", and its processes go on.");
            }
        } catch (IOException | NumberFormatException e) {
            sheet.line("program", "unknown (%s)".formatted(e.getMessage()));
        }
    }

    /** The supervisor hides what others could read its memory by, its link {@code exe} too. */
    private static String program(long pid) throws IOException {
        Path line = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.isReadable(line)
                ? Files.readString(line).split("\0")[0]
                : ProcessHandle.of(pid).flatMap(p -> p.info().command()).orElse("");
    }

    /** When it was put there; its time of modification is that of its making. */
    private static Instant changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant()
                : Files.getLastModifiedTime(file).toInstant();
    }

    /** By status: names would tell what somebody works on. */
    private static String count(List<ProcessDescription> services) {
        return services.isEmpty()
                ? "none"
                : services.stream()
                        .collect(
                                Collectors.groupingBy(
                                        service -> service.status().word(),
                                        TreeMap::new,
                                        Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private void keeper(Sheet sheet) {
        Path program = home.keeperProgram();
        if (!Files.isRegularFile(program)) {
            sheet.line("keeper", "not unpacked");
        } else if (Files.isExecutable(program)) {
            sheet.line("keeper", "unpacked");
        } else {
            sheet.line("keeper", "cannot be run");
            sheet.problem(
                    "%s cannot be run: processes would not outlive the supervisor; use a home whose"
                                    .formatted(program)
                            + " disk is not mounted noexec, or remove the file.");
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
