package dev.drover.ui.action;

import dev.drover.client.CustomActions;
import dev.drover.client.Debugger;
import dev.drover.client.FileWatch;
import dev.drover.domain.ExecMode;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.ShortName;
import dev.drover.ui.model.StatusWord;

import javafx.scene.input.KeyCombination;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The commands on selected processes. */
public enum ProcessAction implements Command {
    OPEN_IN_BROWSER(Feather.GLOBE, "Shortcut+Shift+O"),
    SHOW_LOG(Feather.FILE_TEXT, "Enter"),
    WHY(Feather.HELP_CIRCLE, "Shortcut+I"),
    START(Feather.PLAY, "F7"),
    STOP(Feather.SQUARE, "F9"),
    RESTART(Feather.ROTATE_CW, "Shortcut+R"),
    RELOAD(Feather.REFRESH_CW, "Shortcut+Shift+R"),
    RESTART_CLEAN(Feather.FILE, null),
    RESTART_ENVIRONMENT(Feather.SLIDERS, null),
    RESTART_ARGUMENTS(Feather.TYPE, null),
    DEBUG(Feather.CROSSHAIR, null),
    SCALE(Feather.LAYERS, null),
    WATCH(Feather.EYE, null),
    SCHEDULE(Feather.CLOCK, null),
    EDIT(Feather.EDIT_2, "Shortcut+E"),
    DUPLICATE(Feather.COPY, "Shortcut+D"),
    SEND_MESSAGE(Feather.SEND, "Shortcut+M"),
    SEND_LINE(Feather.TERMINAL, "Shortcut+L"),
    SEND_SIGNAL(Feather.ZAP, null),
    STAR(Feather.STAR, "Shortcut+B"),
    RUN_ACTION(Feather.PLAY_CIRCLE, null),
    OPEN_TERMINAL(Feather.TERMINAL, "Shortcut+Shift+T"),
    OPEN_FOLDER(Feather.FOLDER, null),
    OPEN_LOG_FILE(Feather.EXTERNAL_LINK, null),
    EXPORT(Feather.SHARE, null),
    SAVE_TO_FILE(Feather.SAVE, null),
    COPY_NAME(null, null),
    COPY_PID(null, null),
    COPY_COMMAND(null, null),
    COPY_PM2_START(null, null),
    COPY_ECOSYSTEM(null, null),
    KILL_TREE(Feather.X_OCTAGON, "Shift+Delete"),
    DELETE(Feather.TRASH_2, "Delete");

    private final @Nullable Feather icon;
    private final @Nullable String key;

    ProcessAction(@Nullable Feather icon, @Nullable String key) {
        this.icon = icon;
        this.key = key;
    }

    @Override
    public Optional<Feather> icon() {
        return Optional.ofNullable(icon);
    }

    @Override
    public Optional<KeyCombination> key() {
        return Optional.ofNullable(key).map(KeyCombination::valueOf);
    }

    @Override
    public boolean isKeyGlobal() {
        return this != SHOW_LOG;
    }

    /** True when it cannot be taken back. */
    public boolean isDestructive() {
        return this == DELETE || this == KILL_TREE;
    }

    /** The words on its item: "Restart", or "Restart 4 processes". */
    public String text(Selection selection) {
        int count = targets(selection).size();
        if (this == OPEN_IN_BROWSER && count == 1) {
            return TEXTS.getString("OPEN_IN_BROWSER.port")
                    .formatted(pagePort(targets(selection).getFirst()).orElseThrow());
        }
        if (this == WATCH && count > 0 && targets(selection).stream().allMatch(FileWatch::isOn)) {
            return TEXTS.getString("WATCH.end");
        }
        if (this == DEBUG && count > 0 && targets(selection).stream().allMatch(Debugger::isOn)) {
            return TEXTS.getString("DEBUG.end");
        }
        String many = name() + ".many";
        return count > 1 && TEXTS.containsKey(many)
                ? TEXTS.getString(many).formatted(count)
                : text();
    }

    /** The same, and why it cannot be used where processes are selected that it is not for. */
    String itemText(Selection selection) {
        return availability(selection) instanceof Availability.Disabled(String reason)
                        && !selection.processes().isEmpty()
                ? TEXTS.getString("disabled").formatted(text(selection), reason)
                : text(selection);
    }

    /** Those of the selected processes it would act on. */
    public List<ProcessDescription> targets(Selection selection) {
        return selection.processes().stream().filter(this::appliesTo).toList();
    }

    /** Whether it can be used, as a function of nothing but the selection. */
    public Availability availability(Selection selection) {
        if (selection.processes().isEmpty()) {
            return disabled("reason.nothing");
        }
        if (asksSupervisor() && !selection.isConnected()) {
            return disabled("reason.disconnected");
        }
        if (needsFilesOrPorts() && !selection.here()) {
            return disabled("reason.elsewhere");
        }
        if (this == KILL_TREE && !selection.isDrover()) {
            return disabled("reason.pm2");
        }
        if (isForOne() && selection.processes().size() > 1) {
            return disabled("reason.one");
        }
        if (this == SCALE && namesOf(selection) > 1) {
            return disabled("reason.onename");
        }
        return targets(selection).isEmpty()
                ? disabledFor(selection.processes())
                : new Availability.Enabled();
    }

