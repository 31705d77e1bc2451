package io.opendcp.features.crowd;

import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a process holds.
 *
 * @param heap bytes in use after a collection
 * @param direct bytes of buffers outside the heap
 * @param descriptors open files and sockets
 * @param resident bytes of memory that the process has of the machine
 */
record Footprint(long heap, long direct, long descriptors, long resident) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final File DESCRIPTORS = new File("/proc/self/fd");

    /** Of this process. */
    static Footprint now() throws IOException {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        String[] open = DESCRIPTORS.list();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                Math.max(direct, PlatformDependent.usedDirectMemory()),
                open == null ? 0 : open.length,
                residentNow());
    }

    private static long residentNow() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** What {@link #parse} reads. */
    String line() {
        return "footprint %d %d %d %d".formatted(heap, direct, descriptors, resident);
    }

    static Footprint parse(String line) {
        List<Long> numbers =
                Arrays.stream(line.split(" ", -1)).skip(1).map(Long::valueOf).toList();
        return new Footprint(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    String words() {
        return "heap %.1f MB, direct %.1f MB, %d descriptors, resident %.0f MB"
                .formatted(heap / 1e6, direct / 1e6, descriptors, resident / 1e6);
    }
}
