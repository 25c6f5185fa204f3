package dev.drover.ui.details;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A process and its descendants as the operating system tells them, each under its parent.
 *
 * @param depth 0 for the process itself
 * @param command its program, empty where the system does not tell
 */
record ProcessTree(int depth, long pid, String command) {

    /** More are not shown: a build may have thousands. */
    static final int MOST = 200;

    /** Blocks for reads of system tables. Empty when the process is gone. */
    static List<ProcessTree> of(long pid) {
        List<ProcessTree> found = new ArrayList<>();
        ProcessHandle.of(pid).ifPresent(root -> collect(root, 0, found));
        return found;
    }

    private static void collect(ProcessHandle process, int depth, List<ProcessTree> found) {
        if (found.size() == MOST) {
            return;
        }
        ProcessHandle.Info info = process.info();
        found.add(
                new ProcessTree(
                        depth, process.pid(), info.commandLine().or(info::command).orElse("")));
        process.children()
                .sorted(Comparator.comparingLong(ProcessHandle::pid))
                .forEach(child -> collect(child, depth + 1, found));
    }
}
