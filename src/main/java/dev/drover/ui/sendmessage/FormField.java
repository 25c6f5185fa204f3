package dev.drover.ui.sendmessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One field of a form for JSON data.
 *
 * @param name of the member; empty for the whole
 * @param kind how it is filled in
 * @param required whether it must not be left out
 * @param first what it holds at first; null: nothing
 * @param description for the user; may be empty
 * @param choices for {@link Kind#CHOICE}
 * @param members for {@link Kind#OBJECT}
 */
record FormField(
        String name,
        Kind kind,
        boolean required,
        @Nullable Object first,
        String description,
        List<Object> choices,
        List<FormField> members) {

    private static final int DEEPEST = 6;

    /** How a field is filled in. */
    enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        BOOLEAN,
        CHOICE,
        OBJECT,
        /** Lists and whatever else has no control of its own: as JSON. */
        JSON
    }

    /**
     * The form that a JSON Schema describes: string, number, integer, boolean, enum, object with
     * properties, required, default, description. Anything else becomes a field for JSON.
     */
    static FormField ofSchema(Map<?, ?> schema) {
        return ofSchema("", schema, true, 0);
    }

    /** The form that fits a message like this one; its values are the first ones. */
    static FormField ofValue(@Nullable Object value) {
        return ofValue("", value, 0);
    }

    /**
     * The form of a message that is being written: its members with their values, then, empty,
     * those that another message of the kind had besides.
     */
    static FormField ofValues(Map<?, ?> present, Map<?, ?> past) {
        List<FormField> members = new ArrayList<>(ofValue(present).members);
        ofValue(past).members.stream()
                .filter(member -> !present.containsKey(member.name))
                .map(FormField::withoutValue)
                .forEach(members::add);
        return new FormField("", Kind.OBJECT, true, present, "", List.of(), members);
    }

    private FormField withoutValue() {
        return new FormField(
                name,
                kind,
                required,
                null,
                description,
                choices,
                members.stream().map(FormField::withoutValue).toList());
    }

    /** What was filled in, and those members of {@code present} for which there is no field. */
    @Nullable Object withRest(@Nullable Object filled, @Nullable Object present) {
        if (kind != Kind.OBJECT || !(present instanceof Map<?, ?> before)) {
            return filled;
        }
        Map<?, ?> values = filled instanceof Map<?, ?> map ? map : Map.of();
        Map<Object, @Nullable Object> all = new LinkedHashMap<>();
        for (FormField member : members) {
            Object old = before.get(member.name);
            Object value = member.withRest(values.get(member.name), old);
            if (value != null || old == null && before.containsKey(member.name)) {
                all.put(member.name, value);
            }
        }
        Set<String> named = members.stream().map(FormField::name).collect(Collectors.toSet());
        before.forEach(
                (key, value) -> {
                    if (!named.contains(key)) {
                        all.put(key, value);
                    }
                });
        return all.isEmpty() && filled == null ? null : all;
    }

    /** The same with the values of another message where it has them. */
    FormField withValues(@Nullable Object value) {
        if (kind == Kind.OBJECT) {
            Map<?, ?> map = value instanceof Map<?, ?> given ? given : Map.of();
            return new FormField(
                    name,
                    kind,
                    required,
                    first,
                    description,
                    choices,
                    members.stream()
                            .map(m -> map.containsKey(m.name) ? m.withValues(map.get(m.name)) : m)
                            .toList());
        }
        return new FormField(name, kind, required, value, description, choices, members);
    }

    private static FormField ofSchema(String name, Map<?, ?> schema, boolean required, int depth) {
        String description = schema.get("description") instanceof String text ? text : "";
        Object first = schema.get("default");
        if (schema.get("enum") instanceof List<?> values && !values.isEmpty()) {
            List<Object> choices =
                    values.stream().filter(Objects::nonNull).<Object>map(v -> v).toList();
            return new FormField(
                    name, Kind.CHOICE, required, first, description, choices, List.of());
        }
        Kind kind =
                switch (String.valueOf(schema.get("type"))) {
                    case "string" -> Kind.TEXT;
                    case "number" -> Kind.NUMBER;
                    case "integer" -> Kind.INTEGER;
                    case "boolean" -> Kind.BOOLEAN;
                    case "object" ->
                            schema.get("properties") instanceof Map<?, ?> && depth < DEEPEST
                                    ? Kind.OBJECT
                                    : Kind.JSON;
                    default -> Kind.JSON;
                };
        List<FormField> members = new ArrayList<>();
        if (kind == Kind.OBJECT && schema.get("properties") instanceof Map<?, ?> properties) {
            List<?> needed = schema.get("required") instanceof List<?> list ? list : List.of();
            properties.forEach(
                    (key, value) -> {
                        if (value instanceof Map<?, ?> member) {
                            members.add(
                                    ofSchema(
                                            String.valueOf(key),
                                            member,
                                            needed.contains(key),
                                            depth + 1));
                        }
                    });
        }
        return new FormField(name, kind, required, first, description, List.of(), members);
    }

    private static FormField ofValue(String name, @Nullable Object value, int depth) {
        Kind kind =
                switch (value) {
                    case String _ -> Kind.TEXT;
                    case Boolean _ -> Kind.BOOLEAN;
                    case Number _ -> Kind.NUMBER;
                    case Map<?, ?> map when !map.isEmpty() && depth < DEEPEST -> Kind.OBJECT;
                    case null, default -> Kind.JSON;
                };
        List<FormField> members = new ArrayList<>();
        if (kind == Kind.OBJECT && value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, member) -> members.add(ofValue(String.valueOf(key), member, depth + 1)));
        }
        // What one message has need not be in the next.
        return new FormField(name, kind, name.isEmpty(), value, "", List.of(), members);
    }
}
