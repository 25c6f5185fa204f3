package dev.drover.client.ssh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hosts that the user has given a name in {@code ~/.ssh/config} and the files that it includes.
 * Only a help for choosing: {@code ssh} itself reads them for what they mean. Blocks for files.
 */
public final class SshConfigHosts {

    private static final Logger LOG = LoggerFactory.getLogger(SshConfigHosts.class);
    private static final int DEEPEST = 4;
    private static final int MOST_FILES = 64;
    private static final int MOST_LINES = 20_000;

    private final Path folder;
    private final Set<String> names = new LinkedHashSet<>();
    private int files;

    private SshConfigHosts(Path folder) {
        this.folder = folder;
    }

    /**
     * In the order of the file, without patterns.
     *
     * @param user the user's folder
     */
    public static List<String> read(Path user) {
        SshConfigHosts hosts = new SshConfigHosts(user.resolve(".ssh"));
        hosts.read(hosts.folder.resolve("config"), 0);
        return List.copyOf(hosts.names);
    }

    private void read(Path file, int depth) {
        if (depth > DEEPEST || ++files > MOST_FILES || !Files.isRegularFile(file)) {
            return;
        }
        List<String> lines;
        try (Stream<String> all = Files.lines(file)) {
            lines = all.limit(MOST_LINES).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} offers no hosts.", file, e);
            return;
        }
        for (String line : lines) {
            List<String> words = words(line);
            if (words.size() > 1) {
                take(
                        words.getFirst().toLowerCase(Locale.ROOT),
                        words.subList(1, words.size()),
                        depth);
            }
        }
    }

    private void take(String keyword, List<String> values, int depth) {
        if (keyword.equals("host")) {
            values.stream()
                    .filter(name -> SshDestination.parse(name).isPresent())
                    .forEach(names::add);
        } else if (keyword.equals("include")) {
            values.forEach(pattern -> included(pattern).forEach(file -> read(file, depth + 1)));
        }
    }

    private List<Path> included(String pattern) {
        String absolute =
                pattern.startsWith("~/")
                        ? folder.resolveSibling(pattern.substring(2)).toString()
                        : pattern.startsWith("/") ? pattern : folder + "/" + pattern;
        Path path = Path.of(absolute);
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> matching =
                Files.newDirectoryStream(parent, path.getFileName().toString())) {
            matching.forEach(found::add);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} includes nothing.", pattern, e);
        }
        found.sort(null);
        return found;
    }

    private static List<String> words(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return List.of();
        }
        // "Keyword value", "Keyword=value", values perhaps in quotes.
        return Arrays.stream(text.replaceFirst("\\s*=\\s*|\\s+", " ").split("\\s+"))
                .map(word -> word.replace("\"", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
