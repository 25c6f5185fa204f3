package dev.drover.daemon;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.ExecOptions;
import dev.drover.childprocess.SpawnOptions;
import dev.drover.domain.Revision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asks the program {@code git} what is checked out in a folder. It runs with the settings of its
 * user and of the repository, but writes nothing and asks nobody: only where a user wants it.
 */
final class GitRevision {

    private static final Logger LOG = LoggerFactory.getLogger(GitRevision.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_OUTPUT = 16 << 20;

    /** Commits among which the next and the one before are looked for. */
    private static final int MAX_COMMITS = 100_000;

    private static final int MAX_TAGS = 1000;
    private static final String ORIGIN = "origin";
    private static final String TAGS = "refs/tags/";

    private final Path folder;

    private GitRevision(Path folder) {
        this.folder = folder;
    }

    /**
     * What is checked out; empty when the folder is in no work tree, when nothing was committed
     * yet, or without git. Blocks for several runs of git, each of ten seconds at most.
     */
    static Optional<Revision> of(Path folder) {
        return new GitRevision(folder).read();
    }

    private Optional<Revision> read() {
        Optional<List<String>> status = lines("status", "--porcelain=v2", "--branch");
        Optional<String> commit = status.flatMap(s -> header(s, "branch.oid"));
        Optional<String> head = status.flatMap(s -> header(s, "branch.head"));
        if (commit.isEmpty() || head.isEmpty() || commit.get().startsWith("(")) {
            return Optional.empty();
        }
        boolean changed = status.get().stream().anyMatch(line -> !line.startsWith("#"));
        String branch = head.get().equals("(detached)") ? "HEAD" : head.get();
        return git("log", "-1", "--no-show-signature", "--format=%cI%n%B", commit.get())
                .map(log -> revision(commit.get(), branch, changed, log));
    }

    private Revision revision(String commit, String branch, boolean changed, String log) {
        Map<String, Optional<String>> remotes = remotes();
        Optional<String> remote =
                remotes.containsKey(ORIGIN)
                        ? Optional.of(ORIGIN)
                        : remotes.keySet().stream().findFirst();
        String itsBranch = "refs/remotes/" + remote.orElse(ORIGIN) + "/" + branch;
        List<String> references =
                lines("for-each-ref", "--format=%(refname)", TAGS, itsBranch).orElse(List.of());
        boolean onRemote = remote.isPresent() && references.contains(itsBranch);
        List<String> line =
                lines(
                                "rev-list",
                                "--topo-order",
                                "--max-count=" + MAX_COMMITS,
                                onRemote ? itsBranch : commit,
                                "--")
                        .orElse(List.of());
        int at = line.indexOf(commit);
        int end = log.indexOf('\n');
        return new Revision(
                folder,
                remotes.getOrDefault(ORIGIN, Optional.empty()),
                commit,
                // Git ends what it prints with a line feed of its own.
                log.substring(end + 1, Math.max(end + 1, log.length() - 1)),
                log.substring(0, Math.max(end, 0)),
                changed,
                branch,
                List.copyOf(remotes.keySet()),
                remote,
                onRemote,
                onRemote && at < 0 && line.size() < MAX_COMMITS,
                at > 0 ? Optional.of(line.get(at - 1)) : Optional.empty(),
                at >= 0 && at + 1 < line.size() ? Optional.of(line.get(at + 1)) : Optional.empty(),
                references.stream()
                        .filter(name -> name.startsWith(TAGS))
                        .map(name -> name.substring(TAGS.length()))
                        .limit(MAX_TAGS)
                        .toList());
    }

    private static Optional<String> header(List<String> status, String name) {
        String start = "# " + name + " ";
        return status.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    /** The last URL of each remote, as git itself reads it. */
    private Map<String, Optional<String>> remotes() {
        Map<String, Optional<String>> remotes = new TreeMap<>();
        String settings = git("config", "-z", "--get-regexp", "^remote\\..*\\.").orElse("");
        for (String setting : settings.split("\0")) {
            String[] parts = setting.split("\n", 2);
            int first = parts[0].indexOf('.');
            int last = parts[0].lastIndexOf('.');
            if (first > 0 && last > first) {
                String name = parts[0].substring(first + 1, last);
                boolean url = parts.length > 1 && parts[0].endsWith(".url");
                remotes.merge(
                        name,
                        url ? Optional.of(parts[1]) : Optional.empty(),
                        (before, now) -> now.isPresent() ? now : before);
            }
        }
        return remotes;
    }

    private Optional<List<String>> lines(String... args) {
        return git(args).map(text -> text.lines().toList());
    }

    /** What git prints; empty when it fails. */
    private Optional<String> git(String... args) {
        List<String> command = new ArrayList<>(List.of("-C", folder.toString()));
        // A repository can name a program that watches its files.
        command.addAll(List.of("-c", "core.fsmonitor=false"));
        command.addAll(Arrays.asList(args));
        SpawnOptions options = SpawnOptions.DEFAULT.withEnv(environment()).withTimeout(PATIENCE);
        return ChildProcesses.execFile(
                        "git",
                        command,
                        ExecOptions.DEFAULT.withSpawn(options).withMaxBuffer(MAX_OUTPUT))
                .result()
                .thenApply(result -> Optional.of(result.stdout().text()))
                .exceptionally(
                        failure -> {
                            LOG.debug("git {} in {} fails.", args[0], folder, failure);
                            return Optional.empty();
                        })
                .join();
    }

    /** Without the variables that would name another repository. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Stream.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR")
                .forEach(environment::remove);
        environment.putAll(
                Map.of("LC_ALL", "C", "GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0"));
        return environment;
    }
}
