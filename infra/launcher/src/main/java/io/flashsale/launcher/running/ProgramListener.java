package io.flashsale.launcher.running;

/** Hears what becomes of supervised programs; called from the thread of the program. */
interface ProgramListener {
    void started(String name, long pid);

    /** The program ended or could not be started; it will be started again. */
    void failed(String name, String reason);
}
