package dev.drover.ui.processtable;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.model.ObservableProcess;

import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import java.util.List;
import java.util.stream.Collectors;

/** The ports of a process, each number once; where they are bound is in the tooltip. */
final class PortsCell extends TableCell<ObservableProcess, ProcessDescription> {

    private final Tooltip addresses = new Tooltip();

    PortsCell() {
        getStyleClass().add("ports");
    }

    /** To sort by: what has no port comes last. */
    static Integer lowest(ProcessDescription process) {
        return process.ports().stream()
                .map(ListeningPort::port)
                .min(Integer::compare)
                .orElse(Integer.MAX_VALUE);
    }

    @Override
    protected void updateItem(ProcessDescription process, boolean empty) {
        super.updateItem(process, empty);
        List<ListeningPort> ports = empty || process == null ? List.of() : process.ports();
        setText(
                ports.stream()
                        .map(one -> ":" + one.port())
                        .distinct()
                        .collect(Collectors.joining(", ")));
        addresses.setText(ports.stream().map(PortsCell::inFull).collect(Collectors.joining("\n")));
        setTooltip(ports.isEmpty() ? null : addresses);
    }

    private static String inFull(ListeningPort port) {
        String address = port.address().contains(":") ? "[" + port.address() + "]" : port.address();
        return port.protocol() + " " + address + ":" + port.port();
    }
}
