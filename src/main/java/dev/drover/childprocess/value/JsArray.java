package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * A JavaScript array without holes: a list, equal to every list with the same elements. It can have
 * named properties beside its elements, as the result of {@code RegExp.prototype.exec} has.
 */
public final class JsArray extends AbstractList<@Nullable Object> implements JsValue, RandomAccess {

    private final List<@Nullable Object> elements;
    private @Nullable Map<String, @Nullable Object> properties;

    /** An empty array. */
    public JsArray() {
        elements = new ArrayList<>();
    }

    /** An array with these elements. */
    public JsArray(Collection<?> elements) {
        this.elements = new ArrayList<>(elements);
    }

    /** Its named properties; they can be changed and do not count when it is compared. */
    public Map<String, @Nullable Object> properties() {
        if (properties == null) {
            properties = new LinkedHashMap<>();
        }
        return properties;
    }

    /** Whether it has named properties. */
    public boolean hasProperties() {
        return properties != null && !properties.isEmpty();
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public @Nullable Object get(int index) {
        return elements.get(index);
    }

    @Override
    public @Nullable Object set(int index, @Nullable Object element) {
        return elements.set(index, element);
    }

    @Override
    public void add(int index, @Nullable Object element) {
        modCount++;
        elements.add(index, element);
    }

    @Override
    public @Nullable Object remove(int index) {
        modCount++;
        return elements.remove(index);
    }
}
