package io.podtide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void thoseOfSeveralStandSideBySideAndWhatOneHasNotIsLeftOut() {
        var small = new Figures();
        small.add("speed", 10);
        small.add("speed", 30);
        small.add("speed", 20);
        var large = new Figures();
        large.add("speed", 1234.5);
        large.add("memory", 7);
        var columns = new LinkedHashMap<String, Figures>();
        columns.put("small", small);
        columns.put("large", large);

        assertThat(Figures.beside(columns)).isEqualTo("""
                | figure | small | large |
                |---|---|---|
                | speed | 20.00 | 1,235 |
                | memory | - | 7.00 |
                """);
    }
}
