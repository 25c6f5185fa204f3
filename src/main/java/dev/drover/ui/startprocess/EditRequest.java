package dev.drover.ui.startprocess;

import dev.drover.domain.ProcessDescription;

import java.util.List;

/**
 * A definition that is to be changed.
 *
 * @param process the entry as it is
 * @param siblings the other instances of its name
 * @param canWait whether the supervisor can keep a definition for the next start: PM2's cannot
 * @param begin where the user means to change it
 */
public record EditRequest(
        ProcessDescription process,
        List<ProcessDescription> siblings,
        boolean canWait,
        FormPart begin) {

    public EditRequest {
        siblings = List.copyOf(siblings);
    }
}
