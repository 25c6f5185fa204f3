package dev.drover.ui.logview;

import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

import java.util.List;

/**
 * The system's monospace font and its grid.
 *
 * @param cellWidth width of one character in pixels
 * @param rowHeight height of one row in whole pixels
 * @param textTop from the top of a row to the top of its text, in pixels
 */
record MonospaceFont(
        Font regular,
        Font bold,
        Font italic,
        Font boldItalic,
        double cellWidth,
        double rowHeight,
        double textTop) {

    private static final List<String> FAMILIES =
            List.of("SF Mono", "Menlo", "Cascadia Mono", "Consolas");
    private static final double LEADING = 4;

    static MonospaceFont ofSize(double size) {
        List<String> installed = Font.getFamilies();
        String family =
                FAMILIES.stream().filter(installed::contains).findFirst().orElse("Monospaced");
        Font regular = Font.font(family, FontWeight.NORMAL, size);
        Text sample = new Text("0".repeat(100));
        sample.setFont(regular);
        double height = sample.getLayoutBounds().getHeight();
        double rowHeight = Math.ceil(height + LEADING);
        return new MonospaceFont(
                regular,
                Font.font(family, FontWeight.BOLD, size),
                Font.font(family, FontWeight.NORMAL, FontPosture.ITALIC, size),
                Font.font(family, FontWeight.BOLD, FontPosture.ITALIC, size),
                sample.getLayoutBounds().getWidth() / 100,
                rowHeight,
                Math.round((rowHeight - height) / 2));
    }

    /** The one of the four for a style. */
    Font of(SgrStyle style) {
        if (style.italic()) {
            return style.bold() ? boldItalic : italic;
        }
        return style.bold() ? bold : regular;
    }
}
