package dev.drover.ui.why;

import dev.drover.domain.RunEnd;
import dev.drover.domain.RunRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is known of a run, line by line, beside the last run that was good. */
final class RunFacts {

    /**
     * One line.
     *
     * @param label what it says
     * @param value of the run
     * @param before of the good run; empty when there is none
     */
    record Fact(String label, String value, Optional<String> before) {}

    private final RunWords words;

    RunFacts(RunWords words) {
        this.words = words;
    }

    List<Fact> of(RunRecord run, Optional<RunRecord> good) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("fact.started", run, good, one -> words.moment(one.startedAt())));
        facts.add(fact("fact.because", run, good, one -> words.startCause(one.startCause())));
        if (run.end().isPresent()) {
            facts.add(fact("fact.ended", run, good, this::ended));
            facts.add(fact("fact.exit", run, good, one -> one.end().map(words::exit).orElse("")));
            if (run.end().get().peakMemory().isPresent()) {
                facts.add(
                        fact(
                                "fact.memory",
                                run,
                                good,
                                one -> one.end().map(this::memory).orElse("")));
            }
        }
        return facts;
    }

    private Fact fact(
            String key,
            RunRecord run,
            Optional<RunRecord> good,
            Function<RunRecord, String> value) {
        return new Fact(words.text(key), value.apply(run), good.map(value));
    }

    private String ended(RunRecord run) {
        return run.end()
                .map(
                        end ->
                                words.text(
                                        "fact.ended.value",
                                        words.moment(end.at()),
                                        words.lived(run)))
                .orElse("");
    }

    private String memory(RunEnd end) {
        return end.peakMemory().isPresent()
                ? words.bytes(end.peakMemory().getAsLong())
                : words.text("fact.notKnown");
    }
}
