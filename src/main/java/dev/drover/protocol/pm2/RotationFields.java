package dev.drover.protocol.pm2;

import dev.drover.domain.LogRotation;
import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * When logs are rotated, in the words of PM2's module {@code pm2-logrotate}. What is not set is as
 * {@link LogRotation#DEFAULT} has it.
 */
public final class RotationFields {

    private static final String MODULE = "pm2-logrotate";
    private static final String SIZE = "max_size";
    private static final String RETAIN = "retain";

    private RotationFields() {}

    /**
     * The settings of the module in {@code module_conf.json}.
     *
     * @param schedule reads the pattern of a schedule
     * @throws InvalidOptionException with one sentence when a setting cannot be used
     */
    public static LogRotation ofModule(
            byte[] moduleConf, Function<String, LogRotation.Schedule> schedule) {
        return read(view(moduleConf).object(MODULE), schedule);
    }

    /** The same of a file that holds nothing else. */
    public static LogRotation of(byte[] settings, Function<String, LogRotation.Schedule> schedule) {
        return read(view(settings), schedule);
    }

    private static Fields view(byte[] json) {
        try {
            return Fields.lenient(json.length == 0 ? null : Json.parse(json));
        } catch (ProtocolException e) {
            throw new InvalidOptionException("It is not JSON: " + e.getMessage());
        }
    }

    private static LogRotation read(
            Fields fields, Function<String, LogRotation.Schedule> schedule) {
        LogRotation absent = LogRotation.DEFAULT;
        Optional<String> pattern =
                fields.optionalText("rotateInterval").filter(text -> !isOff(text));
        try {
            return new LogRotation(
                    fields.optionalText(SIZE).map(RotationFields::bytes).orElse(absent.maxBytes()),
                    pattern.map(schedule),
                    fields.optionalText(RETAIN).map(RotationFields::count).orElse(absent.retain()),
                    fields.flag("compress", absent.compress()),
                    fields.text("dateFormat", absent.dateFormat()));
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOff(String text) {
        return text.isBlank() || text.equals("0") || text.equals("off");
    }

    private static long bytes(String text) {
        if (isOff(text)) {
            return Long.MAX_VALUE;
        }
        String plain = text.strip().toUpperCase(Locale.ROOT);
        if (!plain.matches("[0-9]{1,12}[KMG]?")) {
            throw new IllegalArgumentException(
                    "\"%s\" is \"%s\"; it must be a size like 10M, 1G or 500K, or off."
                            .formatted(SIZE, text));
        }
        char unit = plain.charAt(plain.length() - 1);
        int shift = unit == 'K' ? 10 : unit == 'M' ? 20 : unit == 'G' ? 30 : 0;
        String number = shift == 0 ? plain : plain.substring(0, plain.length() - 1);
        return Long.parseLong(number) << shift;
    }

    private static int count(String text) {
        if (text.equals("all")) {
            return Integer.MAX_VALUE;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is \"%s\"; it must be a number of files, or all."
                            .formatted(RETAIN, text));
        }
        return Integer.parseInt(text);
    }
}
