package io.opendcp.simulation;

import io.opendcp.proxy.journal.Point;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a proxy tells, as lines. */
public final class ProxyJournal implements io.opendcp.proxy.journal.Journal {
    private final String who;
    private final Journal journal;
    private final Predicate<Point> shall;
    private final Consumer<Throwable> onDefect;

    /** @param onDefect told of what went wrong by our fault */
    public ProxyJournal(String who, Journal journal, Consumer<Throwable> onDefect) {
        this(who, journal, point -> false, onDefect);
    }

    /** @param shall whether the rare happens at a point now */
    ProxyJournal(String who, Journal journal, Predicate<Point> shall, Consumer<Throwable> onDefect) {
        this.who = who;
        this.journal = journal;
        this.shall = shall;
        this.onDefect = onDefect;
    }

    private void connection(String what, int epno, long epSession) {
        journal.line(who, what + " " + epno + " " + epSession);
    }

    @Override
    public void routed(int epno, String reason) {
        journal.line(who, "routed " + epno + " " + reason);
    }

    @Override
    public void opened(int epno, long epSession) {
        connection("opened", epno, epSession);
    }

    @Override
    public void waits(long session, int epno) {
        journal.line(who, "waits " + Long.toHexString(session) + " " + epno);
    }

    @Override
    public void turn(long session) {
        journal.line(who, "turn " + Long.toHexString(session));
    }

    @Override
    public void left(long session) {
        journal.line(who, "left " + Long.toHexString(session));
    }

    @Override
    public void lent(long session, int epno, long epSession) {
        journal.line(who, "lent " + epno + " " + epSession + " " + Long.toHexString(session));
    }

    @Override
    public void free(int epno, long epSession) {
        connection("free", epno, epSession);
    }

    @Override
    public void evicted(int epno, long epSession) {
        connection("evicted", epno, epSession);
    }

    @Override
    public void closed(int epno, long epSession) {
        connection("closed", epno, epSession);
    }

    @Override
    public void transactionEnded(long session, int epno) {
        journal.line(who, "ended " + Long.toHexString(session) + " " + epno);
    }

    @Override
    public void refused(long session, int code) {
        journal.line(who, "refused " + Long.toHexString(session) + " " + code);
    }

    @Override
    public void refreshed(List<Integer> epnos) {
        journal.line(who, "refreshed " + epnos);
    }

    @Override
    public void refreshFailed(int code) {
        journal.line(who, "refresh-failed " + code);
    }

    @Override
    public boolean shall(Point point) {
        boolean happens = shall.test(point);
        if (happens) {
            journal.line(who, "rare " + point);
        }
        return happens;
    }

    @Override
    public void defect(Throwable defect) {
        journal.line(who, "defect " + defect.getClass().getName());
        onDefect.accept(defect);
    }
}
