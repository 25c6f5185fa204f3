package dev.drover.ui.details;

import java.util.List;

/** Details that belong together. */
record DetailSection(String title, List<Detail> details) {

    DetailSection {
        details = List.copyOf(details);
    }
}
