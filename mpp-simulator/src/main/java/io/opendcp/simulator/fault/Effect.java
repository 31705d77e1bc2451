package io.opendcp.simulator.fault;

/** What a {@link Trigger} does when its time has come. */
public sealed interface Effect permits Effect.OnFrame, Effect.OnPort, Power {
    /** In the words that {@link Faults#parse} reads. */
    String words();

    /**
     * The fault is for the bytes of one frame.
     *
     * @param nth which one of those that match the trigger, in the fault's direction, counted from 1
     */
    record OnFrame(int nth, Directed fault) implements Effect {
        public OnFrame {
            Lengths.atLeast(1, nth, "the number of a frame");
        }

        @Override
        public String words() {
            return fault.words("its " + ordinal() + " " + fault.direction().word());
        }

        private String ordinal() {
            boolean teen = nth / 10 % 10 == 1;
            return nth
                    + switch (teen ? 0 : nth % 10) {
                        case 1 -> "st";
                        case 2 -> "nd";
                        case 3 -> "rd";
                        default -> "th";
                    };
        }
    }

    /** The fault comes into force at the EP's port. */
    record OnPort(Fault fault) implements Effect {
        @Override
        public String words() {
            return fault.words();
        }
    }
}
