package dev.drover.ui.startprocess;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for copies. */
final class FreeName {

    private static final Pattern NUMBERED = Pattern.compile("(.*)-(\\d{1,4})");

    private FreeName() {}

    /** The name with the next number that nobody has: {@code api-2} after {@code api}. */
    static String after(String name, Set<String> taken) {
        Matcher numbered = NUMBERED.matcher(name);
        boolean isCopy = numbered.matches();
        String stem = isCopy ? numbered.group(1) : name;
        int number = isCopy ? Integer.parseInt(numbered.group(2)) + 1 : 2;
        while (taken.contains(stem + "-" + number)) {
            number++;
        }
        return stem + "-" + number;
    }
}
