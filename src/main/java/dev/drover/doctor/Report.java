package dev.drover.doctor;

import java.util.List;

/**
 * What was seen.
 *
 * @param text the whole page, for a bug report; ends with a newline
 * @param problems a sentence for each thing that is wrong; they are on the page, too
 */
public record Report(String text, List<String> problems) {

    public Report {
        problems = List.copyOf(problems);
    }
}
