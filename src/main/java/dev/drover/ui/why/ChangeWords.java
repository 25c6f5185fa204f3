package dev.drover.ui.why;

import dev.drover.domain.RunChange;
import dev.drover.domain.RunChanges;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has changed between two runs, a line for each kind of thing. */
final class ChangeWords {

    /** Of a command line that became longer only the beginning is worth a line. */
    private static final int LONGEST = 80;

    private static final int VARIABLES = 8;

    /** As git shortens it. */
    private static final int COMMIT = 7;

    private final RunWords words;

    ChangeWords(RunWords words) {
        this.words = words;
    }

    List<String> of(RunChanges changes) {
        List<String> lines = new ArrayList<>();
        for (RunChange change : changes.changes()) {
            switch (change) {
                case RunChange.CheckedOut(RunChange.Head before, RunChange.Head after) ->
                        lines.addAll(checkedOut(before, after));
                case RunChange.Option(String name, String before, String after) ->
                        lines.add(words.text("changes.option", name, shown(before), shown(after)));
                case RunChange.Program(String before, String after) ->
                        lines.add(
                                before.equals(after)
                                        ? words.text("changes.replaced", after)
                                        : words.text("changes.program", before, after));
                case RunChange.Files files -> lines.addAll(files(files));
                // All of them are one line.
                case RunChange.Variable _ -> {}
            }
        }
        variables(changes).ifPresent(lines::add);
        if (lines.isEmpty()) {
            lines.add(words.text(changes.setupKnown() ? "changes.none" : "changes.notNoted"));
        }
        return lines;
    }

    private List<String> checkedOut(RunChange.Head before, RunChange.Head after) {
        List<String> lines = new ArrayList<>();
        if (!before.branch().equals(after.branch())) {
            lines.add(words.text("changes.branch", branch(before), branch(after)));
        }
        if (!before.commit().equals(after.commit())) {
            lines.add(words.text("changes.commit", commit(before), commit(after)));
        }
        return lines;
    }

    private String branch(RunChange.Head head) {
        return head.branch().orElseGet(() -> words.text("changes.nothing"));
    }

    private String commit(RunChange.Head head) {
        return head.commit()
                .map(hash -> hash.substring(0, Math.min(COMMIT, hash.length())))
                .orElseGet(() -> words.text("changes.nothing"));
    }

    private String shown(String value) {
        if (value.isEmpty()) {
            return words.text("changes.nothing");
        }
        return value.length() > LONGEST ? value.substring(0, LONGEST - 1) + "…" : value;
    }

    private List<String> files(RunChange.Files files) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("changes.files", listed(files.newest(), files.count())));
        if (!files.complete()) {
            lines.add(words.text("changes.partly"));
        }
        return lines;
    }

    private Optional<String> variables(RunChanges changes) {
        List<String> each =
                changes.changes().stream()
                        .flatMap(
                                change ->
                                        change instanceof RunChange.Variable variable
                                                ? Stream.of(variable(variable))
                                                : Stream.empty())
                        .toList();
        return each.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        words.text(
                                "changes.environment",
                                listed(each.stream().limit(VARIABLES).toList(), each.size())));
    }

    private String variable(RunChange.Variable variable) {
        return switch (variable.kind()) {
            case ADDED -> words.text("changes.added", variable.name());
            case REMOVED -> words.text("changes.removed", variable.name());
            case CHANGED -> words.text("changes.changed", variable.name());
        };
    }

    private String listed(List<String> shown, int count) {
        String list = shown.stream().collect(Collectors.joining(", "));
        return count > shown.size() ? words.text("changes.more", list, count - shown.size()) : list;
    }
}
