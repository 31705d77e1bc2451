package io.opendcp.features.hostile;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.opendcp.protocol.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What somebody who breaks the protocol sends. */
enum Nonsense {
    GARBAGE {
        @Override
        byte[] bytes(SplittableRandom chance) {
            byte[] bytes = new byte[HEADER + chance.nextInt(2000)];
            chance.nextBytes(bytes);
            return bytes;
        }
    },
    HALF_HEADER {
        @Override
        byte[] bytes(SplittableRandom chance) {
            return Arrays.copyOf(startup(), 1 + chance.nextInt(HEADER - 1));
        }
    },
    HALF_FRAME {
        @Override
        byte[] bytes(SplittableRandom chance) {
            byte[] whole = startup();
            return Arrays.copyOf(whole, HEADER + chance.nextInt(whole.length - HEADER));
        }
    },
    WRONG_CHECKSUM {
        @Override
        byte[] bytes(SplittableRandom chance) {
            byte[] bytes = startup();
            bytes[CHECKSUM] ^= (byte) (1 + chance.nextInt(255));
            return bytes;
        }
    },
    OVERSIZED {
        @Override
        byte[] bytes(SplittableRandom chance) {
            return withLength(Integer.MAX_VALUE - chance.nextInt(1 << 28));
        }
    },
    NEGATIVE_LENGTH {
        @Override
        byte[] bytes(SplittableRandom chance) {
            return withLength(-1 - chance.nextInt(1 << 30));
        }
    },
    /** A request that only a session may make. */
    TOO_EARLY {
        @Override
        byte[] bytes(SplittableRandom chance) {
            return golden("statement-exec-direct-request");
        }
    },
    /** A startup twice: the second where a login belongs. */
    STARTUP_TWICE {
        @Override
        byte[] bytes(SplittableRandom chance) {
            byte[] once = startup();
            byte[] twice = Arrays.copyOf(once, 2 * once.length);
            System.arraycopy(once, 0, twice, once.length, once.length);
            return twice;
        }
    };

    static final int HEADER = 64;
    private static final int LENGTH = 6;
    private static final int CHECKSUM = 19;

    abstract byte[] bytes(SplittableRandom chance);

    /** Whether the server must wait for the rest of it: it ends when the client leaves, or by a time limit. */
    boolean unfinished() {
        return this == HALF_HEADER || this == HALF_FRAME;
    }

    static byte[] startup() {
        return golden("session-startup-request");
    }

    private static byte[] golden(String name) {
        ByteBuf frame = Golden.frame(name);
        try {
            return ByteBufUtil.getBytes(frame);
        } finally {
            frame.release();
        }
    }

    private static byte[] withLength(int length) {
        byte[] header = Arrays.copyOf(startup(), HEADER);
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(LENGTH, length);
        byte xor = 0;
        for (int i = 0; i < CHECKSUM; i++) {
            xor ^= header[i];
        }
        header[CHECKSUM] = xor;
        return header;
    }
}
