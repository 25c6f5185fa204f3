package dev.drover.ui.common;

import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Insets;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Dialogs of a window. They are shown without a nested event loop: leaving the application under
 * {@code showAndWait} crashes the toolkit (spec/javafx.md section 3).
 */
public final class Dialogs implements Prompts {

    private static final double WIDTH = 440;
    private static final double LIST_HEIGHT = 280;

    /** Of the screen, for the frame that the desktop gives a dialog. */
    private static final double SPARE = 40;

    private static final double CHOICE_INDENT = 24;

    /** As many choices need neither a scroll bar nor one box for all of them. */
    private static final int FEW = 6;

    private final Supplier<@Nullable Window> owner;
    private final ResourceBundle texts = ViewLoader.texts(Dialogs.class);

    /**
     * @param owner asked when a dialog is shown; may give null while there is no window
     */
    public Dialogs(Supplier<@Nullable Window> owner) {
        this.owner = owner;
    }

    @Override
    public void confirm(Question question, Runnable yes) {
        Dialog<ButtonType> dialog = dialog(question);
        ButtonType does = addButtons(dialog, question);
        Label detail = text(question.detail(), "dialog-detail");
        ask(dialog, question.detail().isEmpty() ? new VBox() : new VBox(detail));
        dialog.resultProperty()
                .subscribe(
                        pressed -> {
                            if (pressed == does) {
                                yes.run();
                            }
                        });
    }

    /**
     * Asks which of two ways it is to go, and runs that one unless the user cancels.
     *
     * @param other on the button of the second way
     */
    public void decide(Question question, String other, Runnable first, Runnable second) {
        Dialog<ButtonType> dialog = dialog(question);
        ButtonType does = addButtons(dialog, question);
        ButtonType does2 = new ButtonType(other, ButtonData.NO);
        dialog.getDialogPane().getButtonTypes().add(does2);
        ask(dialog, new VBox(text(question.detail(), "dialog-detail")));
        dialog.resultProperty()
                .subscribe(
                        pressed -> {
                            if (pressed == does) {
                                first.run();
                            } else if (pressed == does2) {
                                second.run();
                            }
                        });
    }

    @Override
    public void choose(Question question, List<Choice> choices, Consumer<List<Integer>> answer) {
        Dialog<ButtonType> dialog = dialog(question);
        ButtonType does = addButtons(dialog, question);
        List<CheckBox> boxes = new ArrayList<>();
        VBox list = new VBox(6);
        for (Choice choice : choices) {
            CheckBox box = new CheckBox(choice.text());
            box.setMnemonicParsing(false);
            box.setSelected(choice.chosen());
            boxes.add(box);
            list.getChildren().addAll(box, choiceDetail(choice));
        }
        BooleanBinding none =
                Bindings.createBooleanBinding(
                        () -> boxes.stream().noneMatch(CheckBox::isSelected),
                        boxes.stream().map(CheckBox::selectedProperty).toArray(Observable[]::new));
        dialog.getDialogPane().lookupButton(does).disableProperty().bind(none);
        VBox content = new VBox(8, text(question.detail(), "dialog-detail"));
        if (choices.size() > FEW) {
            String all = texts.getString("choose.all").formatted(choices.size());
            content.getChildren().add(AllOfThem.box(all, boxes));
        }
        content.getChildren().add(scrolled(list, choices.size()));
        ask(dialog, content);
        dialog.resultProperty()
                .subscribe(
                        pressed -> {
                            if (pressed == does) {
                                answer.accept(
                                        IntStream.range(0, boxes.size())
                                                .filter(i -> boxes.get(i).isSelected())
                                                .boxed()
                                                .toList());
                            }
                        });
    }

    @Override
    public void pick(Question question, List<String> choices, Consumer<Integer> answer) {
        Dialog<ButtonType> dialog = dialog(question);
        ButtonType does = addButtons(dialog, question);
        ToggleGroup group = new ToggleGroup();
        VBox list = new VBox(6);
        for (String choice : choices) {
            RadioButton button = new RadioButton(choice);
            button.setMnemonicParsing(false);
            button.setToggleGroup(group);
            list.getChildren().add(button);
        }
        group.selectToggle(group.getToggles().getFirst());
        ask(
                dialog,
                new VBox(
                        8,
                        text(question.detail(), "dialog-detail"),
                        scrolled(list, choices.size())));
        dialog.resultProperty()
                .subscribe(
                        pressed -> {
                            if (pressed == does) {
                                answer.accept(
                                        group.getToggles().indexOf(group.getSelectedToggle()));
                            }
                        });
    }

