package io.podtide.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number on the command line. One that cannot be meant is refused before anything is begun. */
abstract class WholeNumber implements ITypeConverter<Integer> {

    private final int least;
    private final int most;

    private WholeNumber(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (isMeant(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // nor is it one that is too large for an int
        }
        throw new TypeConversionException("'" + text + "' is not " + what());
    }

    boolean isMeant(int number) {
        return number >= least && number <= most;
    }

    String what() {
        return "a whole number from " + least + " to " + most;
    }

    /** Of TCP; 0 is any that is free. */
    static final class Port extends WholeNumber {
        Port() {
            super(0, 65_535);
        }
    }

    /** Of this process. */
    static final class Threads extends WholeNumber {
        Threads() {
            super(1, 1_000);
        }
    }

    /** Each is a whole copy of the state. */
    static final class Standbys extends WholeNumber {
        Standbys() {
            super(0, 100);
        }
    }

    /** Of one topic: each is told of each cluster's time. */
    static final class Partitions extends WholeNumber {
        Partitions() {
            super(1, 10_000);
        }
    }

    /** Clusters, or nodes of a cluster. */
    static final class Some extends WholeNumber {
        Some() {
            super(1, 10_000);
        }
    }

    /** Pods of a cluster: more than Kubernetes supports. */
    static final class Pods extends WholeNumber {
        Pods() {
            super(1, 200_000);
        }
    }

    /** Of a cluster; a node takes 110 pods by default. */
    static final class DaemonSets extends WholeNumber {
        DaemonSets() {
            super(0, 100);
        }
    }

    /** Of a partition; -1 leaves it to the brokers. */
    static final class Replicas extends WholeNumber {
        Replicas() {
            super(1, Short.MAX_VALUE);
        }

        @Override
        boolean isMeant(int number) {
            return number == -1 || super.isMeant(number);
        }

        @Override
        String what() {
            return super.what() + ", or -1";
        }
    }
}
