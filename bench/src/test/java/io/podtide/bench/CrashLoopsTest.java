package io.podtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CrashLoopsTest {

    private static final int PODS = 2_000;
    private static final Pattern POD = Pattern.compile("\"name\":\"workload-(\\d+)-[0-9a-f]+-(\\d+)\"");
    private static final Pattern RESTARTS = Pattern.compile("\"restartCount\":([1-9]\\d*)");

    @Test
    void withItsThirdCrashAPodOfAWorkloadOfItsOwnIsDue() throws IOException {
        var due = new ArrayList<String>();
        var fleet = new CrashLoops(PODS, 1, 100, due::add);
        Map<Integer, Integer> crashes = new HashMap<>();
        var workloads = new ArrayList<String>();
        for (int line = 1; line <= 3_000; line++) {
            int told = due.size();
            var text = change(fleet, 1_000_000_000_000_000L + line);
            var restarts = RESTARTS.matcher(text);
            if (restarts.find()) {
                var pod = POD.matcher(text);
                assertThat(pod.find()).isTrue();
                int number = Integer.parseInt(pod.group(2));
                int count = Integer.parseInt(restarts.group(1));
                assertThat(count).isEqualTo(crashes.merge(number, 1, Integer::sum));
                assertThat(text).contains("\"lastState\":{\"terminated\":{\"exitCode\":1,\"reason\":\"Error\"");
                if (count == 3) {
                    workloads.add(pod.group(1));
                    assertThat(due.get(told)).startsWith("DUE " + number + ' ' + (1_000_000_000_000_000L + line) + ' ');
                }
            }
            assertThat(due).hasSize(workloads.size());
        }

        // the first wait for their third crash until 40 others have had theirs
        assertThat(workloads).hasSize(CrashLoops.begin(3_000, 100) - 40).doesNotHaveDuplicates();
    }

    private static String change(PodFleet fleet, long due) throws IOException {
        var line = new Bytes();
        fleet.change(line, due);
        var out = new ByteArrayOutputStream();
        line.writeTo(out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
