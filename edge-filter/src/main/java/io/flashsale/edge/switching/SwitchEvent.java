package io.flashsale.edge.switching;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A switch as its last event told of it.
 *
 * @param name such as {@code sold-out} or {@code filter:stock}
 * @param value null when it is as nobody has set it
 * @param version rises with every change
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SwitchEvent(String name, String value, long version) {}
