package dev.drover.childprocess;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row that the portable backend cannot do counts as met when it answers with its platform and the
 * row, and when the list here says that it may. {@link DocumentedRowsTest} holds the list against
 * the page.
 */
final class UnsupportedRows implements TestExecutionExceptionHandler, AfterTestExecutionCallback {

    /** The row that the answer names, and the rows that are answered with it. */
    static final Map<String, Set<String>> ANSWERS =
            Map.of(
                    "SP-40", Set.of("SP-15", "SP-39", "SP-40", "SP-41", "SP-42", "SY-30"),
                    "SP-29", Set.of("SP-28", "SP-29", "SP-30", "EX-49"),
                    "EN-07", Set.of("EN-07"),
                    "ST-09", Set.of("ST-09", "ST-23", "SY-24", "SY-25"),
                    "ST-10", Set.of("ST-10", "ST-15", "SP-50"),
                    "ST-16", Set.of("ST-14", "ST-16", "ST-17"),
                    "ST-21", Set.of("ST-21"));

    private static final Pattern ANSWER =
            Pattern.compile(
                    "The portable backend on (.+) cannot .+ \\(row ([A-Z]{2}-\\d\\d) of .+\\)\\.");
    private static final Pattern ROW = Pattern.compile("[A-Z]{2}-\\d\\d");
    private static final Namespace ANSWERED = Namespace.create(UnsupportedRows.class);

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
            throws Throwable {
        Matcher answer = ANSWER.matcher(String.valueOf(thrown.getMessage()));
        boolean answered =
                thrown instanceof UnsupportedOperationException
                        && answer.matches()
                        && answer.group(1).equals(System.getProperty("os.name"))
                        && isPortable(context)
                        && rows(context.getDisplayName()).stream()
                                .anyMatch(
                                        ANSWERS.getOrDefault(answer.group(2), Set.of())::contains);
        if (!answered) {
            throw thrown;
        }
        context.getStore(ANSWERED).put(context.getUniqueId(), true);
    }

    /** A row that works must not be in the list. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        Set<String> rows = rows(context.getDisplayName());
        boolean listed =
                !rows.isEmpty()
                        && rows.stream()
                                .allMatch(
                                        row ->
                                                ANSWERS.values().stream()
                                                        .anyMatch(of -> of.contains(row)));
        boolean answered = context.getStore(ANSWERED).get(context.getUniqueId()) != null;
        if (isPortable(context)
                && listed
                && !answered
                && context.getExecutionException().isEmpty()) {
            throw new AssertionError(
                    "%s works on the portable backend: take it off the list."
                            .formatted(context.getDisplayName()));
        }
    }

    private static boolean isPortable(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName().startsWith("Portable");
    }

    /** The rows that a text names. */
    static Set<String> rows(String text) {
        Set<String> rows = new TreeSet<>();
        Matcher matcher = ROW.matcher(text);
        while (matcher.find()) {
            rows.add(matcher.group());
        }
        return rows;
    }
}
