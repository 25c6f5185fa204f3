package dev.drover.ui.common;

import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Supplier;

/**
 * Loads views. The FXML file lies beside its controller's package in the resources, the texts in
 * {@code strings.properties} beside it. Controllers are made by registered suppliers, so they have
 * constructor arguments and may be package-private; a controller that nobody registered fails with
 * its name. FX thread only.
 */
public final class ViewLoader {

    private final Map<Class<?>, Supplier<?>> controllers = new HashMap<>();

    /** Says how a controller is made; also used for controllers of included views. */
    public <C> ViewLoader register(Class<C> type, Supplier<C> factory) {
        controllers.put(type, factory);
        return this;
    }

    /**
     * Loads {@code fxml} from the resources of the package of {@code controllerType}.
     *
     * @throws UncheckedIOException when the file is not valid: a defect, not a condition
     */
    public <C> View<C> load(Class<C> controllerType, String fxml) {
        URL location =
                Objects.requireNonNull(
                        controllerType.getResource(fxml), () -> fxml + " beside " + controllerType);
        FXMLLoader loader = new FXMLLoader(location, texts(controllerType));
        loader.setControllerFactory(this::make);
        try {
            Parent root = loader.load();
            return new View<>(root, controllerType.cast(loader.getController()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load " + location, e);
        }
    }

    /** The texts of the feature that {@code type} belongs to. */
    public static ResourceBundle texts(Class<?> type) {
        return ResourceBundle.getBundle(type.getPackageName() + ".strings", type.getModule());
    }

    private Object make(Class<?> type) {
        Supplier<?> factory = controllers.get(type);
        if (factory == null) {
            throw new IllegalStateException(
                    "no factory registered for controller " + type.getName());
        }
        return factory.get();
    }
}
