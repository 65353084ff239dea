package io.podtide.cli;

import picocli.CommandLine.IVersionProvider;

/** As the jar says it; classes that are in no jar are under development. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Podtide.class.getPackage().getImplementationVersion();
        return new String[] {"podtide " + (version == null ? "(development)" : version)};
    }
}
