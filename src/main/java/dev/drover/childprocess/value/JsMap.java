package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JavaScript's {@code Map}: keys of every type, in the order of their insertion. Numbers are the
 * same key when they are the same number; objects when they are the same object. Compared by
 * identity, for it may contain itself.
 */
public final class JsMap implements JsValue {

    private final Map<Object, Map.Entry<@Nullable Object, @Nullable Object>> entries =
            new LinkedHashMap<>();

    /** An empty map. */
    public JsMap() {}

    /** The entries of a map of Java. */
    public JsMap(Map<?, ?> map) {
        map.forEach(this::set);
    }

    public int size() {
        return entries.size();
    }

    public boolean has(@Nullable Object key) {
        return entries.containsKey(SameValueZero.key(key));
    }

    /** {@link JsUndefined} when there is no such key. */
    public @Nullable Object get(@Nullable Object key) {
        Map.Entry<@Nullable Object, @Nullable Object> entry = entries.get(SameValueZero.key(key));
        return entry == null ? JsUndefined.UNDEFINED : entry.getValue();
    }

    /** Adds an entry, or changes the value of the one that is there. */
    public void set(@Nullable Object key, @Nullable Object value) {
        Object identity = SameValueZero.key(key);
        Map.Entry<@Nullable Object, @Nullable Object> entry = entries.get(identity);
        if (entry == null) {
            entries.put(identity, new java.util.AbstractMap.SimpleEntry<>(key, value));
        } else {
            entry.setValue(value);
        }
    }

    /** False when there was no such key. */
    public boolean delete(@Nullable Object key) {
        return entries.remove(SameValueZero.key(key)) != null;
    }

    /** The entries in their order; a view. */
    public Collection<Map.Entry<@Nullable Object, @Nullable Object>> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    @Override
    public String toString() {
        return "Map(%d)".formatted(size());
    }
}
