package dev.drover.project;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSON-shaped value that knows the line where it stands, so that errors can name it. */
sealed interface Located {

    /** Line in the file, from 1; 0 when it is not known. */
    int line();

    /**
     * An object; members keep the file's order.
     *
     * @param keyLines the lines of their keys
     * @param anchored the keys of those that have an anchor of YAML: they are there to be used
     *     elsewhere
     */
    record Obj(
            Map<String, Located> members,
            Map<String, Integer> keyLines,
            Set<String> anchored,
            int line)
            implements Located {

        Obj(Map<String, Located> members, Map<String, Integer> keyLines, int line) {
            this(members, keyLines, Set.of(), line);
        }

        /** Line of a key; the object's own when there is no such key. */
        int line(String key) {
            return keyLines.getOrDefault(key, line);
        }
    }

    /** An array. */
    record Arr(List<Located> items, int line) implements Located {}

    /** A string, number, boolean or null. */
    record Scalar(@Nullable Object value, int line) implements Located {}

    /** The value without its lines: JSON-shaped. */
    default @Nullable Object plain() {
        return switch (this) {
            case Scalar scalar -> scalar.value();
            case Arr arr -> {
                List<@Nullable Object> list = new ArrayList<>();
                arr.items().forEach(item -> list.add(item.plain()));
                yield list;
            }
            case Obj obj -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                obj.members().forEach((key, value) -> map.put(key, value.plain()));
                yield map;
            }
        };
    }

    /** What kind of value this is, for an error message. */
    default String kind() {
        return switch (this) {
            case Obj _ -> "an object";
            case Arr _ -> "a list";
            case Scalar(String text, int _) -> "the text \"" + text + "\"";
            case Scalar(@Nullable Object value, int _) -> String.valueOf(value);
        };
    }

    /** A value that stands in no file. */
    static Located of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Located> members = new LinkedHashMap<>();
                map.forEach((key, member) -> members.put(String.valueOf(key), of(member)));
                yield new Obj(members, Map.of(), 0);
            }
            case List<?> list -> new Arr(list.stream().map(Located::of).toList(), 0);
            case null, default -> new Scalar(value, 0);
        };
    }
}
