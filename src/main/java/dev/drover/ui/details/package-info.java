/**
 * Everything that is known about one process, to read, search and copy.
 *
 * <p>{@code DetailSheet} turns a description into sections of labels and values, in the order of
 * PM2's {@code describe}; {@code DetailsController} shows them as a table.
 *
 * <p>Arrows: depends on {@code client}, {@code domain}, {@code ui.model}, {@code ui.common} and
 * JavaFX, on no other feature of {@code ui}.
 */
package dev.drover.ui.details;
