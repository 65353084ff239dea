package io.podtide.cli.print;

import static io.podtide.cli.print.IncidentBuilder.anIncident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.detect.incident.Incident.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class RevisionLinesTest {

    @Test
    void aLifeIsTwoLinesForEachRevision() {
        assertThat(Printed.by(
                        OutputFormat.TABLE::revisions,
                        anIncident(),
                        anIncident().revision(2, 5),
                        anIncident().unknown(3, 6),
                        anIncident().revision(4, 7),
                        anIncident().resolved(5, 20),
                        anIncident().revision(6, 40),
                        anIncident().id(2).ofNode().critical()))
                .isEqualTo("""
                        2026-11-21T10:02:00Z  OPENED    RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        2026-11-21T10:05:00Z  CHANGED   RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        2026-11-21T10:06:00Z  UNKNOWN   RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        2026-11-21T10:07:00Z  CHANGED   RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        2026-11-21T10:20:00Z  RESOLVED  RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        2026-11-21T10:40:00Z  REOPENED  RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        2026-11-21T10:02:00Z  OPENED    OOM             eu-1/Node/node-a  NODE_OUT_OF_MEMORY  id 11111111
                            Container app exits with 1 again and again.
                        """);
    }

    @Test
    void whatIsPartOfSomethingBiggerSaysOfWhat() {
        assertThat(Printed.by(
                        OutputFormat.TABLE::revisions,
                        anIncident().of(Scope.FLEET),
                        anIncident().id(2).of(Scope.CLUSTER).partOf(1),
                        anIncident().id(3).partOf(2)))
                .isEqualTo("""
                        2026-11-21T10:02:00Z  OPENED    RESTART_LOOP    fleet  APPLICATION_ERROR  id 11111111
                            Container app exits with 1 again and again.
                        2026-11-21T10:02:00Z  OPENED    RESTART_LOOP    cluster eu-1  APPLICATION_ERROR  part of 12222222
                            Container app exits with 1 again and again.
                        2026-11-21T10:02:00Z  OPENED    RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR  part of 22222222
                            Container app exits with 1 again and again.
                        """);
    }

    @Test
    void wideSaysWhatToDoWhileItIsOpen() {
        assertThat(Printed.by(
                        OutputFormat.WIDE::revisions, anIncident(), anIncident().resolved(2, 20)))
                .isEqualTo("""
                        2026-11-21T10:02:00Z  OPENED    RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                              Read what it said last:
                                kubectl -n shop logs deploy/cart -c app --previous
                        2026-11-21T10:20:00Z  RESOLVED  RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            Container app exits with 1 again and again.
                        """);
    }

    @Test
    void coloursTellSeverityAndState() {
        assertThat(Printed.by(
                        OutputFormat.TABLE::revisions,
                        Ansi.ON,
                        anIncident(),
                        anIncident().critical().revision(2, 3),
                        anIncident().unknown(3, 4),
                        anIncident().resolved(4, 5)))
                .contains("\u001b[33mOPENED  \u001b[", "\u001b[1;31mCHANGED \u001b[", "\u001b[35mUNKNOWN \u001b[")
                .contains("\u001b[32mRESOLVED\u001b[");
    }

    @Test
    void whatAClusterSaysCannotObeyTheTerminal() {
        assertThat(Printed.by(
                        OutputFormat.WIDE::revisions,
                        anIncident()
                                .in("\u001b[2Jshop")
                                .summary("one\n2026-11-21T10:02:00Z  RESOLVED \u001b]0;title\u0007\u202etxt")
                                .remedy("a\u001b[31m\u0008\n\u0085\r\n\tb\u007f")))
                .isEqualTo("""
                        2026-11-21T10:02:00Z  OPENED    RESTART_LOOP    eu-1/shop/Deployment/cart  APPLICATION_ERROR
                            one 2026-11-21T10:02:00Z RESOLVED txt
                              a
                                  b
                        """);
    }

    @Test
    void endsWhenNobodyReads() {
        var closed = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var printer = OutputFormat.TABLE.revisions(new Output(new PrintWriter(closed), Ansi.OFF));
        assertThatThrownBy(() -> printer.print(anIncident().build())).isInstanceOf(OutputClosedException.class);
    }
}
