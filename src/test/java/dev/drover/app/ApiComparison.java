package dev.drover.app;

import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two transcripts of the same scenarios, one from a home of PM2's daemon and one from a home of
 * Drover's supervisor. A line that says why it differs is a row of docs/pm2.md.
 */
final class ApiComparison {

    private ApiComparison() {}

    /** The lines of a transcript by scenario. */
    private record Line(String step, boolean mayDiffer, Map<?, ?> whole) {}

    /**
     * A difference that is not meant.
     *
     * @param scenario in which it is
     * @param sentence says what both daemons do
     */
    record Difference(String scenario, String step, String sentence) {

        boolean isSameStep(Difference other) {
            return scenario.equals(other.scenario) && step.equals(other.step);
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    /** Empty when a user sees none. */
    static List<Difference> differences(Path pm2, Path drover) throws IOException {
        Map<String, List<Line>> expected = read(pm2);
        Map<String, List<Line>> actual = read(drover);
        List<Difference> differences = new ArrayList<>();
        if (expected.isEmpty()) {
            differences.add(new Difference("", "", "PM2 has an empty transcript."));
        }
        Stream.concat(expected.keySet().stream(), actual.keySet().stream())
                .distinct()
                .forEach(
                        scenario ->
                                compare(
                                        scenario,
                                        expected.getOrDefault(scenario, List.of()),
                                        actual.getOrDefault(scenario, List.of()),
                                        differences));
        return differences;
    }

    private static void compare(
            String scenario, List<Line> expected, List<Line> actual, List<Difference> differences) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            Object pm2 = i < expected.size() ? expected.get(i).whole() : "nothing";
            Object drover = i < actual.size() ? actual.get(i).whole() : "nothing";
            boolean meant =
                    i < Math.min(expected.size(), actual.size())
                            && expected.get(i).mayDiffer()
                            && expected.get(i).step().equals(actual.get(i).step());
            boolean failed = drover.toString().contains("step=FAILED");
            if (failed || !meant && !pm2.equals(drover)) {
                String step = (i < expected.size() ? expected : actual).get(i).step();
                differences.add(
                        new Difference(
                                scenario, step, "\nPM2    %s\nDrover %s".formatted(pm2, drover)));
            }
        }
    }

    private static Map<String, List<Line>> read(Path transcript) throws IOException {
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        for (String text : Files.readAllLines(transcript)) {
            Map<?, ?> line;
            try {
                line = (Map<?, ?>) Json.parse(text.getBytes(StandardCharsets.UTF_8));
            } catch (ProtocolException e) {
                throw new IOException("No JSON in " + transcript + ": " + text, e);
            }
            lines.computeIfAbsent(String.valueOf(line.get("scenario")), _ -> new ArrayList<>())
                    .add(new Line(String.valueOf(line.get("step")), line.get("why") != null, line));
        }
        return lines;
    }
}
