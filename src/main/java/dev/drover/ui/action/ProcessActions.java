package dev.drover.ui.action;

import dev.drover.client.CustomActions;
import dev.drover.client.Debugger;
import dev.drover.client.FileWatch;
import dev.drover.client.ProcessManager;
import dev.drover.client.TakesEffect;
import dev.drover.client.Target;
import dev.drover.domain.CustomAction;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Signal;
import dev.drover.domain.SignalActions;
import dev.drover.project.CommandLine;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.common.ShortName;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out the commands on the selected processes. It asks the supervisor and tells the user
 * what was refused; the new status comes to the model as an event, never from here. FX thread only.
 */
public final class ProcessActions {

    /**
     * Who answers for what lies outside of the client.
     *
     * @param desktop files, folders, clipboard
     * @param prompts questions to the user
     * @param notices where refusals are told
     */
    public record Surroundings(Desktop desktop, Prompts prompts, Notices notices) {}

    private static final int MOST_NAMED = 3;

    /** More is a slip of the finger: each is a program of its own. */
    private static final int MOST_INSTANCES = 256;

    private final ObservableValue<ConnectionState> connection;
    private final Surroundings surroundings;
    private final Map<ProcessAction, Consumer<List<ProcessDescription>>> views =
            new EnumMap<>(ProcessAction.class);
    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(Selection.NONE);
    private final DeletedProcesses deleted;
    private final ProcessListModel model;
    private List<ObservableProcess> selected = List.of();

    public ProcessActions(
            ObservableValue<ConnectionState> connection,
            ProcessListModel model,
            Surroundings surroundings) {
        this.connection = connection;
        this.surroundings = surroundings;
        this.model = model;
        deleted = new DeletedProcesses(this::manager, surroundings.notices());
        connection.addListener((_, _, _) -> refresh());
        model.revisionProperty().addListener((_, _, _) -> refresh());
    }

    /**
     * Registers who shows the view that a command opens: {@code SHOW_LOG}, {@code WHY}, {@code
     * SEND_MESSAGE}.
     */
    public ProcessActions on(ProcessAction action, Consumer<List<ProcessDescription>> view) {
        views.put(action, view);
        return this;
    }

    /** Tells which rows are selected now. */
    public void select(List<ObservableProcess> rows) {
        selected = List.copyOf(rows);
        refresh();
    }

    /** What was deleted last, and how it comes back. */
    public DeletedProcesses deleted() {
        return deleted;
    }

    /** What the commands would act on: changes with the selection, the model and the connection. */
    public ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /** Does it to those selected processes it applies to, after asking when it is destructive. */
    public void run(ProcessAction action) {
        Selection now = selection.get();
        if (action.availability(now) instanceof Availability.Disabled(String reason)) {
            // A key was pressed: a button that cannot be used says so itself.
            surroundings
                    .notices()
                    .hint(Command.TEXTS.getString("disabled").formatted(action.text(), reason));
            return;
        }
        List<ProcessDescription> targets = action.targets(now);
        switch (action) {
            case START -> ask(action, targets, m -> p -> m.start(Target.id(p.id())));
            case STOP -> ask(action, targets, m -> p -> m.stop(Target.id(p.id())));
            case RESTART -> ask(action, targets, m -> p -> m.restart(Target.id(p.id())));
            case RELOAD -> ask(action, targets, m -> p -> m.reload(Target.id(p.id())));
            case RESTART_CLEAN ->
                    ask(
                            action,
                            targets,
                            m ->
                                    p ->
                                            m.flush(Target.id(p.id()))
                                                    .thenCompose(
                                                            _ -> m.restart(Target.id(p.id()))));
            case SCALE -> scale(targets);
            case WATCH -> {
                boolean on = !targets.stream().allMatch(FileWatch::isOn);
                ask(action, targets, m -> p -> m.watch(Target.id(p.id()), on));
            }
            case DEBUG -> debug(targets.getFirst());
            case KILL_TREE ->
                    confirmed(
                            action,
                            targets,
                            () -> ask(action, targets, m -> p -> m.killTree(Target.id(p.id()))));
            case DELETE ->
                    confirmed(
                            action,
                            targets,
                            () ->
                                    ask(
                                            action,
                                            targets,
                                            m -> p -> m.delete(Target.id(p.id())),
                                            deleted::add));
            case SEND_LINE -> sendLine(targets);
            case RUN_ACTION -> pickCustom(targets.getFirst());
            default -> open(action, targets);
        }
    }

