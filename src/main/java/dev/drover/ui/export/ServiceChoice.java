package dev.drover.ui.export;

import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** A box to tick per service, and one for all of them. FX thread only. */
final class ServiceChoice {

    private final CheckBox all;
    private final List<Definitions> definitions;
    private final List<CheckBox> boxes = new ArrayList<>();
    private final Runnable changed;
    private boolean filling;

    /**
     * @param changed called when others are chosen
     */
    ServiceChoice(
            VBox list,
            CheckBox all,
            List<Definitions> definitions,
            ExportWords words,
            Runnable changed) {
        this.all = all;
        this.definitions = definitions;
        this.changed = changed;
        definitions.forEach(definition -> list.getChildren().add(box(definition, words)));
        all.setOnAction(_ -> chooseAll());
        mark();
    }

    private CheckBox box(Definitions definition, ExportWords words) {
        int instances = definition.service().instances();
        String name = name(definition);
        CheckBox box =
                new CheckBox(instances == 1 ? name : words.format("instances", name, instances));
        box.setMnemonicParsing(false);
        box.setSelected(definition.chosen());
        box.selectedProperty()
                .addListener(
                        (_, _, _) -> {
                            if (!filling) {
                                mark();
                                changed.run();
                            }
                        });
        boxes.add(box);
        return box;
    }

    /** With its namespace where two are called alike. */
    private String name(Definitions definition) {
        String name = definition.name();
        boolean alone = definitions.stream().filter(d -> d.name().equals(name)).count() == 1;
        return alone ? name : definition.service().spec().namespace() + "/" + name;
    }

    private void chooseAll() {
        filling = true;
        boxes.forEach(box -> box.setSelected(all.isSelected()));
        filling = false;
        mark();
        changed.run();
    }

    private void mark() {
        int count = chosen().size();
        all.setSelected(count == definitions.size());
        all.setIndeterminate(count > 0 && count < definitions.size());
    }

    List<Definitions> chosen() {
        List<Definitions> chosen = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).isSelected()) {
                chosen.add(definitions.get(i));
            }
        }
        return chosen;
    }
}
