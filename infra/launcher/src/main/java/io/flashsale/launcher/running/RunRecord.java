package io.flashsale.launcher.running;

import io.flashsale.launcher.state.EnvFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The content of {@code run.env}, written anew whenever a process was started. */
final class RunRecord {
    private final EnvFile file;
    private final Map<String, String> values;

    RunRecord(EnvFile file, Map<String, String> facts) {
        this.file = file;
        this.values = new LinkedHashMap<>(facts);
    }

    /** @param name of the program, such as {@code edge-filter}, whose pid becomes {@code EDGE_FILTER_PID} */
    synchronized void setPid(String name, long pid) throws IOException {
        values.put(pidKey(name), Long.toString(pid));
        file.write(values);
    }

    /** The process that was started last under this name, if it still runs. */
    synchronized Optional<ProcessHandle> process(String name) {
        return Optional.ofNullable(values.get(pidKey(name)))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(ProcessHandle::isAlive);
    }

    static String pidKey(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PID";
    }
}
