package dev.drover.daemon;

/**
 * What can be set about a daemon.
 *
 * @param version that {@code getVersion} answers; PM2's client prints a notice when it is not its
 *     own
 * @param subscriberLimit bytes that wait for one slow subscriber at most
 */
public record DaemonOptions(String version, int subscriberLimit) {

    public static final DaemonOptions DEFAULT = new DaemonOptions("7.0.4", 8 << 20);
}
