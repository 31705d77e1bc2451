package io.opendcp.simulation.search;

public final class Search {
    private Search() {}

    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        int ops = Integer.parseInt(args[2]);
        for (long s = first; s < first + n; s++) {
            long t = System.nanoTime();
            try {
                Run r = Case.draw(Profile.BANK, s, ops).run();
                System.out.println(s + " ok " + (System.nanoTime() - t) / 1000000 + " ms " + r);
            } catch (RuntimeException e) {
                String m = String.valueOf(e.getMessage());
                System.out.println(s + " FAILED "
                        + m.substring(0, Math.min(300, m.length())).replace("\n", " | "));
            }
        }
    }
}
