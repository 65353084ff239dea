package io.podtide.cli.print;

import static io.podtide.cli.print.IncidentBuilder.anIncident;
import static io.podtide.cli.print.IncidentBuilder.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident.Scope;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class IncidentTableTest {

    @Test
    void oneRowAnIncidentTheWorstFirstAndTheResolvedLast() {
        assertThat(Printed.by(
                        output -> OutputFormat.TABLE.incidents(output, minute(30)),
                        anIncident().id(1).workload("a").resolved(2, 9),
                        anIncident().id(2).workload("basket").since(1),
                        anIncident().id(3).workload("c"),
                        anIncident().id(4).ofNode().critical().since(5),
                        anIncident().id(3).workload("c").unknown(2, 8)))
                .isEqualTo("""
                        CLUSTER   NAMESPACE   WORKLOAD            KIND           CAUSE                STATE      PODS   DURATION   AGE
                        eu-1      <none>      Node/node-a         OOM            NODE_OUT_OF_MEMORY   OPEN       2      25m        25m
                        eu-1      shop        Deployment/c        RESTART_LOOP   APPLICATION_ERROR    UNKNOWN    2      30m        30m
                        eu-1      shop        Deployment/basket   RESTART_LOOP   APPLICATION_ERROR    OPEN       2      29m        29m
                        eu-1      shop        Deployment/a        RESTART_LOOP   APPLICATION_ERROR    RESOLVED   2      9m         30m
                        """);
    }

    @Test
    void ofSeveralItSaysOfHowMany() {
        assertThat(Printed.by(
                        output -> OutputFormat.TABLE.incidents(output, minute(30)),
                        anIncident().id(1).of(Scope.FLEET),
                        anIncident().id(2).of(Scope.CLUSTER)))
                .isEqualTo("""
                        CLUSTER      NAMESPACE   WORKLOAD      KIND           CAUSE               STATE   PODS   DURATION   AGE
                        3 clusters   <none>      5 workloads   RESTART_LOOP   APPLICATION_ERROR   OPEN    2      30m        30m
                        eu-1         <none>      5 workloads   RESTART_LOOP   APPLICATION_ERROR   OPEN    2      30m        30m
                        """);
    }

    @Test
    void wideSaysMore() {
        assertThat(Printed.by(output -> OutputFormat.WIDE.incidents(output, minute(30)), anIncident()))
                .isEqualTo("""
                        CLUSTER   NAMESPACE   WORKLOAD          KIND           CAUSE               STATE   PODS   DURATION   AGE   SEVERITY   CONTAINER   NODE     OCCURRENCES   REOPENED   ID                                     PARENT   SUMMARY
                        eu-1      shop        Deployment/cart   RESTART_LOOP   APPLICATION_ERROR   OPEN    2      30m        30m   WARNING    app         <none>   3             0          11111111-0000-5000-8000-000000000001   <none>   Container app exits with 1 again and again.
                        """);
    }

    @Test
    void coloursDoNotShiftColumns() {
        assertThat(Printed.by(output -> OutputFormat.TABLE.incidents(output, minute(30)), Ansi.ON, anIncident()))
                .contains("APPLICATION_ERROR   \u001b[33mOPEN\u001b[0m    2      30m")
                .contains("CAUSE               STATE   PODS");
    }

    @Test
    void noneIsSaid() {
        assertThat(Printed.by(output -> OutputFormat.TABLE.incidents(output, minute(30))))
                .isEqualTo("No incidents found.\n");
    }
}
