// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the loggers below a name write while this is open; nothing of it reaches the console. */
public final class LogLines extends Handler implements AutoCloseable {

    // Held, since the JDK keeps loggers only as long as somebody does.
    private final Logger logger;
    private final List<String> lines = new ArrayList<>();

    private LogLines(Logger logger) {
        this.logger = logger;
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** Begins to listen. */
    public static LogLines of(String name) {
        return new LogLines(Logger.getLogger(name));
    }

    /** The lines so far, each as {@code LEVEL message}. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.INFO.intValue()) {
            var parameters = line.getParameters();
            var message = parameters == null ? line.getMessage() : MessageFormat.format(line.getMessage(), parameters);
            lines.add(line.getLevel() + " " + message);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
