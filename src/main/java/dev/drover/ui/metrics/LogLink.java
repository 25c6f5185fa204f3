package dev.drover.ui.metrics;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Where moments of the chart lead to. Both are called on the FX thread.
 *
 * @param follow gets the moment on which the cross-hair rests
 * @param open gets the moment that was clicked, or chosen with Enter
 */
public record LogLink(Consumer<Instant> follow, Consumer<Instant> open) {

    /** Leads nowhere. */
    public static final LogLink NONE = new LogLink(_ -> {}, _ -> {});
}
