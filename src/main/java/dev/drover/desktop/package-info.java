/**
 * What a Linux desktop shows of a program beside its windows, over one connection to the session's
 * D-Bus: an icon with a menu in the tray (StatusNotifierItem of freedesktop.org and KDE, {@code
 * com.canonical.dbusmenu}) and a number on the icon in the dock ({@code
 * com.canonical.Unity.LauncherEntry}). Where there is no bus, no tray or no dock, nothing is shown,
 * and nobody is told but the listener.
 *
 * <p>Arrows: depends on nothing of Drover, and not on JavaFX; only this package and {@code wire}
 * know D-Bus.
 */
package dev.drover.desktop;
