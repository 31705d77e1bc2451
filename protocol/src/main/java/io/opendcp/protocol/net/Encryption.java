package io.opendcp.protocol.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** How connections are encrypted from their login on. Asked for each, so that a change holds for new ones. */
public interface Encryption {
    /** Not at all. */
    Encryption NONE = new Encryption() {
        @Override
        public @Nullable SslHandler server(ByteBufAllocator allocator) {
            return null;
        }

        @Override
        public @Nullable SslHandler client(ByteBufAllocator allocator) {
            return null;
        }
    };

    /** For a connection that was accepted; null if it goes on in clear. Time limits are the caller's. */
    @Nullable
    SslHandler server(ByteBufAllocator allocator);

    /** For a connection to a server that wants it; null if we cannot. */
    @Nullable
    SslHandler client(ByteBufAllocator allocator);
}
