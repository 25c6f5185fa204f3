package dev.drover.ui.mainwindow;

import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.SupervisorPhrases;
import dev.drover.ui.model.ConnectionState;
import dev.drover.ui.model.ObservableProcess;
import dev.drover.ui.model.ProcessListModel;
import dev.drover.ui.model.StatusWord;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what is different when a lost connection is back. */
final class Reconnection {

    private final ProcessListModel model;
    private final Notices notices;
    private final ResourceBundle texts;
    private @Nullable Set<Integer> aliveBefore;

    Reconnection(ProcessListModel model, Notices notices, ResourceBundle texts) {
        this.model = model;
        this.notices = notices;
        this.texts = texts;
    }

    /** The connection is in another state now, and the model with it. */
    void changed(ConnectionState state) {
        switch (state) {
            case ConnectionState.Connecting _ -> {}
            case ConnectionState.Lost _ -> {
                if (aliveBefore == null && !model.rows().isEmpty()) {
                    aliveBefore = alive();
                }
            }
            case ConnectionState.Connected _ -> {
                if (aliveBefore != null) {
                    aliveBefore.removeAll(alive());
                    tell(aliveBefore);
                    aliveBefore = null;
                }
            }
        }
    }

    private void tell(Set<Integer> less) {
        if (less.isEmpty()) {
            notices.info(texts.getString("back"));
            return;
        }
        String sentence =
                new MessageFormat(texts.getString("back.less")).format(new Object[] {less.size()});
        notices.error(why(less).map(reason -> sentence + " " + reason).orElse(sentence));
    }

    /** Why the first of {@code less} is stopped; its program may still run, unwatched. */
    private Optional<String> why(Set<Integer> less) {
        return model.rows().stream()
                .filter(row -> less.contains(row.id()))
                .map(ObservableProcess::description)
                .flatMap(process -> reason(process).stream())
                .findFirst();
    }

    private Optional<String> reason(ProcessDescription process) {
        return process.statusReason()
                .map(
                        reason ->
                                texts.getString("back.why")
                                        .formatted(process.name(), SupervisorPhrases.of(reason)));
    }

    private Set<Integer> alive() {
        return model.rows().stream()
                .filter(row -> StatusWord.isAlive(row.description().status()))
                .map(ObservableProcess::id)
                .collect(Collectors.toSet());
    }
}
