package dev.drover.ui.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What supervisors say in English words, in the language of the window. Reasons and names of
 * clients come as text (a PM2 daemon and older supervisors know nothing else), so the English texts
 * of the bundle are read backwards: one that fits tells which words it holds, and those may be
 * phrases as well. What no text fits stays as it is.
 */
public final class SupervisorPhrases {

    private static final List<String> PREFIXES =
            List.of(
                    "said.",
                    "cause.",
                    "signal.",
                    "exit.code",
                    "exit.signal",
                    "exit.failed",
                    "exit.unknown");
    private static final Pattern PLACE = Pattern.compile("%([sd])");
    private static final List<Phrase> PHRASES = phrases();
    private static final int MOST_KNOWN = 500;
    private static final Map<Said, String> KNOWN =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Said, String> eldest) {
                            return size() > MOST_KNOWN;
                        }
                    });

    /**
     * One English text.
     *
     * @param literals how many characters of it are no placeholders: what has more is surer
     * @param numbers for each placeholder, whether it is for a number
     */
    private record Phrase(String key, Pattern pattern, int literals, List<Boolean> numbers) {

        static Phrase of(String key, String text) {
            StringBuilder regex = new StringBuilder();
            List<Boolean> numbers = new ArrayList<>();
            int literals = 0;
            int end = 0;
            Matcher place = PLACE.matcher(text);
            while (place.find()) {
                regex.append(Pattern.quote(text.substring(end, place.start())));
                boolean number = place.group(1).equals("d");
                regex.append(number ? "(-?\\d{1,18})" : "(.+?)");
                numbers.add(number);
                literals += place.start() - end;
                end = place.end();
            }
            regex.append(Pattern.quote(text.substring(end)));
            literals += text.length() - end;
            return new Phrase(
                    key, Pattern.compile(regex.toString(), Pattern.DOTALL), literals, numbers);
        }

        Optional<String> translation(String english, ResourceBundle texts) {
            Matcher matcher = pattern.matcher(english);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Object[] values = new Object[numbers.size()];
            for (int i = 0; i < values.length; i++) {
                String value = matcher.group(i + 1);
                values[i] = numbers.get(i) ? Long.valueOf(value) : translated(value, texts);
            }
            return Optional.of(texts.getString(key).formatted(values));
        }
    }

    private SupervisorPhrases() {}

    /** The same in the language of the window. Safe for use by several threads. */
    public static String of(String english) {
        ResourceBundle texts = ViewLoader.texts(SupervisorPhrases.class);
        if (texts.getLocale().getLanguage().isEmpty()) {
            return english;
        }
        // Rows of the table ask for the same few sentences again and again.
        return KNOWN.computeIfAbsent(
                new Said(english, texts.getLocale()), _ -> translated(english, texts));
    }

    private record Said(String english, Locale language) {}

    private static String translated(String english, ResourceBundle texts) {
        for (Phrase phrase : PHRASES) {
            Optional<String> translation = phrase.translation(english, texts);
            if (translation.isPresent()) {
                return translation.get();
            }
        }
        return english;
    }

    private static List<Phrase> phrases() {
        ResourceBundle english =
                ResourceBundle.getBundle(
                        SupervisorPhrases.class.getPackageName() + ".strings",
                        Locale.ROOT,
                        SupervisorPhrases.class.getModule());
        return english.keySet().stream()
                .filter(SupervisorPhrases::isPhrase)
                .map(key -> Phrase.of(key, english.getString(key)))
                .sorted(Comparator.comparingInt(Phrase::literals).reversed())
                .toList();
    }

    private static boolean isPhrase(String key) {
        return PREFIXES.stream().anyMatch(key::startsWith);
    }
}
