package org.gemel.checker.connection.internal;

/**
 * A thread of this bundle's, whoever makes it. Inherited from a checker that dials first, class loader and thread locals would keep
 * that checker's bundle in memory after its update, and let the thread count as one of that checker's.
 */
final class OwnThread {

    private OwnThread() {}

    static Thread of(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setContextClassLoader(OwnThread.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
