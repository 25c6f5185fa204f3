/**
 * The dialog that sends a message to a process over its IPC channel, or to several of them, and
 * shows what comes back.
 *
 * <p>Flow: form → {@code JsonDraft} → {@code OutgoingMessage} → {@link
 * dev.drover.ui.sendmessage.MessageSender}; answers come back as events into {@code Conversation}.
 *
 * <p>Arrows: depends on {@code domain}, {@code ui.common}, Jackson and JavaFX, on no other feature
 * of {@code ui}.
 */
package dev.drover.ui.sendmessage;
