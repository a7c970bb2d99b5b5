package io.flashsale.edge.addressing;

import java.util.Locale;

/** How a click came to the edge: for the limits of each class, and for who looks at whether all classes fare alike. */
public enum SourceClass {
    /** From the client itself. */
    DIRECT,
    /** Through a trusted proxy in front of the edges. */
    TRUSTED_PROXY,
    /** Says by its headers that it passed a proxy that is none of ours. */
    FOREIGN_PROXY,
    /** From a network of computers for hire, by {@code flashsale.datacenter-networks}. */
    DATACENTER;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The class as metrics and events name it, such as {@code trusted-proxy}. */
    public String label() {
        return label;
    }
}
