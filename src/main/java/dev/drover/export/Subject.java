package dev.drover.export;

import dev.drover.domain.ExecMode;
import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.export.ExportNote.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A service being exported, with what all targets ask about it.
 *
 * @param service the service
 * @param id its name in the target, unique there
 * @param variables its environment, sorted by what happens to it
 * @param job the export that it is part of
 */
record Subject(ExportedService service, String id, Variables variables, Job job) {

    private static final String ENV = "/usr/bin/env";
    private static final Pattern INSTANCE_LOG = Pattern.compile("(?s)(.*?)(?:-\\d+)?(\\.[^./]*)?");
    private static final long MEGABYTE = 1 << 20;

    ProcessSpec spec() {
        return service.spec();
    }

    RestartPolicy restart() {
        return spec().restart();
    }

    StopPolicy stop() {
        return spec().stop();
    }

    void note(Kind kind, Object... arguments) {
        job.note(this, kind, arguments);
    }

    /** Program and arguments; the first may be a name to be looked up. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (!spec().interpreter().equals(ProcessSpec.NO_INTERPRETER)) {
            words.add(spec().interpreter());
            words.addAll(spec().interpreterArgs());
        }
        words.add(spec().script().toString());
        words.addAll(spec().args());
        return words;
    }

    /** The same for those who want the whole path of a program: env(1) looks for it. */
    List<String> absoluteWords() {
        List<String> words = new ArrayList<>(words());
        if (!words.getFirst().startsWith("/")) {
            words.addFirst(ENV);
        }
        return words;
    }

    boolean isInDefaultNamespace() {
        return spec().namespace().equals("default");
    }

    /** Name of the variable that tells an instance its number. */
    String instanceVariable() {
        return text("instance_var").orElse("NODE_APP_INSTANCE");
    }

    Optional<String> user() {
        return text("uid");
    }

    Optional<String> group() {
        return text("gid");
    }

    private Optional<String> text(String option) {
        Object value = spec().extra().get(option);
        return value instanceof String || value instanceof Number
                ? Optional.of(String.valueOf(value)).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    String stopCodes() {
        return restart().stopExitCodes().stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    static long megabytes(long bytes) {
        return Math.max(1, bytes / MEGABYTE);
    }

    /** Whole seconds, at least one, for those who have no shorter times. */
    static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1000);
    }

    /** The time to stop in whole seconds, with a note when it is not the same. */
    long stopSeconds() {
        long seconds = seconds(stop().timeout());
        if (seconds * 1000 != stop().timeout().toMillis()) {
            note(Kind.ROUNDED_TIMEOUT, stop().timeout().toMillis(), seconds);
        }
        return seconds;
    }

    /** What no target has. */
    void noteWhatNobodyHas() {
        if (spec().ready().waitReady()) {
            note(Kind.WAIT_READY);
        }
        if (stop().byMessage()) {
            note(Kind.SHUTDOWN_MESSAGE);
        }
        if (!service.triggers().watched().isEmpty()) {
            note(Kind.WATCH);
        }
        if (spec().mode() == ExecMode.CLUSTER) {
            note(Kind.CLUSTER, service.instances());
        }
        text("increment_var").ifPresent(name -> note(Kind.INCREMENT_VARIABLE, name));
        variables.noteOn(this);
    }

    void noteCron() {
        service.triggers().cron().ifPresent(pattern -> note(Kind.CRON, pattern));
    }

    void noteUser() {
        user().or(this::group).ifPresent(user -> note(Kind.USER, user));
    }

    void noteSignalUnless(Signal always) {
        if (!stop().signal().equals(always)) {
            note(Kind.STOP_SIGNAL, stop().signal().name());
        }
    }

    /**
     * The name of a log file, open at the place where the number of an instance goes.
     *
     * @param before up to the number; the whole name when all instances share the file
     * @param after what follows the number
     * @param numbered false: all instances share the file
     */
    record LogName(String before, String after, boolean numbered) {}

    LogName logName(LogStream stream) {
        LogSettings logs = spec().logs();
        String file = logs.file(stream).toString();
        if (service.instances() == 1 || logs.merge()) {
            return new LogName(file, "", false);
        }
        // The file of one instance ends in its number.
        Matcher parts = INSTANCE_LOG.matcher(file);
        String stem = parts.matches() ? parts.group(1) : file;
        String ending = parts.matches() ? Objects.requireNonNullElse(parts.group(2), "") : "";
        return new LogName(stem + "-", ending, true);
    }

    /** What of the logs is lost where the files themselves carry over. */
    void noteLogFormat() {
        LogSettings logs = spec().logs();
        logs.combined().ifPresent(file -> note(Kind.LOG_COMBINED, file));
        if (logs.json() || logs.dateFormat().isPresent()) {
            note(Kind.LOG_FORMAT);
        }
    }
}
