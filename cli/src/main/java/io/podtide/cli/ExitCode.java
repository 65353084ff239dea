package io.podtide.cli;

/** How a command ends, for scripts. */
final class ExitCode {

    static final int DONE = 0;
    static final int FOUND_INCIDENTS = 1;
    static final int BAD_USAGE = 2;
    static final int UNREACHABLE = 3;
    /** EX_SOFTWARE: a mistake of ours must not look like an answer. */
    static final int BUG = 70;

    private ExitCode() {}
}
