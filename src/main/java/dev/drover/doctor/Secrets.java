package dev.drover.doctor;

import dev.drover.protocol.pm2.Redaction;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what does not belong into a bug report: values of variables whose names look
 * like those of secrets, what looks like a password in a line of a log, and the user's name in
 * paths.
 */
final class Secrets {

    /** Shorter values would take pieces out of ordinary words. */
    private static final int SHORTEST = 6;

    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?i)([\\w-]*(?:token|secret|passw(?:or)?d|passwd|credential|api[_-]?key|_key)"
                            + "[\\w-]*[\"']?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&}]+)");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{6,}");

    private static final Pattern IN_ADDRESS = Pattern.compile("(\\w://)[^\\s/@]+@");

    private final List<String> values;
    private final String userFolder;

    /**
     * @param environment whose secrets are known
     * @param userFolder is written as {@code ~}
     */
    Secrets(Map<String, String> environment, String userFolder) {
        Redaction names = new Redaction(Redaction.USUAL);
        values =
                environment.entrySet().stream()
                        .filter(variable -> names.isMeant(variable.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(value -> value.length() >= SHORTEST)
                        // What holds another one goes first.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        this.userFolder = userFolder;
    }

    String without(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, Redaction.MARK);
        }
        clean = ASSIGNED.matcher(clean).replaceAll("$1" + quoted(Redaction.MARK));
        clean = AUTHORIZATION.matcher(clean).replaceAll("$1 " + quoted(Redaction.MARK));
        clean = IN_ADDRESS.matcher(clean).replaceAll("$1" + quoted(Redaction.MARK) + "@");
        return userFolder.length() > 1 ? withoutUser(clean) : clean;
    }

    private String withoutUser(String text) {
        return text.replaceAll("(?<![\\w.-])" + Pattern.quote(userFolder) + "(?![\\w.-])", "~");
    }

    private static String quoted(String mark) {
        return Matcher.quoteReplacement(mark);
    }
}
