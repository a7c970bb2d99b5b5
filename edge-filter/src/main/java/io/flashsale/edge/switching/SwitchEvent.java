package io.flashsale.edge.switching;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * A switch as its last event told of it.
 *
 * @param name such as {@code sold-out} or {@code filter:stock}
 * @param value null when it is as nobody has set it
 * @param version rises with every change
 * @param automatic whether a rule set it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SwitchEvent(String name, String value, long version, boolean automatic) {

    private static final ObjectReader JSON = JsonMapper.builder().build().readerFor(SwitchEvent.class);

    /** Null when the bytes tell of no switch. */
    static SwitchEvent read(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            SwitchEvent event = JSON.readValue(bytes);
            return event == null || event.name() == null || event.version() < 1 ? null : event;
        } catch (IOException e) {
            return null;
        }
    }
}
