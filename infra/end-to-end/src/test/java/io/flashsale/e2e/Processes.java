package io.flashsale.e2e;

/** The running processes of a system, by the names of their services, such as {@code order-service}. */
interface Processes {

    /** Sends a signal, such as STOP or CONT, to every instance of a service. */
    void signal(String service, String signal);

    /** Ends every instance of a service as {@code kill -9} does; returns when all of them are back. */
    void kill(String service);
}
