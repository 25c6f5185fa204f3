package dev.drover.ui.model;

import dev.drover.domain.ProcessDescription;
import dev.drover.project.CommandLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What is typed into the filter field, as a test of processes. Words must all match: {@code
 * is:running} and its like name a state, {@code ns:x} the beginning of a namespace, {@code
 * port:8080} a port that it has, {@code !x} turns a word round; any other word is found in the
 * name, the namespace, the command or the pid, or, letters in order but not side by side, in the
 * name.
 */
public final class ProcessFilter implements Predicate<ProcessDescription> {

    private static final String PORT = "port:";

    private final List<Predicate<ProcessDescription>> words;

    private ProcessFilter(List<Predicate<ProcessDescription>> words) {
        this.words = List.copyOf(words);
    }

    /** Never fails: what is not understood is searched for. */
    public static ProcessFilter parse(String text) {
        List<Predicate<ProcessDescription>> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (word.startsWith("!") && word.length() > 1) {
                words.add(excluding(word.substring(1)));
            } else if (!word.isEmpty() && !word.equals("!")) {
                words.add(including(word));
            }
        }
        return new ProcessFilter(words);
    }

    @Override
    public boolean test(ProcessDescription process) {
        return words.stream().allMatch(word -> word.test(process));
    }

    private static Predicate<ProcessDescription> including(String word) {
        return isField(word)
                ? field(word)
                : process -> contains(process, word) || isFuzzy(process, word);
    }

    /** Excluding is literal: who hides "db" does not mean "dashboard". */
    private static Predicate<ProcessDescription> excluding(String word) {
        return isField(word) ? field(word).negate() : process -> !contains(process, word);
    }

    private static boolean isField(String word) {
        return word.startsWith("is:") || word.startsWith("ns:") || word.startsWith(PORT);
    }

    private static Predicate<ProcessDescription> field(String word) {
        if (word.startsWith(PORT)) {
            String port = word.substring(PORT.length());
            return process ->
                    process.ports().stream()
                            .anyMatch(one -> Integer.toString(one.port()).equals(port));
        }
        String value = word.substring(3);
        return word.startsWith("ns:")
                ? process -> process.namespace().toLowerCase(Locale.ROOT).startsWith(value)
                : process -> isInState(process, value);
    }

    private static boolean isInState(ProcessDescription process, String state) {
        StatusWord word = StatusWord.of(process);
        return switch (state) {
            case "running", "online" -> word == StatusWord.RUNNING;
            case "failed", "errored" -> word.isTrouble();
            case "stopped" -> word == StatusWord.STOPPED || word == StatusWord.FINISHED;
            case "waiting" ->
                    word == StatusWord.RESTARTING
                            || word == StatusWord.LAUNCHING
                            || word == StatusWord.STOPPING;
            default -> word.name().toLowerCase(Locale.ROOT).replace("_", "").startsWith(state);
        };
    }

    private static boolean contains(ProcessDescription process, String word) {
        return process.name().toLowerCase(Locale.ROOT).contains(word)
                || process.namespace().toLowerCase(Locale.ROOT).contains(word)
                || CommandLine.of(process.spec()).toLowerCase(Locale.ROOT).contains(word)
                || (process.pid().isPresent()
                        && Long.toString(process.pid().getAsLong()).startsWith(word));
    }

    private static boolean isFuzzy(ProcessDescription process, String word) {
        String name = process.name().toLowerCase(Locale.ROOT);
        int from = 0;
        for (char letter : word.toCharArray()) {
            from = name.indexOf(letter, from) + 1;
            if (from == 0) {
                return false;
            }
        }
        return true;
    }
}
