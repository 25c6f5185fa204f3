package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;

import java.util.List;

/**
 * Who is to get a message.
 *
 * @param addressed each of whom is told how it went, also those who cannot get one now
 * @param unable those who cannot: to be named before anything is sent
 */
record Receivers(List<ProcessDescription> addressed, List<ProcessDescription> unable) {

    static final Receivers NONE = new Receivers(List.of(), List.of());

    static Receivers all(List<ProcessDescription> processes) {
        return new Receivers(processes, processes.stream().filter(p -> !can(p)).toList());
    }

    /** Whether a process can get a message. */
    static boolean can(ProcessDescription process) {
        return process.ipc();
    }

    /** Those to whose channels something will be written. */
    List<ProcessDescription> able() {
        return addressed.stream().filter(Receivers::can).toList();
    }
}
