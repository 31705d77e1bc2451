package io.opendcp.simulator.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * One direction of one connection: bytes are measured, go through the stages for the frame that they belong to, then through
 * those for all bytes in the order in which their faults came into force, then on.
 *
 * <pre>
 *   socket or server --&gt; meter --&gt; frame's stages --&gt; stages --&gt; server or socket
 * </pre>
 */
final class Lane {
    private final FrameMeter meter;
    private final Taker end;
    private final List<Stage> ofFrames = new ArrayList<>();
    private final List<Stage> ofAll = new ArrayList<>();
    private boolean mute;

    Lane(FrameMeter.Told told, Taker end) {
        this.end = end;
        meter = new FrameMeter(told, piece -> first().take(piece));
    }

    FrameMeter meter() {
        return meter;
    }

    private Taker first() {
        if (!ofFrames.isEmpty()) {
            return ofFrames.get(0);
        }
        return ofAll.isEmpty() ? this::leave : ofAll.get(0);
    }

    private void leave(Piece piece) {
        if (mute) {
            piece.drop();
        } else {
            end.take(piece);
        }
    }

    void take(Piece piece) {
        if (mute) {
            piece.drop();
            return;
        }
        meter.take(piece);
        if (ofFrames.removeIf(stage -> stage.finished() && stage.held() == 0)) {
            link();
        }
    }

    /** All bytes from now on. */
    void add(Stage stage) {
        ofAll.add(stage);
        link();
    }

    /** The bytes of the frame that begins now. */
    void addForFrame(Stage stage) {
        ofFrames.add(stage);
        link();
    }

    /** The frame has come to its end. */
    void finishFrame() {
        ofFrames.forEach(Stage::finish);
    }

    private void link() {
        Taker next = this::leave;
        for (List<Stage> stages : List.of(ofAll, ofFrames)) {
            for (int i = stages.size() - 1; i >= 0; i--) {
                stages.get(i).next(next);
                next = stages.get(i);
            }
        }
    }

    void heal(Directed fault) {
        heal(ofAll.stream().filter(stage -> stage.fault().equals(fault)).toList());
    }

    /** Frames that something is still being done to are as others from now on. */
    void healFrames() {
        heal(List.copyOf(ofFrames));
    }

    private void heal(List<Stage> stages) {
        stages.forEach(Stage::heal);
        ofFrames.removeAll(stages);
        ofAll.removeAll(stages);
        link();
    }

    /** Bytes on their way. */
    long heldBytes() {
        return ofFrames.stream().mapToLong(Stage::heldBytes).sum()
                + ofAll.stream().mapToLong(Stage::heldBytes).sum();
    }

    /** Whether nothing is done to anything here. */
    boolean idle() {
        return ofFrames.isEmpty() && ofAll.isEmpty();
    }

    /** Nothing passes any more; what is on its way is dropped. */
    void mute() {
        mute = true;
        meter.drop();
        ofFrames.forEach(Stage::drop);
        ofAll.forEach(Stage::drop);
    }
}
