package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.CommandLine;
import dev.drover.project.FileSelection;
import dev.drover.project.Problem;
import dev.drover.project.ProjectDefinition;
import dev.drover.project.ProjectFile;
import dev.drover.project.TrustedFolders;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Opens a definition file on behalf of the user: asks for trust where the file is a program, tells
 * what is wrong with it, asks which of its services are wanted. FX thread only.
 */
final class ProjectOpener {

    private static final int PROBLEMS_SHOWN = 8;

    /** The scripts of a package.json that are services as a rule; the others are tools. */
    private static final Set<String> SERVICE_SCRIPTS = Set.of("start", "dev", "serve");

    private final Home home;
    private final Map<String, String> environment;
    private final TrustedFolders trusted;
    private final Talk talk;
    private final Consumer<List<ProcessSpec>> starter;
    private final Executor blocking;

    /**
     * @param starter gets what the user wants started
     * @param blocking runs what waits for files and for Node
     */
    ProjectOpener(
            Home home,
            Map<String, String> environment,
            TrustedFolders trusted,
            Talk talk,
            Consumer<List<ProcessSpec>> starter,
            Executor blocking) {
        this.home = home;
        this.environment = environment;
        this.trusted = trusted;
        this.talk = talk;
        this.starter = starter;
        this.blocking = blocking;
    }

    /** How the user is told and asked. */
    record Talk(Notices notices, Prompts prompts, ResourceBundle texts) {}

    /**
     * Reads a definition file and starts what the user wants of it. A program is run only after the
     * user has trusted its folder, once.
     */
    void open(Path chosen) {
        Path file = chosen.toAbsolutePath().normalize();
        if (!ProjectFile.isCode(file)) {
            read(file);
            return;
        }
        FxThread.whenDone(
                CompletableFuture.supplyAsync(() -> trusted.mayRun(file), blocking),
                (known, _) -> {
                    if (Boolean.TRUE.equals(known)) {
                        read(file);
                    } else {
                        askForTrust(file);
                    }
                });
    }

    private void askForTrust(Path file) {
        Path folder = file.getParent();
        talk.prompts()
                .confirm(
                        new Prompts.Question(
                                text("trust.title"),
                                text("trust.detail").formatted(file.getFileName(), folder, file),
                                text("trust.verb"),
                                false),
                        () -> {
                            try {
                                trusted.add(folder);
                                read(file);
                            } catch (IOException e) {
                                talk.notices()
                                        .error(
                                                text("trust.failed")
                                                        .formatted(folder, e.getMessage()));
                            }
                        });
    }

    private void read(Path file) {
        read(file, FileSelection.ALL, this::chooseEnvironment);
    }

    private void read(Path file, FileSelection selection, Consumer<ProjectDefinition> then) {
        Reading reading =
                new Reading(
                        () -> new ProjectFile(home, environment, trusted).read(file, selection));
        Notices.Working working =
                talk.notices()
                        .working(
                                text("project.reading").formatted(file.getFileName()),
                                () -> reading.cancel(true));
        blocking.execute(reading);
        FxThread.whenDone(
                reading.answer,
                (project, failure) -> {
                    working.done();
                    if (reading.isCancelled()) {
                        return;
                    }
                    if (project == null) {
                        talk.notices().error(Failures.sentence(failure));
                    } else if (project.problems().isEmpty()) {
                        then.accept(project);
                    } else {
                        talk.notices().error(problems(project));
                    }
                });
    }

    /** A file being read: cancelled, it ends at once, and so does the Node that it waits for. */
    private static final class Reading extends FutureTask<ProjectDefinition> {

        private final CompletableFuture<ProjectDefinition> answer = new CompletableFuture<>();

        Reading(Callable<ProjectDefinition> read) {
            super(read);
        }

        @Override
        protected void done() {
            switch (state()) {
                case SUCCESS -> answer.complete(resultNow());
                case FAILED -> answer.completeExceptionally(exceptionNow());
                default -> answer.cancel(false);
            }
        }
    }

    /** PM2's {@code --env}, where the file has environments to choose from. */
    private void chooseEnvironment(ProjectDefinition project) {
        List<String> names = project.environments();
        if (names.isEmpty()) {
            choose(project);
            return;
        }
        List<String> choices = new ArrayList<>(List.of(text("environment.none")));
        names.forEach(name -> choices.add(text("environment.named").formatted(name)));
        talk.prompts()
                .pick(
                        new Prompts.Question(
                                text("environment.title").formatted(project.file().getFileName()),
                                text("environment.detail"),
                                text("environment.verb"),
                                false),
                        choices,
                        index -> {
                            if (index == 0) {
                                choose(project);
                            } else {
                                read(
                                        project.file(),
                                        FileSelection.ALL.withEnvironment(names.get(index - 1)),
                                        this::choose);
                            }
                        });
    }

    private void choose(ProjectDefinition project) {
        List<ProcessSpec> apps = project.apps();
        boolean scripts = project.file().endsWith("package.json");
        List<Prompts.Choice> choices =
                apps.stream()
                        .map(
                                app ->
                                        new Prompts.Choice(
                                                app.name(),
                                                CommandLine.of(app),
                                                !scripts || SERVICE_SCRIPTS.contains(app.name())))
                        .toList();
        talk.prompts()
                .choose(
                        new Prompts.Question(
                                text("project.title").formatted(project.file().getFileName()),
                                where(apps) + notes(project),
                                text("project.verb"),
                                false),
                        choices,
                        chosen -> starter.accept(chosen.stream().map(apps::get).toList()));
    }

    /** Not always beside the file: tasks of Visual Studio Code run above their folder. */
    private String where(List<ProcessSpec> apps) {
        List<Path> folders = apps.stream().map(ProcessSpec::cwd).distinct().toList();
        return folders.size() == 1
                ? text("project.folder").formatted(folders.getFirst())
                : text("project.folders").formatted(folders.size());
    }

    /** What Drover does not do of what the file says. */
    private String notes(ProjectDefinition project) {
        return project.notes().isEmpty()
                ? ""
                : "\n\n" + text("project.notes") + "\n" + listed(project.notes());
    }

    private String problems(ProjectDefinition project) {
        return text("project.problems").formatted(project.file().getFileName())
                + "\n"
                + listed(project.problems());
    }

    private String listed(List<Problem> problems) {
        String list =
                problems.stream()
                        .limit(PROBLEMS_SHOWN)
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n"));
        String more =
                problems.size() > PROBLEMS_SHOWN
                        ? "\n" + text("project.more").formatted(problems.size() - PROBLEMS_SHOWN)
                        : "";
        return list + more;
    }

    private String text(String key) {
        return talk.texts().getString(key);
    }
}
