package dev.drover.ui.alerts;

/**
 * Which lines are told of.
 *
 * @param id tells rules apart, whatever is changed about them
 * @param text looked for in any case; between two slashes a regular expression
 * @param process name of the service; empty for all
 */
record AlertRule(long id, String text, String process, AlertLevel level, boolean on) {

    AlertRule withOn(boolean now) {
        return new AlertRule(id, text, process, level, now);
    }

    boolean isAbout(String name) {
        return process.isEmpty() || process.equals(name);
    }
}
