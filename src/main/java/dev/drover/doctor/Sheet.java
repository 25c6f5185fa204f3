package dev.drover.doctor;

import java.util.ArrayList;
import java.util.List;

/** The page while it is written. */
final class Sheet {

    private final StringBuilder text = new StringBuilder();
    private final List<String> problems = new ArrayList<>();

    /** What follows belongs to it. */
    void section(String title) {
        text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
    }

    void line(String label, Object value) {
        text.append("  %-22s %s%n".formatted(label, value));
    }

    /** One line of what is quoted from a file. */
    void quote(String line) {
        text.append("    ").append(line).append('\n');
    }

    /** Something is wrong: what, where, what to do. */
    void problem(String sentence) {
        problems.add(sentence);
    }

    /**
     * The page as it is.
     *
     * @param secrets what is taken out of it
     */
    Report finished(Secrets secrets) {
        List<String> clean = problems.stream().map(secrets::without).toList();
        StringBuilder page = new StringBuilder(secrets.without(text.toString()));
        page.append(clean.isEmpty() ? "\nNothing is wrong.\n" : "\nproblems\n");
        clean.forEach(problem -> page.append("  - ").append(problem).append('\n'));
        return new Report(page.toString(), clean);
    }
}
