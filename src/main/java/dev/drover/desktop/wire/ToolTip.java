package dev.drover.desktop.wire;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

import java.util.List;

/** What is said while the pointer rests on an icon: {@code (sa(iiay)ss)}. */
public final class ToolTip extends Struct {

    /** Its type on the bus. */
    public static final String SIGNATURE = "(sa(iiay)ss)";

    @Position(0)
    public final String iconName;

    @Position(1)
    public final List<Pixmap> icon;

    @Position(2)
    public final String title;

    @Position(3)
    public final String text;

    public ToolTip(String iconName, List<Pixmap> icon, String title, String text) {
        this.iconName = iconName;
        this.icon = icon;
        this.title = title;
        this.text = text;
    }
}
