package dev.drover.ui.logview;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessDescription;
import dev.drover.ui.common.Memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The bookmarks of a home, remembered between starts: the last {@value #MOST_OF_PROCESS} of each
 * process, the last {@value #MOST} in all. Of a line it keeps what tells it, not what it says. FX
 * thread only.
 */
final class KeptBookmarks {

    static final int MOST_OF_PROCESS = 200;
    static final int MOST = 2000;
    private static final int WORDS = 7;

    private final Memory memory;
    private final String key;

    /** A place; an id may belong to another process tomorrow, which has other files. */
    private record Place(int id, LogStream stream, String file, long offset) {
        static Place of(ProcessDescription process, LogStream stream, long offset) {
            String path = process.spec().logs().file(stream).toString();
            return new Place(process.id(), stream, Integer.toHexString(path.hashCode()), offset);
        }

        boolean isIn(ProcessDescription process) {
            return equals(of(process, stream, offset));
        }
    }

    /**
     * @param home whose logs these are
     */
    KeptBookmarks(Memory memory, String home) {
        this.memory = memory;
        this.key = "log.bookmarks " + home;
    }

    /** Those of some processes, by their ids. */
    Map<LogKey, List<LineMark>> of(Map<Integer, ProcessDescription> processes) {
        Map<LogKey, List<LineMark>> found = new HashMap<>();
        read().forEach(
                        (place, mark) -> {
                            ProcessDescription process = processes.get(place.id());
                            if (process != null && place.isIn(process)) {
                                LogKey log = new LogKey(place.id(), place.stream());
                                found.computeIfAbsent(log, _ -> new ArrayList<>()).add(mark);
                            }
                        });
        return found;
    }

    void add(ProcessDescription process, LogStream stream, LineMark mark) {
        Map<Place, LineMark> all = read();
        Place place = Place.of(process, stream, mark.offset());
        // Set again: it is the youngest now.
        all.remove(place);
        all.put(place, mark);
        long own = all.keySet().stream().filter(other -> other.id() == process.id()).count();
        for (Iterator<Place> oldest = all.keySet().iterator(); own > MOST_OF_PROCESS; ) {
            if (oldest.next().id() == process.id()) {
                oldest.remove();
                own--;
            }
        }
        while (all.size() > MOST) {
            all.remove(all.keySet().iterator().next());
        }
        write(all);
    }

    /** Forgets them; what somebody set at their places since stays. */
    void remove(ProcessDescription process, LogStream stream, Collection<LineMark> marks) {
        Map<Place, LineMark> all = read();
        marks.forEach(mark -> all.remove(Place.of(process, stream, mark.offset()), mark));
        write(all);
    }

    private Map<Place, LineMark> read() {
        Map<Place, LineMark> all = new LinkedHashMap<>();
        for (String line : memory.get(key, "").lines().toList()) {
            String[] words = line.split(" ", -1);
            try {
                if (words.length == WORDS) {
                    long offset = Long.parseLong(words[3]);
                    all.put(
                            new Place(
                                    Integer.parseInt(words[0]),
                                    LogStream.valueOf(words[1]),
                                    words[2],
                                    offset),
                            new LineMark(
                                    offset,
                                    Long.parseLong(words[4]),
                                    Integer.parseUnsignedInt(words[5]),
                                    Long.parseLong(words[6])));
                }
            } catch (IllegalArgumentException _) {
                // What another version wrote, or a hand: that line has no bookmark.
                continue;
            }
        }
        return all;
    }

    private void write(Map<Place, LineMark> all) {
        memory.put(
                key,
                all.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    private static String line(Place place, LineMark mark) {
        return String.join(
                " ",
                Integer.toString(place.id()),
                place.stream().name(),
                place.file(),
                Long.toString(mark.offset()),
                Long.toString(mark.latest()),
                Integer.toString(mark.length()),
                Long.toString(mark.hash()));
    }
}
