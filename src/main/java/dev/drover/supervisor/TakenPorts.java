package dev.drover.supervisor;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.supervisor.ManagedProcess.Run;
import dev.drover.supervisor.metrics.PortHolder;
import dev.drover.supervisor.metrics.PortSampler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds out who has the port for want of which a run has ended. */
final class TakenPorts {

    private static final Logger LOG = LoggerFactory.getLogger(TakenPorts.class);

    /** After more than this the last lines tell of another time. */
    private static final long SOON_NANOS = Duration.ofSeconds(30).toNanos();

    /** As Node, Python, Go, Java, Rust and the servers written in them say it. */
    private static final Pattern TAKEN =
            Pattern.compile(
                    "(?i)EADDRINUSE|AddrInUse|address (is )?already in use|connection in use"
                            + "|port \\d+ (is|was) (already )?(in use|taken|allocated)");

    private static final Pattern PORT =
            Pattern.compile("(?i)(?::|, ?|\\bport\\W{0,3})(\\d{2,5})\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b(\\d{2,5})\\b");
    private static final int MAX_PORT = 65535;

    private final Workers workers;
    private final ProcessTable table;
    private final String home;

    /**
     * What was found.
     *
     * @param holder empty when nobody has it any more
     * @param tag of the holder, where it has one
     */
    record Finding(int port, Optional<PortHolder> holder, Optional<RunTag> tag) {}

    TakenPorts(Workers workers, ProcessTable table, Home home) {
        this.workers = workers;
        this.table = table;
        this.home = RunTag.hash(home);
    }

    /**
     * Looks, if that is why the run has ended. May be called by any thread.
     *
     * @param lastLines of its standard error
     * @param then called exactly once: at once by this thread when there is nothing to look for, or
     *     else by a worker
     */
    void look(
            Run run, ExitStatus status, List<String> lastLines, Consumer<Optional<Finding>> then) {
        boolean failed = !status.equals(new ExitStatus.Exited(0));
        if (!failed || lastLines.stream().noneMatch(line -> TAKEN.matcher(line).find())) {
            then.accept(Optional.empty());
            return;
        }
        try {
            CompletableFuture.supplyAsync(() -> find(run.spec(), lastLines), workers::execute)
                    .exceptionally(TakenPorts::cannotLook)
                    .thenAccept(then);
        } catch (RejectedExecutionException e) {
            then.accept(cannotLook(e));
        }
    }

    private static Optional<Finding> cannotLook(Throwable error) {
        LOG.warn("It cannot be seen who has a port.", error);
        return Optional.empty();
    }

    /** On a worker. */
    private static Optional<Finding> find(ProcessSpec spec, List<String> lastLines) {
        PortSampler sampler = PortSampler.ofPlatform();
        List<Integer> named = named(lastLines);
        List<Integer> all = new ArrayList<>(named);
        all.addAll(guessed(spec));
        for (int port : all) {
            Optional<PortHolder> holder = sampler.holder(port);
            if (holder.isPresent()) {
                return Optional.of(new Finding(port, holder, holder.flatMap(TakenPorts::tag)));
            }
        }
        return named.stream()
                .findFirst()
                .map(port -> new Finding(port, Optional.empty(), Optional.empty()));
    }

    /** Ports that the lines name, the likeliest first: what stands last is seldom a time of day. */
    static List<Integer> named(List<String> lastLines) {
        return lastLines.stream()
                .filter(line -> TAKEN.matcher(line).find())
                .flatMap(line -> numbers(PORT, line).reversed().stream())
                .distinct()
                .toList();
    }

    /** Python and Java do not say which port: it is often in the arguments or in PORT. */
    private static List<Integer> guessed(ProcessSpec spec) {
        List<Integer> ports = numbers(NUMBER, spec.env().getOrDefault("PORT", ""));
        spec.args().forEach(arg -> ports.addAll(numbers(NUMBER, arg)));
        return ports;
    }

    private static List<Integer> numbers(Pattern pattern, String text) {
        List<Integer> numbers = new ArrayList<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult match) -> Integer.parseInt(match.group(1)))
                .filter(number -> number <= MAX_PORT)
                .forEach(numbers::add);
        return numbers;
    }

    private static Optional<RunTag> tag(PortHolder holder) {
        try {
            return ChildProcesses.findTagged(RunTag.VARIABLE).stream()
                    .filter(one -> one.process().pid() == holder.pid().orElse(0))
                    .findFirst()
                    .flatMap(one -> RunTag.of(one.tag()));
        } catch (UncheckedIOException e) {
            LOG.warn("The processes of this machine cannot be seen.", e);
            return Optional.empty();
        }
    }

    /** What to say about an entry whose run has just ended. Owner thread. */
    Optional<Cause.PortTaken> cause(ManagedProcess row, Optional<Finding> found, long nanoTime) {
        return found.filter(_ -> nanoTime - row.startedNanos < SOON_NANOS)
                .map(
                        one ->
                                new Cause.PortTaken(
                                        one.port(),
                                        holder(row, one),
                                        one.holder()
                                                .map(PortHolder::pid)
                                                .orElse(OptionalLong.empty()),
                                        service(row, one)));
    }

    /** The entry that would have to be stopped for the port to be free. */
    private OptionalInt service(ManagedProcess row, Finding found) {
        return found.tag().stream()
                .filter(tag -> tag.home().equals(home) && tag.id() != row.id)
                .filter(tag -> table.has(tag.id()) && table.get(tag.id()).isUnderWay(tag.run()))
                .mapToInt(RunTag::id)
                .findFirst();
    }

    private String holder(ManagedProcess row, Finding found) {
        if (found.holder().isEmpty()) {
            return "a process that has released it since";
        }
        PortHolder holder = found.holder().get();
        if (holder.pid().orElse(0) == ProcessHandle.current().pid()) {
            return "this supervisor, for an app in cluster mode";
        }
        return found.tag()
                .filter(tag -> tag.home().equals(home))
                .map(tag -> holder.words() + ", " + relation(row, tag))
                .orElseGet(() -> holder.words() + ", which is not one of ours");
    }

    private String relation(ManagedProcess row, RunTag tag) {
        if (!table.has(tag.id())) {
            return "an orphan of ours: of id %d, which is not in the list any more"
                    .formatted(tag.id());
        }
        ManagedProcess other = table.get(tag.id());
        String name =
                other == row ? "this entry" : "%s (id %d)".formatted(other.spec.name(), other.id);
        return other.isUnderWay(tag.run())
                ? "which belongs to " + name
                : "an orphan that run %d of %s left behind".formatted(tag.run(), name);
    }
}
