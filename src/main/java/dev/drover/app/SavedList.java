package dev.drover.app;

import dev.drover.client.ProcessManager;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.pm2.DumpFormat;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.Failures;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Notices;

import javafx.beans.property.ReadOnlyBooleanWrapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether the list is as it was saved last: PM2's "not synchronized with saved list". It is said
 * only where somebody has saved a list. Saving is always the user's own act. FX thread only, but
 * for the looking.
 */
final class SavedList {

    private static final int PERIOD_SECONDS = 5;

    private final Home home;
    private final Supplier<List<ProcessDescription>> present;
    private final Supplier<CompletableFuture<ProcessManager>> manager;
    private final Notices notices;
    private final ResourceBundle texts;
    private final ReadOnlyBooleanWrapper saved = new ReadOnlyBooleanWrapper(true);

    /** The file as it was read last. Only the thread that looks has it. */
    private Read read = new Read(FileTime.fromMillis(0), Optional.empty());

    private record Read(FileTime at, Optional<Map<Definition, Integer>> definitions) {}

    /** What makes two entries the same. */
    private record Definition(
            String name,
            String namespace,
            Path script,
            List<String> args,
            String interpreter,
            Path cwd,
            Map<String, String> env) {

        static Definition of(ProcessSpec spec) {
            return new Definition(
                    spec.name(),
                    spec.namespace(),
                    spec.script(),
                    spec.args(),
                    spec.interpreter(),
                    spec.cwd(),
                    spec.env());
        }
    }

    /**
     * @param present the list as it is; asked on the FX thread
     * @param manager the connection, for saving
     */
    SavedList(
            Home home,
            Supplier<List<ProcessDescription>> present,
            Supplier<CompletableFuture<ProcessManager>> manager,
            Notices notices,
            ResourceBundle texts) {
        this.home = home;
        this.present = present;
        this.manager = manager;
        this.notices = notices;
        this.texts = texts;
    }

    /** Takes the command, and looks until the scheduler ends. */
    void attach(AppActions actions, ScheduledExecutorService scheduler) {
        actions.on(AppAction.SAVE_LIST, saved.getReadOnlyProperty(), () -> save(scheduler));
        scheduler.scheduleWithFixedDelay(this::look, 1, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void save(ScheduledExecutorService scheduler) {
        FxThread.whenDone(
                manager.get().thenCompose(ProcessManager::dump),
                (_, failure) -> {
                    if (failure != null) {
                        notices.error(
                                texts.getString("save.failed")
                                        .formatted(Failures.sentence(failure)));
                    } else {
                        notices.info(texts.getString("save.done").formatted(home.dump()));
                        saved.set(true);
                        scheduler.execute(this::look);
                    }
                });
    }

    private void look() {
        Optional<Map<Definition, Integer>> dump = dump();
        FxThread.EXECUTOR.execute(
                () -> {
                    // Without a connection nobody knows what the list is.
                    if (!manager.get().isCompletedExceptionally()) {
                        saved.set(
                                dump.map(definitions -> definitions.equals(count(specs())))
                                        .orElse(true));
                    }
                });
    }

    /** What was saved; empty when nothing was, or nobody can tell. */
    private Optional<Map<Definition, Integer>> dump() {
        try {
            FileTime changed = Files.getLastModifiedTime(home.dump());
            if (!changed.equals(read.at())) {
                byte[] bytes = Files.readAllBytes(home.dump());
                read = new Read(changed, Optional.of(count(DumpFormat.decodeDump(bytes, home))));
            }
            return read.definitions();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException _) {
            // A list that cannot be read can only be replaced.
            return Optional.of(Map.of());
        }
    }

    private List<ProcessSpec> specs() {
        return present.get().stream().map(ProcessDescription::spec).toList();
    }

    private static Map<Definition, Integer> count(List<ProcessSpec> specs) {
        Map<Definition, Integer> count = new HashMap<>();
        specs.forEach(spec -> count.merge(Definition.of(spec), 1, Integer::sum));
        return count;
    }
}
