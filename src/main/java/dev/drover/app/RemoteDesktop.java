package dev.drover.app;

import dev.drover.ui.action.Desktop;
import dev.drover.ui.common.Notices;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The desktop of this machine, for processes on another one: their files and ports are not here.
 *
 * @param here copies text
 * @param notices is told what cannot be opened
 * @param sentence says it of a path or an address
 */
record RemoteDesktop(Desktop here, Notices notices, UnaryOperator<String> sentence)
        implements Desktop {

    @Override
    public boolean isWhereProcessesAre() {
        return false;
    }

    @Override
    public void openFolder(Path folder) {
        tell(folder);
    }

    @Override
    public void openTerminal(Path folder, Map<String, String> variables) {
        tell(folder);
    }

    @Override
    public void openFile(Path file) {
        tell(file);
    }

    @Override
    public void openPage(URI page) {
        tell(page);
    }

    @Override
    public void copy(String text) {
        here.copy(text);
    }

    private void tell(Object what) {
        notices.error(sentence.apply(what.toString()));
    }
}
