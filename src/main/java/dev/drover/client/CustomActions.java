package dev.drover.client;

import dev.drover.domain.CustomAction;
import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.pm2.ReportedFields;

import java.util.List;

/** The custom actions that services announce over their channels. */
public final class CustomActions {

    private CustomActions() {}

    /** Those of one service, in the order in which it announced them. */
    public static List<CustomAction> of(ProcessDescription process) {
        return ReportedFields.customActions(process);
    }
}
