package dev.drover.childprocess.ipc.advanced;

import dev.drover.childprocess.value.JsDataView;
import dev.drover.childprocess.value.JsTypedArray;
import dev.drover.childprocess.value.JsTypedArray.Kind;
import dev.drover.childprocess.value.JsValue;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Map;

/** The numbers and letters that stand for the views over bytes. */
final class ViewTypes {

    static final int NODE_DATA_VIEW = 9;
    static final int NODE_BUFFER = 10;
    private static final int V8_DATA_VIEW = '?';

    private static final Map<Integer, Kind> NODE =
            Map.ofEntries(
                    Map.entry(0, Kind.INT8),
                    Map.entry(1, Kind.UINT8),
                    Map.entry(2, Kind.UINT8_CLAMPED),
                    Map.entry(3, Kind.INT16),
                    Map.entry(4, Kind.UINT16),
                    Map.entry(5, Kind.INT32),
                    Map.entry(6, Kind.UINT32),
                    Map.entry(7, Kind.FLOAT32),
                    Map.entry(8, Kind.FLOAT64),
                    Map.entry(11, Kind.BIG_INT64),
                    Map.entry(12, Kind.BIG_UINT64),
                    Map.entry(13, Kind.FLOAT16));

    private static final Map<Integer, Kind> V8 =
            Map.ofEntries(
                    Map.entry((int) 'b', Kind.INT8),
                    Map.entry((int) 'B', Kind.UINT8),
                    Map.entry((int) 'C', Kind.UINT8_CLAMPED),
                    Map.entry((int) 'w', Kind.INT16),
                    Map.entry((int) 'W', Kind.UINT16),
                    Map.entry((int) 'd', Kind.INT32),
                    Map.entry((int) 'D', Kind.UINT32),
                    Map.entry((int) 'h', Kind.FLOAT16),
                    Map.entry((int) 'f', Kind.FLOAT32),
                    Map.entry((int) 'F', Kind.FLOAT64),
                    Map.entry((int) 'q', Kind.BIG_INT64),
                    Map.entry((int) 'Q', Kind.BIG_UINT64));

    private ViewTypes() {}

    /** Node's number of a typed array. */
    static int node(Kind kind) {
        return NODE.entrySet().stream()
                .filter(e -> e.getValue() == kind)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /**
     * The view that Node's number stands for; an incomplete last element is left out, as Node does.
     */
    static @Nullable Object ofNode(int type, byte[] bytes) {
        if (type == NODE_BUFFER) {
            return bytes;
        }
        if (type == NODE_DATA_VIEW) {
            return new JsDataView(ByteBuffer.wrap(bytes));
        }
        Kind kind = NODE.get(type);
        if (kind == null) {
            return null;
        }
        int whole = bytes.length - bytes.length % kind.elementSize();
        return new JsTypedArray(kind, ByteBuffer.wrap(bytes, 0, whole));
    }

    /** The view over a part of a buffer; null when V8 would refuse it. */
    static @Nullable JsValue ofV8(int letter, ByteBuffer buffer, long offset, long length) {
        Kind kind = V8.get(letter);
        int elementSize = kind == null ? 1 : kind.elementSize();
        if ((kind == null && letter != V8_DATA_VIEW)
                || offset > buffer.remaining()
                || length > buffer.remaining() - offset
                || offset % elementSize != 0
                || length % elementSize != 0) {
            return null;
        }
        ByteBuffer part = buffer.slice((int) offset, (int) length);
        return kind == null ? new JsDataView(part) : new JsTypedArray(kind, part);
    }
}
