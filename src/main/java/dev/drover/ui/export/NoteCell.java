package dev.drover.ui.export;

import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** What did not carry over, with the names of its services. */
final class NoteCell extends ListCell<NoteLine> {

    private static final double GAP = 24;

    private final ExportWords words;
    private final Text service = new Text();
    private final Text sentence = new Text();
    private final TextFlow flow = new TextFlow(service, sentence);

    NoteCell(ExportWords words) {
        this.words = words;
        service.getStyleClass().add("note-service");
        sentence.getStyleClass().add("note-sentence");
        // As wide as the list and no wider, so that it wraps.
        setPrefWidth(0);
        flow.maxWidthProperty().bind(widthProperty().subtract(GAP));
        flow.prefWidthProperty().bind(widthProperty().subtract(GAP));
    }

    @Override
    protected void updateItem(NoteLine note, boolean empty) {
        super.updateItem(note, empty);
        if (empty || note == null) {
            setGraphic(null);
            setAccessibleText(null);
            setTooltip(null);
            return;
        }
        String names = note.names(words);
        service.setText(names + "  ");
        sentence.setText(note.sentence());
        setAccessibleText(names + ": " + note.sentence());
        setTooltip(new Tooltip(String.join(", ", note.services())));
        setGraphic(flow);
    }
}
