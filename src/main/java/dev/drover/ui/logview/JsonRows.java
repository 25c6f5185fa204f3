package dev.drover.ui.logview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** One object for each line: time, process, stream, level, text. */
final class JsonRows implements RowWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final Writer file;
    private final Map<Integer, String> names;

    JsonRows(Writer file, Map<Integer, String> names) {
        this.file = file;
        this.names = names;
    }

    @Override
    public void write(LogRow.Output row) throws IOException {
        JsonGenerator json = JSON.createGenerator(file);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.writeStartObject();
        if (!row.at().equals(Instant.EPOCH)) {
            json.writeStringField("time", row.at().toString());
        }
        json.writeStringField("process", names.getOrDefault(row.source(), ""));
        json.writeStringField("stream", row.stream().name().toLowerCase(Locale.ROOT));
        json.writeStringField("level", row.traits().level().name().toLowerCase(Locale.ROOT));
        json.writeStringField("text", row.written());
        json.writeEndObject();
        json.close();
        file.write('\n');
    }
}
