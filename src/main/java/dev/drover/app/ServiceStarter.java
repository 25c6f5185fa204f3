package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.client.RequestException;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.project.Problem;
import dev.drover.project.ProjectDefinition;
import dev.drover.project.ProjectFile;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.model.SupervisorSession;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Starts services on behalf of the user: one of a form, those of a file, those of the demo. FX
 * thread only.
 */
final class ServiceStarter {

    private static final int PROBLEMS_SHOWN = 8;

    private final SupervisorSession session;
    private final Home home;
    private final Map<String, String> environment;
    private final Notices notices;
    private final Prompts prompts;
    private final Executor blocking;
    private final ResourceBundle texts;
    private final Set<Path> trusted = new HashSet<>();

    ServiceStarter(
            SupervisorSession session,
            Home home,
            Map<String, String> environment,
            Talk talk,
            Executor blocking) {
        this.session = session;
        this.home = home;
        this.environment = environment;
        this.notices = talk.notices();
        this.prompts = talk.prompts();
        this.texts = talk.texts();
        this.blocking = blocking;
    }

    /** How the user is told and asked. */
    record Talk(Notices notices, Prompts prompts, ResourceBundle texts) {}

    /** Starts one service. */
    CompletableFuture<List<ProcessDescription>> start(ProcessSpec spec) {
        return session.manager()
                .map(manager -> manager.start(spec))
                .orElseGet(() -> CompletableFuture.failedFuture(notConnected()));
    }

    /** Starts the demo's services. */
    void tryDemo() {
        CompletableFuture<DemoServices> prepared =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return DemoServices.prepare(home, environment);
                            } catch (IOException e) {
                                throw new CompletionException(e);
                            }
                        },
                        blocking);
        FxThread.whenDone(
                prepared,
                (demo, failure) -> {
                    if (demo == null) {
                        notices.error(texts.getString("demo.failed").formatted(reason(failure)));
                    } else {
                        demo.note().ifPresent(notices::info);
                        startAll(demo.services());
                    }
                });
    }

    /**
     * Reads a definition file and starts what it defines; a program is run only after the user
     * trusted its folder.
     */
    void open(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (!ProjectFile.isCode(file) || trusted.contains(folder)) {
            read(file);
            return;
        }
        prompts.confirm(
                new Prompts.Question(
                        texts.getString("trust.title").formatted(folder),
                        texts.getString("trust.detail").formatted(file.getFileName()),
                        texts.getString("trust.verb"),
                        false),
                () -> {
                    trusted.add(folder);
                    read(file);
                });
    }

    private void read(Path file) {
        FxThread.whenDone(
                CompletableFuture.supplyAsync(
                        () -> new ProjectFile(home, environment).read(file), blocking),
                (project, failure) -> {
                    if (project == null) {
                        notices.error(reason(failure));
                    } else if (project.problems().isEmpty()) {
                        confirmStart(project);
                    } else {
                        notices.error(problems(project));
                    }
                });
    }

    private void confirmStart(ProjectDefinition project) {
        List<ProcessSpec> apps = project.apps();
        String names = apps.stream().map(ProcessSpec::name).collect(Collectors.joining(", "));
        String verb =
                apps.size() == 1
                        ? texts.getString("project.verb.one")
                        : texts.getString("project.verb").formatted(apps.size());
        prompts.confirm(
                new Prompts.Question(
                        texts.getString("project.title").formatted(project.file().getFileName()),
                        texts.getString("project.detail")
                                .formatted(names, project.file().getParent()),
                        verb,
                        false),
                () -> startAll(apps));
    }

    private String problems(ProjectDefinition project) {
        List<Problem> problems = project.problems();
        String list =
                problems.stream()
                        .limit(PROBLEMS_SHOWN)
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n"));
        String more =
                problems.size() > PROBLEMS_SHOWN
                        ? "\n"
                                + texts.getString("project.more")
                                        .formatted(problems.size() - PROBLEMS_SHOWN)
                        : "";
        return texts.getString("project.problems").formatted(project.file().getFileName())
                + "\n"
                + list
                + more;
    }

    private void startAll(List<ProcessSpec> specs) {
        for (ProcessSpec spec : specs) {
            FxThread.whenDone(
                    start(spec),
                    (_, failure) -> {
                        if (failure != null) {
                            notices.error(
                                    texts.getString("start.failed")
                                            .formatted(spec.name(), reason(failure)));
                        }
                    });
        }
    }

    private RequestException notConnected() {
        return new RequestException(texts.getString("not.connected"));
    }

    private static String reason(@org.jspecify.annotations.Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    /** The connection, for views that only need to send. */
    CompletableFuture<ProcessManager> connected() {
        return session.manager()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(notConnected()));
    }
}
