package dev.drover.ui.alerts;

import dev.drover.ui.common.Memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rules of a home, kept on the disk. FX thread only. */
final class AlertRules {

    /** More are not followed: each costs time on each line. */
    static final int MOST = 50;

    private static final String TAB = "\t";
    private static final int FIELDS = 4;

    private final Memory memory;
    private final String key;
    private final Consumer<List<AlertRule>> changed;
    private final List<AlertRule> rules = new ArrayList<>();
    private long lastId;

    /**
     * @param home whose rules they are
     * @param changed gets all of them after each change
     */
    AlertRules(Memory memory, String home, Consumer<List<AlertRule>> changed) {
        this.memory = memory;
        this.key = "alerts " + home;
        this.changed = changed;
        memory.get(key, "").lines().forEach(this::read);
    }

    List<AlertRule> all() {
        return List.copyOf(rules);
    }

    boolean isFull() {
        return rules.size() >= MOST;
    }

    void add(String text, String process, AlertLevel level) {
        rules.add(new AlertRule(++lastId, text, process, level, true));
        keep();
    }

    /** Puts a rule in the place of the one with its id. */
    void replace(AlertRule now) {
        rules.replaceAll(rule -> rule.id() == now.id() ? now : rule);
        keep();
    }

    void remove(AlertRule gone) {
        rules.removeIf(rule -> rule.id() == gone.id());
        keep();
    }

    private void keep() {
        StringBuilder lines = new StringBuilder();
        for (AlertRule rule : rules) {
            lines.append(rule.on() ? "on" : "off").append(TAB);
            lines.append(rule.level()).append(TAB);
            lines.append(oneLine(rule.process())).append(TAB);
            lines.append(oneLine(rule.text())).append('\n');
        }
        memory.put(key, lines.toString());
        changed.accept(all());
    }

    /** A line that is no rule, whoever wrote it, is left out. */
    private void read(String line) {
        String[] fields = line.split(TAB, FIELDS);
        if (fields.length == FIELDS && !fields[3].isEmpty() && !isFull()) {
            rules.add(
                    new AlertRule(
                            ++lastId,
                            fields[3],
                            fields[2],
                            level(fields[1]),
                            "on".equals(fields[0])));
        }
    }

    private static AlertLevel level(String name) {
        for (AlertLevel level : AlertLevel.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        return AlertLevel.ANY;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }
}
