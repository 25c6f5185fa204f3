package dev.drover.ui.processtable;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Whether rows may change places: not while a menu is open, and not while the pointer is over them,
 * on its way to one. A pointer that was left there is forgotten after a while.
 */
final class CalmOrder {

    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

    private final TableView<?> table;
    private final ContextMenu menu;
    private final Supplier<Instant> now;
    private final BooleanProperty held = new SimpleBooleanProperty();
    private Instant pointerMovedAt = Instant.MIN;

    CalmOrder(TableView<?> table, ContextMenu menu, Supplier<Instant> now) {
        this.table = table;
        this.menu = menu;
        this.now = now;
        table.addEventHandler(MouseEvent.MOUSE_MOVED, _ -> pointerMovedAt = now.get());
        table.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> pointerMovedAt = Instant.MIN);
    }

    boolean isFrozen() {
        boolean pointed =
                table.isHover()
                        && pointerMovedAt != Instant.MIN
                        && pointerMovedAt.plus(FORGOTTEN_AFTER).isAfter(now.get());
        return menu.isShowing() || pointed;
    }

    /** Makes {@code hint} say so while rows stand elsewhere than they belong because of this. */
    void explain(Label hint, String words) {
        hint.setText(words);
        hint.setId("order-held");
        hint.getStyleClass().add("order-held");
        hint.setMouseTransparent(true);
        hint.visibleProperty().bind(held);
    }

    void setHeld(boolean value) {
        held.set(value);
    }
}
