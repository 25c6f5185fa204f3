package dev.drover.project;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compose's variables in texts: {@code $NAME}, {@code ${NAME:-default}} and the like, {@code $$}.
 */
record Interpolation(Map<String, String> variables) {

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "\\$(?:(\\$)|([A-Za-z_]\\w*)"
                            + "|\\{([A-Za-z_]\\w*)(?:(:?[-+?])((?:[^{}]|\\{[^{}]*\\})*))?\\})");

    /** A variable that has to be there is not. */
    static final class MissingVariableException extends Exception {

        private static final long serialVersionUID = 1L;

        MissingVariableException(String name, String message) {
            super("the variable " + name + " is required" + message);
        }
    }

    /**
     * The text with the values of the variables; one that is not there is empty.
     *
     * @throws MissingVariableException when the text requires one that is not there
     */
    String of(String text) throws MissingVariableException {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(value(matcher)));
        }
        return matcher.appendTail(result).toString();
    }

    private String value(Matcher reference) throws MissingVariableException {
        if (reference.group(1) != null) {
            return "$";
        }
        String name = Optional.ofNullable(reference.group(2)).orElse(reference.group(3));
        String operator = Optional.ofNullable(reference.group(4)).orElse("");
        boolean counts =
                variables.containsKey(name)
                        && !(operator.startsWith(":") && variables.get(name).isEmpty());
        String value = variables.getOrDefault(name, "");
        return switch (operator.replace(":", "")) {
            case "-" -> counts ? value : of(reference.group(5));
            case "+" -> counts ? of(reference.group(5)) : "";
            case "?" -> {
                if (!counts) {
                    String why = reference.group(5);
                    throw new MissingVariableException(name, why.isEmpty() ? "" : ": " + why);
                }
                yield value;
            }
            default -> value;
        };
    }
}
