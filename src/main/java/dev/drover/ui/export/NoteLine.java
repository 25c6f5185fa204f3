package dev.drover.ui.export;

import dev.drover.export.ExportNote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What does not carry over, once, and of which services: for forty of them nobody reads the same
 * sentence forty times.
 *
 * @param services their names, in the order of the notes
 * @param sentence in the language of the window
 */
record NoteLine(List<String> services, String sentence) {

    private static final int NAMED = 3;

    NoteLine {
        services = List.copyOf(services);
    }

    /** In the order in which the notes first say something. */
    static List<NoteLine> of(List<ExportNote> notes, ExportWords words) {
        Map<String, List<String>> bySentence = new LinkedHashMap<>();
        for (ExportNote note : notes) {
            bySentence
                    .computeIfAbsent(words.note(note), _ -> new ArrayList<>())
                    .add(note.service());
        }
        return bySentence.entrySet().stream()
                .map(entry -> new NoteLine(entry.getValue(), entry.getKey()))
                .toList();
    }

    /** "api, web", or the first of many and how many more. */
    String names(ExportWords words) {
        String first = String.join(", ", services.stream().limit(NAMED).toList());
        return services.size() > NAMED
                ? words.format("notes.more", first, services.size() - NAMED)
                : first;
    }
}
