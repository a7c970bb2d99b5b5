package io.flashsale.servers;

import java.io.IOException;

/** A program that ended or did not answer when it should have started; the message says which, and where its log is. */
public final class ProgramFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    public ProgramFailedException(String message) {
        super(message);
    }
}
