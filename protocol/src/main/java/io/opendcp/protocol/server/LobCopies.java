package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.type.LobLocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts values in the places of locators that a client has bound. Source: {@code docs/protocol/statements.md} 7.1. */
final class LobCopies {
    private record Place(int row, int parameter, LobLocator locator) {}

    private final LobDesk desk;
    private final long most;

    /** @param most bytes of heap of one request's copies */
    LobCopies(LobDesk desk, long most) {
        this.desk = desk;
        this.most = most;
    }

    /**
     * Fills in all that {@code rows} have, in place, then runs {@code then}; or refuses the request.
     *
     * @param declarations of the columns of {@code rows}
     */
    void fill(List<@Nullable Object[]> rows, List<Declaration> declarations, Exchange request, Runnable then) {
        Deque<Place> places = new ArrayDeque<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int p = 0; p < declarations.size(); p++) {
                if (rows.get(row)[p] instanceof OffRow.LobCopy copy) {
                    places.add(new Place(row, p, copy.locator()));
                }
            }
        }
        new Filling(places, rows, declarations, request, then).proceed();
    }

    /** One after the other; those that are read at once in a loop, and not each within the one before. */
    private final class Filling {
        private final Deque<Place> places;
        private final List<@Nullable Object[]> rows;
        private final List<Declaration> declarations;
        private final Exchange request;
        private final Runnable then;
        private long room = most;
        private boolean looping;
        private boolean again;

        Filling(
                Deque<Place> places,
                List<@Nullable Object[]> rows,
                List<Declaration> declarations,
                Exchange request,
                Runnable then) {
            this.places = places;
            this.rows = rows;
            this.declarations = declarations;
            this.request = request;
            this.then = then;
        }

        void proceed() {
            again = true;
            if (looping) {
                return;
            }
            looping = true;
            try {
                while (again) {
                    again = false;
                    next();
                }
            } finally {
                looping = false;
            }
        }

        private void next() {
            Place place = places.poll();
            if (place == null) {
                then.run();
                return;
            }
            LobLocator locator = place.locator;
            desk.read(locator.owner(), locator.address().id(), request, value -> {
                rows.get(place.row)[place.parameter] = checked(value, declarations.get(place.parameter));
                room -= LobValues.length(value) * (value instanceof String ? 2L : 1L);
                if (room < 0) {
                    throw DmException.of(ErrorCode.LIMIT, "bytes of copied LOBs", most);
                }
                proceed();
            });
        }
    }

    private static Object checked(Object value, Declaration declaration) {
        if (declaration.scalar() == null || !declaration.scalar().javaClass().isInstance(value)) {
            throw DmException.of(ErrorCode.ARGUMENT_TYPE);
        }
        return value;
    }
}
