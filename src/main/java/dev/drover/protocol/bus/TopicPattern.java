package dev.drover.protocol.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of topics: anchored at both ends, {@code *} stands for one or more characters. */
public final class TopicPattern {

    private final Pattern pattern;

    public TopicPattern(String text) {
        StringBuilder regex = new StringBuilder();
        String[] literals = text.split("\\*", -1);
        for (int i = 0; i < literals.length; i++) {
            if (i > 0) {
                regex.append("(.+)");
            }
            regex.append(Pattern.quote(literals[i]));
        }
        pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** What each star stood for, or empty when the topic does not match. */
    public Optional<List<String>> match(String topic) {
        Matcher matcher = pattern.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> captures = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            captures.add(matcher.group(i));
        }
        return Optional.of(captures);
    }
}
