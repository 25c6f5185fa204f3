package dev.drover.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.SessionBus;
import dev.drover.testing.TemporaryFolders;
import dev.drover.testing.TrayHost;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The icon in the tray and the number in the dock, over a real bus, for a panel of the test's. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DesktopPresenceTest {

    private static final DesktopPresence.Program DROVER =
            new DesktopPresence.Program("drover", "drover.desktop");
    private static final List<TrayPicture> PLAIN = List.of(picture(1));
    private static final List<TrayPicture> MARKED = List.of(picture(2));

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final DesktopPresence.Listener listener =
            new DesktopPresence.Listener() {
                @Override
                public void trayIsThere(boolean there) {
                    told.add(there ? "there" : "gone");
                }

                @Override
                public void activated() {
                    told.add("activated");
                }
            };
    private Path folder;
    private SessionBus bus;

    private record Chosen(BlockingQueue<String> told, String what) implements Runnable {
        @Override
        public void run() {
            told.add(what);
        }
    }

    @BeforeEach
    void start() throws Exception {
        folder = TemporaryFolders.create();
        bus = SessionBus.start(folder);
    }

    @AfterEach
    void end() throws Exception {
        if (bus != null) {
            bus.close();
        }
        TemporaryFolders.delete(folder);
    }

    private static TrayPicture picture(int value) {
        byte[] argb = new byte[16 * 16 * 4];
        argb[0] = (byte) value;
        return new TrayPicture(16, argb);
    }

    private TrayLine item(String label) {
        return new TrayLine.Item(label, new Chosen(told, label));
    }

    private TrayState calm() {
        return new TrayState(
                "Drover", "12 running", 0, PLAIN, List.of(item("Show"), TrayLine.SEPARATOR));
    }

    private TrayState failed(int number, String... services) {
        return new TrayState(
                "Drover",
                "10 running, %d failed".formatted(number),
                number,
                MARKED,
                List.of(services).stream().map(this::item).toList());
    }

    private DesktopPresence open(TrayState first) {
        return DesktopPresence.open(bus.address(), DROVER, first, listener);
    }

    @Test
    void theTrayReadsTheIconWithItsWords() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(calm())) {
            assertThat(presence).isNotNull();
            String icon = host.awaitIcon();
            assertThat(host.read(icon, "Id")).isEqualTo("drover");
            assertThat(host.read(icon, "Status")).isEqualTo("Active");
            assertThat(host.read(icon))
                    .containsKeys("IconPixmap", "AttentionIconPixmap", "Menu", "ItemIsMenu")
                    .hasEntrySatisfying(
                            "ToolTip",
                            tip ->
                                    assertThat((Object[]) tip.getValue())
                                            .endsWith("Drover", "12 running"));
            assertThat(told.take()).isEqualTo("there");
        }
    }

    @Test
    void aClickOnTheIconIsTold() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(calm())) {
            assertThat(presence).isNotNull();
            String icon = host.awaitIcon();
            assertThat(told.take()).isEqualTo("there");
            host.click(icon);
            assertThat(told.take()).isEqualTo("activated");
        }
    }

    @Test
    void aLineOfTheMenuIsChosen() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(calm())) {
            assertThat(presence).isNotNull();
            String icon = host.awaitIcon();
            assertThat(told.take()).isEqualTo("there");
            assertThat(host.menu(icon)).containsExactly("Show", "-");
            host.choose(icon, "Show");
            assertThat(told.take()).isEqualTo("Show");
        }
    }

    @Test
    void anUnderscoreInALabelMarksNoLetter() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(failed(1, "my_api"))) {
            assertThat(presence).isNotNull();
            assertThat(host.menu(host.awaitIcon())).containsExactly("my__api");
        }
    }

    @Test
    void aFailureAsksForAttentionWithAnotherIcon() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(calm())) {
            String icon = host.awaitIcon();
            presence.show(failed(2, "api", "web"));
            assertThat(
                            List.of(
                                    host.awaitSignal(),
                                    host.awaitSignal(),
                                    host.awaitSignal(),
                                    host.awaitSignal(),
                                    host.awaitSignal()))
                    .containsExactly(
                            "NewIcon",
                            "NewAttentionIcon",
                            "NewStatus",
                            "NewToolTip",
                            "LayoutUpdated");
            assertThat(host.read(icon, "Status")).isEqualTo("NeedsAttention");
            assertThat(host.menu(icon)).containsExactly("api", "web");
        }
    }

    @Test
    void aMenuThatIsTheSameIsNotReadAgain() {
        NotifierMenu menu = new NotifierMenu();
        assertThat(menu.show(failed(1, "api").menu())).isTrue();
        assertThat(menu.show(failed(1, "api").menu())).isFalse();
        assertThat(menu.show(failed(1, "web").menu())).isTrue();
    }

    @Test
    void aClickOnALineThatHasJustGoneIsAboutThatLine() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(failed(1, "api"))) {
            String icon = host.awaitIcon();
            assertThat(told.take()).isEqualTo("there");
            int api = host.find(icon, "api");
            presence.show(failed(1, "web"));
            assertThat(host.awaitSignal()).isEqualTo("LayoutUpdated");
            host.choose(icon, api);
            assertThat(told.take()).isEqualTo("api");
        }
    }

    @Test
    void theDockShowsHowManyFailed() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(calm())) {
            host.awaitIcon();
            presence.show(failed(3, "a", "b", "c"));
            assertThat(host.awaitBadge()).isEqualTo("application://drover.desktop 3 true true");
            presence.show(calm());
            assertThat(host.awaitBadge()).isEqualTo("application://drover.desktop 0 false false");
        }
    }

    @Test
    void aDockThatComesLaterIsToldToo() throws Exception {
        try (DesktopPresence presence = open(failed(2, "a", "b"))) {
            assertThat(presence).isNotNull();
            try (TrayHost first = TrayHost.start(bus)) {
                first.awaitIcon();
                assertThat(first.awaitBadge()).endsWith(" 2 true true");
            }
            try (TrayHost second = TrayHost.start(bus)) {
                assertThat(second.awaitBadge()).endsWith(" 2 true true");
            }
        }
    }

    @Test
    void aTrayThatComesLaterShowsTheIcon() throws Exception {
        try (DesktopPresence presence = open(calm())) {
            assertThat(presence).isNotNull();
            try (TrayHost host = TrayHost.start(bus)) {
                assertThat(host.menu(host.awaitIcon())).contains("Show");
                assertThat(told.take()).isEqualTo("there");
            }
        }
    }

    @Test
    void aTrayThatIsStartedAgainShowsTheIconAgain() throws Exception {
        try (DesktopPresence presence = open(calm())) {
            assertThat(presence).isNotNull();
            TrayHost first = TrayHost.start(bus);
            first.awaitIcon();
            assertThat(told.take()).isEqualTo("there");
            first.close();
            assertThat(told.take()).isEqualTo("gone");
            try (TrayHost second = TrayHost.start(bus)) {
                second.awaitIcon();
                assertThat(told.take()).isEqualTo("there");
            }
        }
    }

    @Test
    void aWatcherWithoutATrayIsNone() throws Exception {
        try (TrayHost host = TrayHost.start(bus, false);
                DesktopPresence presence = open(calm())) {
            assertThat(presence).isNotNull();
            host.awaitIcon();
            host.setShown(true);
            assertThat(told.take()).isEqualTo("there");
            host.setShown(false);
            assertThat(told.take()).isEqualTo("gone");
            assertThat(host.hasMore()).isFalse();
        }
    }

    @Test
    void withItsBusTheTrayIsGone() throws Exception {
        try (TrayHost host = TrayHost.start(bus);
                DesktopPresence presence = open(calm())) {
            host.awaitIcon();
            assertThat(told.take()).isEqualTo("there");
            bus.close();
            assertThat(told.take()).isEqualTo("gone");
            presence.show(failed(1, "api"));
        }
    }

    @Test
    void whatIsClosedIsTakenAway() throws Exception {
        try (TrayHost host = TrayHost.start(bus)) {
            DesktopPresence presence = open(calm());
            host.awaitIcon();
            assertThat(told.take()).isEqualTo("there");
            presence.close();
            assertThat(told.take()).isEqualTo("gone");
        }
    }

    @Test
    void aSessionWithoutABusHasNoAddress() throws Exception {
        Map<String, String> none = Map.of("XDG_RUNTIME_DIR", folder + "/none");
        assertThat(DesktopPresence.sessionBus(none)).isEmpty();
        assertThat(DesktopPresence.sessionBus(Map.of())).isEmpty();
        assertThat(DesktopPresence.sessionBus(Map.of("XDG_RUNTIME_DIR", folder.toString())))
                .contains("unix:path=" + folder.resolve("bus"));
        Files.createDirectories(folder.resolve("none"));
        assertThat(
                        DesktopPresence.sessionBus(
                                Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/a;unix:path=/b")))
                .contains("unix:path=/a");
    }
}
