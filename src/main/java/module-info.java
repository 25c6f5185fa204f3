import org.jspecify.annotations.NullMarked;

/** Drover: a desktop process manager, its supervisor and the libraries both are made of. */
@NullMarked
module dev.drover {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.oshi;
    requires org.slf4j;
    requires org.snakeyaml.engine.v2;

    // The peer's user on a Unix-domain socket.
    requires jdk.net;
    // SIGTERM and its like for the supervisor.
    requires jdk.unsupported;

    // Static, so that the supervisor starts without JavaFX; the window adds them (--add-modules).
    requires static transitive javafx.controls;
    requires static javafx.fxml;
    requires static org.controlsfx.controls;
    requires static atlantafx.base;
    requires static org.kordamp.ikonli.javafx;
    requires static org.kordamp.ikonli.feather;
    requires static transitive org.freedesktop.dbus;

    exports dev.drover.domain;
    exports dev.drover.childprocess;
    exports dev.drover.childprocess.value;
    exports dev.drover.client;
    exports dev.drover.project;

    // The toolkit makes the Application.
    exports dev.drover.app to
            javafx.graphics;

    // D-Bus calls what stands in these interfaces.
    exports dev.drover.desktop.wire to
            org.freedesktop.dbus;

    uses dev.drover.childprocess.Backend;
    uses dev.drover.client.SupervisorProvider;

    provides dev.drover.client.SupervisorProvider with
            dev.drover.app.SupervisorService;
    provides dev.drover.childprocess.Backend with
            dev.drover.childprocess.posix.PosixBackend,
            dev.drover.childprocess.portable.PortableBackend;

    opens dev.drover.ui.action to
            javafx.fxml;
    opens dev.drover.ui.alerts to
            javafx.fxml;
    opens dev.drover.ui.details to
            javafx.fxml;
    opens dev.drover.ui.export to
            javafx.fxml;
    opens dev.drover.ui.logview to
            javafx.fxml;
    opens dev.drover.ui.mainwindow to
            javafx.fxml;
    opens dev.drover.ui.messages to
            javafx.fxml;
    opens dev.drover.ui.metrics to
            javafx.fxml;
    opens dev.drover.ui.palette to
            javafx.fxml;
    opens dev.drover.ui.processtable to
            javafx.fxml;
    opens dev.drover.ui.remotehome to
            javafx.fxml;
    opens dev.drover.ui.schedule to
            javafx.fxml;
    opens dev.drover.ui.sendmessage to
            javafx.fxml;
    opens dev.drover.ui.signals to
            javafx.fxml;
    opens dev.drover.ui.startprocess to
            javafx.fxml;
    opens dev.drover.ui.why to
            javafx.fxml;
}