    /** A few stand there, many scroll; a pane that is not told how high takes next to nothing. */
    private static Node scrolled(VBox list, int choices) {
        if (choices <= FEW) {
            return list;
        }
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(LIST_HEIGHT);
        scroll.setMinHeight(LIST_HEIGHT);
        scroll.setMaxHeight(LIST_HEIGHT);
        scroll.getStyleClass().add("dialog-choices");
        return scroll;
    }

    private static Label choiceDetail(Choice choice) {
        Label detail = new Label(choice.detail());
        detail.getStyleClass().add("dialog-choice-detail");
        detail.setMaxWidth(WIDTH - CHOICE_INDENT * 2);
        VBox.setMargin(detail, new Insets(-4, 0, 4, CHOICE_INDENT));
        return detail;
    }

    @Override
    public void askLine(Question question, Consumer<String> answer) {
        Dialog<ButtonType> dialog = dialog(question);
        ButtonType does = addButtons(dialog, question);
        TextField line = new TextField();
        line.setId("dialog-line");
        ask(dialog, new VBox(8, text(question.detail(), "dialog-detail"), line));
        Platform.runLater(line::requestFocus);
        dialog.resultProperty()
                .subscribe(
                        pressed -> {
                            if (pressed == does) {
                                answer.accept(line.getText());
                            }
                        });
    }

    @Override
    public void askNumber(Question question, Range range, IntConsumer answer) {
        Dialog<ButtonType> dialog = dialog(question);
        ButtonType does = addButtons(dialog, question);
        Spinner<Integer> number = new Spinner<>(range.least(), range.most(), range.now());
        number.setId("dialog-number");
        number.setEditable(true);
        BooleanBinding none =
                Bindings.createBooleanBinding(
                        () -> !range.has(number.getEditor().getText()),
                        number.getEditor().textProperty());
        dialog.getDialogPane().lookupButton(does).disableProperty().bind(none);
        ask(dialog, new VBox(8, text(question.detail(), "dialog-detail"), number));
        Platform.runLater(
                () -> {
                    number.requestFocus();
                    number.getEditor().selectAll();
                });
        dialog.resultProperty()
                .subscribe(
                        pressed -> {
                            if (pressed == does) {
                                answer.accept(
                                        Integer.parseInt(number.getEditor().getText().strip()));
                            }
                        });
    }

    /**
     * Shows {@code content} under a title with one button that closes it; where the screen has no
     * room for all of it, it scrolls.
     */
    public void show(String title, Node content) {
        Dialog<ButtonType> dialog = dialog(new Question(title, "", "", false));
        dialog.getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(texts.getString("close"), ButtonData.CANCEL_CLOSE));
        ScrollPane scroll = new ScrollPane(content);
        scroll.getStyleClass().add("dialog-choices");
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        scroll.setMinWidth(WIDTH);
        VBox body = body(dialog, scroll);
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        // As a style: the theme has a narrower limit that is stronger than the setter.
        dialog.getDialogPane()
                .setStyle(
                        "-fx-max-width: %spx; -fx-max-height: %spx"
                                .formatted(room.getWidth() - SPARE, room.getHeight() - SPARE));
        show(dialog, body);
    }

    private Dialog<ButtonType> dialog(Question question) {
        Dialog<ButtonType> dialog = new Dialog<>();
        Window window = owner.get();
        if (window != null) {
            dialog.initOwner(window);
        }
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(question.title());
        dialog.getDialogPane().getStyleClass().add("drover-dialog");
        return dialog;
    }

    private static void ask(Dialog<ButtonType> dialog, Node content) {
        VBox body = body(dialog, content);
        body.setPrefWidth(WIDTH);
        show(dialog, body);
    }

    private static VBox body(Dialog<ButtonType> dialog, Node content) {
        return new VBox(10, text(dialog.getTitle(), "dialog-title"), content);
    }

    /** Its size has to be known before it is shown: then it is put over the middle of its owner. */
    private static void show(Dialog<ButtonType> dialog, VBox body) {
        dialog.getDialogPane().setContent(body);
        if (dialog.getDialogPane().getScene().getWindow() instanceof Stage stage) {
            WindowIcon.addTo(stage);
            WindowPlace.keepOnScreen(stage);
        }
        dialog.show();
    }

    private ButtonType addButtons(Dialog<ButtonType> dialog, Question question) {
        ButtonType does = new ButtonType(question.verb(), ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(texts.getString("cancel"), ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().addAll(does, cancel);
        if (question.dangerous()) {
            dialog.getDialogPane().lookupButton(does).getStyleClass().add("danger");
        }
        return does;
    }

    private static Label text(String words, String styleClass) {
        Label label = new Label(words);
        label.setWrapText(true);
        // All of its lines, however little room the pane thinks there is.
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
