package dev.drover.daemon.setup;

import dev.drover.domain.RunChange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for files of code and settings that were written in a span of time. What a program writes
 * itself (data, logs) is left out by the names of the files, since nothing says who has written
 * one. Links are not followed.
 */
final class ChangedFiles extends SimpleFileVisitor<Path> {

    /** A work tree of a hundred thousand files takes a second or two; nobody waits for longer. */
    private static final int MOST_LOOKED_AT = 100_000;

    private static final int SHOWN = 8;

    private static final Set<String> ENDINGS =
            Set.of(
                    "c",
                    "cc",
                    "cfg",
                    "cjs",
                    "conf",
                    "config",
                    "cpp",
                    "cs",
                    "cts",
                    "dart",
                    "env",
                    "erb",
                    "ex",
                    "exs",
                    "go",
                    "gradle",
                    "graphql",
                    "groovy",
                    "h",
                    "hbs",
                    "hpp",
                    "htm",
                    "html",
                    "ini",
                    "java",
                    "js",
                    "json",
                    "json5",
                    "jsx",
                    "kt",
                    "kts",
                    "less",
                    "lock",
                    "lua",
                    "mjs",
                    "mod",
                    "mts",
                    "php",
                    "pl",
                    "pm",
                    "properties",
                    "proto",
                    "ps1",
                    "py",
                    "rb",
                    "rs",
                    "sass",
                    "scala",
                    "scss",
                    "sh",
                    "sql",
                    "sum",
                    "svelte",
                    "swift",
                    "toml",
                    "ts",
                    "tsx",
                    "vue",
                    "wasm",
                    "xml",
                    "yaml",
                    "yml",
                    "zig");

    private static final Set<String> NAMES =
            Set.of("Dockerfile", "Gemfile", "Makefile", "Pipfile", "Procfile", "Rakefile");

    private record Found(Path file, Instant at) {}

    private final Path root;
    private final Instant after;
    private final Instant until;
    private final List<Found> found = new ArrayList<>();
    private int looked;

    private ChangedFiles(Path root, Instant after, Instant until) {
        this.root = root;
        this.after = after;
        this.until = until;
    }

    /**
     * Files below a folder that were last written after one moment and not after another; empty
     * when there is none. Blocks while it looks, a second or two at most.
     */
    static Optional<RunChange> below(Path root, Instant after, Instant until) throws IOException {
        ChangedFiles look = new ChangedFiles(root, after, until);
        Files.walkFileTree(root, look);
        look.found.sort(Comparator.comparing(Found::at).reversed());
        boolean complete = look.looked < MOST_LOOKED_AT;
        return look.found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RunChange.Files(
                                look.found.stream()
                                        .limit(SHOWN)
                                        .map(one -> root.relativize(one.file()).toString())
                                        .toList(),
                                look.found.size(),
                                complete));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = name(folder);
        boolean ours = folder.equals(root);
        return !ours && (name.startsWith(".") || name.equals("node_modules"))
                ? FileVisitResult.SKIP_SUBTREE
                : next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Instant at = attributes.lastModifiedTime().toInstant();
        if (attributes.isRegularFile() && at.isAfter(after) && !at.isAfter(until) && counts(file)) {
            found.add(new Found(file, at));
        }
        return next();
    }

    /** What may not be read has not been changed by who reads it. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return next();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult next() {
        looked++;
        return looked < MOST_LOOKED_AT ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    private static boolean counts(Path file) {
        String name = name(file);
        return NAMES.contains(name)
                || name.startsWith(".env")
                || ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
