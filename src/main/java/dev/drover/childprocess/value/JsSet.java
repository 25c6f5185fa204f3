package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JavaScript's {@code Set}: values of every type, in the order of their insertion, the same as
 * {@link JsMap} understands it. Compared by identity, for it may contain itself.
 */
public final class JsSet implements JsValue {

    private final Map<Object, @Nullable Object> values = new LinkedHashMap<>();

    /** An empty set. */
    public JsSet() {}

    /** The elements of a collection of Java. */
    public JsSet(Collection<?> elements) {
        elements.forEach(this::add);
    }

    public int size() {
        return values.size();
    }

    public boolean has(@Nullable Object value) {
        return values.containsKey(SameValueZero.key(value));
    }

    /** Does nothing when it is there. */
    public void add(@Nullable Object value) {
        Object key = SameValueZero.key(value);
        if (!values.containsKey(key)) {
            values.put(key, value);
        }
    }

    /** False when it was not there. */
    public boolean delete(@Nullable Object value) {
        int before = values.size();
        values.remove(SameValueZero.key(value));
        return values.size() < before;
    }

    /** The values in their order; a view. */
    public Collection<@Nullable Object> values() {
        return Collections.unmodifiableCollection(values.values());
    }

    @Override
    public String toString() {
        return "Set(%d)".formatted(size());
    }
}
