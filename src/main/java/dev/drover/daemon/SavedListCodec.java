package dev.drover.daemon;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.pm2.DumpFormat;
import dev.drover.supervisor.store.ListCodec;
import dev.drover.supervisor.store.ListFormatException;

import java.util.List;

/** Lends the protocol's names to the supervisor's saved list. */
final class SavedListCodec implements ListCodec {

    private final Home home;
    private final HomeSettings settings;
    private final DumpFormat.SavedList saved = new DumpFormat.SavedList();

    SavedListCodec(Home home, HomeSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public byte[] encode(List<ProcessDescription> list) {
        return saved.encode(settings.stored(list));
    }

    @Override
    public byte[] encodeOne(ProcessDescription entry) {
        return new DumpFormat.SavedList().encode(settings.stored(List.of(entry)));
    }

    @Override
    public List<ProcessDescription> decode(byte[] bytes) throws ListFormatException {
        try {
            return settings.restored(DumpFormat.decodeList(bytes, home));
        } catch (ProtocolException e) {
            throw new ListFormatException(String.valueOf(e.getMessage()), e);
        }
    }
}
