package dev.drover.ui.model;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.List;

/**
 * Processes that belong together, such as those of one namespace, as one line: how many, the worst
 * state, the sums. FX thread only.
 */
public final class ProcessGroup implements ListRow {

    private final ReadOnlyStringWrapper name;
    private final ReadOnlyDoubleWrapper cpu = new ReadOnlyDoubleWrapper();
    private final ReadOnlyLongWrapper memory = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<Tally> tally =
            new ReadOnlyObjectWrapper<>(Tally.of(List.of()));
    private final ReadOnlyObjectWrapper<Boolean> collapsed = new ReadOnlyObjectWrapper<>(false);
    private List<ObservableProcess> members = List.of();

    /**
     * @param name as the user sees it
     */
    public ProcessGroup(String name) {
        this.name = new ReadOnlyStringWrapper(name);
    }

    /** Says what it consists of now, and adds up anew. */
    public void update(List<ObservableProcess> now) {
        members = List.copyOf(now);
        tally.set(Tally.of(members));
        cpu.set(members.stream().mapToDouble(one -> one.cpuProperty().get()).sum());
        memory.set(members.stream().mapToLong(one -> one.memoryProperty().get()).sum());
    }

    /** Whether only this line of it is shown. */
    public void setCollapsed(boolean value) {
        collapsed.set(value);
    }

    public ReadOnlyObjectProperty<Boolean> collapsedProperty() {
        return collapsed.getReadOnlyProperty();
    }

    /** Those that it adds up, in the order of the table. */
    public List<ObservableProcess> members() {
        return members;
    }

    @Override
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyDoubleProperty cpuProperty() {
        return cpu.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyLongProperty memoryProperty() {
        return memory.getReadOnlyProperty();
    }

    /** How many are in which state. */
    public ReadOnlyObjectProperty<Tally> tallyProperty() {
        return tally.getReadOnlyProperty();
    }
}
