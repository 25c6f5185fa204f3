/**
 * The Messages page of the dock: what goes over the IPC channels of the selected processes, both
 * ways.
 *
 * <p>Flow: event → {@code IpcMessage} → {@code MessageLog} (bounded, any thread) → {@code
 * MessagesController} (at most ten times a second).
 *
 * <p>Arrows: depends on {@code domain}, {@code ui.common}, Jackson and JavaFX, on no other feature
 * of {@code ui}.
 */
package dev.drover.ui.messages;
