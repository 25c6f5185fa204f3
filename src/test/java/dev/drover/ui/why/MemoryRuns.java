package dev.drover.ui.why;

import dev.drover.domain.Cause;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunChanges;
import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Answers when the test says so. */
final class MemoryRuns implements WhySource {

    static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");

    /** The ids that were asked for, in order, and what they wait for. */
    final List<Integer> asked = new ArrayList<>();

    final List<CompletableFuture<List<RunRecord>>> answers = new ArrayList<>();
    final List<String> compared = new ArrayList<>();
    CompletableFuture<RunChanges> changes = new CompletableFuture<>();
    final Map<Integer, ProcessDescription> processes = new HashMap<>();
    final List<String> orders = new ArrayList<>();
    Optional<PortStranger> stranger = Optional.empty();
    CompletableFuture<Void> orderAnswer = CompletableFuture.completedFuture(null);

    @Override
    public CompletableFuture<List<RunRecord>> runs(int id) {
        asked.add(id);
        CompletableFuture<List<RunRecord>> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    @Override
    public CompletableFuture<RunChanges> changes(int id, int earlier, int later) {
        compared.add("%d: %d, %d".formatted(id, earlier, later));
        return changes;
    }

    @Override
    public Optional<ProcessDescription> process(int id) {
        return Optional.ofNullable(processes.get(id));
    }

    @Override
    public CompletableFuture<?> stopAndStart(int holder, int id) {
        orders.add("stop " + holder + ", start " + id);
        return orderAnswer;
    }

    @Override
    public CompletableFuture<Optional<PortStranger>> stranger(int port, long pid) {
        return CompletableFuture.completedFuture(
                stranger.filter(it -> it.port() == port && it.pid() == pid));
    }

    @Override
    public CompletableFuture<?> endAndStart(PortStranger one, int id) {
        orders.add("end " + one.pid() + ", start " + id);
        return orderAnswer;
    }

    /** A run that goes on. */
    static RunRecord running(int number) {
        return RunRecord.begun(
                number,
                8000 + number,
                FIRST.plusSeconds(60L * number),
                new Cause.Crash(new ExitStatus.Exited(1)));
    }

    /** A run that lived 400 ms. */
    static RunRecord ended(int number, ExitStatus exit, Cause cause, String... lastLines) {
        return ended(number, Duration.ofMillis(400), exit, cause, lastLines);
    }

    static RunRecord ended(
            int number, Duration lived, ExitStatus exit, Cause cause, String... lastLines) {
        RunRecord run = running(number);
        return run.ended(
                new RunEnd(
                        run.startedAt().plus(lived),
                        exit,
                        cause,
                        List.of(lastLines),
                        OptionalLong.of(12L << 20),
                        Optional.empty(),
                        false));
    }

    static RunRecord crashed(int number, String... lastLines) {
        return ended(number, new ExitStatus.Exited(1), new Cause.OwnExit(), lastLines);
    }
}