    /** What asks the supervisor for nothing by itself. */
    private void open(ProcessAction action, List<ProcessDescription> targets) {
        Desktop desktop = surroundings.desktop();
        switch (action) {
            case SEND_MESSAGE,
                    SEND_SIGNAL,
                    EDIT,
                    RESTART_ENVIRONMENT,
                    RESTART_ARGUMENTS,
                    DUPLICATE,
                    SCHEDULE,
                    SHOW_LOG,
                    WHY,
                    STAR,
                    EXPORT,
                    SAVE_TO_FILE,
                    COPY_ECOSYSTEM ->
                    Optional.ofNullable(views.get(action)).ifPresent(view -> view.accept(targets));
            case OPEN_IN_BROWSER ->
                    ProcessAction.pagePort(targets.getFirst()).ifPresent(this::openPort);
            case OPEN_TERMINAL ->
                    desktop.openTerminal(
                            targets.getFirst().spec().cwd(), targets.getFirst().spec().env());
            case OPEN_FOLDER -> desktop.openFolder(targets.getFirst().spec().cwd());
            case OPEN_LOG_FILE ->
                    desktop.openFile(targets.getFirst().spec().logs().file(LogStream.OUT));
            case COPY_NAME -> copy(targets, ProcessDescription::name);
            case COPY_PID -> copy(targets, p -> Long.toString(p.pid().orElseThrow()));
            case COPY_COMMAND -> copy(targets, p -> CommandLine.of(p.spec()));
            case COPY_PM2_START -> copy(targets, p -> CommandLine.pm2Start(p.spec()));
            default -> throw new IllegalArgumentException(action + " is nothing to open");
        }
    }

    /** Sends a signal to those selected processes that run. */
    public void signal(Signal signal) {
        signal(ProcessAction.SEND_SIGNAL.targets(selection.get()), signal);
    }

    /** Sends a signal to these processes. */
    public void signal(List<ProcessDescription> targets, Signal signal) {
        ask(ProcessAction.SEND_SIGNAL, targets, m -> p -> m.sendSignalToProcessId(p.id(), signal));
    }

    /**
     * Gives these processes a schedule of restarts; takes it away when {@code pattern} is empty.
     */
    public void schedule(List<ProcessDescription> targets, Optional<String> pattern) {
        ask(ProcessAction.SCHEDULE, targets, m -> p -> m.schedule(Target.id(p.id()), pattern));
    }

    /** Shows what listens on a port of this machine in the browser. */
    public void openPort(int port) {
        surroundings.desktop().openPage(URI.create("http://localhost:" + port + "/"));
    }

