package dev.drover.ui.model;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rows are wanted: the text of the filter field and the namespace chosen in the sidebar. FX
 * thread only.
 */
public final class ListFilter {

    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<Optional<String>> namespace =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectBinding<Predicate<ObservableProcess>> predicate =
            Bindings.createObjectBinding(this::compile, text, namespace);

    /** In the language of {@link ProcessFilter}. */
    public StringProperty textProperty() {
        return text;
    }

    /** Empty: all namespaces. */
    public ObjectProperty<Optional<String>> namespaceProperty() {
        return namespace;
    }

    /** The test that follows from both. */
    public ObjectBinding<Predicate<ObservableProcess>> predicate() {
        return predicate;
    }

    /** What is asked for with {@code is:} and is no state. */
    public ObservableValue<List<String>> unknownStates() {
        return text.map(typed -> ProcessFilter.parse(typed).unknownStates());
    }

    /** Wants every row again. */
    public void clear() {
        text.set("");
        namespace.set(Optional.empty());
    }

    private Predicate<ObservableProcess> compile() {
        ProcessFilter words = ProcessFilter.parse(text.get());
        Optional<String> wanted = namespace.get();
        return row ->
                words.test(row.description())
                        && wanted.map(row.description().namespace()::equals).orElse(true);
    }
}
