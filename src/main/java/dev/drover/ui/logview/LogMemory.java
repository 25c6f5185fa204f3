package dev.drover.ui.logview;

import dev.drover.ui.common.Memory;

/** What is remembered of the logs of a home between starts. FX thread only. */
record LogMemory(ClearedLogs cleared, KeptBookmarks bookmarks) {

    static LogMemory of(Memory memory, String home) {
        return new LogMemory(new ClearedLogs(memory, home), new KeptBookmarks(memory, home));
    }
}
