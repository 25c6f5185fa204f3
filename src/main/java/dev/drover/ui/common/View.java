package dev.drover.ui.common;

import javafx.scene.Parent;

/** A loaded view: what to show and who controls it. */
public record View<C>(Parent root, C controller) {}
