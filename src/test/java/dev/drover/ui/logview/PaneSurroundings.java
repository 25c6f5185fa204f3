package dev.drover.ui.logview;

import dev.drover.ui.common.Memory;
import dev.drover.ui.common.Notices;

import java.util.concurrent.CompletableFuture;

/** A window that opens no source files and says nothing. */
final class PaneSurroundings {

    private PaneSurroundings() {}

    static LogSurroundings of(ExportChooser exports) {
        return of(exports, Memory.untilClosed());
    }

    static LogSurroundings of(ExportChooser exports, Memory memory) {
        return new LogSurroundings(
                exports,
                (file, _) -> CompletableFuture.completedFuture(file.toString()),
                new Silence(),
                memory,
                "/home/u/.drover",
                LineAlerts.NONE);
    }

    static final class Silence implements Notices {
        @Override
        public void info(String sentence) {}

        @Override
        public void error(String sentence) {}
    }
}
