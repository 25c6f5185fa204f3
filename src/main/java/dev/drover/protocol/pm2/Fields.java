package dev.drover.protocol.pm2;

import dev.drover.domain.PlainText;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A typed view of a JSON object. Numbers may come as numeric text and booleans as {@code "true"},
 * as from PM2's clients. A value of the wrong type is refused with one sentence that names its key,
 * or counts as absent in a lenient view. Null counts as absent.
 */
final class Fields {

    /** A hundred years: whoever asks for more means for ever, and clocks count nanoseconds. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final int LONGEST_SHOWN = 512;

    private static final Pattern LEADING_WHOLE = Pattern.compile("\\s*([+-]?[0-9]{1,9})(?![0-9])");

    private final Map<String, @Nullable Object> map;
    private final String owner;
    private final boolean lenient;

    private Fields(Map<String, @Nullable Object> map, String owner, boolean lenient) {
        this.map = map;
        this.owner = owner;
        this.lenient = lenient;
    }

    /**
     * @param owner what the object is, as the subject of a sentence
     * @throws InvalidOptionException when the value is not an object
     */
    static Fields strict(@Nullable Object value, String owner) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidOptionException(
                    owner + " must be an object, but is " + type(value) + ".");
        }
        return new Fields(copy(map), owner, false);
    }

    /** An empty view for what is not an object. */
    static Fields lenient(@Nullable Object value) {
        return new Fields(value instanceof Map<?, ?> map ? copy(map) : Map.of(), "It", true);
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return Collections.unmodifiableMap(copy);
    }

    Map<String, @Nullable Object> map() {
        return map;
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    @Nullable Object raw(String key) {
        return map.get(key);
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    String text(String key, String absent) {
        return optionalText(key).orElse(absent);
    }

    Optional<String> optionalText(String key) {
        Object value = map.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(withoutNul(key, text));
        }
        return value instanceof Number number
                ? Optional.of(number.toString())
                : wrong(key, "text", value);
    }

    /** A text that is shown, in terminals too, and so must not do anything to them. */
    String shownText(String key, String absent) {
        String text = optionalText(key).orElse(absent);
        if (!lenient && (text.length() > LONGEST_SHOWN || !PlainText.is(text))) {
            throw new InvalidOptionException(
                    "%s has a \"%s\" with control characters, or of more than %d characters; choose another."
                            .formatted(owner, key, LONGEST_SHOWN));
        }
        return PlainText.visible(text);
    }

    boolean flag(String key, boolean absent) {
        Object value = map.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        return this.<Boolean>wrong(key, "true or false", value).orElse(absent);
    }

    Optional<Long> optionalWhole(String key) {
        Object value = map.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            return Optional.of(number.longValue());
        }
        return value instanceof String text && text.matches("-?[0-9]{1,18}")
                ? Optional.of(Long.valueOf(text))
                : wrong(key, "a number", value);
    }

    int whole(String key, int absent) {
        Optional<Long> value = optionalWhole(key);
        if (value.isEmpty()) {
            return absent;
        }
        long number = value.get();
        if (number != (int) number) {
            return this.<Integer>wrong(key, "a number of 32 bits", number).orElse(absent);
        }
        return (int) number;
    }

    int whole(String key) {
        if (!has(key)) {
            throw missing(key);
        }
        return whole(key, 0);
    }

    double real(String key) {
        return map.get(key) instanceof Number number ? number.doubleValue() : 0;
    }

    /** A duration that travels in milliseconds; {@link #FOR_EVER} at most. */
    Optional<Duration> optionalMillis(String key) {
        Optional<Long> millis = optionalWhole(key);
        if (millis.isPresent() && millis.get() < 0) {
            return wrong(key, "0 or more milliseconds", millis.get());
        }
        return millis.map(it -> Duration.ofMillis(Math.min(it, FOR_EVER.toMillis())));
    }

    Duration millis(String key, Duration absent) {
        return optionalMillis(key).orElse(absent);
    }

    /** A list of scalars as texts; one text counts as words with blanks between them. */
    List<String> words(String key) {
        Object value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return words(key, list);
        }
        if (value instanceof String text) {
            return text.isBlank()
                    ? List.of()
                    : List.of(withoutNul(key, text).strip().split("\\s+"));
        }
        return this.<List<String>>wrong(key, "a list of texts", value).orElse(List.of());
    }

    private List<String> words(String key, List<?> list) {
        List<String> words = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof Map || element instanceof List || element == null) {
                return this.<List<String>>wrong(key, "a list of texts", element).orElse(List.of());
            }
            words.add(withoutNul(key, scalarText(element)));
        }
        return words;
    }

    /** As {@link #millis}; to PM2 a 0 is no time, so that what holds anyway does. */
    Duration timeout(String key, Duration plain) {
        return optionalMillis(key).filter(time -> !time.isZero()).orElse(plain);
    }

    /** A number; what is larger than the limit is as good as the limit. */
    int upTo(int limit, String key, int absent) {
        return Math.clamp(optionalWhole(key).orElse((long) absent), Integer.MIN_VALUE, limit);
    }

    /**
     * The whole numbers of a list of numbers and texts, or of one number. Of a text counts the
     * number that it begins with, as JavaScript's {@code parseInt} has it.
     */
    Set<Integer> wholes(String key) {
        Object value = map.get(key);
        List<?> elements =
                switch (value) {
                    case Number one -> List.of(one);
                    case List<?> list -> list;
                    case null, default -> words(key);
                };
        Set<Integer> numbers = new LinkedHashSet<>();
        for (Object element : elements) {
            Matcher begin = LEADING_WHOLE.matcher(element instanceof String text ? text : "");
            if (begin.lookingAt()) {
                numbers.add(Integer.valueOf(begin.group(1)));
            } else if (!(element instanceof Number number)) {
                wrong(key, "a list of numbers", element);
            } else if (number.doubleValue() == number.intValue()) {
                numbers.add(number.intValue());
            }
        }
        return numbers;
    }

    /**
     * One text, or those of a list; what else is in a list is left out, such as a pattern that JSON
     * has no word for.
     */
    List<String> texts(String key) {
        Object value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof List<?> list && list.stream().noneMatch(Fields::isNumberOrFlag)) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
        }
        return this.<List<String>>wrong(key, "a text or a list of texts", value).orElse(List.of());
    }

    private static boolean isNumberOrFlag(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    /** One of several words. */
    Optional<String> optionalChoice(String key, List<String> words) {
        Optional<String> text = optionalText(key);
        return text.isEmpty() || words.contains(text.get())
                ? text
                : wrong(key, "one of " + String.join(", ", words), text.get());
    }

    /** An absolute path; PM2's {@code NULL} stands for {@code /dev/null}. */
    Optional<Path> optionalPath(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty() || text.get().isEmpty()) {
            return Optional.empty();
        }
        if (text.get().equals("NULL")) {
            return Optional.of(Path.of("/dev/null"));
        }
        try {
            Path path = Path.of(text.get());
            return path.isAbsolute()
                    ? Optional.of(path)
                    : wrong(key, "an absolute path", text.get());
        } catch (InvalidPathException e) {
            return wrong(key, "a path", text.get());
        }
    }

    /** The scalars of an object as texts, in order. Objects, lists and null are left out. */
    Map<String, String> scalars(String key) {
        Object object = map.get(key);
        if (object == null) {
            return Map.of();
        }
        if (!(object instanceof Map<?, ?> entries)) {
            return this.<Map<String, String>>wrong(key, "an object", object).orElse(Map.of());
        }
        Map<String, String> scalars = new LinkedHashMap<>();
        entries.forEach(
                (name, value) -> {
                    if (isScalar(value)) {
                        scalars.put(String.valueOf(name), withoutNul(key, scalarText(value)));
                    }
                });
        return scalars;
    }

    Fields object(String key) {
        return Fields.lenient(map.get(key));
    }

    static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** As JavaScript makes text of a scalar. */
    static String scalarText(Object scalar) {
        return scalar instanceof Double number && Double.isFinite(number)
                ? numberText(number)
                : scalar.toString();
    }

    private static String numberText(double number) {
        if (number == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        double size = Math.abs(number);
        if (size >= 1e-6 && size < 1e21) {
            return exact.toPlainString();
        }
        int exponent = exact.precision() - exact.scale() - 1;
        BigDecimal digits = exact.movePointLeft(exponent).stripTrailingZeros();
        return digits.toPlainString() + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    private String withoutNul(String key, String text) {
        if (text.indexOf('\0') >= 0) {
            if (lenient) {
                return text.replace("\0", "");
            }
            throw new InvalidOptionException(
                    owner + " has a NUL character in \"" + key + "\"; remove it.");
        }
        return text;
    }

    private InvalidOptionException missing(String key) {
        return new InvalidOptionException(owner + " has no \"" + key + "\", which is required.");
    }

    private <T> Optional<T> wrong(String key, String wanted, @Nullable Object value) {
        if (lenient) {
            return Optional.empty();
        }
        throw new InvalidOptionException(
                "%s has %s in \"%s\"; it must be %s."
                        .formatted(owner, shown(key, value), key, wanted));
    }

    /** What should be an environment may hold a secret, whatever it is. */
    private static String shown(String key, @Nullable Object value) {
        return key.equals("env") ? "what is no object" : type(value);
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String text when text.length() > 40 -> "a text of %d".formatted(text.length());
            case String text -> "the text \"" + text + "\"";
            case Object other -> String.valueOf(other);
        };
    }
}
