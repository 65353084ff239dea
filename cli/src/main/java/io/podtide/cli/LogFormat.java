package io.podtide.cli;

import io.podtide.cli.print.PlainText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What standard error is read by. Each has its {@code logback-*.xml}. */
enum LogFormat {
    /** People. */
    TEXT {
        @Override
        void say(PrintWriter err, Level level, String line, @Nullable Throwable why) {
            if (why != null) {
                why.printStackTrace(err);
            }
            err.println(PlainText.oneLine(line));
            err.flush();
        }
    },
    /** Programs: an object a line, in the Elastic Common Schema. */
    JSON {
        @Override
        void say(PrintWriter err, Level level, String line, @Nullable Throwable why) {
            LoggerFactory.getLogger(COMMAND).atLevel(level).setCause(why).log(PlainText.oneLine(line));
        }
    };

    /** The logger of what the command itself says. */
    private static final String COMMAND = "podtide";

    /** What the command itself says, one line of it. */
    abstract void say(PrintWriter err, Level level, String line, @Nullable Throwable why);
}
