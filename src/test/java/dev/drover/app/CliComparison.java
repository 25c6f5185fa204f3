package dev.drover.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a case in two homes at the same time, and tells what a user would see differ. */
final class CliComparison {

    private static final int MOST_LINES = 2000;

    private final CliSide pm2;
    private final CliSide drover;
    private final List<Pattern> everywhere;

    /**
     * @param folder gets the two homes
     * @param program {@code bin/pm2} of the client
     * @param version of the client, its first number
     */
    CliComparison(Path folder, Path program, int version) throws IOException {
        everywhere = readEverywhere(version);
        pm2 = new CliSide(folder.resolve("p"), program, false);
        drover = new CliSide(folder.resolve("d"), program, true);
    }

    private interface Part<T> {
        T of(CliSide side) throws IOException, InterruptedException;
    }

    private record Both<T>(T pm2, T drover) {}

    private <T> Both<T> both(Part<T> part) {
        CompletableFuture<T> other = CompletableFuture.supplyAsync(() -> get(part, pm2));
        T own = get(part, drover);
        return new Both<>(other.join(), own);
    }

    private static <T> T get(Part<T> part, CliSide side) {
        try {
            return part.of(side);
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** The differences that are not meant; empty when there are none. */
    List<String> differences(CliCase oneCase) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        both(CliComparison::prepare);
        String last = "start";
        for (int i = 0; i < oneCase.steps().size(); i++) {
            CliCase.Step step = oneCase.steps().get(i);
            if (i > 0 && (step instanceof CliCase.Run || step instanceof CliCase.RunUntil)) {
                settle(found, last + " [list]", CliSide::state, oneCase);
            }
            Both<CliSide.Observation> seen = both(side -> side.run(step));
            for (String place : seen.pm2.seen().keySet()) {
                compare(
                        found,
                        step.line() + " [" + place + "]",
                        new Both<>(seen.pm2.seen().get(place), seen.drover.seen().get(place)));
                List<String> text = seen.pm2.seen().get(place);
                if (text.contains("NOT REACHED") || text.contains("TIMED OUT")) {
                    found.add(step.line() + " does not end with PM2");
                }
            }
            last = step.line();
        }
        settle(found, last + " [list]", CliSide::state, oneCase);
        settle(found, "[files]", CliSide::files, oneCase);
        settle(found, "[events]", CliSide::events, oneCase);
        both(CliComparison::cleanUp);
        found.removeIf(line -> isMeant(line, oneCase));
        Set<String> told = new HashSet<>();
        found.removeIf(
                line ->
                        line.contains(" [list] ")
                                && !told.add(line.replaceFirst(".*? \\[list\\] ", "")));
        return found;
    }

    /**
     * Compares what a command leaves behind. Which of the two is quicker is chance, so they have
     * some time to come to the same.
     */
    private void settle(List<String> found, String where, Part<List<String>> part, CliCase oneCase)
            throws IOException, InterruptedException {
        List<String> differing = new ArrayList<>();
        drover.settles(
                () -> {
                    differing.clear();
                    compare(differing, where, both(part));
                    differing.removeIf(line -> isMeant(line, oneCase));
                    return differing.isEmpty();
                });
        found.addAll(differing);
    }

    private boolean isMeant(String line, CliCase oneCase) {
        return matches(line, everywhere) || matches(line, oneCase.allowed());
    }

    private static boolean matches(String line, List<Pattern> patterns) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(line).find());
    }

    /** A line may begin with the version that it is for. */
    private static List<Pattern> readEverywhere(int version) {
        String mark = "[" + version + "] ";
        try (Stream<String> lines = Files.lines(Path.of("src/test/pm2/everywhere.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.startsWith(mark) ? line.substring(mark.length()) : line)
                    .filter(line -> !line.matches("\\[\\d] .*"))
                    .map(Pattern::compile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean prepare(CliSide side) throws IOException, InterruptedException {
        side.prepare();
        return true;
    }

    private static boolean cleanUp(CliSide side) throws IOException, InterruptedException {
        side.cleanUp();
        return true;
    }

    private static void compare(List<String> found, String where, Both<List<String>> texts) {
        if (texts.pm2.equals(texts.drover)) {
            return;
        }
        List<String> lines = diff(texts.pm2, texts.drover);
        lines.forEach(line -> found.add(where + " " + line));
    }

    /** The lines that only one side has, in order, {@code -} for PM2's and {@code +} for ours. */
    private static List<String> diff(List<String> pm2, List<String> drover) {
        List<String> a = pm2.subList(0, Math.min(pm2.size(), MOST_LINES));
        List<String> b = drover.subList(0, Math.min(drover.size(), MOST_LINES));
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] =
                        a.get(i).equals(b.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                i++;
                j++;
            } else if (j == b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + a.get(i++));
            } else {
                lines.add("+ " + b.get(j++));
            }
        }
        return lines;
    }

    void end() throws IOException, InterruptedException {
        pm2.end();
        drover.end();
    }
}
