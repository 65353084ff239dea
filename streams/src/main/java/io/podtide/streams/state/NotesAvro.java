package io.podtide.streams.state;

import io.podtide.detect.pod.Note;
import io.podtide.detect.pod.Notes;
import io.podtide.schema.NoteState;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroOutput;
import java.util.List;

/** {@link Notes} as Avro. */
final class NotesAvro {

    private NotesAvro() {}

    static List<NoteState> toAvro(Notes notes) {
        return notes.newestFirst().stream()
                .map(n -> new NoteState(
                        n.uid(), n.at(), n.reason(), n.message(), n.component(), n.container(), n.count()))
                .toList();
    }

    static Notes fromAvro(List<NoteState> avro) {
        return new Notes(avro.stream()
                .map(n -> new Note(
                        n.getEventUid(),
                        n.getAt(),
                        n.getReason(),
                        n.getMessage(),
                        n.getComponent(),
                        n.getContainer(),
                        n.getCount()))
                .toList());
    }

    static void write(AvroOutput out, Note note) {
        out.text(note.uid());
        out.time(note.at());
        out.text(note.reason());
        out.text(note.message());
        out.text(note.component());
        out.text(note.container());
        out.number(note.count());
    }

    static Notes read(AvroInput in) {
        return new Notes(in.each(each ->
                new Note(each.text(), each.time(), each.word(), each.text(), each.word(), each.word(), each.small())));
    }
}
