package dev.drover.domain;

import java.util.Optional;

/**
 * The states of a managed process, in PM2's words ({@link #word()} is byte-exact: clients compare
 * it).
 */
public enum ProcessStatus {
    LAUNCHING("launching"),
    ONLINE("online"),
    STOPPING("stopping"),
    STOPPED("stopped"),
    ERRORED("errored"),
    ONE_LAUNCH_STATUS("one-launch-status"),
    WAITING_RESTART("waiting restart");

    private final String word;

    ProcessStatus(String word) {
        this.word = word;
    }

    /** The word that travels on the wire. */
    public String word() {
        return word;
    }

    /** True while an operating-system process belongs to the entry or is being made. */
    public boolean isAlive() {
        return this == LAUNCHING || this == ONLINE || this == STOPPING;
    }

    /** The status that a wire word names, or empty for a word PM2 does not know. */
    public static Optional<ProcessStatus> ofWord(String word) {
        for (ProcessStatus status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
