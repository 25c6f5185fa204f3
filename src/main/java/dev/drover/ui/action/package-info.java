/**
 * Every command of the window, once: its text, icon, key and when it can be used. Menus, tool bar,
 * context menu and the sheet of shortcuts are built from {@link dev.drover.ui.action.ProcessAction}
 * and {@link dev.drover.ui.action.AppAction}; {@link dev.drover.ui.action.ProcessActions} carries
 * them out.
 *
 * <p>Arrows: depends on {@code client}, {@code domain}, {@code ui.model} and {@code ui.common}, on
 * no feature of {@code ui}: dialogs and views are handlers that somebody else registers.
 */
package dev.drover.ui.action;
