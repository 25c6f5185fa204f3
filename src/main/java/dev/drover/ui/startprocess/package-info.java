/**
 * The dialog that starts a new process: one page, checked before anything runs, with the equal
 * {@code pm2 start} line and ecosystem entry beside it; the dialog that edits one; and what writes
 * definitions into an ecosystem file ({@link dev.drover.ui.startprocess.SaveDefinitions}).
 *
 * <p>Flow: form → {@code StartForm} → {@code StartFormValidator} → {@link
 * dev.drover.domain.ProcessSpec} → the starter that {@link
 * dev.drover.ui.startprocess.StartProcessContext} holds.
 *
 * <p>Arrows: depends on {@code domain}, {@code project}, {@code client}, {@code ui.common}, Jackson
 * and JavaFX, on no other feature of {@code ui}.
 */
package dev.drover.ui.startprocess;
