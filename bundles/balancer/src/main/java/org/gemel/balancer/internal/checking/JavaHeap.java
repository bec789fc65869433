package org.gemel.balancer.internal.checking;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** The memory of this process. */
final class JavaHeap implements Leaks.Heap {

    /** Of a hundred: what is in use of the old generation after a collection of it where memory is short. */
    private static final int SHORT = 85;

    /** The old generation: of the heap's pools the one with thresholds, whatever collects it. */
    private final List<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .toList();

    @Override
    public boolean isShort() {
        for (MemoryPoolMXBean pool : old) {
            MemoryUsage live = pool.getCollectionUsage();
            if (live != null && live.getMax() > 0 && live.getUsed() > live.getMax() / 100 * SHORT) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long size() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public long collect() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
