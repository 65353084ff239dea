package io.podtide.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A name on the command line that becomes part of a path or of another name. One that cannot is refused before anything is begun. */
abstract class PlainName implements ITypeConverter<String> {

    private final Pattern form;
    private final String what;

    private PlainName(Pattern form, String what) {
        this.form = form;
        this.what = what;
    }

    @Override
    public String convert(String text) {
        if (!form.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not " + what);
        }
        return text;
    }

    /** Of an object or a namespace: DNS-1123. */
    static final class OfKubernetes extends PlainName {
        OfKubernetes() {
            super(
                    Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"),
                    "a name in Kubernetes: small letters, digits, '-' and '.'");
        }
    }

    /** Of a group; the topics of its state are named after it. */
    static final class OfKafka extends PlainName {
        OfKafka() {
            super(
                    Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,149}"),
                    "a name in Kafka: letters, digits, '.', '_' and '-'");
        }
    }
}
