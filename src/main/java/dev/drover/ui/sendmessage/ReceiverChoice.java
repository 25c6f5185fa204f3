package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;

import org.jspecify.annotations.Nullable;

import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * Whom the message is for: a process, and whether others get it too. It says who will get it and
 * who cannot, before anything is sent. FX thread only.
 */
final class ReceiverChoice {

    /**
     * The nodes it works with.
     *
     * @param goesTo says who will get it, where they are several
     */
    record Nodes(ComboBox<ProcessDescription> process, MenuButton scope, Label goesTo) {}

    private final Nodes nodes;
    private final ResourceBundle texts;
    private final DeliveryWords words;
    private final ScopeMenu menu;
    private final Runnable changed;
    private Addressee.Chosen selected = new Addressee.Chosen(List.of());
    private boolean filling;

    /**
     * @param changed is told when it may be for others now, or others can get it
     */
    ReceiverChoice(Nodes nodes, ResourceBundle texts, Runnable changed) {
        this.nodes = nodes;
        this.texts = texts;
        this.changed = changed;
        this.words = new DeliveryWords(texts);
        this.menu = new ScopeMenu(nodes.scope(), texts, this::tell);
        nodes.goesTo().managedProperty().bind(nodes.goesTo().visibleProperty());
        nodes.process().setCellFactory(_ -> new SendMessageCells.ProcessCell(texts));
        nodes.process().setButtonCell(new SendMessageCells.ProcessCell(texts));
        nodes.process().valueProperty().addListener((_, _, _) -> processChanged());
        show();
    }

    /** Brings the processes up to date; keeps the choice when it is still there. */
    void setProcesses(List<ProcessDescription> processes) {
        if (processes.equals(all())) {
            return;
        }
        ProcessDescription chosen = process();
        filling = true;
        nodes.process().getItems().setAll(processes);
        if (chosen != null) {
            setProcess(chosen.id());
        }
        filling = false;
        tell();
    }

    /** Chooses those of these ids that are there: one, or all of them. */
    void choose(List<Integer> ids) {
        List<Addressee.One> found =
                ids.stream()
                        .flatMap(id -> all().stream().filter(p -> p.id() == id))
                        .map(Addressee.One::of)
                        .toList();
        if (found.isEmpty()) {
            return;
        }
        selected = new Addressee.Chosen(found);
        choose(found.size() == 1 ? found.getFirst() : selected);
    }

    /** As it was chosen for a message that was sent. */
    void choose(Addressee addressee) {
        filling = true;
        switch (addressee) {
            case Addressee.One one ->
                    one.find(all(), List.of()).ifPresent(p -> choose(p.id(), ScopeMenu.Scope.ONE));
            case Addressee.Instances of ->
                    all().stream()
                            .filter(p -> p.name().equals(of.name()))
                            .findFirst()
                            .ifPresent(p -> chooseNear(p, ScopeMenu.Scope.INSTANCES));
            case Addressee.Namespace of ->
                    all().stream()
                            .filter(p -> p.namespace().equals(of.name()))
                            .findFirst()
                            .ifPresent(p -> chooseNear(p, ScopeMenu.Scope.NAMESPACE));
            case Addressee.Chosen chosen -> {
                Addressee.Chosen found = chosen.found(all());
                if (!found.processes().isEmpty()) {
                    selected = found;
                    choose(found.processes().getFirst().id(), ScopeMenu.Scope.CHOSEN);
                }
            }
        }
        filling = false;
        tell();
    }

    /** The process stays where it is one of those that are meant. */
    private void chooseNear(ProcessDescription first, ScopeMenu.Scope scope) {
        ProcessDescription now = process();
        boolean stays =
                now != null
                        && (scope == ScopeMenu.Scope.INSTANCES
                                ? now.name().equals(first.name())
                                : now.namespace().equals(first.namespace()));
        choose(stays ? now.id() : first.id(), scope);
    }

    private void choose(int id, ScopeMenu.Scope scope) {
        setProcess(id);
        menu.choose(scope);
    }

    private void setProcess(int id) {
        all().stream()
                .filter(process -> process.id() == id)
                .findFirst()
                .ifPresent(nodes.process()::setValue);
    }

    /** Empty until a process is chosen. */
    Optional<Addressee> addressee() {
        return Optional.ofNullable(process())
                .map(
                        process ->
                                switch (menu.scope()) {
                                    case ONE -> Addressee.One.of(process);
                                    case INSTANCES -> new Addressee.Instances(process.name());
                                    case NAMESPACE -> new Addressee.Namespace(process.namespace());
                                    case CHOSEN -> selected;
                                });
    }

    /** Who they are now. */
    Receivers receivers() {
        return addressee().map(whom -> whom.among(all())).orElse(Receivers.NONE);
    }

    /** The only receiver. */
    Optional<ProcessDescription> only() {
        return menu.scope() == ScopeMenu.Scope.ONE
                ? Optional.ofNullable(process())
                : Optional.empty();
    }

    /** Why nobody can get a message; empty when somebody can. */
    String problem() {
        ProcessDescription process = process();
        if (process == null) {
            return texts.getString("reason.none");
        }
        Receivers now = receivers();
        if (!now.able().isEmpty()) {
            return "";
        }
        if (only().isPresent()) {
            boolean alive = process.status().isAlive();
            return format(alive ? "reason.noIpc" : "reason.notRunning", process.name());
        }
        return now.unable().isEmpty()
                ? texts.getString("reason.gone")
                : format("reason.nobody", words.listOfUnable(now.unable()));
    }

    /** Who will get nothing while others do; empty when all of them can. */
    String warning() {
        Receivers now = receivers();
        return now.unable().isEmpty() || now.able().isEmpty()
                ? ""
                : format("reason.some", words.listOfUnable(now.unable()));
    }

    /**
     * Another process was chosen from the list: those that were selected are not meant any more.
     */
    private void processChanged() {
        if (!filling) {
            if (menu.scope() == ScopeMenu.Scope.CHOSEN) {
                menu.choose(ScopeMenu.Scope.ONE);
            }
            tell();
        }
    }

    private void tell() {
        show();
        changed.run();
    }

    private void show() {
        ProcessDescription process = process();
        nodes.scope().setDisable(process == null);
        if (process == null) {
            menu.show(new ScopeMenu.Sizes(0, "", 0, 0));
        } else {
            menu.show(
                    new ScopeMenu.Sizes(
                            size(new Addressee.Instances(process.name())),
                            process.namespace(),
                            size(new Addressee.Namespace(process.namespace())),
                            selected.processes().size()));
        }
        List<ProcessDescription> able = receivers().able();
        nodes.goesTo().setVisible(only().isEmpty() && !able.isEmpty());
        nodes.goesTo().setText(format("goesTo", able.size(), words.listOf(able)));
    }

    private int size(Addressee addressee) {
        return addressee.among(all()).addressed().size();
    }

    private @Nullable ProcessDescription process() {
        return nodes.process().getValue();
    }

    private List<ProcessDescription> all() {
        return nodes.process().getItems();
    }

    private String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }
}
