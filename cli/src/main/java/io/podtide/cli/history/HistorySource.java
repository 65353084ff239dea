package io.podtide.cli.history;

import io.podtide.trends.query.Answer;
import io.podtide.trends.query.Question;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Who answers. */
public interface HistorySource extends AutoCloseable {

    /** @throws IOException for people, where a server does not answer */
    Answer ask(Question question, Map<String, List<String>> values) throws IOException;

    @Override
    void close();
}
