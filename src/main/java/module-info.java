import org.jspecify.annotations.NullMarked;

/** Drover: a desktop process manager, its supervisor and the libraries both are made of. */
@NullMarked
module dev.drover {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.oshi;
    requires org.slf4j;

    // Static, so that the supervisor starts without JavaFX; the window adds them (--add-modules).
    requires static transitive javafx.controls;
    requires static javafx.fxml;
    requires static org.controlsfx.controls;
    requires static atlantafx.base;
    requires static org.kordamp.ikonli.javafx;
    requires static org.kordamp.ikonli.feather;

    exports dev.drover.domain;
    exports dev.drover.childprocess;
    exports dev.drover.client;

    opens dev.drover.ui.logview to
            javafx.fxml;
    opens dev.drover.ui.sendmessage to
            javafx.fxml;
    opens dev.drover.ui.startprocess to
            javafx.fxml;
}
