package org.gemel.checker.connection.internal;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of the buffers that are in use. */
final class Counting extends AbstractByteBufAllocator {

    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    /** How many there are now. */
    long inUse() {
        return inUse.get();
    }

    /** How many there were at most at the same time. */
    long most() {
        return most.get();
    }

    private void taken(int bytes) {
        most.accumulateAndGet(inUse.addAndGet(bytes), Math::max);
    }

    private void given(int bytes) {
        inUse.addAndGet(-bytes);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initial, int maximum) {
        return new Heap(initial, maximum);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initial, int maximum) {
        return new Direct(initial, maximum);
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    private final class Heap extends UnpooledHeapByteBuf {

        Heap(int initial, int maximum) {
            super(Counting.this, initial, maximum);
            taken(capacity());
        }

        @Override
        public ByteBuf capacity(int wanted) {
            int before = capacity();
            taken(wanted);
            super.capacity(wanted);
            given(before);
            return this;
        }

        @Override
        protected void deallocate() {
            given(capacity());
            super.deallocate();
        }
    }

    private final class Direct extends UnpooledDirectByteBuf {

        Direct(int initial, int maximum) {
            super(Counting.this, initial, maximum);
            taken(capacity());
        }

        @Override
        public ByteBuf capacity(int wanted) {
            int before = capacity();
            taken(wanted);
            super.capacity(wanted);
            given(before);
            return this;
        }

        @Override
        protected void deallocate() {
            given(capacity());
            super.deallocate();
        }
    }
}
