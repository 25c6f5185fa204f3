package dev.drover.ui.common;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a part of the window remembers between starts, as words that only the part understands. FX
 * thread only.
 */
public interface Memory {

    /** What was remembered under {@code key}; {@code otherwise} when nothing was. */
    String get(String key, String otherwise);

    /** Remembers; an empty value forgets. */
    void put(String key, String value);

    /** Remembers until the window is closed. */
    static Memory untilClosed() {
        Map<String, String> values = new TreeMap<>();
        return new Memory() {
            @Override
            public String get(String key, String otherwise) {
                return values.getOrDefault(key, otherwise);
            }

            @Override
            public void put(String key, String value) {
                values.put(key, value);
            }
        };
    }
}