    /** The port that may be a page: the lowest that it listens on. */
    static OptionalInt pagePort(ProcessDescription process) {
        return pagePorts(process).min();
    }

    /** The ports that may be pages. */
    static IntStream pagePorts(ProcessDescription process) {
        return process.ports().stream()
                .filter(port -> port.protocol() == ListeningPort.Protocol.TCP)
                .mapToInt(ListeningPort::port)
                .filter(port -> !Debugger.isPort(process, port));
    }

    private boolean appliesTo(ProcessDescription process) {
        return switch (this) {
            case START -> !StatusWord.isAlive(process.status());
            case STOP -> StatusWord.isAlive(process.status());
            case RELOAD -> process.spec().mode() == ExecMode.CLUSTER;
            case SEND_MESSAGE -> process.pid().isPresent() && process.ipc();
            case RUN_ACTION ->
                    process.pid().isPresent()
                            && process.ipc()
                            && !CustomActions.of(process).isEmpty();
            case SEND_SIGNAL, SEND_LINE, KILL_TREE, COPY_PID -> process.pid().isPresent();
            case OPEN_LOG_FILE, RESTART_CLEAN -> !process.spec().logs().disabled();
            case OPEN_IN_BROWSER -> pagePort(process).isPresent();
            case DEBUG -> Debugger.isPossible(process);
            case SHOW_LOG,
                    WHY,
                    STAR,
                    RESTART,
                    SCALE,
                    WATCH,
                    SCHEDULE,
                    EDIT,
                    RESTART_ENVIRONMENT,
                    RESTART_ARGUMENTS,
                    DUPLICATE,
                    OPEN_TERMINAL,
                    OPEN_FOLDER,
                    EXPORT,
                    SAVE_TO_FILE,
                    COPY_NAME,
                    COPY_COMMAND,
                    COPY_PM2_START,
                    COPY_ECOSYSTEM,
                    DELETE ->
                    true;
        };
    }

    private Availability disabledFor(List<ProcessDescription> processes) {
        if (processes.size() > 1) {
            return disabled("reason." + reasonKey(processes) + ".many");
        }
        ProcessDescription process = processes.getFirst();
        return new Availability.Disabled(
                TEXTS.getString("reason." + reasonKey(processes))
                        .formatted(ShortName.of(process.name())));
    }

    private String reasonKey(List<ProcessDescription> processes) {
        return switch (this) {
            case START -> "running";
            case RELOAD -> "nocluster";
            case OPEN_LOG_FILE, RESTART_CLEAN -> "nolog";
            case OPEN_IN_BROWSER -> "noport";
            case DEBUG -> "nonode";
            case RUN_ACTION ->
                    processes.stream().anyMatch(process -> process.pid().isPresent())
                            ? "noactions"
                            : "stopped";
            case SEND_MESSAGE ->
                    processes.stream().anyMatch(process -> process.pid().isPresent())
                            ? "noipc"
                            : "stopped";
            default -> "stopped";
        };
    }

    private boolean asksSupervisor() {
        return switch (this) {
            case START,
                    STOP,
                    RESTART,
                    RELOAD,
                    RESTART_CLEAN,
                    SCALE,
                    WATCH,
                    SCHEDULE,
                    EDIT,
                    RESTART_ENVIRONMENT,
                    RESTART_ARGUMENTS,
                    DEBUG,
                    DUPLICATE,
                    SEND_MESSAGE,
                    SEND_LINE,
                    SEND_SIGNAL,
                    RUN_ACTION,
                    KILL_TREE,
                    DELETE ->
                    true;
            case SHOW_LOG,
                    WHY,
                    STAR,
                    OPEN_IN_BROWSER,
                    OPEN_TERMINAL,
                    OPEN_FOLDER,
                    OPEN_LOG_FILE,
                    EXPORT,
                    SAVE_TO_FILE,
                    COPY_NAME,
                    COPY_PID,
                    COPY_COMMAND,
                    COPY_PM2_START,
                    COPY_ECOSYSTEM ->
                    false;
        };
    }

    private boolean isForOne() {
        return needsFilesOrPorts()
                || this == WHY
                || this == EDIT
                || this == RESTART_ENVIRONMENT
                || this == RESTART_ARGUMENTS
                || this == DEBUG
                || this == DUPLICATE
                || this == RUN_ACTION;
    }

    private boolean needsFilesOrPorts() {
        return this == OPEN_IN_BROWSER
                || this == OPEN_TERMINAL
                || this == OPEN_FOLDER
                || this == OPEN_LOG_FILE;
    }

    private static long namesOf(Selection selection) {
        return selection.processes().stream().map(ProcessDescription::name).distinct().count();
    }

    private static Availability disabled(String key) {
        return new Availability.Disabled(TEXTS.getString(key));
    }
}
