package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessEvent;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.alerts.AlertHit;
import dev.drover.ui.alerts.AlertLevel;
import dev.drover.ui.alerts.Alerts;
import dev.drover.ui.alerts.AlertsDialog;
import dev.drover.ui.alerts.ReadLine;
import dev.drover.ui.common.FxThread;
import dev.drover.ui.common.Memory;
import dev.drover.ui.logview.LineAlerts;
import dev.drover.ui.logview.LineReading;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.RowMark;
import dev.drover.ui.processtable.ProcessTableController;

import javafx.stage.Stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Brings the lines that a user wants to know about to where they are seen: the system's
 * notifications, a notice in the window, the row of the service, the line in its log. FX thread
 * only, but for the events.
 */
final class LineNotices implements LineAlerts {

    private final Alerts alerts;
    private final AlertsDialog dialog;
    private final ProcessListModel model;
    private final Background background;
    private final Supplier<Stage> stage;
    private Consumer<AlertHit> goTo = _ -> {};

    /**
     * @param home whose services they are about
     * @param memory keeps the rules
     * @param background shows notifications
     * @param scheduler for waiting
     */
    LineNotices(
            Home home,
            Memory memory,
            ProcessListModel model,
            Background background,
            ScheduledExecutorService scheduler,
            Supplier<Stage> stage) {
        this.model = model;
        this.background = background;
        this.stage = stage;
        alerts =
                new Alerts(
                        memory, home.root().toString(), LineNotices::read, scheduler, this::tell);
        dialog = new AlertsDialog(alerts, this::names, this::show);
        alerts.onChange(this::markRows);
    }

    static ReadLine read(String raw) {
        LineReading line = LineReading.of(raw);
        AlertLevel level =
                line.isError()
                        ? AlertLevel.ERROR
                        : line.isWarning() ? AlertLevel.WARN : AlertLevel.ANY;
        return new ReadLine(line.text(), line.shown(), level);
    }

    /** Takes the item of the menu, and learns where lines are shown. */
    void attach(AppActions actions, ProcessTableController table, DockPages pages) {
        actions.on(AppAction.LINE_ALERTS, () -> dialog.show(stage.get()));
        goTo =
                hit -> {
                    table.goTo(hit.process());
                    pages.goToLine(hit.process(), hit.stream(), hit.offset());
                };
    }

    /** Any thread. */
    void accept(ProcessEvent event) {
        alerts.accept(event);
    }

    @Override
    public void propose(String text, boolean line, String process) {
        dialog.show(stage.get(), line ? Alerts.like(text) : text, process);
    }

    @Override
    public boolean isHit(int source, LogStream stream, long offset) {
        return alerts.isHit(source, stream, offset);
    }

    @Override
    public void onChange(Runnable listener) {
        alerts.onChange(listener);
    }

    private List<String> names() {
        return model.rows().stream()
                .map(ObservableProcess::description)
                .map(ProcessDescription::name)
                .toList();
    }

    private void tell(String title, String text, AlertHit newest) {
        FxThread.EXECUTOR.execute(() -> background.tell(title, text, () -> show(newest)));
    }

    private void show(AlertHit hit) {
        alerts.seen(hit.process());
        goTo.accept(hit);
    }

    private void markRows() {
        Map<Integer, AlertHit> unseen = alerts.unseen();
        for (ObservableProcess row : model.rows()) {
            AlertHit hit = unseen.get(row.id());
            String known = row.markProperty().get().map(RowMark::text).orElse("");
            String wanted = hit == null ? "" : hit.text();
            if (!known.equals(wanted)) {
                row.mark(Optional.ofNullable(hit).map(h -> new RowMark(h.text(), () -> show(h))));
            }
        }
    }
}
