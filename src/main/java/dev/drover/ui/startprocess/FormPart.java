package dev.drover.ui.startprocess;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;

import org.jspecify.annotations.Nullable;

/** Where in the form of a definition a user begins. */
public enum FormPart {
    PROGRAM("#what"),
    ARGUMENTS("#arguments"),
    ENVIRONMENT("#envRows");

    private final String id;

    FormPart(String id) {
        this.id = id;
    }

    /** The keys go there, and it can be seen. FX thread only. */
    void focusIn(ScrollPane form) {
        Node part = form.getContent().lookup(id);
        Node first = first(part);
        if (first == null) {
            // There is no variable yet: what adds one.
            first = form.getContent().lookup("#addVariable");
        }
        form.applyCss();
        form.layout();
        Node content = form.getContent();
        Bounds place = content.sceneToLocal(first.localToScene(first.getBoundsInLocal()));
        double hidden =
                content.getLayoutBounds().getHeight() - form.getViewportBounds().getHeight();
        if (hidden > 0 && place.getMaxY() > form.getViewportBounds().getHeight()) {
            form.setVvalue(form.getVmax() * Math.min(1, place.getMinY() / hidden));
        }
        first.requestFocus();
    }

    /** The part itself, or the first of its descendants, that takes keys. */
    private static @Nullable Node first(Node part) {
        if (part.isFocusTraversable()) {
            return part;
        }
        if (part instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = first(child);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
