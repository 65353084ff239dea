package io.podtide.detect.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterKeyTest {

    /** All names of up to four of these. */
    private static List<String> names() {
        var names = new ArrayList<>(List.of(""));
        for (int i = 0; i < names.size() && names.get(i).length() < 4; i++) {
            for (var letter : List.of("/", "%", "2", "F", "5", "a")) {
                names.add(names.get(i) + letter);
            }
        }
        return names;
    }

    @Test
    void a_name_without_slashes_stands_as_it_is() {
        assertThat(ClusterKey.of("kubernetes-admin@prod", "uid")).isEqualTo("kubernetes-admin@prod/uid");
    }

    @Test
    void a_name_with_slashes_is_one_part_of_its_keys() {
        assertThat(ClusterKey.of("arn:aws:eks:eu-west-1:1234:cluster/prod", "uid"))
                .isEqualTo("arn:aws:eks:eu-west-1:1234:cluster%2Fprod/uid");
    }

    @Test
    void whatever_its_name_the_cluster_is_found_in_its_keys() {
        for (var name : names()) {
            var key = ClusterKey.of(name, "kind/name");
            assertThat(ClusterKey.cluster(key)).isEqualTo(name);
            assertThat(ClusterKey.cluster(ClusterKey.part(name))).isEqualTo(name);
            assertThat(ClusterKey.rest(key)).isEqualTo("kind/name");
            assertThat(key).startsWith(ClusterKey.prefix(name));
        }
    }

    @Test
    void no_two_names_are_the_same_in_keys() {
        assertThat(names().stream().map(ClusterKey::prefix)).doesNotHaveDuplicates();
        assertThat(names().stream().map(ClusterKey::part)).noneMatch(part -> part.contains("/"));
    }
}
