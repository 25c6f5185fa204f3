package dev.drover.protocol.pm2;

import dev.drover.domain.RunChange;
import dev.drover.domain.RunChange.Head;
import dev.drover.domain.RunChanges;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code drover:changes}: what has changed for a run since an earlier one. */
public final class ChangeFields {

    private static final String KNOWN = "known";
    private static final String CHANGES = "changes";
    private static final String WHAT = "what";
    private static final String NAME = "name";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private ChangeFields() {}

    /** The request. */
    public static Map<String, Object> request(int id, int earlier, int later) {
        return Map.of("id", id, "earlier", earlier, "later", later);
    }

    public static Map<String, Object> encode(RunChanges changes) {
        return Map.of(
                KNOWN,
                changes.setupKnown(),
                CHANGES,
                changes.changes().stream().map(ChangeFields::encode).toList());
    }

    private static Map<String, Object> encode(RunChange change) {
        Map<String, Object> map = new LinkedHashMap<>();
        switch (change) {
            case RunChange.Option(String name, String before, String after) -> {
                map.put(WHAT, "option");
                map.put(NAME, name);
                map.put(BEFORE, before);
                map.put(AFTER, after);
            }
            case RunChange.Variable(String name, RunChange.Variable.Kind kind) -> {
                map.put(WHAT, "variable");
                map.put(NAME, name);
                map.put("kind", kind.name().toLowerCase(Locale.ROOT));
            }
            case RunChange.Program(String before, String after) -> {
                map.put(WHAT, "program");
                map.put(BEFORE, before);
                map.put(AFTER, after);
            }
            case RunChange.CheckedOut(Head before, Head after) -> {
                map.put(WHAT, "checkedOut");
                map.put(BEFORE, encode(before));
                map.put(AFTER, encode(after));
            }
            case RunChange.Files(List<String> newest, int count, boolean complete) -> {
                map.put(WHAT, "files");
                map.put("newest", newest);
                map.put("count", count);
                map.put("complete", complete);
            }
        }
        return map;
    }

    private static Map<String, Object> encode(Head head) {
        Map<String, Object> map = new LinkedHashMap<>();
        head.branch().ifPresent(branch -> map.put("branch", branch));
        head.commit().ifPresent(commit -> map.put("commit", commit));
        return map;
    }

    /** Changes of a kind that a later version may know are left out. */
    public static RunChanges decode(@Nullable Object reply) {
        Fields fields = Fields.lenient(reply);
        List<RunChange> changes = new ArrayList<>();
        if (fields.raw(CHANGES) instanceof List<?> list) {
            list.forEach(one -> decodeOne(Fields.lenient(one)).ifPresent(changes::add));
        }
        return new RunChanges(fields.flag(KNOWN, false), changes);
    }

    private static Optional<RunChange> decodeOne(Fields map) {
        String name = map.text(NAME, "");
        String before = map.text(BEFORE, "");
        String after = map.text(AFTER, "");
        return switch (map.text(WHAT, "")) {
            case "option" -> Optional.of(new RunChange.Option(name, before, after));
            case "variable" ->
                    kind(map.text("kind", "")).map(kind -> new RunChange.Variable(name, kind));
            case "program" -> Optional.of(new RunChange.Program(before, after));
            case "checkedOut" ->
                    Optional.of(
                            new RunChange.CheckedOut(
                                    head(map.object(BEFORE)), head(map.object(AFTER))));
            case "files" ->
                    Optional.of(
                            new RunChange.Files(
                                    newest(map),
                                    map.whole("count", 0),
                                    map.flag("complete", true)));
            default -> Optional.empty();
        };
    }

    private static Optional<RunChange.Variable.Kind> kind(String text) {
        for (RunChange.Variable.Kind kind : RunChange.Variable.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Head head(Fields map) {
        return new Head(map.optionalText("branch"), map.optionalText("commit"));
    }

    private static List<String> newest(Fields map) {
        return map.raw("newest") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
