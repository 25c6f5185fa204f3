package dev.drover.ui.model;

import javafx.beans.value.ObservableValue;

/** What a line of the table shows: a process, or the processes of a namespace together. */
public sealed interface ListRow permits ObservableProcess, ProcessGroup {

    /** What it is called. */
    ObservableValue<String> nameProperty();

    /** Percent of one core, mean of the last ten seconds; of a group: the sum. */
    ObservableValue<Number> cpuProperty();

    /** Resident bytes; of a group: the sum. */
    ObservableValue<Number> memoryProperty();
}
