/**
 * Observable copies of what the client tells, and the only hand-over of events to the FX thread.
 *
 * <p>Entry points: {@link dev.drover.ui.model.SupervisorSession} feeds {@link
 * dev.drover.ui.model.ProcessListModel} through {@link dev.drover.ui.model.FxEventPump}. Status
 * reaches the model as an event or as a list, never from the reply to a command.
 *
 * <p>Arrows: depends on {@code client}, {@code domain} and {@code ui.common}.
 */
package dev.drover.ui.model;
