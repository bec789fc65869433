package org.gemel.balancer.internal.checking;

/** The memory of this process. */
final class JavaHeap implements Leaks.Heap {

    @Override
    public long size() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public long live() {
        System.gc();
        return used();
    }
}
