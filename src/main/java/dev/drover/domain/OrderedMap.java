package dev.drover.domain;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A map that nobody can change, in the order in which it was made. What is one already is not
 * copied again: a specification is copied half a dozen times on its way to a process, and its
 * environment has a hundred entries. Keys are never null, values may be.
 */
public final class OrderedMap<K, V> extends AbstractMap<K, V> {

    private final Map<K, V> entries;

    private OrderedMap(Map<? extends K, ? extends V> entries) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The map itself when it is one already, else a copy. */
    public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        return map instanceof OrderedMap<K, V> ? map : new OrderedMap<>(map);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public Set<K> keySet() {
        return entries.keySet();
    }

    @Override
    public V get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        entries.forEach(action);
    }
}
