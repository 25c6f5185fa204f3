package dev.drover.domain;

import java.util.Optional;

/**
 * Something that a running service offers to do when it is asked to: PM2's custom action.
 *
 * @param name as the service announced it
 * @param takesParameter whether it is given a text
 * @param comment what the service says about it
 */
public record CustomAction(String name, boolean takesParameter, Optional<String> comment) {}
