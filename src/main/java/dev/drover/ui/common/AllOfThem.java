package dev.drover.ui.common;

import javafx.scene.control.CheckBox;

import java.util.List;

/** One box that ticks all the others, or none of them; a dash says that some are. */
final class AllOfThem {

    private AllOfThem() {}

    static CheckBox box(String words, List<CheckBox> others) {
        CheckBox all = new CheckBox(words);
        all.setId("choose-all");
        all.setMnemonicParsing(false);
        others.forEach(box -> box.selectedProperty().subscribe(() -> mark(all, others)));
        all.setOnAction(
                _ -> {
                    boolean chosen = all.isSelected();
                    others.forEach(box -> box.setSelected(chosen));
                });
        mark(all, others);
        return all;
    }

    private static void mark(CheckBox all, List<CheckBox> others) {
        long chosen = others.stream().filter(CheckBox::isSelected).count();
        all.setSelected(chosen == others.size());
        all.setIndeterminate(chosen > 0 && chosen < others.size());
    }
}
