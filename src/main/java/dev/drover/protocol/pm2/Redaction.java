package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.JsonOutput;
import dev.drover.protocol.bus.BusMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which variables of services are not told to clients (checklist S15): in replies and events their
 * values are {@link #MARK}. Services get the true ones.
 */
public final class Redaction {

    /** Stands for a value that is not told. */
    public static final String MARK = "[redacted]";

    /** The patterns that are meant when none are given. */
    public static final List<String> USUAL =
            List.of("*_TOKEN", "*_KEY", "*PASSWORD*", "*PASSWD*", "*SECRET*", "*CREDENTIAL*");

    /** Everything is told. */
    public static final Redaction NONE = new Redaction(List.of());

    private static final String ENV = "env";

    /** Where environments are in replies and events. */
    private static final Set<String> PLACES = Set.of("pm2_env", "process", BusEvents.DROVER_ENV);

    private final Optional<Pattern> names;

    /**
     * @param patterns names of variables, in any case; {@code *} stands for any text
     */
    public Redaction(List<String> patterns) {
        names =
                patterns.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                Pattern.compile(
                                        patterns.stream()
                                                .map(Redaction::regex)
                                                .collect(Collectors.joining("|")),
                                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static String regex(String pattern) {
        return Pattern.compile("\\*")
                .splitAsStream(pattern + "\0")
                .map(part -> Pattern.quote(part.replace("\0", "")))
                .collect(Collectors.joining(".*"));
    }

    /** An event as it is published. */
    public BusMessage of(BusMessage message) {
        return names.isPresent() && message.payload() instanceof Map<?, ?> payload
                ? new BusMessage(message.topic(), ofEntry(payload))
                : message;
    }

    /** A reply as it is sent: one entry, a list of them, or something without environments. */
    public @Nullable Object ofReply(@Nullable Object reply) {
        if (names.isEmpty() || reply instanceof JsonOutput.Source) {
            return reply;
        }
        if (reply instanceof List<?> list) {
            List<@Nullable Object> redacted = new ArrayList<>(list.size());
            list.forEach(one -> redacted.add(one instanceof Map<?, ?> map ? ofEntry(map) : one));
            return redacted;
        }
        return reply instanceof Map<?, ?> map ? ofEntry(map) : reply;
    }

    /** One entry of a list. */
    @SuppressWarnings("unchecked")
    Map<String, Object> ofEntry(Map<?, ?> entry) {
        if (names.isEmpty()) {
            return (Map<String, Object>) entry;
        }
        Map<String, Object> redacted = new LinkedHashMap<>((Map<String, Object>) entry);
        redacted.replaceAll(
                (key, value) ->
                        PLACES.contains(key) && value instanceof Map<?, ?> map
                                ? ofVariables(map)
                                : value);
        return redacted;
    }

    /** Variables, which PM2 mixes with options, and those below {@code env}. */
    private Map<Object, Object> ofVariables(Map<?, ?> variables) {
        Map<Object, Object> redacted = new LinkedHashMap<>(variables);
        redacted.replaceAll(
                (name, value) -> {
                    if (name.equals(ENV) && value instanceof Map<?, ?> map) {
                        return ofVariables(map);
                    }
                    return Fields.isScalar(value) && isMeant(String.valueOf(name)) ? MARK : value;
                });
        return redacted;
    }

    /** Whether the value of a variable of this name is not told. */
    public boolean isMeant(String name) {
        return names.isPresent()
                && !SpecFields.isReserved(name)
                && names.get().matcher(name).matches();
    }

    /**
     * A changed specification without the marks that a client gave back: those variables keep their
     * values.
     */
    public ProcessSpec restore(ProcessSpec changed, ProcessSpec before) {
        if (names.isEmpty() || !changed.env().containsValue(MARK)) {
            return changed;
        }
        Map<String, String> env = new LinkedHashMap<>(changed.env());
        env.replaceAll(
                (name, value) ->
                        value.equals(MARK) && isMeant(name)
                                ? before.env().getOrDefault(name, value)
                                : value);
        return changed.toBuilder().env(env).build();
    }

    /**
     * @throws InvalidOptionException when a new service would get a mark for a value
     */
    public ProcessSpec requireValues(ProcessSpec spec) {
        for (Map.Entry<String, String> variable : spec.env().entrySet()) {
            if (variable.getValue().equals(MARK) && isMeant(variable.getKey())) {
                throw new InvalidOptionException(
                        "%s has no value for %s, which this supervisor tells nobody; start it from its file."
                                .formatted(spec.name(), variable.getKey()));
            }
        }
        return spec;
    }
}
