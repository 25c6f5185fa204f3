package dev.drover.supervisor;

import dev.drover.domain.Home;

import java.util.Optional;

/**
 * What the supervisor writes into the environment of each run, and every descendant inherits: by it
 * a process is known as ours although it left its parent, and although the supervisor that started
 * it is gone.
 *
 * @param home hash of the home
 * @param id of the entry
 * @param run number of the run
 */
record RunTag(String home, int id, int run) {

    /** The variable that holds it. */
    static final String VARIABLE = "DROVER_ID";

    private static final String NUMBER = "\\d{1,9}";

    /** What tells the tags of this home from those of another. */
    static String hash(Home home) {
        return Integer.toHexString(home.root().toString().hashCode());
    }

    /** What the keeper notes of the run. */
    String text() {
        return home + ":" + id + ":" + run;
    }

    /**
     * As it is in the environment. Ids are given out again when the list is empty; what an entry of
     * before has left running is none of the next one's.
     *
     * @param uniqueId of the entry
     */
    String text(String uniqueId) {
        return text() + ":" + mark(uniqueId);
    }

    private static String mark(String uniqueId) {
        return Integer.toHexString(uniqueId.hashCode());
    }

    /**
     * False for the text of a tag of another entry that had the same id; supervisors of before
     * wrote no mark.
     */
    static boolean isMarkedFor(String text, String uniqueId) {
        String[] parts = text.split(":", -1);
        return parts.length == 3 || parts.length == 4 && parts[3].equals(mark(uniqueId));
    }

    /** True for a tag of this entry and this run or one before it. */
    boolean covers(RunTag other) {
        return home.equals(other.home) && id == other.id && other.run <= run;
    }

    /** True for the text of a tag of this entry, whatever the run. */
    boolean isOfEntry(String text) {
        return text.startsWith(home + ":" + id + ":");
    }

    /** Reads what both texts begin with; empty for anything else. */
    static Optional<RunTag> of(String text) {
        String[] parts = text.split(":", -1);
        return (parts.length == 3 || parts.length == 4)
                        && parts[1].matches(NUMBER)
                        && parts[2].matches(NUMBER)
                ? Optional.of(
                        new RunTag(
                                parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                : Optional.empty();
    }
}
