package dev.drover.childprocess.value;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A JavaScript array: a list, equal to every list with the same elements. It can have holes, which
 * read as {@link JsUndefined}, and named properties beside its elements, as the result of {@code
 * RegExp.prototype.exec} has.
 */
public final class JsArray extends AbstractList<@Nullable Object> implements JsValue, RandomAccess {

    private static final Object HOLE = new Object();

    /** Up to the last element that is no hole. */
    private final List<@Nullable Object> elements;

    private int length;
    private @Nullable Map<String, @Nullable Object> properties;

    /** An empty array. */
    public JsArray() {
        elements = new ArrayList<>();
    }

    /** An array with these elements. */
    public JsArray(Collection<?> elements) {
        this.elements = new ArrayList<>(elements);
        length = this.elements.size();
    }

    /** {@code new Array(length)}: nothing but holes, which cost nothing. */
    public static JsArray ofHoles(int length) {
        JsArray array = new JsArray();
        array.length = length;
        return array;
    }

    /** Whether there is nothing at the index, not even undefined. */
    public boolean isHole(int index) {
        Objects.checkIndex(index, length);
        return index >= elements.size() || elements.get(index) == HOLE;
    }

    /** Adds a hole at the end. */
    public void addHole() {
        modCount++;
        length++;
    }

    /** The length without the holes at the end: what it takes room for. */
    public int materialized() {
        return elements.size();
    }

    /** Whether there is a hole anywhere. */
    public boolean hasHoles() {
        return elements.size() < length || elements.stream().anyMatch(e -> e == HOLE);
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
        return length;
    }

    @Override
    public @Nullable Object get(int index) {
        return isHole(index) ? JsUndefined.UNDEFINED : elements.get(index);
    }

    @Override
    public @Nullable Object set(int index, @Nullable Object element) {
        Object before = get(index);
        materialize(index + 1);
        elements.set(index, element);
        return before;
    }

    @Override
    public void add(int index, @Nullable Object element) {
        Objects.checkIndex(index, length + 1);
        modCount++;
        materialize(index);
        elements.add(index, element);
        length++;
    }

    @Override
    public @Nullable Object remove(int index) {
        Object before = get(index);
        modCount++;
        if (index < elements.size()) {
            elements.remove(index);
        }
        length--;
        return before;
    }

    private void materialize(int size) {
        while (elements.size() < size) {
            elements.add(HOLE);
        }
    }
}
