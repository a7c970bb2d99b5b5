package io.flashsale.order.consuming;

/** Turns the bytes of a record into this service's own, smallest record of the event. */
@FunctionalInterface
public interface EventReader<T> {

    /**
     * Reads one event.
     *
     * @throws UnreadableEventException when the bytes break the contract
     */
    T read(EventFields fields) throws UnreadableEventException;
}
