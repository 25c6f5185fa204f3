package dev.drover.domain;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of one supervisor and the names of the files in it: PM2's names, so that PM2's own
 * client finds them (spec/pm2.md section 2.5).
 *
 * @param root absolute path of the folder
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    // Those that Java makes for a record link method handles at their first use, which is in the
    // window's first frame.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Home home && root.equals(home.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** {@code $DROVER_HOME}, else {@code ~/.drover}. */
    public static Home fromEnvironment(Map<String, String> environment) {
        String set = environment.getOrDefault("DROVER_HOME", "");
        return new Home(set.isEmpty() ? userFolder(environment).resolve(".drover") : Path.of(set));
    }

    /** The user's own folder: {@code $HOME} as shells and Node have it, else what the JVM knows. */
    public static Path userFolder(Map<String, String> environment) {
        String set = environment.getOrDefault("HOME", "");
        return Path.of(set.startsWith("/") ? set : System.getProperty("user.home"));
    }

    /** Socket for requests and replies. */
    public Path rpcSocket() {
        return root.resolve("rpc.sock");
    }

    /** Socket for events. */
    public Path pubSocket() {
        return root.resolve("pub.sock");
    }

    /** Held with an exclusive lock while a supervisor lives. */
    public Path lockFile() {
        return root.resolve("drover.lock");
    }

    /** The supervisor's pid in decimal, without a newline. */
    public Path pidFile() {
        return root.resolve("pm2.pid");
    }

    /** The supervisor's own log. */
    public Path supervisorLog() {
        return root.resolve("pm2.log");
    }

    /** The saved process list. */
    public Path dump() {
        return root.resolve("dump.pm2");
    }

    /** The saved process list before the last save. */
    public Path dumpBackup() {
        return root.resolve("dump.pm2.bak");
    }

    /**
     * Drover's own list, written at each change; {@code dump.pm2} is written when PM2 would write
     * it.
     */
    public Path list() {
        return root.resolve("drover-list.json");
    }

    /** What was added to {@link #list} since that was written. */
    public Path listJournal() {
        return root.resolve("drover-list.journal");
    }

    /** Where the keeper waits for those who find no supervisor. */
    public Path keeperSocket() {
        return root.resolve("keeper.sock");
    }

    /** The keeper's program, as it was unpacked. */
    public Path keeperProgram() {
        return root.resolve("drover-keeper");
    }

    /** What the user has set for the supervisor of this home; JSON, and mostly not there. */
    public Path settings() {
        return root.resolve("settings.json");
    }

    /** Folder of the services' logs. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Folder of the services' pid files. */
    public Path pids() {
        return root.resolve("pids");
    }

    /** The last runs of each entry, and how they ended. */
    public Path runHistory() {
        return root.resolve("drover-runs.jsonl");
    }

    /** What each run was begun with. */
    public Path runSetups() {
        return root.resolve("drover-setups.jsonl");
    }

    /** Folder of what the supervisor notes about the processes that run. */
    public Path runs() {
        return root.resolve("runs");
    }

    /**
     * Folder of what the supervisor knows about the logs: times, streams and runs of their bytes.
     */
    public Path index() {
        return root.resolve("index");
    }

    /**
     * Folder of output that is not in its log yet: where the log's form differs from the service's
     * own, and while a log cannot be written.
     */
    public Path spool() {
        return root.resolve("spool");
    }
}
