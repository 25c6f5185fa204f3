package dev.drover.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of one app, each with its type checked; what is wrong is collected with its line. An
 * option that is null counts as absent.
 */
final class OptionReader {

    /** Variables of a named environment are under {@code env_<name>}. */
    static final String NAMED_ENV = "env_";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Located.Obj app;
    private final List<Problem> problems;
    private final Map<AppOption, Found> found = new EnumMap<>(AppOption.class);

    OptionReader(Located.Obj app, List<Problem> problems) {
        this.app = app;
        this.problems = problems;
        app.members().forEach(this::sort);
    }

    private void sort(String key, Located value) {
        Optional<AppOption> option = AppOption.of(key);
        if (option.isEmpty() && !key.startsWith(NAMED_ENV)) {
            problem(
                    key,
                    "there is no option \"%s\"%s"
                            .formatted(key, NearMiss.hint(key, AppOption.allKeys())));
        }
        if (option.isEmpty() && !(value instanceof Located.Obj) && key.startsWith(NAMED_ENV)) {
            notVariables(key, value);
        }
        boolean isNull = value instanceof Located.Scalar scalar && scalar.value() == null;
        if (option.isEmpty() || isNull) {
            return;
        }
        Found before = found.putIfAbsent(option.get(), new Found(key, value));
        if (before != null) {
            problem(
                    key,
                    "\"%s\" and \"%s\" are the same option: remove one."
                            .formatted(before.key(), key));
        }
    }

    boolean has(AppOption option) {
        return found.containsKey(option);
    }

    /** Names what is wrong with an option, or with the app when the option is not there. */
    void problem(AppOption option, String message) {
        Found present = found.get(option);
        problems.add(new Problem(present == null ? app.line() : app.line(present.key()), message));
    }

    private void problem(String key, String message) {
        problems.add(new Problem(app.line(key), message));
    }

    Optional<String> text(AppOption option) {
        return scalar(option, String.class);
    }

    Optional<Boolean> flag(AppOption option) {
        return scalar(option, Boolean.class);
    }

    private <T> Optional<T> scalar(AppOption option, Class<T> type) {
        return present(option)
                .flatMap(
                        f ->
                                type.isInstance(f.value().plain())
                                        ? Optional.of(type.cast(f.value().plain()))
                                        : wrong(option));
    }

    /** A whole number, at least {@code least}; {@code "max"} is 0: as many as there are CPUs. */
    Optional<Integer> count(AppOption option, int least) {
        return present(option)
                .flatMap(
                        f -> {
                            String text = String.valueOf(f.value().plain());
                            if (option == AppOption.INSTANCES && text.equals("max")) {
                                return Optional.of(0);
                            }
                            if (!text.matches("-?\\d{1,9}")) {
                                return wrong(option);
                            }
                            int number = Integer.parseInt(text);
                            if (number < least) {
                                problem(
                                        option,
                                        "\"%s\" must be at least %d, but it is %d."
                                                .formatted(f.key(), least, number));
                                return Optional.empty();
                            }
                            return Optional.of(number);
                        });
    }

    Optional<Duration> time(AppOption option) {
        return present(option)
                .flatMap(
                        f -> Units.time(String.valueOf(f.value().plain())).or(() -> wrong(option)));
    }

    Optional<Long> size(AppOption option) {
        return present(option)
                .flatMap(
                        f ->
                                Units.bytes(String.valueOf(f.value().plain()))
                                        .or(() -> wrong(option)));
    }

    /** A text that has to match. */
    Optional<String> matching(AppOption option, String regex) {
        return present(option)
                .map(f -> String.valueOf(f.value().plain()))
                .flatMap(
                        text ->
                                text.matches(regex)
                                        ? Optional.of(text)
                                        : this.<String>wrong(option));
    }

    /** A list of texts, or one line of arguments. */
    List<String> words(AppOption option) {
        Optional<List<String>> words =
                present(option)
                        .flatMap(
                                f ->
                                        switch (f.value()) {
                                            case Located.Arr _ -> texts(option);
                                            case Located.Scalar(String line, int _) ->
                                                    Optional.of(OptionWords.split(line));
                                            default -> wrong(option);
                                        });
        return words.orElse(List.of());
    }

    /** One text or a list of texts (numbers and flags count as texts). */
    Optional<List<String>> texts(AppOption option) {
        return present(option)
                .flatMap(
                        f -> {
                            List<Located> items =
                                    f.value() instanceof Located.Arr arr
                                            ? arr.items()
                                            : List.of(f.value());
                            List<String> texts = new ArrayList<>();
                            for (Located item : items) {
                                if (item instanceof Located.Scalar && item.plain() != null) {
                                    texts.add(String.valueOf(item.plain()));
                                } else {
                                    String list = item == f.value() ? "" : "a list with ";
                                    return wrong(option, list + item.kind());
                                }
                            }
                            return Optional.of(texts);
                        });
    }

    /** True or false where the value is a flag; empty where it is something else. */
    Optional<Boolean> ifFlag(AppOption option) {
        return present(option)
                .map(f -> f.value().plain())
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    Set<Integer> codes(AppOption option) {
        Set<Integer> codes = new HashSet<>();
        for (String text : texts(option).orElse(List.of())) {
            if (text.matches("\\d{1,9}")) {
                codes.add(Integer.parseInt(text));
            } else {
                wrong(option);
            }
        }
        return codes;
    }

    /** The value as it came, JSON-shaped. */
    Optional<Object> any(AppOption option) {
        return present(option).map(f -> f.value().plain());
    }

    Map<String, String> variables(AppOption option) {
        return present(option)
                .map(
                        f -> {
                            if (f.value() instanceof Located.Obj obj) {
                                return variables(obj);
                            }
                            notVariables(f.key(), f.value());
                            return Map.<String, String>of();
                        })
                .orElse(Map.of());
    }

    /** The variables of {@code env_<name>}. */
    Map<String, String> variables(String environment) {
        String key = NAMED_ENV + environment;
        Located value = app.members().get(key);
        return value instanceof Located.Obj obj ? variables(obj) : Map.of();
    }

    /** The names of the environments that the app has variables for. */
    List<String> environments() {
        return app.members().keySet().stream()
                .filter(key -> key.startsWith(NAMED_ENV))
                .map(key -> key.substring(NAMED_ENV.length()))
                .toList();
    }

    private static Map<String, String> variables(Located.Obj obj) {
        Map<String, String> variables = new LinkedHashMap<>();
        obj.members().forEach((name, member) -> variables.put(name, asText(member.plain())));
        return variables;
    }

    private void notVariables(String key, Located value) {
        problem(
                key,
                "\"%s\" must be %s, but it is %s."
                        .formatted(key, AppOption.Kind.VARIABLES.words(), value.kind()));
    }

    /** As PM2 gives it to a process: a text as it is, everything else as JSON. */
    private static String asText(@Nullable Object value) {
        try {
            return value instanceof String text ? text : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON-shaped value is no JSON", e);
        }
    }

    private Optional<Found> present(AppOption option) {
        return Optional.ofNullable(found.get(option));
    }

    private <T> Optional<T> wrong(AppOption option) {
        return wrong(option, present(option).map(f -> f.value().kind()).orElse(""));
    }

    private <T> Optional<T> wrong(AppOption option, String is) {
        present(option)
                .ifPresent(
                        f ->
                                problem(
                                        option,
                                        "\"%s\" must be %s, but it is %s."
                                                .formatted(f.key(), option.kind().words(), is)));
        return Optional.empty();
    }

    private record Found(String key, Located value) {}
}
