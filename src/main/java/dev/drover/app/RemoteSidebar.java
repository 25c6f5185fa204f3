package dev.drover.app;

import dev.drover.client.ssh.RemoteHome;
import dev.drover.client.ssh.SshConfigHosts;
import dev.drover.domain.Home;
import dev.drover.ui.action.AppAction;
import dev.drover.ui.action.AppActions;
import dev.drover.ui.common.ViewLoader;
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

/** The homes on other machines in the sidebar of one window. FX thread only. */
final class RemoteSidebar {

    private final RemoteHomes homes;
    private final Residence own;
    private final Consumer<Residence> opener;
    private final Path stateFolder;
    private final ResourceBundle texts = ViewLoader.texts(RemoteSidebar.class);
    private Runnable end = () -> {};

    /**
     * @param own the window's
     * @param opener shows the window of another one
     */
    RemoteSidebar(RemoteHomes homes, Residence own, Consumer<Residence> opener, Path stateFolder) {
        this.homes = homes;
        this.own = own;
        this.opener = opener;
        this.stateFolder = stateFolder;
    }

    /** Shows them from now on, and takes the command that asks for another one. */
    void attach(
            AppActions actions,
            MainWindowController window,
            Window stage,
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
        actions.on(AppAction.CONNECT_REMOTE, () -> dialog.show(stage));
    }

    /** The window is closed. */
    void close() {
        end.run();
        own.remote().ifPresent(homes::closed);
    }

    private void connect(RemoteHome home) {
        homes.remember(home);
        open(home);
    }

    private void open(RemoteHome home) {
        opener.accept(Residence.of(home, stateFolder));
    }

    private void show(MainWindowController window) {
        window.showRemoteHomes(homes.entries().stream().map(this::line).toList());
    }

    private RemoteLine line(RemoteHomes.Entry entry) {
        RemoteHome home = entry.home();
        boolean present = own.remote().filter(home::equals).isPresent();
        return new RemoteLine(
                home.destination().toString(),
                home.folder(),
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
                        open(home);
                    }
                },
                entry.disconnect(),
                () -> homes.forget(home));
    }
}
