package io.podtide.cli.print;

/** Nobody reads any more, as in {@code podtide replay FILE | head}: no failure, but the end. */
public final class OutputClosedException extends RuntimeException {}
