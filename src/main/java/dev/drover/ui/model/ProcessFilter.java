package dev.drover.ui.model;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ProcessDescription;
import dev.drover.project.CommandLine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is typed into the filter field, as a test of processes. Words must all match: {@code
 * is:running} and its like name a state, {@code ns:x} the beginning of a namespace, {@code
 * port:8080} a port that it has ({@code port:}: any), {@code pid:12} the beginning of its pid,
 * {@code !x} turns a word round; any other word is found in the name, the namespace, the command,
 * the pid or a port, or, letters in order but not side by side, in the name.
 */
public final class ProcessFilter implements Predicate<ProcessDescription> {

    private static final String IS = "is:";
    private static final Map<String, Set<StatusWord>> STATES = states();

    private final List<Predicate<ProcessDescription>> words;
    private final List<String> unknown;

    private ProcessFilter(List<Predicate<ProcessDescription>> words, List<String> unknown) {
        this.words = List.copyOf(words);
        this.unknown = List.copyOf(unknown);
    }

    /** Never fails: what is not understood is searched for. */
    public static ProcessFilter parse(String text) {
        List<Predicate<ProcessDescription>> words = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String typed : text.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            boolean not = typed.startsWith("!");
            String word = not ? typed.substring(1) : typed;
            if (word.isEmpty()) {
                continue;
            }
            if (word.startsWith(IS) && statesOf(word.substring(IS.length())).isEmpty()) {
                unknown.add(word.substring(IS.length()));
            }
            words.add(not ? excluding(word) : including(word));
        }
        return new ProcessFilter(words, unknown);
    }

    /** The states that are asked for with {@code is:} and do not exist, as they were typed. */
    public List<String> unknownStates() {
        return unknown;
    }

    /** What may follow {@code is:}. */
    public static List<String> knownStates() {
        return List.copyOf(STATES.keySet());
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
        return List.of(IS, "ns:", "port:", "pid:").stream().anyMatch(word::startsWith);
    }

    private static Predicate<ProcessDescription> field(String word) {
        int colon = word.indexOf(':');
        String value = word.substring(colon + 1);
        return switch (word.substring(0, colon)) {
            case "port" -> process -> hasPort(process, value);
            case "pid" -> process -> isPid(process, value);
            case "ns" -> process -> process.namespace().toLowerCase(Locale.ROOT).startsWith(value);
            default -> {
                Set<StatusWord> states = statesOf(value);
                yield process -> states.contains(StatusWord.of(process));
            }
        };
    }

    private static Map<String, Set<StatusWord>> states() {
        Map<String, Set<StatusWord>> states = new LinkedHashMap<>();
        states.put("running", EnumSet.of(StatusWord.RUNNING));
        states.put("failed", EnumSet.of(StatusWord.FAILED, StatusWord.GAVE_UP));
        states.put(
                "waiting",
                EnumSet.of(StatusWord.RESTARTING, StatusWord.LAUNCHING, StatusWord.STOPPING));
        states.put("stopped", EnumSet.of(StatusWord.STOPPED, StatusWord.FINISHED));
        states.put("online", EnumSet.of(StatusWord.RUNNING));
        states.put("errored", EnumSet.of(StatusWord.FAILED, StatusWord.GAVE_UP));
        for (StatusWord word : StatusWord.values()) {
            states.putIfAbsent(
                    word.name().toLowerCase(Locale.ROOT).replace("_", ""), EnumSet.of(word));
        }
        return states;
    }

    /** As far as the word is typed. */
    private static Set<StatusWord> statesOf(String value) {
        Set<StatusWord> exact = STATES.get(value);
        if (exact != null) {
            return exact;
        }
        Set<StatusWord> found = EnumSet.noneOf(StatusWord.class);
        STATES.forEach(
                (name, states) -> {
                    if (name.startsWith(value)) {
                        found.addAll(states);
                    }
                });
        return found;
    }

    private static boolean contains(ProcessDescription process, String word) {
        return process.name().toLowerCase(Locale.ROOT).contains(word)
                || process.namespace().toLowerCase(Locale.ROOT).contains(word)
                || CommandLine.of(process.spec()).toLowerCase(Locale.ROOT).contains(word)
                || isPid(process, word)
                || ports(process).contains(word);
    }

    private static boolean isPid(ProcessDescription process, String beginning) {
        return process.pid().isPresent()
                && Long.toString(process.pid().getAsLong()).startsWith(beginning);
    }

    /** Before a number is typed: any. */
    private static boolean hasPort(ProcessDescription process, String value) {
        List<String> ports = ports(process);
        return value.isEmpty() ? !ports.isEmpty() : ports.contains(value);
    }

    private static List<String> ports(ProcessDescription process) {
        return process.ports().stream().map(ListeningPort::port).map(String::valueOf).toList();
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
