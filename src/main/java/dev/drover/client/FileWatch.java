package dev.drover.client;

import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.pm2.TriggerFields;

/** Whether a change of files restarts a process. */
public final class FileWatch {

    private FileWatch() {}

    /** True while it is watched, or will be once it runs. */
    public static boolean isOn(ProcessDescription process) {
        return TriggerFields.isWatched(process.spec());
    }
}
