package dev.drover.domain;

/** PM2's two ways to run a program. */
public enum ExecMode {
    /** Any program, one process each. */
    FORK("fork_mode"),
    /** Node workers that share a listening port. */
    CLUSTER("cluster_mode");

    private final String word;

    ExecMode(String word) {
        this.word = word;
    }

    /** The word that travels on the wire. */
    public String word() {
        return word;
    }
}