    /** What a process has arranged for signals; empty where nobody can tell. Never fails. */
    public CompletableFuture<Optional<SignalActions>> signalActions(ProcessDescription process) {
        return manager()
                .filter(ProcessManager::isDrover)
                .map(
                        manager ->
                                manager.signalActions(process.id())
                                        .handle((found, _) -> Optional.ofNullable(found)))
                .orElse(CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * Asks the selected process for one of its custom actions, and the user first for its parameter
     * when it takes one. The view of {@code RUN_ACTION} is opened, where the answer will be seen.
     */
    public void runCustom(CustomAction action) {
        List<ProcessDescription> targets = ProcessAction.RUN_ACTION.targets(selection.get());
        if (!action.takesParameter()) {
            trigger(targets, action, Optional.empty());
            return;
        }
        Prompts.Question question =
                new Prompts.Question(
                        Command.TEXTS
                                .getString("RUN_ACTION.title")
                                .formatted(action.name(), names(targets)),
                        action.comment().orElse(Command.TEXTS.getString("RUN_ACTION.detail")),
                        Command.TEXTS.getString("RUN_ACTION.verb"),
                        false);
        surroundings
                .prompts()
                .askLine(question, text -> trigger(targets, action, Optional.of(text)));
    }

    private void pickCustom(ProcessDescription process) {
        List<CustomAction> offered = CustomActions.of(process);
        surroundings
                .prompts()
                .pick(
                        new Prompts.Question(
                                Command.TEXTS
                                        .getString("RUN_ACTION.pick")
                                        .formatted(ShortName.of(process.name())),
                                "",
                                Command.TEXTS.getString("RUN_ACTION.verb"),
                                false),
                        offered.stream().map(CustomAction::name).toList(),
                        index -> runCustom(offered.get(index)));
    }

    private void trigger(
            List<ProcessDescription> targets, CustomAction action, Optional<String> parameter) {
        Optional.ofNullable(views.get(ProcessAction.RUN_ACTION))
                .ifPresent(view -> view.accept(targets));
        ask(
                ProcessAction.RUN_ACTION,
                targets,
                m -> p -> m.trigger(p.id(), action.name(), parameter));
    }

    private void refresh() {
        Selection now =
                new Selection(
                        selected.stream().map(ObservableProcess::description).toList(),
                        manager().map(ProcessManager::features),
                        surroundings.desktop().isWhereProcessesAre());
        // Most updates only bring new samples: then no menu and no button has to look again.
        if (!now.equals(selection.get())) {
            selection.set(now);
        }
    }

    private Optional<ProcessManager> manager() {
        return connection.getValue() instanceof ConnectionState.Connected(ProcessManager manager)
                ? Optional.of(manager)
                : Optional.empty();
    }

    /** Asks for a line, and writes it to the input of these processes. */
    public void sendLine(List<ProcessDescription> targets) {
        String names = names(targets);
        Prompts.Question question =
                new Prompts.Question(
                        Command.TEXTS.getString("SEND_LINE.title").formatted(names),
                        Command.TEXTS.getString("SEND_LINE.detail"),
                        Command.TEXTS.getString("SEND_LINE.verb"),
                        false);
        surroundings
                .prompts()
                .askLine(
                        question,
                        line ->
                                ask(
                                        ProcessAction.SEND_LINE,
                                        targets,
                                        m -> p -> m.sendLineToStdin(p.id(), line)));
    }

    /** Asks how many instances there shall be of the one name that these have. */
    private void scale(List<ProcessDescription> targets) {
        ProcessDescription first = targets.getFirst();
        String name = ShortName.of(first.name());
        int now =
                (int)
                        model.descriptions().stream()
                                .filter(p -> p.name().equals(first.name()))
                                .count();
        Prompts.Question question =
                new Prompts.Question(
                        Command.TEXTS.getString("SCALE.title").formatted(name),
                        Command.TEXTS.getString("SCALE.detail").formatted(now),
                        Command.TEXTS.getString("SCALE.verb"),
                        false);
        surroundings
                .prompts()
                .askNumber(
                        question,
                        new Prompts.Range(1, Math.max(now, MOST_INSTANCES), now),
                        wanted ->
                                ask(
                                        ProcessAction.SCALE,
                                        List.of(first),
                                        m -> p -> m.scale(p.name(), wanted)));
    }

    /** Restarts it with Node's debugger; without it when it has one. */
    private void debug(ProcessDescription process) {
        boolean on = !Debugger.isOn(process);
        ProcessSpec wanted =
                on ? Debugger.on(process, model.descriptions()) : Debugger.off(process);
        ask(
                ProcessAction.DEBUG,
                List.of(process),
                m -> p -> m.redefine(p, wanted, TakesEffect.NOW),
                done -> {
                    if (on && !done.isEmpty()) {
                        String name = ShortName.of(process.name());
                        surroundings
                                .notices()
                                .info(Command.TEXTS.getString("DEBUG.told").formatted(name));
                    }
                });
    }

    private void confirmed(ProcessAction action, List<ProcessDescription> targets, Runnable yes) {
        surroundings.prompts().confirm(Confirmation.of(action, targets), yes);
    }

    /** Asks for all, and tells of the refusals together. */
    private void ask(
            ProcessAction action,
            List<ProcessDescription> targets,
            Function<ProcessManager, Function<ProcessDescription, CompletableFuture<?>>> request) {
        ask(action, targets, request, _ -> {});
    }

    private void ask(
            ProcessAction action,
            List<ProcessDescription> targets,
            Function<ProcessManager, Function<ProcessDescription, CompletableFuture<?>>> request,
            Consumer<List<ProcessDescription>> ended) {
        Notices notices = surroundings.notices();
        manager()
                .ifPresentOrElse(
                        manager ->
                                new Batch<>(
                                                action,
                                                targets,
                                                ProcessDescription::name,
                                                request.apply(manager),
                                                notices)
                                        .run(ended),
                        () -> notices.error(Command.TEXTS.getString("failed.disconnected")));
    }

    private void copy(List<ProcessDescription> targets, Function<ProcessDescription, String> text) {
        surroundings.desktop().copy(targets.stream().map(text).collect(Collectors.joining("\n")));
    }

    private static String names(List<ProcessDescription> targets) {
        List<String> names = targets.stream().map(ProcessDescription::name).distinct().toList();
        return names.size() > MOST_NAMED
                ? Command.TEXTS.getString("processes").formatted(targets.size())
                : names.stream().map(ShortName::of).collect(Collectors.joining(", "));
    }
}
