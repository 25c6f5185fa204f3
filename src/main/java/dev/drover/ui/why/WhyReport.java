package dev.drover.ui.why;

import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RunRecord;
import dev.drover.ui.model.StatusWord;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the page shows as plain text for a message or an issue, without secrets. */
final class WhyReport {

    private static final int RUNS = 20;

    private final RunWords words;

    /**
     * @param words with times that mean the same elsewhere
     */
    WhyReport(RunWords words) {
        this.words = words;
    }

    /**
     * @param changes since the last good run: a title and lines, or nothing
     */
    String of(ProcessDescription process, RunStory story, RunRecord run, List<String> changes) {
        StringBuilder text = new StringBuilder(title(process));
        line(text, words.text("run.title", run.run(), run.pid()));
        line(text, words.sentence(run, process.spec()));
        for (RunFacts.Fact fact : new RunFacts(words).of(run, story.lastGoodBefore(run))) {
            String before = fact.before().map(good -> words.text("report.before", good)).orElse("");
            line(text, words.text("report.fact", fact.label(), fact.value()) + before);
        }
        if (!changes.isEmpty()) {
            line(text, "");
            line(text, changes.getFirst());
            changes.stream().skip(1).forEach(one -> line(text, "  " + one));
        }
        List<String> lines = PlainLines.of(run.lastErrorLines());
        line(text, "");
        line(text, stderrTitle(words, run, lines.size()));
        lines.forEach(one -> line(text, "  " + one));
        line(text, "");
        line(text, words.text("report.runs") + " " + strip(story));
        return Secrets.removed(text.toString(), process.spec());
    }

    /** Of a process whose runs are not kept. */
    String of(ProcessDescription process, List<RunFacts.Fact> facts) {
        StringBuilder text = new StringBuilder(title(process));
        facts.forEach(fact -> line(text, words.text("report.fact", fact.label(), fact.value())));
        return Secrets.removed(text.toString(), process.spec());
    }

    private String title(ProcessDescription process) {
        StatusWord word = StatusWord.of(process);
        return "%s %s (%s, id %d): %s\n"
                .formatted(
                        word.glyph(),
                        process.name(),
                        process.namespace(),
                        process.id(),
                        StatusWord.phrase(process, Instant.now()));
    }

    /** The words above the last lines. */
    static String stderrTitle(RunWords words, RunRecord run, int lines) {
        return run.end().isEmpty()
                ? words.text("stderr.running", run.run())
                : words.text(lines == 0 ? "stderr.none" : "stderr.title", run.run());
    }

    private String strip(RunStory story) {
        return story.runs().stream()
                .limit(RUNS)
                .map(
                        run ->
                                "%d %s %s"
                                        .formatted(
                                                run.run(),
                                                words.mark(run, story.spec()),
                                                words.lived(run)))
                .collect(Collectors.joining(" | "));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
