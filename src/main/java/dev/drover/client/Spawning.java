package dev.drover.client;

import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.AppOptions;
import dev.drover.project.FileSelection;
import dev.drover.project.ProjectDefinition;
import dev.drover.project.ProjectFile;
import dev.drover.project.TrustCheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The client's half of starting: options and files become specifications, and a specification meets
 * the entry that is there already. Blocks for the file system.
 */
final class Spawning {

    private final ConnectOptions options;

    Spawning(ConnectOptions options) {
        this.options = options;
    }

    /**
     * @throws InvalidOptionsException when an option is wrong
     */
    ProcessSpec resolve(AppOptions app) {
        AppOptions.Resolved resolved =
                app.resolve(options.home(), options.environment(), options.folder());
        return resolved.spec()
                .map(Spawning::withLogFolders)
                .orElseThrow(
                        () ->
                                new InvalidOptionsException(
                                        "Nothing was started:", resolved.problems()));
    }

    /**
     * @throws InvalidOptionsException when something in the file is wrong
     */
    List<ProcessSpec> resolve(Path file, FileSelection selection, TrustCheck trust) {
        Path absolute = options.folder().resolve(file);
        ProjectDefinition project =
                new ProjectFile(options.home(), options.environment(), trust)
                        .read(absolute, selection);
        if (!project.problems().isEmpty()) {
            throw new InvalidOptionsException(
                    "Nothing was started from %s:".formatted(absolute), project.problems());
        }
        return project.apps().stream().map(Spawning::withLogFolders).toList();
    }

    /**
     * @throws InvalidOptionsException when an option is wrong
     */
    ProcessSpec changed(ProcessDescription process, AppOptions changes) {
        AppOptions.Resolved changed = changes.changed(process.spec(), options.home());
        return changed.spec()
                .orElseThrow(
                        () ->
                                new InvalidOptionsException(
                                        "%s was not restarted:".formatted(process.name()),
                                        changed.problems()));
    }

    /** What an entry becomes that is started anew under its name: it keeps its own files. */
    ProcessSpec onto(ProcessDescription process, ProcessSpec fresh) {
        Home home = options.home();
        ProcessSpec old = process.spec();
        ProcessSpec plain = ProcessSpec.builder(home.root(), fresh.name(), fresh.script()).build();
        LogSettings logs = fresh.logs();
        Map<String, Object> extra = new LinkedHashMap<>(old.extra());
        extra.putAll(fresh.extra());
        Map<String, String> env = new LinkedHashMap<>(old.env());
        env.putAll(fresh.env());
        return fresh.toBuilder()
                .logs(
                        logs.withFiles(
                                logs.out().equals(plain.logs().out())
                                        ? old.logs().out()
                                        : logs.out(),
                                logs.err().equals(plain.logs().err())
                                        ? old.logs().err()
                                        : logs.err(),
                                logs.combined().or(old.logs()::combined)))
                .pidFile(old.pidFile())
                .instances(old.instances())
                .mode(old.mode())
                .env(env)
                .extra(extra)
                .build();
    }

    /** PM2's client makes the folders of log files that stand elsewhere. */
    private static ProcessSpec withLogFolders(ProcessSpec spec) {
        LogSettings logs = spec.logs();
        Stream.concat(Stream.of(logs.out(), logs.err()), logs.combined().stream())
                .map(Path::getParent)
                .filter(folder -> folder != null && Files.notExists(folder))
                .forEach(
                        folder -> {
                            try {
                                Files.createDirectories(folder);
                            } catch (IOException e) {
                                throw new RequestException(
                                        "The folder %s of a log file cannot be made."
                                                .formatted(folder),
                                        e);
                            }
                        });
        return spec;
    }
}
