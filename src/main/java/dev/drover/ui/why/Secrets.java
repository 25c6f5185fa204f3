package dev.drover.ui.why;

import dev.drover.domain.ProcessSpec;
import dev.drover.ui.common.SecretNames;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of text that leaves the window. */
final class Secrets {

    /** Shorter values ("1", "on") would mask half of the text, and are no secrets. */
    private static final int SHORTEST = 4;

    /** {@code API_KEY=abc}, {@code "password": "abc"}. */
    private static final Pattern NAMED =
            Pattern.compile("([\\w-]+)(\"?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&\"'}]+)");

    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/@]*:)[^\\s/@]+@");
    private static final Pattern BEARER =
            Pattern.compile("\\b(Bearer|Basic)\\s+[\\w+/=.~-]{6,}", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /**
     * @param spec whose variables may have leaked into the text
     */
    static String removed(String text, ProcessSpec spec) {
        String safe = text;
        List<String> values =
                spec.env().entrySet().stream()
                        .filter(variable -> SecretNames.isSecret(variable.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(value -> value.length() >= SHORTEST)
                        .sorted((a, b) -> b.length() - a.length())
                        .toList();
        for (String value : values) {
            safe = safe.replace(value, SecretNames.MASK);
        }
        safe = NAMED.matcher(safe).replaceAll(Secrets::named);
        safe = IN_URL.matcher(safe).replaceAll("$1" + SecretNames.MASK + "@");
        return BEARER.matcher(safe).replaceAll("$1 " + SecretNames.MASK);
    }

    private static String named(MatchResult match) {
        boolean secret = SecretNames.isSecret(match.group(1).replace('-', '_'));
        return Matcher.quoteReplacement(
                secret ? match.group(1) + match.group(2) + SecretNames.MASK : match.group());
    }
}
