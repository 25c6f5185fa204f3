/**
 * What every view needs: loading FXML, themes, dialogs, notices, texts.
 *
 * <p>Arrows: depends on {@code domain} and on JavaFX, on no other package of {@code ui}.
 */
package dev.drover.ui.common;
