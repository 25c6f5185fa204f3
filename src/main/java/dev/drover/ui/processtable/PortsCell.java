package dev.drover.ui.processtable;

import dev.drover.domain.ListeningPort;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.model.ListRow;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** The ports of a process, each number once; where they are bound is in the tooltip. */
final class PortsCell extends TableCell<ListRow, ProcessDescription> {

    private static final int MOST_TOLD = 20;

    private final CellTip addresses = new CellTip(this);

    private final IntConsumer open;
    private final FittingRow links = new FittingRow();

    /**
     * @param open shows a port of this machine in the browser
     */
    PortsCell(IntConsumer open) {
        this.open = open;
        links.getStyleClass().add("port-links");
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
        Map<Integer, Node> shown = new LinkedHashMap<>();
        ports.forEach(port -> shown.computeIfAbsent(port.port(), _ -> node(port)));
        links.show(List.copyOf(shown.values()));
        setGraphic(ports.isEmpty() ? null : links);
        addresses.say(inFull(ports));
    }

    /** Only what talks TCP can be a page. */
    private Node node(ListeningPort port) {
        String text = ":" + port.port();
        if (port.protocol() != ListeningPort.Protocol.TCP) {
            return new Label(text);
        }
        Hyperlink link = new Hyperlink(text);
        // The table is one stop of the tab key; the row's menu opens the port, too.
        link.setFocusTraversable(false);
        link.setOnAction(_ -> open.accept(port.port()));
        return link;
    }

    /** A tooltip is not higher than the screen. */
    private static String inFull(List<ListeningPort> ports) {
        String lines =
                ports.stream()
                        .limit(MOST_TOLD)
                        .map(PortsCell::inFull)
                        .collect(Collectors.joining("\n"));
        return ports.size() > MOST_TOLD ? lines + "\n…" : lines;
    }

    private static String inFull(ListeningPort port) {
        String address = port.address().contains(":") ? "[" + port.address() + "]" : port.address();
        return port.protocol() + " " + address + ":" + port.port();
    }
}
