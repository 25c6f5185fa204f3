package dev.drover.app;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.client.ssh.SshConfigHosts;
import dev.drover.domain.Home;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.mainwindow.MainWindowController;
import dev.drover.ui.mainwindow.RemoteLine;
import dev.drover.ui.model.StatusWord;
import dev.drover.ui.remotehome.RemoteHomeDialog;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The homes on other machines in the sidebar of one window. FX thread only. */
final class RemoteSidebar {

    private final RemoteHomes homes;
    private final Residence own;
    private final Consumer<RemoteHome> open;
    private final ResourceBundle texts;
    private Runnable end = () -> {};

    /**
     * @param own the window's
     * @param open shows the window of another one
     */
    RemoteSidebar(
            RemoteHomes homes, Residence own, Consumer<RemoteHome> open, ResourceBundle texts) {
        this.homes = homes;
        this.own = own;
        this.open = open;
        this.texts = texts;
    }

    /** Shows them from now on, and takes the command that asks for another one. */
    void attach(
            AppActions actions,
            MainWindowController window,
            Supplier<? extends Window> stage,
            Map<String, String> environment) {
        end = homes.onChange(() -> show(window));
        show(window);
        Path user = Home.userFolder(environment);
        RemoteHomeDialog dialog =
                new RemoteHomeDialog(
                        () ->
                                CompletableFuture.supplyAsync(
                                        () -> SshConfigHosts.read(user),
                                        Thread::startVirtualThread),
                        this::connect);
        actions.on(AppAction.CONNECT_REMOTE, () -> dialog.show(stage.get()));
    }

    /** The window is closed. */
    void close() {
        end.run();
        own.remote().ifPresent(homes::closed);
    }

    private void connect(RemoteHome home) {
        homes.remember(home);
        open.accept(home);
    }

    private void show(MainWindowController window) {
        window.showRemoteHomes(homes.entries().stream().map(this::line).toList());
    }

    private RemoteLine line(RemoteHomes.Entry entry) {
        RemoteHome home = entry.home();
        boolean present = own.remote().filter(home::equals).isPresent();
        return new RemoteLine(
                home.toString(),
                texts.getString("remote.state." + entry.state()),
                switch (entry.state()) {
                    case CLOSED -> StatusWord.Role.MUTED;
                    case CONNECTING -> StatusWord.Role.INFO;
                    case CONNECTED -> StatusWord.Role.SUCCESS;
                    case LOST -> StatusWord.Role.ERROR;
                },
                present,
                () -> {
                    if (!present) {
                        open.accept(home);
                    }
                },
                entry.disconnect(),
                () -> homes.forget(home));
    }
}
