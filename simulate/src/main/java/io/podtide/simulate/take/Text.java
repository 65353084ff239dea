package io.podtide.simulate.take;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** One recorded API object. */
public final class Text {

    private final List<Piece> pieces;

    Text(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** Its JSON, as this cast plays it. */
    public byte[] show(Cast cast, long version) {
        var out = new ByteArrayOutputStream(4096);
        for (var piece : pieces) {
            out.writeBytes(bytes(piece, cast, version));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Piece piece, Cast cast, long version) {
        if (piece instanceof Piece.Fixed fixed) {
            return fixed.json();
        }
        return word(piece, cast, version).getBytes(StandardCharsets.UTF_8);
    }

    private static String word(Piece piece, Cast cast, long version) {
        if (piece instanceof Piece.Name name) {
            return cast.name(name.part());
        } else if (piece instanceof Piece.Uid uid) {
            return cast.uid(uid.recorded()).toString();
        } else if (piece instanceof Piece.UidOf uid) {
            return cast.uid(uid.recorded(), uid.part()).toString();
        } else if (piece instanceof Piece.Time time) {
            long millis = cast.time(time.act(), time.millis());
            return Instant.ofEpochMilli(time.fraction() ? millis : millis / 1_000 * 1_000)
                    .toString();
        } else if (piece instanceof Piece.Moment moment) {
            long millis = cast.time(moment.time().act(), moment.time().millis());
            long nanos = Long.remainderUnsigned(cast.uid(moment.event()).getLeastSignificantBits(), 1_000_000);
            return Long.toHexString(millis * 1_000_000 + nanos);
        }
        return Long.toString(version);
    }
}
